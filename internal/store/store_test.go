package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
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
		test(t, open(t, portertest.Postgres(t)))
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
