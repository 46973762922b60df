package main_test

import (
	"database/sql"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// TestAStopIsSaidBeforeItComes: after the signal the process is not ready and goes on
// answering; whoever sends it requests has time to stop doing so.
func TestAStopIsSaidBeforeItComes(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir(), "--drain-time", "3s")
	w := p.admin(t)
	if got := p.status(t, "/readyz"); got != http.StatusOK {
		t.Fatalf("GET /readyz of a running dashboard = %d, want 200", got)
	}
	told := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for p.status(t, "/readyz") == http.StatusOK {
		if time.Since(told) > 2*time.Second {
			t.Fatal("GET /readyz is 200 two seconds after the signal to stop, want 503 at once")
		}
	}
	if got := p.status(t, "/healthz"); got != http.StatusOK {
		t.Errorf("GET /healthz while it stops = %d, want 200", got)
	}
	w.Get("/groups/~new").Want(http.StatusOK).Form("/groups").Set("name", "late").Submit(http.StatusOK).Has("late")
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("keyporter ended with %v, want exit 0:\n%s", err, p.log)
	}
	if took := time.Since(told); took < 3*time.Second || took > 10*time.Second {
		t.Errorf("keyporter ended %s after the signal, want soon after 3 s", took)
	}
}

// TestTheSandboxStopsAtOnce: Ctrl-C in a terminal waits for nobody.
func TestTheSandboxStopsAtOnce(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "--data", t.TempDir())
	p.stop(t)
	i := slices.Index(p.args, "--drain-time")
	p.args = slices.Delete(p.args, i, i+2)
	p.launch(t, nil)
	ahead, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://")) // as browsers do
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ahead.Close() }()
	told := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("keyporter ended with %v, want exit 0:\n%s", err, p.log)
	}
	if took := time.Since(told); took > 4*time.Second {
		t.Errorf("keyporter ended %s after Ctrl-C, want at once", took)
	}
}

// TestClocksThatAreApartAreNotReady moves the clock of the database: a function of the
// name of PostgreSQL's own stands before it in the search path.
func TestClocksThatAreApartAreNotReady(t *testing.T) {
	t.Parallel()
	dsn := portertest.Postgres(t)
	db, err := sql.Open("pgx", dsn) // internal/store registers the driver
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	do := func(statement string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	ahead := func(by string) {
		t.Helper()
		do(`CREATE OR REPLACE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
			$$ SELECT pg_catalog.clock_timestamp() + interval '` + by + `' $$`)
	}
	do(`CREATE SCHEMA moved`)
	ahead("0 s")
	do(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, moved, pg_catalog', current_database()); END $$`)
	p := start(t, nil, "--data", t.TempDir(), "--database", dsn)
	for _, c := range []struct {
		by   string
		want int
	}{{"0 s", http.StatusOK}, {"3 s", http.StatusOK}, {"7 s", http.StatusServiceUnavailable}, {"-7 s", http.StatusServiceUnavailable}, {"-3 s", http.StatusOK}} {
		ahead(c.by)
		if got := p.status(t, "/readyz"); got != c.want {
			t.Errorf("GET /readyz where the database is %s ahead = %d, want %d\n%s", c.by, got, c.want, p.log)
		}
		if got := p.status(t, "/healthz"); got != http.StatusOK {
			t.Errorf("GET /healthz where the database is %s ahead = %d, want 200", c.by, got)
		}
	}
}
