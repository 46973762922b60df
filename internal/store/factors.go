package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// HoldEnabled locks the operator's row until the transaction ends and returns it;
// ErrNotFound when the operator is disabled or gone.
func (db *DB) HoldEnabled(ctx context.Context, id string) (desk.Operator, error) {
	o, err := scanOperator(db.write.QueryRowContext(ctx,
		`UPDATE operator SET name = name WHERE id = $1 AND NOT disabled RETURNING `+operatorColumns, id))
	return o, translate(err)
}

// HasFactor reports whether the operator has a second factor.
func (db *DB) HasFactor(ctx context.Context, operatorID string) (bool, error) {
	var has bool
	row := db.read.QueryRowContext(ctx, `SELECT `+hasFactor+` FROM operator AS o WHERE o.id = $1`, operatorID)
	return has, translate(row.Scan(&has))
}

// Factored returns the ids of the operators who have a second factor.
func (db *DB) Factored(ctx context.Context) (map[string]bool, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT o.id FROM operator AS o WHERE `+hasFactor)
	ids, err := collect(rows, err, func(r scanner) (id string, err error) { return id, r.Scan(&id) })
	has := make(map[string]bool, len(ids))
	for _, id := range ids {
		has[id] = true
	}
	return has, err
}

// CountBare counts the enabled operators without a second factor.
func (db *DB) CountBare(ctx context.Context) (int, error) {
	var n int
	row := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM operator AS o WHERE NOT o.disabled AND NOT (`+hasFactor+`)`)
	return n, translate(row.Scan(&n))
}

// AddHalf stores that somebody has given the operator's password and not yet the
// second factor, in the place of what is older than before.
func (db *DB) AddHalf(ctx context.Context, hash, operatorID string, now, before time.Time) error {
	if _, err := db.changed(ctx, `DELETE FROM half_session WHERE created_at <= $1`, micros(before)); err != nil {
		return err
	}
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO half_session (id_hash, operator_id, created_at) VALUES ($1, $2, $3)`, hash, operatorID, micros(now))
	return translate(err)
}

// Half returns whose second factor is waited for; ErrNotFound when nobody's is,
// it was begun at or before born, or the operator is disabled.
func (db *DB) Half(ctx context.Context, hash string, born time.Time) (desk.Operator, error) {
	o, err := scanOperator(db.read.QueryRowContext(ctx,
		`SELECT o.id, o.name, o.role, o.language, o.theme, o.disabled, o.created_at,
		        o.iam_user, o.iam_id, o.scope, o.signed_at, o.zone, o.density, o.keys, o.views
		 FROM half_session AS h JOIN operator AS o ON o.id = h.operator_id
		 WHERE h.id_hash = $1 AND h.created_at > $2 AND NOT o.disabled`, hash, micros(born)))
	return o, translate(err)
}

// TakeHalf ends the wait for a second factor: of any number of callers exactly one
// gets true.
func (db *DB) TakeHalf(ctx context.Context, hash string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM half_session WHERE id_hash = $1`, hash)
	return n == 1, err
}

// Factors tells which second factors the operator has. What is sealed is not in it.
func (db *DB) Factors(ctx context.Context, operatorID string) (desk.Factors, error) {
	var f desk.Factors
	var confirmed int64
	row := db.read.QueryRowContext(ctx,
		`SELECT COALESCE((SELECT confirmed_at FROM totp WHERE operator_id = $1), 0),
		        (SELECT COUNT(*) FROM recovery_code WHERE operator_id = $1)`, operatorID)
	if err := translate(row.Scan(&confirmed, &f.Recovery)); err != nil {
		return f, err
	}
	f.TOTP = fromMicros(confirmed)
	rows, err := db.read.QueryContext(ctx,
		`SELECT id, name, created_at, used_at FROM passkey WHERE operator_id = $1 ORDER BY created_at, id`, operatorID)
	f.Passkeys, err = collect(rows, err, func(r scanner) (desk.Passkey, error) {
		var k desk.Passkey
		var created, used int64
		err := r.Scan(&k.ID, &k.Name, &created, &used)
		k.Created, k.Used = fromMicros(created), fromMicros(used)
		return k, err
	})
	return f, err
}

// DropFactors removes all second factors of the operator, and its recovery codes.
func (db *DB) DropFactors(ctx context.Context, operatorID string) error {
	for _, table := range []string{"totp", "totp_draft", "recovery_code", "passkey"} {
		if _, err := db.changed(ctx, `DELETE FROM `+table+` WHERE operator_id = $1`, operatorID); err != nil {
			return err
		}
	}
	return nil
}

// SetTOTPDraft stores a sealed seed that is shown to the operator, in the place
// of the one before.
func (db *DB) SetTOTPDraft(ctx context.Context, operatorID string, seed []byte, now time.Time) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO totp_draft (operator_id, seed, created_at) VALUES ($1, $2, $3)
		 ON CONFLICT (operator_id) DO UPDATE SET seed = excluded.seed, created_at = excluded.created_at`,
		operatorID, seed, micros(now))
	return translate(err)
}

// TOTPDraft returns the sealed seed that is shown; ErrNotFound when none is, or it
// was made at or before born.
func (db *DB) TOTPDraft(ctx context.Context, operatorID string, born time.Time) ([]byte, error) {
	var seed []byte
	err := db.read.QueryRowContext(ctx,
		`SELECT seed FROM totp_draft WHERE operator_id = $1 AND created_at > $2`, operatorID, micros(born)).Scan(&seed)
	return seed, translate(err)
}

// TOTP is an authenticator app of an operator.
type TOTP struct {
	Seed []byte // sealed
	Last int64  // the step of the last code that was accepted
}

// TOTP returns the operator's authenticator app; ErrNotFound when there is none.
func (db *DB) TOTP(ctx context.Context, operatorID string) (TOTP, error) {
	var t TOTP
	err := db.read.QueryRowContext(ctx, `SELECT seed, last_step FROM totp WHERE operator_id = $1`, operatorID).Scan(&t.Seed, &t.Last)
	return t, translate(err)
}

// TakeTOTPDraft removes the seed that is shown, and reports whether it was there.
func (db *DB) TakeTOTPDraft(ctx context.Context, operatorID string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM totp_draft WHERE operator_id = $1`, operatorID)
	return n == 1, err
}

// SetTOTP stores the operator's authenticator app, in the place of the one before.
func (db *DB) SetTOTP(ctx context.Context, operatorID string, t TOTP, now time.Time) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO totp (operator_id, seed, last_step, confirmed_at) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (operator_id) DO UPDATE SET seed = excluded.seed, last_step = excluded.last_step, confirmed_at = excluded.confirmed_at`,
		operatorID, t.Seed, t.Last, micros(now))
	return translate(err)
}

// SpendStep counts the code of a step as used, and reports whether it was not
// before: of any number of callers with one code exactly one gets true.
func (db *DB) SpendStep(ctx context.Context, operatorID string, step int64) (bool, error) {
	n, err := db.changed(ctx, `UPDATE totp SET last_step = $2 WHERE operator_id = $1 AND last_step < $2`, operatorID, step)
	return n == 1, err
}

// DropTOTP removes the operator's authenticator app, and reports whether there was one.
func (db *DB) DropTOTP(ctx context.Context, operatorID string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM totp WHERE operator_id = $1`, operatorID)
	return n == 1, err
}

// SetRecovery stores the hashes of new recovery codes, in the place of all others.
func (db *DB) SetRecovery(ctx context.Context, operatorID string, hashes []string) error {
	if _, err := db.changed(ctx, `DELETE FROM recovery_code WHERE operator_id = $1`, operatorID); err != nil {
		return err
	}
	for _, hash := range hashes {
		if _, err := db.write.ExecContext(ctx,
			`INSERT INTO recovery_code (operator_id, code_hash) VALUES ($1, $2)`, operatorID, hash); err != nil {
			return translate(err)
		}
	}
	return nil
}

// HasRecovery reports whether the operator has a recovery code of that hash.
func (db *DB) HasRecovery(ctx context.Context, operatorID, hash string) (bool, error) {
	var has bool
	row := db.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM recovery_code WHERE operator_id = $1 AND code_hash = $2)`, operatorID, hash)
	return has, translate(row.Scan(&has))
}

// SpendRecovery uses up a recovery code: of any number of callers exactly one gets
// true.
func (db *DB) SpendRecovery(ctx context.Context, operatorID, hash string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM recovery_code WHERE operator_id = $1 AND code_hash = $2`, operatorID, hash)
	return n == 1, err
}
