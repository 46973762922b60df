package store

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a caller can tell apart. All other errors are the database's own.
var (
	ErrNotFound = errors.New("no such row")
	ErrTaken    = errors.New("a unique row exists")
	ErrFull     = errors.New("there is no room for one more")
	ErrShared   = errors.New("another Keyporter uses this database file: stop it first, or use PostgreSQL for several processes")
)

// translate turns a driver's error into ErrNotFound or ErrTaken where it means
// that, keeping the driver's text for the log.
func translate(err error) error {
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case errors.As(err, &pg) && pg.Code == "23505": // unique_violation, PostgreSQL appendix A
		return fmt.Errorf("%w: %s", ErrTaken, pg.ConstraintName)
	case errors.As(err, &lite) && (lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE ||
		lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
		return fmt.Errorf("%w: %s", ErrTaken, lite.Error())
	}
	return err
}
