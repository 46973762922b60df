package portertest

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keyporter/internal/desk"
)

// Insisted reports whether a test that misses something on the machine must
// fail instead of being skipped.
func Insisted() bool { return os.Getenv("KEYPORTER_TEST_ALL") == "1" }

// Need skips the test, or fails it where everything is insisted on.
func Need(t testing.TB, have bool, what string) {
	t.Helper()
	if have {
		return
	}
	if Insisted() {
		t.Fatalf("KEYPORTER_TEST_ALL=1 and there is no %s", what)
	}
	t.Skipf("no %s", what)
}

// Each runs f as two sub-tests, once with the address of a fresh SQLite file
// and once with that of a fresh PostgreSQL database.
func Each(t *testing.T, f func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, filepath.Join(t.TempDir(), "keyporter.db")) })
	t.Run("postgres", func(t *testing.T) { f(t, Postgres(t)) })
}

// Postgres makes a database on the server that KEYPORTER_TEST_POSTGRES names
// and drops it when the test ends.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv("KEYPORTER_TEST_POSTGRES")
	Need(t, server != "", "PostgreSQL in KEYPORTER_TEST_POSTGRES")
	admin, err := sql.Open("pgx", server) // internal/store registers the driver
	check(t, err)
	name := "test_" + desk.NewID(time.Now())
	_, err = admin.ExecContext(context.Background(), `CREATE DATABASE `+name+` TEMPLATE template0`)
	check(t, err)
	t.Cleanup(func() {
		_, err := admin.ExecContext(context.Background(), `DROP DATABASE IF EXISTS `+name+` WITH (FORCE)`)
		check(t, err)
		check(t, admin.Close())
	})
	u, err := url.Parse(server)
	check(t, err)
	u.Path = "/" + name
	return u.String()
}
