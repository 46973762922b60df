package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// Invitations returns the invitations that are neither spent nor expired at now,
// the newest first.
func (db *DB) Invitations(ctx context.Context, now time.Time) ([]desk.Invitation, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+linkColumns+`, token_hash FROM link WHERE kind = $1 AND expires_at > $2
		 ORDER BY created_at DESC, token_hash`, string(desk.InviteLink), micros(now))
	return collect(rows, err, func(r scanner) (desk.Invitation, error) {
		var i desk.Invitation
		var err error
		i.Link, err = scanLink(r, &i.ID)
		return i, err
	})
}

// DropInvitation removes an invitation, and reports whether it was open at now.
func (db *DB) DropInvitation(ctx context.Context, id string, now time.Time) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM link WHERE token_hash = $1 AND kind = $2 AND expires_at > $3`,
		id, string(desk.InviteLink), micros(now))
	return n == 1, err
}
