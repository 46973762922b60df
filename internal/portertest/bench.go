// Package portertest is the bench on which Keyporter is tested: everything is
// real. It starts the embedded endpoint, the application and the dashboard over
// HTTP on loopback, on SQLite or PostgreSQL, with a clock that the test moves
// and an endpoint that can be unkind. Only tests import it.
package portertest

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keyporter/handlers"
	"keyporter/internal/account"
	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/ledger"
	"keyporter/internal/notice"
	"keyporter/internal/porter"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/templates"
	"keyporter/web"
)

// Options shape a bench. The zero value is a fresh SQLite file.
type Options struct {
	DSN     string    // "" is a new SQLite file
	Log     io.Writer // nil is the test's own log when KEYPORTER_TEST_LOG is set, else nothing
	Unready bool      // do not wait for the first reading of the account
	// Endpoint replaces the embedded one, for an address where nobody answers.
	Endpoint string
	// Lesser makes the embedded endpoint less than AWS.
	Lesser *sandbox.Lesser
	// Demo fills the embedded account with the demo account.
	Demo bool
	// Demand asks every operator for a second factor.
	Demand bool
	// Notices says where reminders go. Nothing drains them by itself.
	Notices notice.Options
	// ReadOnly starts it in read-only mode.
	ReadOnly bool
	// Holding makes Keyporter run as an IAM user who has these policies, and not as
	// the root. The Account of the bench stays the root's.
	Holding []string
	// Provider is where operators may sign in as well, and GroupRoles what its
	// groups make of them.
	Provider   *IdentityProvider
	GroupRoles []auth.GroupRole
}

// Bench is a running Keyporter.
type Bench struct {
	URL     string // of the dashboard
	AWS     string // of the embedded endpoint
	App     *porter.Porter
	Account *account.Account
	Auth    *auth.Auth
	Store   *store.DB
	Sandbox *sandbox.Sandbox
	Clock   *Clock
	Notices *notice.Outbox
	Ledger  *ledger.Ledger
	t       testing.TB
}

// New starts a bench and stops it when the test ends.
func New(t testing.TB, o Options) *Bench {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	clock := NewClock()
	log := slog.New(slog.NewTextHandler(logWriter(o.Log), nil))
	if o.DSN == "" {
		o.DSN = filepath.Join(t.TempDir(), "keyporter.db")
	}
	db, err := store.Open(ctx, o.DSN)
	check(t, err)
	ring, err := seal.NewKeyring(make([]byte, 32))
	check(t, err)
	box, err := sandbox.New(sandbox.Options{Store: db, Seal: ring, Clock: time.Now, Log: log, Lesser: o.Lesser})
	check(t, err)
	if o.Demo {
		check(t, box.FillDemo(ctx))
	}
	aws := httptest.NewServer(box)
	endpoint := aws.URL
	if o.Endpoint != "" {
		endpoint = o.Endpoint
	}
	id, secret := box.RootCredentials()
	acc, err := account.New(ctx, account.Options{IAMEndpoint: endpoint, Region: "ap-northeast-2", KeyID: id, Secret: secret, Log: log, ReadOnly: o.ReadOnly})
	check(t, err)
	own := holding(t, acc, o, account.Options{IAMEndpoint: endpoint, Region: "ap-northeast-2", Log: log, ReadOnly: o.ReadOnly})
	o.Notices.Store, o.Notices.Clock, o.Notices.Log, o.Notices.Link, o.Notices.Held = db, clock.Now, log, noticeLink, box.Demo
	outbox := notice.New(o.Notices)
	book, err := ledger.Open(ctx, ledger.Options{Store: db, Seal: ring, Clock: clock.Now, Log: log, File: filepath.Join(t.TempDir(), "audit.checkpoint")})
	check(t, err)
	app := porter.New(porter.Options{Account: own, Store: db, Seal: ring, Clock: clock.Now, Log: log, Pause: time.Millisecond,
		Place: desk.Place{Endpoint: endpoint, Region: "ap-northeast-2", Sandbox: o.Lesser == nil}, Notices: outbox, Ledger: book, Demo: box, ReadOnly: o.ReadOnly})
	pages := httptest.NewUnstartedServer(nil)
	gate, err := auth.New(auth.Options{Store: db, Seal: ring, Clock: clock.Now, Log: log, Demand: o.Demand, Rewrap: app.Rewrap,
		OIDC: o.Provider.known(t, "http://"+pages.Listener.Addr().String(), clock, o.GroupRoles)})
	check(t, err)
	server, err := web.New(web.Options{
		Handlers: handlers.New(handlers.Options{App: app, Auth: gate, Clock: clock.Now, Log: log}),
		Auth:     gate, Ready: db.Ready, Refused: app.Refused, Shut: book.MayChange, Log: log, ReadOnly: o.ReadOnly,
	})
	check(t, err)
	pages.Config.Handler = server
	pages.Start()
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx) }()
	t.Cleanup(func() {
		pages.Close()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("porter.Run = %v", err)
		}
		aws.Close()
		check(t, db.Close())
	})
	b := &Bench{URL: pages.URL, AWS: aws.URL, App: app, Account: acc, Auth: gate, Store: db, Sandbox: box, Clock: clock, Notices: outbox, Ledger: book, t: t}
	if !o.Unready {
		check(t, app.Refresh(ctx))
	}
	return b
}

func noticeLink(_ context.Context, n desk.Notice) (string, error) {
	return "https://keys.example.com" + templates.KeysURL(iam.UserName(n.User)), nil
}

func logWriter(w io.Writer) io.Writer {
	switch {
	case w != nil:
		return w
	case os.Getenv("KEYPORTER_TEST_LOG") != "":
		return os.Stderr
	}
	return io.Discard
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Audit returns the last entries of the verb in the audit log, the newest first.
func (b *Bench) Audit(t testing.TB, verb desk.Verb) []desk.Entry {
	t.Helper()
	all, err := b.Store.Audit(context.Background(), desk.AuditFilter{Limit: 1000})
	check(t, err)
	return slices.DeleteFunc(all, func(e desk.Entry) bool { return e.Verb != verb })
}
