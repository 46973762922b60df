package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

const rotationColumns = `id, operator_id, operator, iam_user, old_key, new_key, drop_key, description, issue_form, ticket_id,
	state, came_from, version, overlap, in_use, grace, leak, created_at, changed_at, claimed_at, ends_at, inactive_at,
	due_at, lease_until, held, problem, old_gone`

func scanRotation(row scanner) (desk.Rotation, error) {
	var r desk.Rotation
	var grace, created, changed, claimed, ends, inactive, due, lease int64
	err := row.Scan(&r.ID, &r.OperatorID, &r.Operator, &r.User, &r.OldKey, &r.NewKey, &r.DropKey, &r.Description,
		&r.IssueForm, &r.Ticket, &r.State, &r.Came, &r.Version, &r.Overlap, &r.InUse, &grace, &r.Leak, &created, &changed,
		&claimed, &ends, &inactive, &due, &lease, &r.Held, &r.Problem, &r.OldGone)
	r.Grace = time.Duration(grace) * time.Microsecond
	r.Created, r.Changed, r.Claimed, r.Ends = fromMicros(created), fromMicros(changed), fromMicros(claimed), fromMicros(ends)
	r.Inactive, r.Due, r.Lease = fromMicros(inactive), fromMicros(due), fromMicros(lease)
	return r, translate(err)
}

// AddRotation stores a new rotation, which is planned and due. It is ErrTaken where one of
// the same user has not ended. It belongs into a transaction.
func (db *DB) AddRotation(ctx context.Context, r desk.Rotation) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO rotation (`+rotationColumns+`)
		 VALUES ($1, $2, $3, $4, $5, '', $6, $7, '', '', $8, '', 0, $9, $10, $11, $12, $13, $13, 0, 0, 0, $14, 0, '', '', FALSE)`,
		r.ID, r.OperatorID, r.Operator, r.User, r.OldKey, r.DropKey, r.Description, string(r.State),
		string(r.Overlap), string(r.InUse), r.Grace.Microseconds(), r.Leak, micros(r.Created), micros(r.Due))
	if err != nil {
		return translate(err)
	}
	_, err = db.write.ExecContext(ctx,
		`INSERT INTO rotation_guard (rotation_id, stood, state) VALUES ($1, $2, $2)`, r.ID, string(r.State))
	return translate(err)
}

// Rotation returns one rotation.
func (db *DB) Rotation(ctx context.Context, id string) (desk.Rotation, error) {
	return scanRotation(db.read.QueryRowContext(ctx, `SELECT `+rotationColumns+` FROM rotation WHERE id = $1`, id))
}

// OpenRotation returns the rotation of a user that has not ended. The name is folded.
func (db *DB) OpenRotation(ctx context.Context, user string) (desk.Rotation, error) {
	return scanRotation(db.read.QueryRowContext(ctx, `SELECT `+rotationColumns+` FROM rotation
		 WHERE lower(iam_user) = $1 AND state NOT IN ('done', 'cancelled', 'undone')`, user))
}

// RotatingUsers returns the folded names of users of whom a rotation has not ended.
func (db *DB) RotatingUsers(ctx context.Context) ([]string, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT lower(iam_user) FROM rotation WHERE state NOT IN ('done', 'cancelled', 'undone')`)
	return collect(rows, err, func(r scanner) (name string, err error) { return name, r.Scan(&name) })
}

// RotationOfTicket returns the rotation whose new key a ticket hands over.
func (db *DB) RotationOfTicket(ctx context.Context, ticket string) (desk.Rotation, error) {
	return scanRotation(db.read.QueryRowContext(ctx,
		`SELECT `+rotationColumns+` FROM rotation WHERE ticket_id = $1 AND ticket_id <> ''`, ticket))
}

// Rotations returns rotations, the newest first.
func (db *DB) Rotations(ctx context.Context, f desk.RotationFilter) ([]desk.Rotation, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+rotationColumns+` FROM rotation
		 WHERE ($1 = '' OR state = $1) AND ($2 = '' OR lower(iam_user) = $2) AND ($3 = '' OR id < $3)
		 ORDER BY id DESC LIMIT $4`, string(f.State), f.User, f.Before, f.Limit)
	return collect(rows, err, func(r scanner) (desk.Rotation, error) { return scanRotation(r) })
}

// RotationCounts counts the rotations in each state.
func (db *DB) RotationCounts(ctx context.Context) (map[desk.RotationState]int, error) {
	type count struct {
		state desk.RotationState
		n     int
	}
	rows, err := db.read.QueryContext(ctx, `SELECT state, COUNT(*) FROM rotation GROUP BY state`)
	list, err := collect(rows, err, func(r scanner) (c count, err error) { return c, r.Scan(&c.state, &c.n) })
	counts := make(map[desk.RotationState]int, len(list))
	for _, c := range list {
		counts[c.state] = c.n
	}
	return counts, err
}

// DueRotations returns rotations that are to be looked at now and that nobody
// works on, the longest due first.
func (db *DB) DueRotations(ctx context.Context, now time.Time, limit int) ([]desk.Rotation, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT `+rotationColumns+` FROM rotation
		 WHERE due_at > 0 AND due_at <= $1 AND lease_until <= $1 ORDER BY due_at, id LIMIT $2`, micros(now), limit)
	return collect(rows, err, func(r scanner) (desk.Rotation, error) { return scanRotation(r) })
}

// ClaimRotation takes a rotation that nobody works on until a time, and returns
// it with its new version. Of any number of callers who saw the same version one
// gets it, the others ErrNotFound.
func (db *DB) ClaimRotation(ctx context.Context, r desk.Rotation, now, until time.Time) (desk.Rotation, error) {
	return scanRotation(db.write.QueryRowContext(ctx,
		`UPDATE rotation SET version = version + 1, lease_until = $4
		 WHERE id = $1 AND version = $2 AND lease_until <= $3 RETURNING `+rotationColumns,
		r.ID, r.Version, micros(now), micros(until)))
}

// MoveRotation brings a rotation of the version into its state, or keeps it there,
// with all else that r says, its lease too; false where it is not of that version
// any more. A state that may not follow is refused by the database. It belongs
// into a transaction.
func (db *DB) MoveRotation(ctx context.Context, r desk.Rotation) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE rotation SET version = version + 1, lease_until = $17, operator_id = $18, operator = $19, new_key = $3, issue_form = $4, ticket_id = $5, state = $6,
		     came_from = $7, changed_at = $8, claimed_at = $9, ends_at = $10, inactive_at = $11, due_at = $12, held = $13,
		     problem = $14, old_gone = $15, drop_key = $16
		 WHERE id = $1 AND version = $2`,
		r.ID, r.Version, r.NewKey, r.IssueForm, r.Ticket, string(r.State), string(r.Came), micros(r.Changed), micros(r.Claimed),
		micros(r.Ends), micros(r.Inactive), micros(r.Due), string(r.Held), r.Problem, r.OldGone, r.DropKey,
		micros(r.Lease), r.OperatorID, r.Operator)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = db.changed(ctx, `UPDATE rotation_guard SET stood = state WHERE rotation_id = $1`, r.ID)
	return err == nil, err
}

// MoveRotations gives the rotations and lifetimes of a user its new name. The old
// one is folded.
func (db *DB) MoveRotations(ctx context.Context, old, name string) error {
	if _, err := db.changed(ctx, `UPDATE rotation SET iam_user = $2 WHERE lower(iam_user) = $1`, old, name); err != nil {
		return err
	}
	_, err := db.changed(ctx, `UPDATE key_lifetime SET iam_user = $2 WHERE lower(iam_user) = $1`, old, name)
	return err
}
