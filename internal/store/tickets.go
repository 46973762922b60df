package store

import (
	"context"
	"errors"
	"time"

	"keyporter/internal/desk"
)

const ticketColumns = `id, op_id, operator_id, kind, iam_user, key_id, sign_in_url, proof, created_at, expires_at,
	shown_at, taken_at, form, ended_at, ending, cleaned`

func scanTicket(r scanner) (desk.Ticket, error) {
	var t desk.Ticket
	var created, expires, shown, taken, ended int64
	err := r.Scan(&t.ID, &t.OpID, &t.OperatorID, &t.Kind, &t.User, &t.KeyID, &t.SignInURL, &t.Proof,
		&created, &expires, &shown, &taken, &t.Form, &ended, &t.Ending, &t.Cleaned)
	t.Created, t.Expires = fromMicros(created), fromMicros(expires)
	t.Shown, t.Taken, t.Ended = fromMicros(shown), fromMicros(taken), fromMicros(ended)
	return t, translate(err)
}

// AddTicket stores a new ticket with its two sealed boxes. Of the claim code
// only the hash is kept.
func (db *DB) AddTicket(ctx context.Context, t desk.Ticket, codeHash string, boxes map[desk.Slot][]byte) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO ticket (id, op_id, operator_id, kind, iam_user, key_id, sign_in_url, code_hash, proof,
		     created_at, expires_at, shown_at, taken_at, form, ended_at, ending, cleaned)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, '', 0, '', FALSE)`,
		t.ID, t.OpID, t.OperatorID, string(t.Kind), t.User, t.KeyID, t.SignInURL, codeHash, string(t.Proof),
		micros(t.Created), micros(t.Expires))
	if err != nil {
		return translate(err)
	}
	for slot, sealed := range boxes {
		if _, err := db.write.ExecContext(ctx,
			`INSERT INTO ticket_box (ticket_id, slot, sealed) VALUES ($1, $2, $3)`, t.ID, string(slot), sealed); err != nil {
			return translate(err)
		}
	}
	return nil
}

// Ticket returns one ticket.
func (db *DB) Ticket(ctx context.Context, id string) (desk.Ticket, error) {
	return scanTicket(db.read.QueryRowContext(ctx, `SELECT `+ticketColumns+` FROM ticket WHERE id = $1`, id))
}

// TakeBox removes a sealed box of a ticket and returns it: of any number of
// callers one gets it, the others ErrNotFound. It is a DELETE … RETURNING,
// because an UPDATE's RETURNING shows the row after it.
func (db *DB) TakeBox(ctx context.Context, id string, slot desk.Slot) ([]byte, error) {
	var sealed []byte
	err := db.write.QueryRowContext(ctx,
		`DELETE FROM ticket_box WHERE ticket_id = $1 AND slot = $2 RETURNING sealed`, id, string(slot)).Scan(&sealed)
	return sealed, translate(err)
}

// Boxes counts the sealed boxes that a ticket still has.
func (db *DB) Boxes(ctx context.Context, id string) (int, error) {
	var n int
	err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM ticket_box WHERE ticket_id = $1`, id).Scan(&n)
	return n, translate(err)
}

// DropBoxes destroys what is left of a ticket's secret, with its wrapped code,
// and tells how many boxes there were.
func (db *DB) DropBoxes(ctx context.Context, id string) (int64, error) {
	n, err := db.changed(ctx, `DELETE FROM ticket_box WHERE ticket_id = $1`, id)
	if err != nil {
		return 0, err
	}
	_, err = db.changed(ctx, `DELETE FROM ticket_code WHERE ticket_id = $1`, id)
	return n, err
}

// MarkShown writes when the secret of an open ticket was shown; false when it
// was before, or the ticket has ended or expired.
func (db *DB) MarkShown(ctx context.Context, id string, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE ticket SET shown_at = $2 WHERE id = $1 AND shown_at = 0 AND ended_at = 0 AND expires_at > $2`, id, micros(now))
	return n == 1, err
}

// MarkTaken writes when the file of an open ticket was taken, and in which
// form; false when it was before, or the ticket has ended or expired.
func (db *DB) MarkTaken(ctx context.Context, id string, form desk.FileForm, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE ticket SET taken_at = $2, form = $3 WHERE id = $1 AND taken_at = 0 AND ended_at = 0 AND expires_at > $2`,
		id, micros(now), string(form))
	return n == 1, err
}

// EndTicket ends an open ticket; false when it had ended before. Cleaned says
// that AWS has nothing to give back.
func (db *DB) EndTicket(ctx context.Context, id string, ending desk.Ending, cleaned bool, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE ticket SET ended_at = $2, ending = $3, cleaned = $4 WHERE id = $1 AND ended_at = 0`,
		id, micros(now), string(ending), cleaned)
	return n == 1, err
}

// SetCleaned writes that AWS no longer has what the ticket handed over; false
// when it was written before.
func (db *DB) SetCleaned(ctx context.Context, id string) (bool, error) {
	n, err := db.changed(ctx, `UPDATE ticket SET cleaned = TRUE WHERE id = $1 AND cleaned = FALSE`, id)
	return n == 1, err
}

// DueTickets returns open tickets that have expired at now, and those of bundles
// that are gone: nobody can open them any more.
func (db *DB) DueTickets(ctx context.Context, now time.Time) ([]desk.Ticket, error) {
	return db.tickets(ctx, `ended_at = 0 AND (expires_at <= $1
		OR id IN (SELECT ticket_id FROM bundle_ticket WHERE bundle_id NOT IN (SELECT id FROM bundle)))`, micros(now))
}

// OpenTickets returns the tickets of an operator that can still be opened at now,
// each by itself: without those that a job hands over.
func (db *DB) OpenTickets(ctx context.Context, operator string, now time.Time) ([]desk.Ticket, error) {
	return db.tickets(ctx,
		`operator_id = $1 AND ended_at = 0 AND expires_at > $2 AND id NOT IN (SELECT ticket_id FROM bundle_ticket)`, operator, micros(now))
}

// UncleanTickets returns ended tickets whose key or password is still to be
// removed from AWS.
func (db *DB) UncleanTickets(ctx context.Context) ([]desk.Ticket, error) {
	return db.tickets(ctx, `ended_at <> 0 AND cleaned = FALSE AND ending IN ('unclaimed', 'lost')`)
}

// tickets returns tickets that meet a condition, the oldest first.
func (db *DB) tickets(ctx context.Context, where string, args ...any) ([]desk.Ticket, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+ticketColumns+` FROM ticket WHERE `+where+` ORDER BY expires_at LIMIT 100`, args...)
	return collect(rows, err, func(r scanner) (desk.Ticket, error) { return scanTicket(r) })
}

// NewerPassword reports whether a ticket made after t handed over another
// password of the same user.
func (db *DB) NewerPassword(ctx context.Context, t desk.Ticket) (bool, error) {
	var one int
	err := translate(db.read.QueryRowContext(ctx,
		`SELECT 1 FROM ticket WHERE kind = 'password' AND lower(iam_user) = lower($1) AND created_at >= $2 AND id <> $3 LIMIT 1`,
		t.User, micros(t.Created), t.ID).Scan(&one))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// MoveTickets gives the tickets of a user its new name. The old one is folded.
func (db *DB) MoveTickets(ctx context.Context, old, name string) error {
	_, err := db.changed(ctx, `UPDATE ticket SET iam_user = $2 WHERE lower(iam_user) = $1`, old, name)
	return err
}

// SetProof writes what testing a ticket's key has shown, once.
func (db *DB) SetProof(ctx context.Context, id string, p desk.Proof) error {
	_, err := db.changed(ctx, `UPDATE ticket SET proof = $2 WHERE id = $1 AND proof = ''`, id, string(p))
	return err
}

// DropProofs writes "not tested" on key tickets that were made before a time
// and whose test never ended: the process that ran it is gone.
func (db *DB) DropProofs(ctx context.Context, before time.Time) error {
	_, err := db.changed(ctx,
		`UPDATE ticket SET proof = 'not-tested' WHERE proof = '' AND kind = 'key' AND created_at < $1`, micros(before))
	return err
}

// WrappedCode is the claim code of a ticket, wrapped for one session.
type WrappedCode struct {
	Ticket  string
	Wrapped []byte
}

// AddCode stores a wrapped code for a session.
func (db *DB) AddCode(ctx context.Context, session string, c WrappedCode) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO ticket_code (session_hash, ticket_id, wrapped) VALUES ($1, $2, $3)`, session, c.Ticket, c.Wrapped)
	return translate(err)
}

// Code returns the wrapped code of a ticket that the session has.
func (db *DB) Code(ctx context.Context, session, ticket string) ([]byte, error) {
	var wrapped []byte
	err := db.read.QueryRowContext(ctx,
		`SELECT wrapped FROM ticket_code WHERE session_hash = $1 AND ticket_id = $2`, session, ticket).Scan(&wrapped)
	return wrapped, translate(err)
}

// TakeCodes removes all wrapped codes of a session and returns them.
func (db *DB) TakeCodes(ctx context.Context, session string) ([]WrappedCode, error) {
	rows, err := db.write.QueryContext(ctx,
		`DELETE FROM ticket_code WHERE session_hash = $1 RETURNING ticket_id, wrapped`, session)
	return collect(rows, err, func(r scanner) (c WrappedCode, err error) { return c, r.Scan(&c.Ticket, &c.Wrapped) })
}
