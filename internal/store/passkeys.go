package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// Passkey is a passkey of an operator with what is checked of it.
type Passkey struct {
	desk.Passkey
	Credential []byte // sealed
	Counter    int64
}

// Passkeys returns the operator's passkeys in the order in which they were added.
func (db *DB) Passkeys(ctx context.Context, operatorID string) ([]Passkey, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT id, name, credential, counter, created_at, used_at FROM passkey
		 WHERE operator_id = $1 ORDER BY created_at, id`, operatorID)
	return collect(rows, err, func(r scanner) (Passkey, error) {
		var k Passkey
		var created, used int64
		err := r.Scan(&k.ID, &k.Name, &k.Credential, &k.Counter, &created, &used)
		k.Created, k.Used = fromMicros(created), fromMicros(used)
		return k, err
	})
}

// AddPasskey stores a new passkey; ErrTaken when somebody has it already.
func (db *DB) AddPasskey(ctx context.Context, operatorID string, k Passkey) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO passkey (id, operator_id, name, credential, counter, created_at, used_at)
		 VALUES ($1, $2, $3, $4, $5, $6, 0)`, k.ID, operatorID, k.Name, k.Credential, k.Counter, micros(k.Created))
	return translate(err)
}

// UsePasskey keeps that a passkey was used and its counter, and reports whether it
// may be: the counter has grown, or the authenticator does not count.
func (db *DB) UsePasskey(ctx context.Context, operatorID, id string, counter int64, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE passkey SET counter = $3, used_at = $4
		 WHERE operator_id = $1 AND id = $2 AND (counter < $3 OR (counter = 0 AND CAST($3 AS BIGINT) = 0))`,
		operatorID, id, counter, micros(now))
	return n == 1, err
}

// DropPasskey removes a passkey, and reports whether it was there.
func (db *DB) DropPasskey(ctx context.Context, operatorID, id string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM passkey WHERE operator_id = $1 AND id = $2`, operatorID, id)
	return n == 1, err
}

// SetAsked stores what an authenticator is asked by the session of the hash, in the
// place of what it was asked before.
func (db *DB) SetAsked(ctx context.Context, hash string, asked []byte, now time.Time) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO passkey_challenge (id_hash, asked, created_at) VALUES ($1, $2, $3)
		 ON CONFLICT (id_hash) DO UPDATE SET asked = excluded.asked, created_at = excluded.created_at`,
		hash, asked, micros(now))
	return translate(err)
}

// Asked returns what an authenticator is asked; ErrNotFound when nothing is, or it
// was asked at or before born.
func (db *DB) Asked(ctx context.Context, hash string, born time.Time) ([]byte, error) {
	var asked []byte
	err := db.read.QueryRowContext(ctx,
		`SELECT asked FROM passkey_challenge WHERE id_hash = $1 AND created_at > $2`, hash, micros(born)).Scan(&asked)
	return asked, translate(err)
}

// TakeAsked takes what an authenticator was asked: of any number of callers exactly
// one gets it, the others get ErrNotFound.
func (db *DB) TakeAsked(ctx context.Context, hash string, born time.Time) ([]byte, error) {
	var asked []byte
	err := db.write.QueryRowContext(ctx,
		`DELETE FROM passkey_challenge WHERE id_hash = $1 AND created_at > $2 RETURNING asked`, hash, micros(born)).Scan(&asked)
	return asked, translate(err)
}

// PurgeHalves removes sign-ins that wait for a second factor since half, and what
// authenticators were asked at or before asked.
func (db *DB) PurgeHalves(ctx context.Context, half, asked time.Time) error {
	if _, err := db.changed(ctx, `DELETE FROM half_session WHERE created_at <= $1`, micros(half)); err != nil {
		return err
	}
	_, err := db.changed(ctx, `DELETE FROM passkey_challenge WHERE created_at <= $1`, micros(asked))
	return err
}
