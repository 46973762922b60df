// Package jobs carries out changes of many rows in the background: one row after
// the other, several jobs side by side, each held by one process at a time. How
// far a job has come lies in the store, so that another process, or the same one
// after a restart, goes on with it.
//
// A job is held by a lease, which its holder renews, and a fence, which grows with
// each claim: what a former holder still writes is refused. A row is marked before
// it is carried out. Where its holder died meanwhile its outcome is not known: it
// is carried out again only if its kind says that this does no harm.
//
// The package knows no AWS: what a row does is a function of its Kind. Like its
// callers it appends to the audit log before a transaction touches anything else.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Kind is a kind of job. Verb names it, in the store and in the audit log.
type Kind struct {
	Verb desk.Verb
	// Row carries out one row. An error fails that row alone. One of kind Unknown
	// leaves its outcome unknown; one of kind Busy or Away says that nothing was
	// done, and the row is tried again a little later. A row that is Lost was
	// carried out before, with an outcome that nobody knows.
	Row func(ctx context.Context, j desk.Job, r desk.JobRow) error
}

// Options is what a Runner works with. The first four are needed.
type Options struct {
	Store *store.DB
	Clock func() time.Time
	Log   *slog.Logger
	Kinds []Kind
	Lease time.Duration // how long a job stays held when its holder has died; 15 s where it is 0
	Pause time.Duration // before a row is tried again, doubled each time; 1 s where it is 0
	Look  time.Duration // how often a watched job is read at most; 1 s where it is 0
	Width int           // how many jobs are carried out side by side; 4 where it is 0
	// May is asked before a job is taken up, which waits while there is an error; nil
	// is always.
	May func(ctx context.Context) error
}

// Runner carries out jobs. Its methods are safe for concurrent use.
type Runner struct {
	o     Options
	kinds map[desk.Verb]Kind
	verbs []desk.Verb
	wake  chan struct{}
	open  atomic.Int64

	watching sync.Mutex
	watched  map[string]*watched // by the job's id, guarded by watching
}

// New returns a Runner, which does nothing before Run.
func New(o Options) *Runner {
	if o.Lease == 0 {
		o.Lease = 15 * time.Second
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.Look == 0 {
		o.Look = time.Second
	}
	if o.Width == 0 {
		o.Width = 4
	}
	r := &Runner{o: o, kinds: map[desk.Verb]Kind{}, wake: make(chan struct{}, 1), watched: map[string]*watched{}}
	for _, k := range o.Kinds {
		r.kinds[k.Verb] = k
		r.verbs = append(r.verbs, k.Verb)
	}
	return r
}

// Order asks for a job.
type Order struct {
	Verb    desk.Verb // of a kind
	Target  string    // for the audit log
	Form    string    // the idempotency key
	Content any       // what the form says, as JSON; secrets stay out
	Doc     string    // JSON for the kind
	Reason  string    // why it is wanted, where somebody asked for one
	// Plan makes the rows, unless the form was sent before. Of each row its call,
	// verb, target, detail, doc and Again are kept.
	Plan func() ([]desk.JobRow, error)
	// With joins the transaction that begins the job, or is nil.
	With func(ctx context.Context, tx *store.DB, j desk.Job) error
}

// Start begins the job and returns its id. The same form with the same content
// leads to the first one's; with other content it is refused.
func (r *Runner) Start(ctx context.Context, by desk.Actor, o Order) (string, error) {
	said, err := json.Marshal([]any{o.Verb, o.Target, o.Content})
	if err != nil {
		return "", fmt.Errorf("encode the form: %w", err)
	}
	content := seal.Hash(string(said))
	if id, err := r.again(ctx, by, o.Form, content); id != "" || err != nil {
		return id, err
	}
	rows, err := o.Plan()
	if err != nil {
		return "", err
	}
	now := r.now()
	j := desk.Job{
		ID: desk.NewID(now), Verb: o.Verb, Target: o.Target, FormKey: o.Form, Content: content, Doc: o.Doc,
		ActorID: by.Operator.ID, Actor: by.Operator.Name, By: actor(by), Total: len(rows), Created: now,
	}
	err = r.o.Store.Tx(ctx, func(tx *store.DB) error {
		e := r.entry(j, desk.Begun)
		e.Reason = o.Reason
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		if err := tx.AddJob(ctx, j, rows); err != nil || o.With == nil {
			return err
		}
		return o.With(ctx, tx, j)
	})
	if errors.Is(err, store.ErrTaken) { // a copy of the form was faster
		return r.again(ctx, by, o.Form, content)
	}
	if err != nil {
		return "", fmt.Errorf("begin the job: %w", err)
	}
	r.news(ctx)
	return j.ID, nil
}

// again returns the job that a form has begun before, or "".
func (r *Runner) again(ctx context.Context, by desk.Actor, form, content string) (string, error) {
	j, err := r.o.Store.JobOfForm(ctx, by.Operator.ID, form)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("look for the form: %w", err)
	case j.Content != content:
		return "", fault.New(fault.Conflict, fault.CodeFormReused)
	}
	return j.ID, nil
}

// errOver says that a job is not in the state that a change of it needs.
var errOver = errors.New("the job is in another state")

// Cancel ends a job before its next row. One that has ended is refused; one that
// is cancelled already is left as it is.
func (r *Runner) Cancel(ctx context.Context, by desk.Actor, id string) error {
	j, err := r.Job(ctx, id)
	if err != nil || j.Cancel && j.State.Open() {
		return err
	}
	j.By = actor(by)
	err = r.o.Store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, r.noted(j, desk.JobCancel)); err != nil {
			return err
		}
		ok, err := tx.CancelJob(ctx, id)
		if err == nil && !ok {
			return errOver
		}
		return err
	})
	if errors.Is(err, errOver) {
		if j, err := r.Job(ctx, id); err != nil || j.Cancel && j.State.Open() {
			return err
		}
		return fault.New(fault.Conflict, fault.CodeJobEnded)
	}
	if err != nil {
		return fmt.Errorf("cancel the job: %w", err)
	}
	r.news(ctx)
	return nil
}

// Again asks for what is left of a job that has ended.
type Again struct {
	Job    string
	Form   string // the idempotency key
	Reason string // why it is wanted, where somebody asked for one
	// With joins the transaction that lets it go on, or is nil.
	With func(ctx context.Context, tx *store.DB, j desk.Job) error
}

// Retry lets a job that has ended go on with what is left. Its rows are then the
// operator's. A job that has not ended, or has nothing left that may be tried
// again, is refused; a copy of the form that asked is not.
func (r *Runner) Retry(ctx context.Context, by desk.Actor, o Again) error {
	j, err := r.Job(ctx, o.Job)
	if err != nil {
		return err
	}
	j.By = actor(by)
	err = r.o.Store.Tx(ctx, func(tx *store.DB) error {
		e := r.noted(j, desk.JobRetry)
		e.Reason = o.Reason
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		ok, err := tx.RetryJob(ctx, o.Job, o.Form, j.By)
		switch {
		case err == nil && !ok:
			return errOver
		case err != nil || o.With == nil:
			return err
		}
		return o.With(ctx, tx, j)
	})
	if errors.Is(err, errOver) {
		if copied, err := r.o.Store.JobRetried(ctx, o.Job, o.Form); err != nil || copied {
			return err
		}
		return fault.New(fault.Conflict, fault.CodeJobNothing)
	}
	if err != nil {
		return fmt.Errorf("try the rest of the job: %w", err)
	}
	r.news(ctx)
	return nil
}

// Job returns a job.
func (r *Runner) Job(ctx context.Context, id string) (desk.Job, error) {
	j, err := r.o.Store.Job(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return j, fault.New(fault.NotFound, fault.CodeJobNotFound)
	}
	if err != nil {
		return j, fmt.Errorf("read the job: %w", err)
	}
	return j, nil
}

// Open tells how many jobs have not ended, as it was known a moment ago.
func (r *Runner) Open() int { return int(r.open.Load()) }

// news tells Run that there is something to do.
func (r *Runner) news(ctx context.Context) {
	r.count(ctx)
	select {
	case r.wake <- struct{}{}:
	default: // it is told already
	}
}

// count reads how many jobs have not ended.
func (r *Runner) count(ctx context.Context) int {
	n, err := r.o.Store.OpenJobs(ctx)
	if err != nil {
		r.o.Log.WarnContext(ctx, "the jobs cannot be counted", "error", err)
		return r.Open()
	}
	r.open.Store(int64(n))
	return n
}

func (r *Runner) now() time.Time { return r.o.Clock().UTC() }

func actor(by desk.Actor) desk.JobActor {
	return desk.JobActor{ID: by.Operator.ID, Name: by.Operator.Name, RequestID: by.RequestID, Client: by.Client}
}

// entry is the audit entry of a job at one of its phases.
func (r *Runner) entry(j desk.Job, phase desk.Phase) desk.Entry {
	return desk.Entry{
		At: r.now(), Act: j.ID, Phase: phase, Verb: j.Verb, Target: j.Target,
		ActorID: j.By.ID, Actor: j.By.Name, RequestID: j.By.RequestID, Client: j.By.Client,
	}
}

func (r *Runner) noted(j desk.Job, verb desk.Verb) desk.Entry {
	e := r.entry(j, desk.Noted)
	e.Verb = verb
	return e
}
