package store

import (
	"context"
	"errors"
	"time"

	"keyporter/internal/desk"
)

// Bundle is the key pair with which a job keeps secrets for one session. Wrapped is
// the private half, wrapped for the session.
type Bundle struct {
	ID         string
	Job        string
	OperatorID string
	Session    string // hash of its id
	Public     []byte
	Wrapped    []byte
	Created    time.Time
}

const bundleColumns = `id, job_id, operator_id, session_hash, public, wrapped, created_at`

func scanBundle(r scanner) (Bundle, error) {
	var b Bundle
	var created int64
	err := r.Scan(&b.ID, &b.Job, &b.OperatorID, &b.Session, &b.Public, &b.Wrapped, &created)
	b.Created = fromMicros(created)
	return b, translate(err)
}

// AddBundle stores a bundle. It goes with its session and with its job.
func (db *DB) AddBundle(ctx context.Context, b Bundle) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO bundle (`+bundleColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		b.ID, b.Job, b.OperatorID, b.Session, b.Public, b.Wrapped, micros(b.Created))
	return translate(err)
}

// JobBundle returns the bundle of a job that was made last and whose session has
// not ended.
func (db *DB) JobBundle(ctx context.Context, job string) (Bundle, error) {
	return scanBundle(db.read.QueryRowContext(ctx,
		`SELECT `+bundleColumns+` FROM bundle WHERE job_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`, job))
}

// SessionBundles returns the bundles of a job that a session can open.
func (db *DB) SessionBundles(ctx context.Context, job, session string) ([]Bundle, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+bundleColumns+` FROM bundle WHERE job_id = $1 AND session_hash = $2`, job, session)
	return collect(rows, err, scanBundle)
}

// TakeBundles removes all bundles of a session and returns them.
func (db *DB) TakeBundles(ctx context.Context, session string) ([]Bundle, error) {
	rows, err := db.write.QueryContext(ctx, `DELETE FROM bundle WHERE session_hash = $1 RETURNING `+bundleColumns, session)
	return collect(rows, err, scanBundle)
}

// BundleTicket says which row of a job a ticket is of, and has its claim code,
// sealed for a bundle.
type BundleTicket struct {
	Ticket string
	Job    string
	Bundle string
	Number int
	Sealed []byte
}

// AddBundleTicket puts a ticket into a bundle.
func (db *DB) AddBundleTicket(ctx context.Context, t BundleTicket) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO bundle_ticket (ticket_id, job_id, bundle_id, number, sealed) VALUES ($1, $2, $3, $4, $5)`,
		t.Ticket, t.Job, t.Bundle, t.Number, t.Sealed)
	return translate(err)
}

// JobOfTicket returns the job that hands a ticket over, or "".
func (db *DB) JobOfTicket(ctx context.Context, ticket string) (string, error) {
	var job string
	err := translate(db.read.QueryRowContext(ctx, `SELECT job_id FROM bundle_ticket WHERE ticket_id = $1`, ticket).Scan(&job))
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return job, err
}

// BundleOfTicket returns the bundle of a ticket, where the session can open it, and
// the ticket's claim code, sealed for it.
func (db *DB) BundleOfTicket(ctx context.Context, session, ticket string) (b Bundle, sealed []byte, err error) {
	var id string
	err = translate(db.read.QueryRowContext(ctx, `SELECT bundle_id, sealed FROM bundle_ticket WHERE ticket_id = $1`, ticket).Scan(&id, &sealed))
	if err != nil {
		return Bundle{}, nil, err
	}
	b, err = scanBundle(db.read.QueryRowContext(ctx, `SELECT `+bundleColumns+` FROM bundle WHERE id = $1 AND session_hash = $2`, id, session))
	return b, sealed, err
}

// ofSession are the tickets of the job $1 that the session $2 can open.
const ofSession = `SELECT t.ticket_id FROM bundle_ticket t JOIN bundle b ON b.id = t.bundle_id WHERE b.job_id = $1 AND b.session_hash = $2`

// TakenTicket is a ticket whose file was taken, with what opens it.
type TakenTicket struct {
	desk.Ticket
	BundleTicket
	Box []byte // of the slot
}

// TakeResults takes the files of all tickets of a job that a session can open and
// that nobody has looked into, marks them, and returns them in the order of their
// rows. Of any number of callers one gets each. The caller is in a transaction.
func (db *DB) TakeResults(ctx context.Context, job, session string, now time.Time) ([]TakenTicket, error) {
	rows, err := db.write.QueryContext(ctx,
		`UPDATE ticket SET taken_at = $3, form = $4 WHERE id IN (`+ofSession+`)
		 AND taken_at = 0 AND shown_at = 0 AND ended_at = 0 AND expires_at > $3 RETURNING id`,
		job, session, micros(now), string(desk.FormResults))
	marked, err := collect(rows, err, func(r scanner) (id string, err error) { return id, r.Scan(&id) })
	if err != nil || len(marked) == 0 {
		return nil, err
	}
	boxes := map[string][]byte{}
	rows, err = db.write.QueryContext(ctx,
		`DELETE FROM ticket_box WHERE slot = 'take' AND ticket_id IN (SELECT id FROM ticket WHERE taken_at = $3 AND id IN (`+ofSession+`))
		 RETURNING ticket_id, sealed`, job, session, micros(now))
	if _, err := collect(rows, err, func(r scanner) (string, error) {
		var id string
		var sealed []byte
		err := r.Scan(&id, &sealed)
		boxes[id] = sealed
		return id, err
	}); err != nil {
		return nil, err
	}
	list, err := db.bundleTickets(ctx, job)
	taken := list[:0]
	for _, t := range list {
		if box, ok := boxes[t.ID]; ok {
			t.Box = box
			taken = append(taken, t)
		}
	}
	return taken, err
}

// bundleTickets returns the tickets of a job, in the order of their rows.
func (db *DB) bundleTickets(ctx context.Context, job string) ([]TakenTicket, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT bt.job_id, bt.bundle_id, bt.number, bt.sealed, t.id, t.kind, t.iam_user, t.key_id, t.sign_in_url
		 FROM bundle_ticket bt JOIN ticket t ON t.id = bt.ticket_id WHERE bt.job_id = $1 ORDER BY bt.number, t.kind DESC`, job)
	return collect(rows, err, func(r scanner) (TakenTicket, error) {
		var t TakenTicket
		err := r.Scan(&t.Job, &t.Bundle, &t.Number, &t.Sealed, &t.ID, &t.Kind, &t.User, &t.KeyID, &t.SignInURL)
		t.BundleTicket.Ticket = t.ID
		return t, err
	})
}

// EndResults ends tickets of a job and of an operator and destroys what is left of
// their secrets, and tells how many there were: those that were taken, or all where
// untaken says so. Cleaned says that AWS has nothing to give back. The caller is in
// a transaction.
func (db *DB) EndResults(ctx context.Context, job, operator string, ending desk.Ending, untaken bool, now time.Time) (int64, error) {
	const of = `SELECT ticket_id FROM bundle_ticket WHERE job_id = $1`
	n, err := db.changed(ctx,
		`UPDATE ticket SET ended_at = $3, ending = $4, cleaned = $5
		 WHERE operator_id = $2 AND ended_at = 0 AND (taken_at <> 0 OR $6) AND id IN (`+of+`)`,
		job, operator, micros(now), string(ending), ending == desk.EndSaved, untaken)
	if err != nil {
		return 0, err
	}
	_, err = db.changed(ctx,
		`DELETE FROM ticket_box WHERE ticket_id IN (SELECT id FROM ticket WHERE ended_at <> 0 AND id IN (`+of+`))`, job)
	return n, err
}

// Results counts the secrets that a job has for an operator.
func (db *DB) Results(ctx context.Context, job, operator, session string, now time.Time) (desk.Results, error) {
	var r desk.Results
	var expires int64
	const open = `t.ended_at = 0 AND t.taken_at = 0 AND t.shown_at = 0 AND t.expires_at > $4`
	err := db.read.QueryRowContext(ctx,
		`SELECT COUNT(CASE WHEN `+open+` AND b.id IS NOT NULL THEN 1 END),
		        COUNT(CASE WHEN `+open+` AND b.id IS NULL THEN 1 END),
		        COUNT(CASE WHEN t.ended_at = 0 AND (t.taken_at <> 0 OR t.shown_at <> 0) THEN 1 END),
		        COUNT(CASE WHEN t.ending = 'unclaimed' THEN 1 END),
		        COALESCE(MIN(CASE WHEN `+open+` THEN t.expires_at END), 0)
		 FROM bundle_ticket bt JOIN ticket t ON t.id = bt.ticket_id
		 LEFT JOIN bundle b ON b.id = bt.bundle_id AND b.session_hash = $3
		 WHERE bt.job_id = $1 AND t.operator_id = $2`, job, operator, session, micros(now)).
		Scan(&r.Waiting, &r.Elsewhere, &r.Taken, &r.Unclaimed, &expires)
	r.Until = fromMicros(expires)
	return r, translate(err)
}

// SaveJobRow keeps what a row of a job that is at work has come to. The caller
// holds the job.
func (db *DB) SaveJobRow(ctx context.Context, r desk.JobRow) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE job_row SET doc = $3 WHERE job_id = $1 AND number = $2 AND state = 'working'`, r.Job, r.Number, r.Doc)
	return n == 1, err
}

// JobRow returns one row of a job.
func (db *DB) JobRow(ctx context.Context, job string, number int) (desk.JobRow, error) {
	return scanJobRow(db.read.QueryRowContext(ctx,
		`SELECT `+jobRowColumns+` FROM job_row WHERE job_id = $1 AND number = $2`, job, number))
}
