package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

const linkColumns = `kind, operator_id, name, role, inviter, created_at, expires_at`

func scanLink(r scanner, more ...any) (desk.Link, error) {
	var l desk.Link
	var created, expires int64
	err := r.Scan(append([]any{&l.Kind, &l.OperatorID, &l.Name, &l.Role, &l.Inviter, &created, &expires}, more...)...)
	l.Created, l.Expires = fromMicros(created), fromMicros(expires)
	return l, translate(err)
}

// AddLink stores a link under the hash of its token.
func (db *DB) AddLink(ctx context.Context, hash string, l desk.Link) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO link (token_hash, kind, operator_id, name, role, inviter, created_at, expires_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		hash, string(l.Kind), l.OperatorID, l.Name, string(l.Role), l.Inviter, micros(l.Created), micros(l.Expires))
	return translate(err)
}

// Link returns a link that is not spent; ErrNotFound when there is none or it
// has expired at now.
func (db *DB) Link(ctx context.Context, hash string, now time.Time) (desk.Link, error) {
	return scanLink(db.read.QueryRowContext(ctx,
		`SELECT `+linkColumns+` FROM link WHERE token_hash = $1 AND expires_at > $2`, hash, micros(now)))
}

// TakeLink spends a link: of any number of callers exactly one gets it, the
// others get ErrNotFound.
func (db *DB) TakeLink(ctx context.Context, hash string, now time.Time) (desk.Link, error) {
	return scanLink(db.write.QueryRowContext(ctx,
		`DELETE FROM link WHERE token_hash = $1 AND expires_at > $2 RETURNING `+linkColumns, hash, micros(now)))
}

// DropSetupLinks removes the links to the first operator.
func (db *DB) DropSetupLinks(ctx context.Context) error {
	_, err := db.changed(ctx, `DELETE FROM link WHERE kind = $1`, string(desk.SetupLink))
	return err
}

// DropOperatorLinks removes the links to a new password of one operator.
func (db *DB) DropOperatorLinks(ctx context.Context, operatorID string) error {
	_, err := db.changed(ctx, `DELETE FROM link WHERE operator_id = $1`, operatorID)
	return err
}

// PurgeLinks removes links that have expired at now.
func (db *DB) PurgeLinks(ctx context.Context, now time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM link WHERE expires_at <= $1`, micros(now))
	return err
}
