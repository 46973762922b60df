package store

import (
	"context"
	"errors"
	"time"

	"keyporter/internal/desk"
)

const lifetimeColumns = `key_id, iam_user, ends_at, exempt_until, reason, set_by, set_at, stopped_at, warned_at`

func scanLifetime(row scanner) (desk.Lifetime, error) {
	var l desk.Lifetime
	var ends, exempt, set, stopped, warned int64
	err := row.Scan(&l.Key, &l.User, &ends, &exempt, &l.Reason, &l.SetBy, &set, &stopped, &warned)
	l.Ends, l.Exempt, l.SetAt = fromMicros(ends), fromMicros(exempt), fromMicros(set)
	l.Stopped, l.Warned = fromMicros(stopped), fromMicros(warned)
	return l, translate(err)
}

// SetLifetime stores what an operator says of a key's end.
func (db *DB) SetLifetime(ctx context.Context, l desk.Lifetime) error {
	_, err := db.changed(ctx,
		`INSERT INTO key_lifetime (`+lifetimeColumns+`, lease_until) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0)
		 ON CONFLICT (key_id) DO UPDATE SET iam_user = excluded.iam_user, ends_at = excluded.ends_at,
		     exempt_until = excluded.exempt_until, reason = excluded.reason, set_by = excluded.set_by,
		     set_at = excluded.set_at, stopped_at = 0, warned_at = 0`,
		l.Key, l.User, micros(l.Ends), micros(l.Exempt), l.Reason, l.SetBy, micros(l.SetAt))
	return err
}

// Lifetime returns what is said of a key's end; the zero Lifetime, but for the
// key, where nothing is.
func (db *DB) Lifetime(ctx context.Context, key string) (desk.Lifetime, error) {
	l, err := scanLifetime(db.read.QueryRowContext(ctx, `SELECT `+lifetimeColumns+` FROM key_lifetime WHERE key_id = $1`, key))
	if errors.Is(err, ErrNotFound) {
		return desk.Lifetime{Key: key}, nil
	}
	return l, err
}

// Lifetimes returns what is said of the ends of keys.
func (db *DB) Lifetimes(ctx context.Context) ([]desk.Lifetime, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT `+lifetimeColumns+` FROM key_lifetime ORDER BY key_id`)
	return collect(rows, err, func(r scanner) (desk.Lifetime, error) { return scanLifetime(r) })
}

// ClaimLifetime takes a key whose end has come until a time: of any number of
// callers one is told true. L is stored where nothing is said of the key yet.
func (db *DB) ClaimLifetime(ctx context.Context, l desk.Lifetime, now, until time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`INSERT INTO key_lifetime (`+lifetimeColumns+`, lease_until) VALUES ($1, $2, 0, 0, '', '', 0, 0, 0, $3)
		 ON CONFLICT (key_id) DO UPDATE SET lease_until = excluded.lease_until WHERE key_lifetime.lease_until <= $4`,
		l.Key, l.User, micros(until), micros(now))
	return n == 1, err
}

// StopLifetime writes when a key was made inactive because its end had come.
func (db *DB) StopLifetime(ctx context.Context, key string, at time.Time) error {
	_, err := db.changed(ctx, `UPDATE key_lifetime SET stopped_at = $2, lease_until = 0 WHERE key_id = $1`, key, micros(at))
	return err
}

// WarnLifetime writes that the end of a key was said, and frees it.
func (db *DB) WarnLifetime(ctx context.Context, key string, at time.Time) error {
	_, err := db.changed(ctx, `UPDATE key_lifetime SET warned_at = $2, lease_until = 0 WHERE key_id = $1`, key, micros(at))
	return err
}

// KeyRule returns how old the account's keys may become; the zero rule is none.
func (db *DB) KeyRule(ctx context.Context) (desk.KeyRule, error) {
	var r desk.KeyRule
	var set int64
	err := translate(db.read.QueryRowContext(ctx, `SELECT days, warn, set_by, set_at FROM key_rule WHERE one = 1`).
		Scan(&r.Days, &r.Warn, &r.SetBy, &set))
	r.SetAt = fromMicros(set)
	if errors.Is(err, ErrNotFound) {
		return desk.KeyRule{}, nil
	}
	return r, err
}

// SetKeyRule stores how old the account's keys may become.
func (db *DB) SetKeyRule(ctx context.Context, r desk.KeyRule) error {
	_, err := db.changed(ctx,
		`INSERT INTO key_rule (one, days, warn, set_by, set_at) VALUES (1, $1, $2, $3, $4)
		 ON CONFLICT (one) DO UPDATE SET days = excluded.days, warn = excluded.warn, set_by = excluded.set_by, set_at = excluded.set_at`,
		r.Days, r.Warn, r.SetBy, micros(r.SetAt))
	return err
}
