package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// AddDraft stores a new draft.
func (db *DB) AddDraft(ctx context.Context, d desk.Draft) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO draft (id, operator_id, kind, doc, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		d.ID, d.OperatorID, d.Kind, d.Doc, micros(d.Created), micros(d.Expires))
	return translate(err)
}

// Draft returns a draft of the operator that has not expired at now.
func (db *DB) Draft(ctx context.Context, id, operatorID string, now time.Time) (desk.Draft, error) {
	var d desk.Draft
	var created, expires int64
	err := db.read.QueryRowContext(ctx,
		`SELECT id, operator_id, kind, doc, created_at, expires_at FROM draft
		 WHERE id = $1 AND operator_id = $2 AND expires_at > $3`, id, operatorID, micros(now)).
		Scan(&d.ID, &d.OperatorID, &d.Kind, &d.Doc, &created, &expires)
	d.Created, d.Expires = fromMicros(created), fromMicros(expires)
	return d, translate(err)
}

// SaveDraft replaces the text of a draft of the operator, and reports whether
// it was there.
func (db *DB) SaveDraft(ctx context.Context, id, operatorID, doc string, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE draft SET doc = $3 WHERE id = $1 AND operator_id = $2 AND expires_at > $4`, id, operatorID, doc, micros(now))
	return n == 1, err
}

// DropDraft removes a draft of the operator.
func (db *DB) DropDraft(ctx context.Context, id, operatorID string) error {
	_, err := db.changed(ctx, `DELETE FROM draft WHERE id = $1 AND operator_id = $2`, id, operatorID)
	return err
}

// PurgeDrafts removes drafts that have expired at now.
func (db *DB) PurgeDrafts(ctx context.Context, now time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM draft WHERE expires_at <= $1`, micros(now))
	return err
}
