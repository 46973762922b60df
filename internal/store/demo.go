package store

import (
	"context"
	"fmt"
	"time"

	"keyporter/internal/desk"
)

// KeepsOfUsers reports whether something is kept of the users of an account: a
// rotation, a lifetime of a key, an open ticket, a job that goes on. Where the
// embedded account is empty it is of another account.
func (db *DB) KeepsOfUsers(ctx context.Context) (bool, error) {
	var keeps bool
	row := db.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM rotation) OR EXISTS (SELECT 1 FROM key_lifetime)
		     OR EXISTS (SELECT 1 FROM ticket WHERE ended_at = 0)
		     OR EXISTS (SELECT 1 FROM job WHERE state IN ('waiting', 'running'))`)
	return keeps, translate(row.Scan(&keeps))
}

// EndDemo ends what is kept of the users of an account that is about to be emptied:
// open tickets with their secrets, jobs, rotations, lifetimes of keys, drafts, and
// reminders that nobody was sent. The caller has appended to the audit log in the
// same transaction.
func (db *DB) EndDemo(ctx context.Context, now time.Time) error {
	at := micros(now)
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`UPDATE ticket SET ended_at = $1, ending = $2, cleaned = TRUE WHERE ended_at = 0`, []any{at, string(desk.EndRemoved)}},
		{`UPDATE ticket SET cleaned = TRUE WHERE NOT cleaned`, nil},
		{`DELETE FROM ticket_box`, nil},
		{`UPDATE job SET cancelled = TRUE WHERE state IN ('waiting', 'running') AND NOT cancelled`, nil},
		{`DELETE FROM rotation`, nil},
		{`DELETE FROM key_lifetime`, nil},
		{`DELETE FROM draft`, nil},
		{`UPDATE notice SET addressed = TRUE WHERE NOT addressed`, nil},
		{`UPDATE notice_delivery SET state = 'given-up', reply = $2, ended_at = $1 WHERE state = 'waiting'`, []any{at, string(desk.ReplyDemo)}},
	} {
		if _, err := db.changed(ctx, step.query, step.args...); err != nil {
			return fmt.Errorf("end what is kept of the demo account: %w", err)
		}
	}
	return nil
}
