package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// Sessions returns the sessions of an operator that were begun after born and
// last seen after seen, the one used last first.
func (db *DB) Sessions(ctx context.Context, operatorID string, born, seen time.Time) ([]desk.Session, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT id_hash, created_at, seen_at, client, agent FROM session
		 WHERE operator_id = $1 AND created_at > $2 AND seen_at > $3
		 ORDER BY seen_at DESC, created_at DESC, id_hash`, operatorID, micros(born), micros(seen))
	return collect(rows, err, func(r scanner) (desk.Session, error) {
		var s desk.Session
		var created, last int64
		err := r.Scan(&s.ID, &created, &last, &s.Client, &s.Agent)
		s.Created, s.Seen = fromMicros(created), fromMicros(last)
		return s, err
	})
}

// DropOperatorSession ends one session of an operator, and reports whether the
// operator had it.
func (db *DB) DropOperatorSession(ctx context.Context, operatorID, hash string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM session WHERE operator_id = $1 AND id_hash = $2`, operatorID, hash)
	return n == 1, err
}
