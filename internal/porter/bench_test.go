package porter_test

import (
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	s3Full  iam.ARN = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
	s3Read  iam.ARN = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
	admin   iam.ARN = "arn:aws:iam::aws:policy/AdministratorAccess"
	missing iam.ARN = "arn:aws:iam::aws:policy/NoSuchPolicy"
)

// bench is the application on a real endpoint and a real store, with one
// operator signed in and the account read once.
type bench struct {
	*porter.Porter
	t       *testing.T
	dsn     string
	db      *store.DB
	account *account.Account
	ring    *seal.Keyring
	box     *sandbox.Sandbox
	aws     *httptest.Server
	front   atomic.Pointer[http.HandlerFunc] // answers in the endpoint's place, where there is one
	by      desk.Actor
	shift   atomic.Int64
}

// each runs a test on both engines.
func each(t *testing.T, f func(t *testing.T, b *bench)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, newBench(t, filepath.Join(t.TempDir(), "keyporter.db")))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, newBench(t, portertest.Postgres(t)))
	})
}

// onSQLite is a bench where the engine makes no difference.
func onSQLite(t *testing.T) *bench {
	t.Helper()
	return newBench(t, filepath.Join(t.TempDir(), "keyporter.db"))
}

func newBench(t *testing.T, dsn string) *bench {
	t.Helper()
	ctx := t.Context()
	b := &bench{t: t, dsn: dsn}
	ring, err := seal.NewKeyring(make([]byte, 32))
	check(t, err)
	b.db, err = store.Open(ctx, dsn)
	check(t, err)
	b.box, err = sandbox.New(sandbox.Options{Store: b.db, Seal: ring})
	check(t, err)
	b.aws = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if front := b.front.Load(); front != nil {
			(*front)(w, r)
			return
		}
		b.box.ServeHTTP(w, r)
	}))
	id, secret := b.box.RootCredentials()
	b.account, err = account.New(ctx, account.Options{
		IAMEndpoint: b.aws.URL, Region: "ap-northeast-2", KeyID: id, Secret: secret, Backoff: time.Millisecond,
	})
	check(t, err)
	b.ring = ring
	b.Porter = b.restart(b.account)
	t.Cleanup(func() {
		b.Close()
		b.aws.Close()
		check(t, b.db.Close())
	})
	b.by = b.operator("ana", desk.Admin)
	check(t, b.Refresh(ctx))
	return b
}

func (b *bench) options(a *account.Account, readOnly bool) porter.Options {
	return porter.Options{
		Account: a, Store: b.db, Seal: b.ring, Clock: b.now, Log: slog.New(slog.DiscardHandler), Pause: time.Millisecond,
		Place: desk.Place{Endpoint: b.aws.URL, Region: "ap-northeast-2", Sandbox: true}, ReadOnly: readOnly,
	}
}

// restart is the application on the same store, when nothing has been read yet.
func (b *bench) restart(a *account.Account) *porter.Porter {
	p := porter.New(b.options(a, false))
	b.t.Cleanup(p.Close)
	return p
}

// instead puts an answer in the endpoint's place; what it leaves alone the
// endpoint answers.
func (b *bench) instead(answer func(w http.ResponseWriter, r *http.Request) bool) {
	f := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answer(w, r) {
			b.box.ServeHTTP(w, r)
		}
	})
	b.front.Store(&f)
}

func (b *bench) now() time.Time { return time.Now().Add(time.Duration(b.shift.Load())) }

// later moves the clock.
func (b *bench) later(d time.Duration) { b.shift.Add(int64(d)) }

// operator adds an operator and signs it in.
func (b *bench) operator(name string, role desk.Role) desk.Actor {
	b.t.Helper()
	o := desk.Operator{ID: desk.NewID(b.now()), Name: name, Role: role, Created: b.now()}
	check(b.t, b.db.AddOperator(b.t.Context(), o, "-"))
	return b.session(o)
}

// session opens another session of an operator.
func (b *bench) session(o desk.Operator) desk.Actor {
	b.t.Helper()
	token := seal.NewToken()
	s := store.Session{Hash: seal.Hash(token), Operator: o, Created: b.now(), Seen: b.now()}
	check(b.t, b.db.AddSession(b.t.Context(), s))
	return desk.Actor{Operator: o, Session: s.Hash, Token: seal.NewSecret(token), Client: "127.0.0.1", Proved: b.now()}
}

// user makes an IAM user.
func (b *bench) user(name iam.UserName) {
	b.t.Helper()
	_, err := b.CreateUser(b.t.Context(), b.by, form(), porter.NewUser{Name: name}, seal.Secret{})
	check(b.t, err)
}

// key makes an IAM user with an access key, and returns its ticket.
func (b *bench) key(name iam.UserName) string {
	b.t.Helper()
	b.user(name)
	done, err := b.IssueKey(b.t.Context(), b.by, form(), name, "other", "")
	check(b.t, err)
	return done.Ticket
}

// proved waits until the key of a ticket was tested and accepted.
func (b *bench) proved(ticket string) {
	b.t.Helper()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		got, err := b.Ticket(b.t.Context(), b.by, ticket)
		check(b.t, err)
		if got.Proof == desk.ProofAccepted {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("Ticket has proof %q, want accepted", got.Proof)
		}
	}
}

// keys lists a user's keys as AWS has them.
func (b *bench) keys(name iam.UserName) []iam.AccessKey {
	b.t.Helper()
	list, err := b.account.Keys(b.t.Context(), name)
	check(b.t, err)
	return list
}

// audited tells whether the audit log has an entry.
func (b *bench) audited(verb desk.Verb, phase desk.Phase) bool {
	b.t.Helper()
	list, err := b.Audit(b.t.Context(), b.by, desk.AuditFilter{})
	check(b.t, err)
	for _, e := range list {
		if e.Verb == verb && e.Phase == phase {
			return true
		}
	}
	return false
}

// raw opens the database beside the store, to look and to break things.
func (b *bench) raw() *sql.DB {
	b.t.Helper()
	driver, dsn := "pgx", b.dsn
	if b.db.Engine() == store.SQLite {
		driver, dsn = "sqlite", b.dsn+"?_pragma=busy_timeout(10000)"
	}
	db, err := sql.Open(driver, dsn)
	check(b.t, err)
	b.t.Cleanup(func() { check(b.t, db.Close()) })
	return db
}

func secret(text string) seal.Secret { return seal.NewSecret(text) }

func form() string { return desk.NewID(time.Now()) }

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantCode fails the test unless err is a fault of the kind with the code.
func wantCode(t *testing.T, call string, err error, kind fault.Kind, code fault.Code) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != kind || f.Code != code {
		t.Errorf("%s = %v, want kind %d, code %s", call, err, kind, code)
	}
}

// together runs f n times at once and gathers the errors.
func together(n int, f func(i int) error) error {
	var wait, start sync.WaitGroup
	errs := make([]error, n)
	start.Add(1)
	for i := range n {
		wait.Go(func() {
			start.Wait()
			errs[i] = f(i)
		})
	}
	start.Done()
	wait.Wait()
	return errors.Join(errs...)
}
