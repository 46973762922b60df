// Package store keeps Keyporter's own state in SQL: operators and sessions,
// operations and tickets, the audit log, and the embedded account. One set of
// hand-written queries runs on SQLite and PostgreSQL.
//
// Rules of this package: placeholders are $n, columns are named, ids and times
// are made in Go, one statement decides (unique indexes are the locks), and no
// network call happens inside a transaction.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// Engine names a database engine.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// querier is what *sql.DB and *sql.Tx share.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// DB is the store, whether inside a transaction or not. Its methods are safe
// for concurrent use outside a transaction.
type DB struct {
	engine Engine
	read   querier
	write  querier
	pool   *sql.DB // write pool; nil inside a transaction
	reads  *sql.DB // SQLite's second pool; nil for PostgreSQL and inside a transaction
	lock   *fileLock

	session *sql.Stmt // sessionQuery, which every request asks; nil inside a transaction
}

// Open opens the store and brings its schema up to date. dsn is the path of a
// SQLite file, or a postgres:// address. It refuses a file that another process
// holds, and a schema newer than this program knows.
func Open(ctx context.Context, dsn string) (*DB, error) {
	open := openSQLite
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		open = openPostgres
	} else if strings.Contains(dsn, "://") {
		return nil, errors.New("database: want the path of a file or a postgres:// address")
	}
	db, err := open(dsn)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openSQLite uses two pools: one connection that writes, so that writers queue
// in Go and never meet SQLITE_BUSY, and several that read.
func openSQLite(path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite", sqliteDSN(path, "immediate", "FULL"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), lock.Close())
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", sqliteDSN(path, "deferred", "FULL"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), write.Close(), lock.Close())
	}
	read.SetMaxOpenConns(4)
	read.SetMaxIdleConns(4)
	return &DB{engine: SQLite, read: read, write: write, pool: write, reads: read, lock: lock}, nil
}

func sqliteDSN(path, txlock, sync string) string {
	q := url.Values{"_txlock": {txlock}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(" + sync + ")",
		"foreign_keys(ON)", "secure_delete(ON)",
	}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openPostgres(dsn string) (*DB, error) {
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, errors.New("database: the postgres:// address is malformed") // err may hold the password
	}
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(8)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return &DB{engine: Postgres, read: pool, write: pool, pool: pool}, nil
}

// Engine tells which engine runs.
func (db *DB) Engine() Engine { return db.engine }

// Close waits for running queries and closes the store.
func (db *DB) Close() error {
	var errs []error
	if db.session != nil {
		errs = append(errs, db.session.Close())
	}
	if db.reads != nil {
		errs = append(errs, db.reads.Close())
	}
	errs = append(errs, db.pool.Close())
	if db.lock != nil {
		errs = append(errs, db.lock.Close())
	}
	return errors.Join(errs...)
}

// Ready reports whether the store can be written to.
func (db *DB) Ready(ctx context.Context) error {
	return db.Tx(ctx, func(tx *DB) error {
		_, err := tx.write.ExecContext(ctx, `UPDATE audit_head SET seq = seq WHERE one = 1`)
		return translate(err)
	})
}

// Tx runs f in one transaction, which commits when f returns nil. PostgreSQL
// runs it READ COMMITTED; SQLite takes the write lock at its start. Inside a
// transaction, Tx joins the one that runs.
func (db *DB) Tx(ctx context.Context, f func(tx *DB) error) error {
	if db.pool == nil {
		return f(db)
	}
	tx, err := db.pool.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", translate(err))
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := f(&DB{engine: db.engine, read: tx, write: tx}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", translate(err))
	}
	return nil
}

// Snapshot runs f on one state of the store, which it cannot change. Inside a
// transaction it joins the one that runs.
func (db *DB) Snapshot(ctx context.Context, f func(tx *DB) error) error {
	if db.pool == nil {
		return f(db)
	}
	pool, options := db.reads, &sql.TxOptions{ReadOnly: true}
	if db.engine == Postgres {
		pool, options.Isolation = db.pool, sql.LevelRepeatableRead
	}
	tx, err := pool.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("begin: %w", translate(err))
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	return f(&DB{engine: db.engine, read: tx, write: tx})
}

// micros is how a time is stored; the zero time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// fromMicros reverses micros, in UTC.
func fromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// collect reads all rows with scan.
func collect[T any](rows *sql.Rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, translate(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	var list []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, translate(err)
		}
		list = append(list, v)
	}
	return list, translate(rows.Err())
}

// changed runs a statement and tells how many rows it changed.
func (db *DB) changed(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := db.write.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, translate(err)
	}
	n, err := res.RowsAffected()
	return n, translate(err)
}

// scanner is what *sql.Row and *sql.Rows share.
type scanner interface{ Scan(dest ...any) error }
