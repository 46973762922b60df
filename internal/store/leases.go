package store

import (
	"context"
	"errors"
	"time"

	"keyporter/internal/desk"
)

// KeepOp gives a running operation a later lease, and reports whether it still
// had one at now, under the fence. A lease that has run out stays so: others may
// have looked.
func (db *DB) KeepOp(ctx context.Context, o desk.Op, now, until time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE op SET lease_until = $4 WHERE id = $1 AND state = 'running' AND fence = $2 AND lease_until > $3`,
		o.ID, o.Fence, micros(now), micros(until))
	return n == 1, err
}

// CallOp writes down that a running operation is about to call AWS: what was
// there before, the time of the call, and one try more. It reports whether the
// operation was still running under the fence of o; if not, nothing may be called.
func (db *DB) CallOp(ctx context.Context, o desk.Op) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE op SET baseline = $3, called_at = $4, tries = tries + 1, lease_until = $5
		 WHERE id = $1 AND fence = $2 AND state = 'running'`,
		o.ID, o.Fence, o.Baseline, micros(o.Called), micros(o.Lease))
	return n == 1, err
}

// SetOpKey writes down the key that AWS's answer named, whoever is at work on
// the operation: it is a fact.
func (db *DB) SetOpKey(ctx context.Context, id, key string) error {
	_, err := db.changed(ctx, `UPDATE op SET key_id = $2, cleaned = FALSE WHERE id = $1`, id, key)
	return err
}

// SetOpCleaned writes down that the key of an operation was deleted again.
func (db *DB) SetOpCleaned(ctx context.Context, id string) error {
	_, err := db.changed(ctx, `UPDATE op SET cleaned = TRUE WHERE id = $1`, id)
	return err
}

// StaleOps returns running operations whose lease ended before a time: the
// process that ran them is gone, or stands still.
func (db *DB) StaleOps(ctx context.Context, before time.Time) ([]desk.Op, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+opColumns+` FROM op WHERE state = 'running' AND lease_until < $1 ORDER BY created_at LIMIT 100`, micros(before))
	return collect(rows, err, func(r scanner) (desk.Op, error) { return scanOp(r) })
}

// SettleOp ends, with the state, result and time of o, an operation that is still
// running and whose lease ended before a time. It changes hands by that: whoever
// ran it cannot end it any more.
func (db *DB) SettleOp(ctx context.Context, o desk.Op, before time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE op SET state = $2, result = $3, ended_at = $4, fence = fence + 1
		 WHERE id = $1 AND state = 'running' AND lease_until < $5`,
		o.ID, string(o.State), o.Result, micros(o.Ended), micros(before))
	return n == 1, err
}

// openKey is a key operation that waits to be looked at, and that nobody is at
// work on: its lease ended before $2. Its answer was lost, and it was never looked
// at or not since before $3; or it ended, and the key that it made is not deleted.
const openKey = `verb = 'key.create' AND lease_until < $2 AND (
	state = 'unknown' AND (looked_at = 0 OR looked_at < $3)
	OR state IN ('failed', 'closed') AND key_id <> '' AND cleaned = FALSE)`

// TakeOpenKey takes the oldest key operation that waits to be looked at, for one
// caller of any number, by a new fence and a lease; ErrNotFound when there is
// none. Quiet is since when nobody was at work on it, looked since when nobody
// looked.
func (db *DB) TakeOpenKey(ctx context.Context, until, quiet, looked time.Time) (desk.Op, error) {
	return scanOp(db.write.QueryRowContext(ctx,
		`UPDATE op SET fence = fence + 1, lease_until = $1
		 WHERE id = (SELECT id FROM op WHERE `+openKey+` ORDER BY created_at, id LIMIT 1) AND `+openKey+`
		 RETURNING `+opColumns,
		micros(until), micros(quiet), micros(looked)))
}

// SaveLook stores what looking at a key operation has shown, with the state,
// result, lease, first look and cleaning of o, and reports whether it was still
// under the fence of o.
func (db *DB) SaveLook(ctx context.Context, o desk.Op) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE op SET state = $3, result = $4, lease_until = $5, looked_at = $6, cleaned = $7 WHERE id = $1 AND fence = $2`,
		o.ID, o.Fence, string(o.State), o.Result, micros(o.Lease), micros(o.Looked), o.Cleaned)
	return n == 1, err
}

// KeyKnown reports whether an access key is accounted for: a ticket handed it
// over, or another operation than op has made it.
func (db *DB) KeyKnown(ctx context.Context, op, key string) (bool, error) {
	var one int
	err := translate(db.read.QueryRowContext(ctx,
		`SELECT 1 FROM ticket WHERE kind = 'key' AND key_id = $2
		 UNION ALL SELECT 1 FROM op WHERE key_id = $2 AND id <> $1 LIMIT 1`, op, key).Scan(&one))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
