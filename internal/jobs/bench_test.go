package jobs_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/jobs"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// bench is a store, and an endpoint that the rows call.
type bench struct {
	t       testing.TB
	dsn     string
	db      *store.DB
	account *account.Account
	box     *sandbox.Sandbox
	clock   *portertest.Clock
	by      desk.Actor
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

func newBench(t testing.TB, dsn string) *bench {
	t.Helper()
	ctx := context.Background()
	b := &bench{t: t, dsn: dsn, db: openStore(t, dsn), clock: portertest.NewClock()}
	ring, err := seal.NewKeyring(make([]byte, 32))
	check(t, err)
	b.box, err = sandbox.New(sandbox.Options{Store: b.db, Seal: ring})
	check(t, err)
	aws := httptest.NewServer(b.box)
	t.Cleanup(aws.Close)
	id, secret := b.box.RootCredentials()
	b.account, err = account.New(ctx, account.Options{IAMEndpoint: aws.URL, Region: "ap-northeast-2", KeyID: id, Secret: secret, Backoff: time.Millisecond})
	check(t, err)
	b.by = desk.Actor{Operator: desk.Operator{ID: "ana", Name: "Ana", Role: desk.Admin}, RequestID: "r", Client: "127.0.0.1"}
	return b
}

func openStore(t testing.TB, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), dsn)
	check(t, err)
	t.Cleanup(func() { check(t, db.Close()) })
	return db
}

// row is what a row of the tests does.
type row = func(ctx context.Context, j desk.Job, r desk.JobRow) error

// create makes the user that the row is about: made twice it fails.
func (b *bench) create(ctx context.Context, _ desk.Job, r desk.JobRow) error {
	_, err := b.account.CreateUser(ctx, iam.UserName(r.Target))
	return err
}

// runner is one of the processes that carry out jobs; now is its clock.
func (b *bench) runner(do row, now func() time.Time) *jobs.Runner { return b.runnerOn(b.db, do, now) }

func (b *bench) runnerOn(db *store.DB, do row, now func() time.Time) *jobs.Runner {
	return jobs.New(jobs.Options{
		Store: db, Clock: now, Log: quiet(), Pause: time.Millisecond, Look: time.Millisecond,
		Kinds: []jobs.Kind{{Verb: desk.BulkJoin, Row: do}},
	})
}

// start begins a job of so many rows, named as its form is, and returns its id.
func (b *bench) start(r *jobs.Runner, form string, rows int, again bool) string {
	b.t.Helper()
	id, err := r.Start(context.Background(), b.by, order(form, rows, again))
	check(b.t, err)
	return id
}

func order(form string, rows int, again bool) jobs.Order {
	return jobs.Order{Verb: desk.BulkJoin, Target: "admins", Form: form, Content: rows, Plan: func() ([]desk.JobRow, error) {
		var list []desk.JobRow
		for i := range rows {
			list = append(list, desk.JobRow{Call: "CreateUser", Verb: desk.UserCreate, Target: fmt.Sprintf("%s-%04d", form, i+1), Detail: []string{"x"}, Doc: "{}", Again: again})
		}
		return list, nil
	}}
}

// job returns a job, and its rows by their state, as "done 1 2 3".
func (b *bench) job(id string) (desk.Job, []string) {
	b.t.Helper()
	j, err := b.db.Job(context.Background(), id)
	check(b.t, err)
	rows, err := b.db.JobRows(context.Background(), id, desk.JobRowFilter{Limit: 1000})
	check(b.t, err)
	var states []string
	for _, r := range rows {
		last := len(states) - 1
		if last < 0 || len(states[last]) < len(r.State) || states[last][:len(r.State)] != string(r.State) {
			states, last = append(states, string(r.State)), last+1
		}
		states[last] += " " + strconv.Itoa(r.Number)
	}
	return j, states
}

// wantJob fails the test unless the job is in the state, with these rows.
func (b *bench) wantJob(id string, state desk.JobState, rows ...string) desk.Job {
	b.t.Helper()
	j, got := b.job(id)
	if j.State != state || !slices.Equal(got, rows) {
		b.t.Errorf("the job is %s with the rows %q, want %s with %q", j.State, got, state, rows)
	}
	return j
}

// audit lists the entries of a job, the oldest first, as "phase verb target".
func (b *bench) audit(id string) []string {
	b.t.Helper()
	list, err := b.db.Audit(context.Background(), desk.AuditFilter{Act: id, Limit: 1000})
	check(b.t, err)
	var all []string
	for _, e := range slices.Backward(list) {
		s := fmt.Sprintf("%s %s %s", e.Phase, e.Verb, e.Target)
		if e.Fault != "" {
			s += " " + e.Fault
		}
		all = append(all, s)
	}
	return all
}

// until waits for something that another goroutine does.
func (b *bench) until(what string, done func() bool) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("%s did not happen", what)
		}
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, call string, err error, kind fault.Kind, code fault.Code) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Kind != kind || f.Code != code {
		t.Errorf("%s = %v, want kind %d, code %s", call, err, kind, code)
	}
}
