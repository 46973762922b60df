package web_test

import (
	"context"
	"database/sql"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// TestReadyIsMoreThanAlive takes the right to write away from the database: the
// process is alive and not ready, and neither answer tells more.
func TestReadyIsMoreThanAlive(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b := portertest.New(t, portertest.Options{DSN: dsn})
		w := b.Visitor(t)
		want := func(path string, status int, body string) {
			t.Helper()
			if v := w.Get(path); v.Status != status || string(v.Body) != body {
				t.Errorf("GET %s = %d %q, want %d %q", path, v.Status, v.Body, status, body)
			}
		}
		want("/healthz", http.StatusOK, "ok\n")
		want("/readyz", http.StatusOK, "ok\n")
		driver, address := "sqlite", "file:"+dsn+"?_pragma=busy_timeout(10000)" // internal/store registers the drivers
		if strings.HasPrefix(dsn, "postgres") {
			driver, address = "pgx", dsn
		}
		db, err := sql.Open(driver, address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		if _, err := db.ExecContext(context.Background(), `ALTER TABLE audit_head RENAME TO audit_head_away`); err != nil {
			t.Fatal(err)
		}
		want("/healthz", http.StatusOK, "ok\n")
		want("/readyz", http.StatusServiceUnavailable, "not ready\n")
		if _, err := db.ExecContext(context.Background(), `ALTER TABLE audit_head_away RENAME TO audit_head`); err != nil {
			t.Fatal(err)
		}
		want("/readyz", http.StatusOK, "ok\n")
	})
}

// TestWhatIsTypedMakesNoLineOfTheLog sends ends of lines and colours of a terminal
// wherever a visitor can.
func TestWhatIsTypedMakesNoLineOfTheLog(t *testing.T) {
	t.Parallel()
	var log record
	b := portertest.New(t, portertest.Options{Log: &log})
	w := b.Browser(t, desk.Admin)
	const forged = "x\r\ntime=2026-01-01 level=ERROR msg=forged \x1b[31mred\x1b[0m"
	w.Get("/users/" + url.PathEscape(forged)).Want(http.StatusUnprocessableEntity)
	w.Get("/users?q=" + url.QueryEscape(forged)).Want(http.StatusOK)
	w.Post("/groups", url.Values{"form": {forged}, "name": {forged}}).Want(http.StatusUnprocessableEntity)
	b.Visitor(t).Post("/sign-in", url.Values{"name": {forged}, "password": {forged}}).Want(http.StatusUnprocessableEntity)
	whole := regexp.MustCompile(`^time=\S+ level=(INFO|WARN|ERROR) msg=("[^"]*"|[a-z-]+)( |$)`)
	lines := strings.Split(strings.TrimSuffix(log.String(), "\n"), "\n")
	if len(lines) < 4 {
		t.Fatalf("the log has %d lines, want one for each request", len(lines))
	}
	for _, line := range lines {
		if !whole.MatchString(line) || strings.Contains(line, "\x1b") || strings.HasPrefix(line, "time=2026-01-01") {
			t.Errorf("the log has the line %q, want lines of its own only", line)
		}
	}
}
