package store

import (
	"context"
	"fmt"
	"time"

	"keyporter/internal/desk"
)

const recoveryColumns = `id, began_at, kept_seq, kept_at, found_seq, found_at, sessions, tickets, links, jobs, rotations, ended_at, ended_by`

func scanRecovery(r scanner) (desk.Recovery, error) {
	var v desk.Recovery
	var began, kept, found, ended int64
	d := &v.Dropped
	err := r.Scan(&v.ID, &began, &v.KeptSeq, &kept, &v.FoundSeq, &found,
		&d.Sessions, &d.Tickets, &d.Links, &d.Jobs, &d.Rotation, &ended, &v.EndedBy)
	v.Began, v.KeptAt, v.FoundAt, v.Ended = fromMicros(began), fromMicros(kept), fromMicros(found), fromMicros(ended)
	return v, translate(err)
}

// Recovery returns the recovery that waits for a person, or ErrNotFound.
func (db *DB) Recovery(ctx context.Context) (desk.Recovery, error) {
	return scanRecovery(db.read.QueryRowContext(ctx, `SELECT `+recoveryColumns+` FROM recovery WHERE ended_at = 0`))
}

// LastRecovery returns the recovery that began last, ended or not, or ErrNotFound.
func (db *DB) LastRecovery(ctx context.Context) (desk.Recovery, error) {
	return scanRecovery(db.read.QueryRowContext(ctx,
		`SELECT `+recoveryColumns+` FROM recovery ORDER BY began_at DESC, id DESC LIMIT 1`))
}

// BeginRecovery drops what an old copy must not bring back to life: sessions, open
// tickets with their secrets, links and recovery codes of one use, requests with their
// approvals. Jobs are cancelled, and rotations wait for a person. ErrTaken says that a recovery waits already.
func (db *DB) BeginRecovery(ctx context.Context, v desk.Recovery, e desk.Entry) error {
	return db.Tx(ctx, func(tx *DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		d, now := &v.Dropped, micros(v.Began)
		for _, step := range []struct {
			into  *int64
			query string
			args  []any
		}{
			{&d.Tickets, `UPDATE ticket SET ended_at = $1, ending = $2, cleaned = TRUE WHERE ended_at = 0`, []any{now, string(desk.EndRestored)}},
			{new(int64), `DELETE FROM ticket_box`, nil},
			{&d.Sessions, `DELETE FROM session`, nil}, // with the codes and bundles that are wrapped for them
			{&d.Links, `DELETE FROM link`, nil},
			{new(int64), `DELETE FROM half_session`, nil},
			{new(int64), `DELETE FROM totp_draft`, nil},
			{new(int64), `DELETE FROM passkey_challenge`, nil},
			{new(int64), `DELETE FROM recovery_code`, nil}, // some may be used up since
			{new(int64), `DELETE FROM oidc_flow`, nil},
			{&d.Jobs, `UPDATE job SET cancelled = TRUE WHERE state IN ('waiting', 'running') AND NOT cancelled`, nil},
			{&d.Rotation, `UPDATE rotation SET version = version + 1, came_from = state, state = 'blocked', due_at = 0, lease_until = 0, problem = 'recovery', changed_at = $1
			   WHERE state IN ('creating', 'overlap', 'old_inactive', 'grace')`, []any{now}},
			{new(int64), `UPDATE rotation SET version = version + 1, state = 'cancelled', due_at = 0, lease_until = 0, changed_at = $1
			   WHERE state IN ('planned', 'waiting_claim')`, []any{now}},
			{new(int64), `UPDATE request SET state = 'void', changed = '["recovery"]', ended_at = $1 WHERE ended_at = 0`, []any{now}},
			{new(int64), `UPDATE rotation_guard SET stood = state WHERE stood <> state`, nil},
		} {
			n, err := tx.changed(ctx, step.query, step.args...)
			if err != nil {
				return fmt.Errorf("drop what an old copy must not bring back: %w", err)
			}
			*step.into = n
		}
		n, err := tx.changed(ctx, `INSERT INTO recovery (`+recoveryColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, '') ON CONFLICT (ended_at) WHERE ended_at = 0 DO NOTHING`,
			v.ID, now, v.KeptSeq, micros(v.KeptAt), v.FoundSeq, micros(v.FoundAt), d.Sessions, d.Tickets, d.Links, d.Jobs, d.Rotation)
		if err == nil && n == 0 {
			err = ErrTaken
		}
		return err
	})
}

// EndRecovery ends the recovery that waits, with its entry in the log. ErrNotFound
// says that none does any more.
func (db *DB) EndRecovery(ctx context.Context, by string, now time.Time, e desk.Entry) error {
	return db.Tx(ctx, func(tx *DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		n, err := tx.changed(ctx, `UPDATE recovery SET ended_at = $1, ended_by = $2 WHERE ended_at = 0`, micros(now), by)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
}
