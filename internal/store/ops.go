package store

import (
	"context"

	"keyporter/internal/desk"
)

const opColumns = `id, actor_id, form_key, content, verb, target, iam_user, state, result, baseline, created_at, ended_at,
	lease_until, fence, called_at, tries, key_id, cleaned, looked_at`

func scanOp(r scanner) (desk.Op, error) {
	var o desk.Op
	var created, ended, lease, called, looked int64
	err := r.Scan(&o.ID, &o.ActorID, &o.FormKey, &o.Content, &o.Verb, &o.Target, &o.IAMUser,
		&o.State, &o.Result, &o.Baseline, &created, &ended, &lease, &o.Fence, &called, &o.Tries, &o.Key, &o.Cleaned, &looked)
	o.Created, o.Ended, o.Lease = fromMicros(created), fromMicros(ended), fromMicros(lease)
	o.Called, o.Looked = fromMicros(called), fromMicros(looked)
	return o, translate(err)
}

// AddOp stores a new operation. It is ErrTaken when the actor has sent the form
// before, or when a running or unknown operation holds the same user.
func (db *DB) AddOp(ctx context.Context, o desk.Op) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO op (id, actor_id, form_key, content, verb, target, iam_user, state, result, baseline, created_at, ended_at,
		     lease_until, fence)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		o.ID, o.ActorID, o.FormKey, o.Content, string(o.Verb), o.Target, o.IAMUser,
		string(o.State), o.Result, o.Baseline, micros(o.Created), micros(o.Ended), micros(o.Lease), o.Fence)
	return translate(err)
}

// Op returns one operation.
func (db *DB) Op(ctx context.Context, id string) (desk.Op, error) {
	return scanOp(db.read.QueryRowContext(ctx, `SELECT `+opColumns+` FROM op WHERE id = $1`, id))
}

// OpOfForm returns the operation that a form of the actor began.
func (db *DB) OpOfForm(ctx context.Context, actorID, form string) (desk.Op, error) {
	return scanOp(db.read.QueryRowContext(ctx,
		`SELECT `+opColumns+` FROM op WHERE actor_id = $1 AND form_key = $2`, actorID, form))
}

// OpHolding returns the running or unknown operation that holds a user's keys.
// The name is folded.
func (db *DB) OpHolding(ctx context.Context, user string) (desk.Op, error) {
	return scanOp(db.read.QueryRowContext(ctx,
		`SELECT `+opColumns+` FROM op WHERE iam_user = $1 AND iam_user <> '' AND state IN ('running', 'unknown')`, user))
}

// SetOpResult stores how far a running operation has come.
func (db *DB) SetOpResult(ctx context.Context, id, result string) error {
	_, err := db.changed(ctx, `UPDATE op SET result = $2 WHERE id = $1 AND state = 'running'`, id, result)
	return err
}

// EndOp ends a running operation with the state, result, time and lease of o, and
// reports whether it was still running, and under the fence of o.
func (db *DB) EndOp(ctx context.Context, o desk.Op) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE op SET state = $2, result = $3, ended_at = $4, lease_until = $5 WHERE id = $1 AND state = 'running' AND fence = $6`,
		o.ID, string(o.State), o.Result, micros(o.Ended), micros(o.Lease), o.Fence)
	return n == 1, err
}

// ReleaseForm lets the form of a failed operation be sent again: nothing was done.
func (db *DB) ReleaseForm(ctx context.Context, id string) error {
	_, err := db.changed(ctx, `UPDATE op SET form_key = form_key || '~' || id WHERE id = $1 AND state = 'failed'`, id)
	return err
}

// CloseOp settles an operation that is in a state, with a last result, and frees
// the user it holds. Of any number of callers one is told true, and whoever is at
// work on it is told by the fence.
func (db *DB) CloseOp(ctx context.Context, id string, from desk.OpState, result string) (bool, error) {
	n, err := db.changed(ctx, `UPDATE op SET state = 'closed', result = $3, fence = fence + 1 WHERE id = $1 AND state = $2`,
		id, string(from), result)
	return n == 1, err
}
