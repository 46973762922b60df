package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
)

const requestColumns = `id, operator_id, operator, iam_id, verb, target, hash, doc, form, reason, state,
	asked_at, expires_at, decider_id, decider, decided_at, word, op_id, changed, ended_at`

func scanRequest(r scanner) (desk.Request, error) {
	var q desk.Request
	var asked, expires, decided, ended int64
	var changed string
	err := r.Scan(&q.ID, &q.OperatorID, &q.Operator, &q.IAMID, &q.Verb, &q.Target, &q.Hash, &q.Doc, &q.Form, &q.Reason, &q.State,
		&asked, &expires, &q.DeciderID, &q.Decider, &decided, &q.Word, &q.Op, &changed, &ended)
	if err != nil {
		return q, translate(err)
	}
	q.Asked, q.Expires, q.Decided, q.Ended = fromMicros(asked), fromMicros(expires), fromMicros(decided), fromMicros(ended)
	if changed != "" {
		if err := json.Unmarshal([]byte(changed), &q.Changed); err != nil {
			return q, fmt.Errorf("decode what has changed: %w", err)
		}
	}
	return q, nil
}

// AddRequest stores a new request, which is open; ErrTaken where the operator waits for
// the same already.
func (db *DB) AddRequest(ctx context.Context, q desk.Request) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO request (`+requestColumns+`)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, '', '', 0, '', '', '', 0)`,
		q.ID, q.OperatorID, q.Operator, q.IAMID, string(q.Verb), q.Target, q.Hash, q.Doc, q.Form, q.Reason,
		micros(q.Asked), micros(q.Expires))
	return translate(err)
}

// Request returns one request.
func (db *DB) Request(ctx context.Context, id string) (desk.Request, error) {
	return scanRequest(db.read.QueryRowContext(ctx, `SELECT `+requestColumns+` FROM request WHERE id = $1`, id))
}

// Requests returns requests: those that wait, the oldest first, or those that have
// ended, the newest first.
func (db *DB) Requests(ctx context.Context, f desk.RequestFilter) ([]desk.Request, error) {
	order := `id DESC`
	if f.Waits {
		order = `id`
	}
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+requestColumns+` FROM request
		 WHERE (ended_at = 0) = CAST($1 AS BOOLEAN) AND ($2 = '' OR operator_id = $2) AND ($3 = '' OR id < $3)
		 ORDER BY `+order+` LIMIT $4`, f.Waits, f.Operator, f.Before, f.Limit)
	return collect(rows, err, scanRequest)
}

// WaitingRequest returns the request of an operator that waits and names a hash.
func (db *DB) WaitingRequest(ctx context.Context, operatorID, hash string) (desk.Request, error) {
	return scanRequest(db.read.QueryRowContext(ctx,
		`SELECT `+requestColumns+` FROM request WHERE operator_id = $1 AND hash = $2 AND ended_at = 0`, operatorID, hash))
}

// otherPerson is true where the operator d is another person than who asks, by
// whatever account: one IAM user is one person. It was so when it was asked and is
// so now.
const otherPerson = `d.id <> request.operator_id AND (d.iam_id = '' OR d.iam_id <> request.iam_id
	AND NOT EXISTS (SELECT 1 FROM operator AS a WHERE a.id = request.operator_id AND a.iam_id = d.iam_id))`

// askerStays is true while who asks can sign in.
const askerStays = `EXISTS (SELECT 1 FROM operator AS a WHERE a.id = request.operator_id AND NOT a.disabled)`

// approver is true for an operator d who may approve now; the list of roles is ours.
func approver() string {
	return `NOT d.disabled AND d.role IN ('` + strings.Join(desk.Approvers(), `', '`) + `')`
}

// Decide writes down what q says of who decided, and reports whether it did: only
// of a request that is open and has not expired, by another person who may approve
// at this moment, and while who asks can sign in.
func (db *DB) Decide(ctx context.Context, q desk.Request) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE request SET state = $2, decider_id = $3, decider = $4, decided_at = $5, word = $6, expires_at = $7, ended_at = $8
		 WHERE id = $1 AND state = 'open' AND expires_at > $5 AND `+askerStays+`
		   AND EXISTS (SELECT 1 FROM operator AS d WHERE d.id = $3 AND `+approver()+` AND `+otherPerson+`)`,
		q.ID, string(q.State), q.DeciderID, q.Decider, micros(q.Decided), q.Word, micros(q.Expires), micros(q.Ended))
	return n == 1, err
}

// WithdrawRequest ends a request of an operator that waits, and reports whether it
// did.
func (db *DB) WithdrawRequest(ctx context.Context, id, operatorID string, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE request SET state = 'withdrawn', ended_at = $3 WHERE id = $1 AND operator_id = $2 AND ended_at = 0`,
		id, operatorID, micros(now))
	return n == 1, err
}

// SpendRequest uses an approval up for the operation or job that q names, and
// reports whether it did: once, in time, for exactly the change that was approved,
// and while who approved may approve and is another person. The caller has appended
// to the audit log in the same transaction.
func (db *DB) SpendRequest(ctx context.Context, q desk.Request, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE request SET state = 'done', op_id = $4, ended_at = $5
		 WHERE id = $1 AND operator_id = $2 AND hash = $3 AND state = 'approved' AND expires_at > $5 AND `+askerStays+`
		   AND EXISTS (SELECT 1 FROM operator AS d WHERE d.id = request.decider_id AND `+approver()+` AND `+otherPerson+`)`,
		q.ID, q.OperatorID, q.Hash, q.Op, micros(now))
	return n == 1, err
}

// VoidRequest ends a request that waits, for what has changed, and reports whether
// it did.
func (db *DB) VoidRequest(ctx context.Context, id string, changed []string, now time.Time) (bool, error) {
	text, err := json.Marshal(changed)
	if err != nil {
		return false, fmt.Errorf("encode what has changed: %w", err)
	}
	n, err := db.changed(ctx, `UPDATE request SET state = 'void', changed = $2, ended_at = $3 WHERE id = $1 AND ended_at = 0`,
		id, string(text), micros(now))
	return n == 1, err
}

// DueRequests returns the requests whose time has run out.
func (db *DB) DueRequests(ctx context.Context, now time.Time) ([]desk.Request, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+requestColumns+` FROM request WHERE ended_at = 0 AND expires_at <= $1 ORDER BY id LIMIT 100`, micros(now))
	return collect(rows, err, scanRequest)
}

// ExpireRequest ends a request whose time has run out, and reports whether it did.
func (db *DB) ExpireRequest(ctx context.Context, id string, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE request SET state = 'expired', ended_at = $2 WHERE id = $1 AND ended_at = 0 AND expires_at <= $2`, id, micros(now))
	return n == 1, err
}

// RequestsFor counts what waits for an operator: requests that they may decide on,
// and approvals of their own to be carried out.
func (db *DB) RequestsFor(ctx context.Context, o desk.Operator, now time.Time) (decide, carry int, err error) {
	err = db.read.QueryRowContext(ctx,
		`SELECT COUNT(CASE WHEN state = 'open' AND EXISTS (
		            SELECT 1 FROM operator AS d WHERE d.id = $1 AND `+approver()+` AND `+otherPerson+`) THEN 1 END),
		        COUNT(CASE WHEN state = 'approved' AND operator_id = $1 THEN 1 END)
		 FROM request WHERE ended_at = 0 AND expires_at > $2`, o.ID, micros(now)).Scan(&decide, &carry)
	return decide, carry, translate(err)
}

// KeepDraft lets a draft of an operator stay until a time at least: what was asked
// for with it is to be there when it is approved. There may be no such draft.
func (db *DB) KeepDraft(ctx context.Context, id, operatorID string, until time.Time) error {
	_, err := db.changed(ctx, `UPDATE draft SET expires_at = $3 WHERE id = $1 AND operator_id = $2 AND expires_at < $3`,
		id, operatorID, micros(until))
	return err
}
