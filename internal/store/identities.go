package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

const identityColumns = `issuer, subject, operator_id, label, grouped, created_at`

func scanIdentity(r scanner) (desk.Identity, error) {
	var i desk.Identity
	var created int64
	err := r.Scan(&i.Issuer, &i.Subject, &i.OperatorID, &i.Label, &i.Grouped, &created)
	i.Created = fromMicros(created)
	return i, err
}

// Identity returns the identity of a person at a provider; ErrNotFound when no
// operator has it.
func (db *DB) Identity(ctx context.Context, issuer, subject string) (desk.Identity, error) {
	i, err := scanIdentity(db.read.QueryRowContext(ctx,
		`SELECT `+identityColumns+` FROM identity WHERE issuer = $1 AND subject = $2`, issuer, subject))
	return i, translate(err)
}

// Identities returns the identities of an operator, the oldest first.
func (db *DB) Identities(ctx context.Context, operatorID string) ([]desk.Identity, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+identityColumns+` FROM identity WHERE operator_id = $1 ORDER BY created_at, issuer, subject`, operatorID)
	return collect(rows, err, scanIdentity)
}

// AddIdentity stores a new identity; ErrTaken when an operator has it.
func (db *DB) AddIdentity(ctx context.Context, i desk.Identity) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO identity (issuer, subject, operator_id, label, grouped, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		i.Issuer, i.Subject, i.OperatorID, i.Label, i.Grouped, micros(i.Created))
	return translate(err)
}

// DropIdentity removes an identity of an operator. It reports whether it did:
// not where groups decide the operator's role, and never when the operator would
// be left with no identity and no password.
func (db *DB) DropIdentity(ctx context.Context, i desk.Identity) (bool, error) {
	n, err := db.changed(ctx,
		`DELETE FROM identity WHERE issuer = $1 AND subject = $2 AND operator_id = $3 AND NOT grouped
		 AND (EXISTS (SELECT 1 FROM operator WHERE operator.id = $3 AND operator.password <> '')
		      OR (SELECT COUNT(*) FROM identity AS other WHERE other.operator_id = $3) > 1)`,
		i.Issuer, i.Subject, i.OperatorID)
	return n == 1, err
}

// HoldIdentity locks the row of the identity's operator until the transaction
// ends and returns it; ErrNotFound when the operator is disabled or the identity
// gone by now. Where groups decide, the operator gets the role.
func (db *DB) HoldIdentity(ctx context.Context, i desk.Identity, role desk.Role) (desk.Operator, error) {
	o, err := scanOperator(db.write.QueryRowContext(ctx,
		`UPDATE operator SET role = CASE WHEN $3 = '' THEN role ELSE $3 END
		 WHERE NOT disabled AND id = (SELECT operator_id FROM identity WHERE issuer = $1 AND subject = $2)
		 RETURNING `+operatorColumns, i.Issuer, i.Subject, string(role)))
	return o, translate(err)
}

// AddFlow stores a sign-in at a provider that has begun, under the hashes of its
// state and of the browser's cookie.
func (db *DB) AddFlow(ctx context.Context, state, browser string, f desk.Flow) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO oidc_flow (state_hash, browser_hash, operator_id, session_hash, next, created_at, expires_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		state, browser, f.OperatorID, f.Session, f.Next, micros(f.Created), micros(f.Expires))
	return translate(err)
}

// TakeFlow ends a sign-in that this browser began: of any number of callers
// exactly one gets it. The others, other browsers and those who come after its
// end get ErrNotFound.
func (db *DB) TakeFlow(ctx context.Context, state, browser string, now time.Time) (desk.Flow, error) {
	var f desk.Flow
	var created, expires int64
	err := db.write.QueryRowContext(ctx,
		`DELETE FROM oidc_flow WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
		 RETURNING operator_id, session_hash, next, created_at, expires_at`, state, browser, micros(now)).
		Scan(&f.OperatorID, &f.Session, &f.Next, &created, &expires)
	f.Created, f.Expires = fromMicros(created), fromMicros(expires)
	return f, translate(err)
}

// PurgeFlows removes sign-ins that nobody came back from before now.
func (db *DB) PurgeFlows(ctx context.Context, now time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM oidc_flow WHERE expires_at <= $1`, micros(now))
	return err
}
