package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/desk"
)

// AuditOrigin returns the id of this audit log. Where it has none yet, fresh is it
// from now on.
func (db *DB) AuditOrigin(ctx context.Context, fresh string) (string, error) {
	id := ""
	err := db.Tx(ctx, func(tx *DB) error {
		if fresh != "" {
			if _, err := tx.write.ExecContext(ctx,
				`INSERT INTO audit_origin (one, id) VALUES (1, $1) ON CONFLICT (one) DO NOTHING`, fresh); err != nil {
				return translate(err)
			}
		}
		return translate(tx.write.QueryRowContext(ctx, `SELECT id FROM audit_origin WHERE one = 1`).Scan(&id))
	})
	if err != nil {
		return "", fmt.Errorf("read whose audit log it is: %w", err)
	}
	return id, nil
}

// SignedCheckpoint is a checkpoint as it was signed.
type SignedCheckpoint struct {
	Seq  int64
	At   time.Time
	Note string
}

// AddCheckpoint keeps a signed checkpoint beside the log. One of the same number is
// enough.
func (db *DB) AddCheckpoint(ctx context.Context, c SignedCheckpoint) error {
	if _, err := db.write.ExecContext(ctx,
		`INSERT INTO audit_checkpoint (seq, at, note) VALUES ($1, $2, $3) ON CONFLICT (seq) DO NOTHING`,
		c.Seq, micros(c.At), c.Note); err != nil {
		return fmt.Errorf("keep the checkpoint: %w", translate(err))
	}
	return nil
}

// Checkpoints returns what is kept of checkpoints for entries of this number and
// later ones, the oldest first; a limit of 0 is none.
func (db *DB) Checkpoints(ctx context.Context, from int64, limit int) ([]SignedCheckpoint, error) {
	if limit == 0 {
		limit = 1 << 30
	}
	rows, err := db.read.QueryContext(ctx,
		`SELECT seq, at, note FROM audit_checkpoint WHERE seq >= $1 ORDER BY seq LIMIT $2`, from, limit)
	return collect(rows, err, func(r scanner) (SignedCheckpoint, error) {
		var c SignedCheckpoint
		var at int64
		err := r.Scan(&c.Seq, &at, &c.Note)
		c.At = fromMicros(at)
		return c, err
	})
}

// errFirst ends a reading after its first link.
var errFirst = errors.New("the first link is enough")

// AuditLink returns one link of the audit log, or ErrNotFound.
func (db *DB) AuditLink(ctx context.Context, seq int64) (desk.ChainLink, error) {
	var found desk.ChainLink
	err := db.EachLink(ctx, seq, func(l desk.ChainLink) error {
		found = l
		return errFirst
	})
	switch {
	case err != nil && !errors.Is(err, errFirst):
		return desk.ChainLink{}, err
	case found.Seq != seq:
		return desk.ChainLink{}, ErrNotFound
	}
	return found, nil
}
