package store_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// TestANewerSchemaRefusesTheStart leaves the mark of a later release in the
// database and opens it again.
func TestANewerSchemaRefusesTheStart(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "keyporter.db") },
		"postgres": func(t *testing.T) string { return portertest.Postgres(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			dsn := address(t)
			db, err := store.Open(t.Context(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			driver := "sqlite"
			if strings.HasPrefix(dsn, "postgres") {
				driver = "pgx"
			}
			raw, err := sql.Open(driver, dsn)
			if err != nil {
				t.Fatal(err)
			}
			_, err = raw.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`)
			if err := errors.Join(err, raw.Close()); err != nil {
				t.Fatal(err)
			}
			db, err = store.Open(t.Context(), dsn)
			if err == nil {
				_ = db.Close()
			}
			if !errors.Is(err, store.ErrNewer) {
				t.Errorf("Open of a newer schema = %v, want ErrNewer", err)
			}
		})
	}
}

func TestOneProcessHoldsASQLiteFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keyporter.db")
	open(t, path)
	db, err := store.Open(t.Context(), path)
	if err == nil {
		_ = db.Close()
	}
	if !errors.Is(err, store.ErrShared) {
		t.Errorf("Open of a file in use = %v, want ErrShared", err)
	}
}

func TestOpenRefusesOtherDatabases(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{"mysql://host/x", "postgres://kim:secret@[bad/x"} {
		db, err := store.Open(t.Context(), dsn)
		if err == nil {
			_ = db.Close()
			t.Errorf("Open(%q) = nil, want an error", dsn)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("Open(%q) tells the password: %v", dsn, err)
		}
	}
}
