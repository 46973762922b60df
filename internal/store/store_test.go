package store_test

import (
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// each runs one test on every engine, on a fresh database of its own. It skips
// PostgreSQL where KEYPORTER_TEST_POSTGRES names no server, unless
// KEYPORTER_TEST_ALL insists.
func each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, filepath.Join(t.TempDir(), "keyporter.db")))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, postgres(t)))
	})
}

// open opens the store at dsn until the test ends.
func open(t *testing.T, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

// postgres makes an empty database on the test server and returns its address.
func postgres(t *testing.T) string {
	t.Helper()
	server := os.Getenv("KEYPORTER_TEST_POSTGRES")
	switch {
	case server != "":
	case os.Getenv("KEYPORTER_TEST_ALL") == "1":
		t.Fatal("KEYPORTER_TEST_ALL=1 and KEYPORTER_TEST_POSTGRES names no server")
	default:
		t.Skip("KEYPORTER_TEST_POSTGRES names no server")
	}
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal("KEYPORTER_TEST_POSTGRES is no postgres:// address")
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatalf("open the test server: %v", err)
	}
	name := "keyporter_" + strings.ToLower(desk.NewID(time.Now()))
	if _, err := admin.ExecContext(t.Context(), `CREATE DATABASE `+name+` TEMPLATE template0`); err != nil {
		t.Fatalf("make a test database: %v", err)
	}
	t.Cleanup(func() {
		// The store was closed before: its cleanup was registered later.
		if _, err := admin.Exec(`DROP DATABASE ` + name); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
		_ = admin.Close() // nothing hangs on it
	})
	address.Path = "/" + name
	return address.String()
}

// at is when the tests take place.
var at = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// operator adds an admin who can sign in.
func operator(t *testing.T, db *store.DB, name string) desk.Operator {
	t.Helper()
	o := desk.Operator{ID: desk.NewID(at), Name: name, Role: desk.Admin, Created: at}
	if err := db.AddOperator(t.Context(), o, "hash of "+name); err != nil {
		t.Fatalf("AddOperator(%s): %v", name, err)
	}
	return o
}
