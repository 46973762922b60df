// Package porter is the application: what an operator may do to the account is
// allowed, done and written down here, and nowhere else. It holds the account
// in memory for the pages, hands secrets over once, and settles what was left
// open. It draws nothing and speaks neither HTTP nor SQL; handlers, auth's
// rewrapping and the command call it.
//
// Rules of this package: no call to AWS happens inside a transaction; every
// transaction appends to the audit log before it touches anything else, since
// the head of the log is the lock that keeps two of them from waiting for each
// other; a change that was sent is never sent again by itself, but where AWS says
// that it has not looked at it.
package porter

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/jobs"
	"keyporter/internal/ledger"
	"keyporter/internal/notice"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Options is what a Porter works with. All but KeyReads, Pause, Hooks,
// Notices, Ledger and Demo are needed.
type Options struct {
	Account *account.Account
	Store   *store.DB
	Seal    *seal.Keyring
	Clock   func() time.Time
	Log     *slog.Logger
	Place   desk.Place // where keys are used, for sign-in addresses and snippets
	// KeyReads is how many users' access keys are listed in a second, at most;
	// 0 is no limit.
	KeyReads float64
	// Pause is how long a new key that AWS is too busy to make waits before it is
	// asked for again, doubled each time; 0 is a second.
	Pause    time.Duration
	Hooks    Hooks
	ReadOnly bool           // nothing is changed, whoever asks, and what waits goes on waiting
	Notices  *notice.Outbox // which sends reminders; nil: they go nowhere
	Ledger   *ledger.Ledger // which says when nothing may be changed; nil: always
	Demo     Demo           // the embedded account; nil where there is none
	Started  desk.Started   // what the options of the start say of settings
}

// Porter is the application. Its methods are safe for concurrent use.
type Porter struct {
	account  *account.Account
	store    *store.DB
	seal     *seal.Keyring
	clock    func() time.Time
	log      *slog.Logger
	place    desk.Place
	keyReads float64
	pause    time.Duration
	hooks    Hooks
	readOnly bool
	notices  *notice.Outbox
	ledger   *ledger.Ledger
	started  desk.Started

	snap    atomic.Pointer[Snapshot]
	reads   shared     // of the account
	buckets shared     // of the buckets
	editing sync.Mutex // held while a new snapshot takes the old one's place
	edits   []edit     // recent ones, guarded by editing
	wrote   chan struct{}
	tables  tables
	stale   chan struct{} // the table of who reaches what is to be decided anew
	unkept  chan struct{} // something was read that is not stored
	known   chan struct{} // the account was read
	rights  rights
	check   atomic.Pointer[checked]
	uses    keyUses
	jobs    *jobs.Runner
	viewers viewers
	demo    Demo
	isDemo  atomic.Bool

	life    context.Context // ends with Run
	end     context.CancelFunc
	closing sync.RWMutex // guards closed
	closed  bool
	running sync.WaitGroup
}

// New returns a Porter that has read nothing of the account yet.
func New(o Options) *Porter {
	p := &Porter{
		account: o.Account, store: o.Store, seal: o.Seal, clock: o.Clock, log: o.Log,
		place: o.Place, keyReads: o.KeyReads, pause: cmp.Or(o.Pause, time.Second), hooks: o.Hooks, readOnly: o.ReadOnly, notices: o.Notices, ledger: o.Ledger, demo: o.Demo, started: o.Started,
		wrote: make(chan struct{}, 1), stale: make(chan struct{}, 1), unkept: make(chan struct{}, 1),
		known: make(chan struct{}, 1),
	}
	p.jobs = jobs.New(jobs.Options{Store: o.Store, Clock: o.Clock, Log: o.Log, Kinds: p.jobKinds(), May: o.Ledger.MayChange})
	p.show(Snapshot{})
	p.life, p.end = context.WithCancel(context.Background())
	p.lookDemo(p.life) // before the first page is drawn
	return p
}

// Place tells where keys are used.
func (p *Porter) Place() desk.Place { return p.place }

// now is the time in UTC.
func (p *Porter) now() time.Time { return p.clock().UTC() }

// Run does the work in the background until ctx ends: it shows what was kept of
// the account, reads and keeps it, ends tickets, carries out jobs and settles
// operations that nobody runs any more. In read-only mode it only reads. It returns when all of it, and every test of a key, has ended.
func (p *Porter) Run(ctx context.Context) error {
	p.Restore(ctx)
	if !p.readOnly {
		p.sweep(ctx)
		p.hooks.at("swept")
		p.start(func(context.Context) { p.watchRotations(ctx) })
		p.start(func(context.Context) { every(ctx, sweepEvery, p.sweep) })
		p.start(p.jobs.Run)
	}
	p.start(func(context.Context) { p.watch(ctx) })
	p.start(func(context.Context) { p.watchReport(ctx) })
	p.start(func(context.Context) { p.watchKeys(ctx) })
	p.start(func(context.Context) { p.watchBuckets(ctx) })
	p.start(func(context.Context) { p.watchAccess(ctx) })
	p.start(func(context.Context) { p.watchKept(ctx) })
	p.start(func(context.Context) { p.watchRights(ctx) })
	<-ctx.Done()
	p.Close()
	return nil
}

// Close ends what acts have left at work, and waits for it. Run calls it.
func (p *Porter) Close() {
	p.closing.Lock()
	p.closed = true
	p.closing.Unlock()
	p.end()
	p.running.Wait()
}

// start runs f in a goroutine that Close waits for, and reports false when the
// Porter has ended. The context of f ends with the Porter.
func (p *Porter) start(f func(ctx context.Context)) bool {
	p.closing.RLock()
	defer p.closing.RUnlock()
	if p.closed {
		return false
	}
	p.running.Go(func() { f(p.life) })
	return true
}

// every calls f again and again, with a pause between, until ctx ends.
func every(ctx context.Context, pause time.Duration, f func(context.Context)) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			f(ctx)
		}
	}
}
