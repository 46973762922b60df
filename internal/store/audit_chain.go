package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"keyporter/internal/desk"
)

// EachLink calls f with the links of the audit log from a number on, the oldest
// first; from 1 or less with all that is there, whatever its number. A row that
// does not have the form of a link ends it with a *desk.Break.
func (db *DB) EachLink(ctx context.Context, from int64, f func(desk.ChainLink) error) error {
	query, args := `SELECT seq, prev_hash, hash, record, at, act, phase, actor_id, actor, verb, target, fault FROM audit ORDER BY seq`, []any(nil)
	if from > 1 {
		query, args = strings.Replace(query, "ORDER", "WHERE seq >= $1 ORDER", 1), []any{from}
	}
	rows, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("read the audit log: %w", translate(err))
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	next := max(from, 1)
	for rows.Next() {
		var l desk.ChainLink
		b := &l.Beside
		if err := rows.Scan(&l.Seq, &l.Prev, &l.Hash, &l.Record, &l.At,
			&b.Act, &b.Phase, &b.ActorID, &b.Actor, &b.Verb, &b.Target, &b.Fault); err != nil {
			return &desk.Break{Seq: next, Flaw: desk.FlawUnreadable}
		}
		if err := f(l); err != nil {
			return err
		}
		next = l.Seq + 1
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the audit log: %w", translate(err))
	}
	return nil
}

// AuditHead returns the number and the hash of the last entry; 0 and "" of an
// empty log.
func (db *DB) AuditHead(ctx context.Context) (seq int64, hash string, err error) {
	row := db.read.QueryRowContext(ctx, `SELECT seq, hash FROM audit_head WHERE one = 1`)
	if err := row.Scan(&seq, &hash); err != nil {
		return 0, "", fmt.Errorf("read the head of the audit log: %w", translate(err))
	}
	return seq, hash, nil
}

// AuditHash returns the hash that is stored of an entry, or ErrNotFound.
func (db *DB) AuditHash(ctx context.Context, seq int64) (string, error) {
	var hash string
	err := db.read.QueryRowContext(ctx, `SELECT hash FROM audit WHERE seq = $1`, seq).Scan(&hash)
	return hash, translate(err)
}

// OpenToRead opens a store that exists and changes nothing in it: neither its
// schema nor the lock of a SQLite file, so that a dashboard may be at work on it.
func OpenToRead(ctx context.Context, dsn string) (*DB, error) {
	if strings.Contains(dsn, "://") {
		db, err := openPostgres(dsn)
		if err != nil {
			return nil, err
		}
		if err := db.known(ctx); err != nil {
			return nil, errors.Join(err, db.Close())
		}
		return db, nil
	}
	path, err := filepath.Abs(dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dsn, err)
	}
	pool, err := sql.Open("sqlite", sqliteDSN(path, "deferred", "FULL")+"&mode=rw&_pragma=query_only(ON)")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db := &DB{engine: SQLite, read: pool, write: pool, pool: pool, reads: pool}
	if err := db.known(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	return db, nil
}

// known refuses a database that has no audit log.
func (db *DB) known(ctx context.Context) error {
	var one int64
	if err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM audit_head`).Scan(&one); err != nil {
		return fmt.Errorf("this is no database of Keyporter: %w", err)
	}
	return nil
}
