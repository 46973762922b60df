package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"keyporter/internal/desk"
)

// Session is one signed-in browser. Hash is the SHA-256 of the id in its
// cookie; the id itself is nowhere in the store.
type Session struct {
	Hash     string
	Operator desk.Operator
	Created  time.Time // of the sign-in: a new id at a proof keeps it
	Seen     time.Time // to the minute
	Proved   time.Time // when it was last proved who is there
	Factor   bool      // the operator has a second factor; not stored with it
	Client   string    // the address that signed in
	Agent    string    // the browser that signed in, as it names itself
}

// hasFactor asks whether the operator o has a second factor.
const hasFactor = `EXISTS (SELECT 1 FROM totp AS t WHERE t.operator_id = o.id)
	OR EXISTS (SELECT 1 FROM passkey AS p WHERE p.operator_id = o.id)`

const sessionQuery = `SELECT o.id, o.name, o.role, o.language, o.theme, o.disabled, o.created_at,
	o.iam_user, o.iam_id, o.scope, o.signed_at, o.zone, o.density, o.keys, o.views,
	s.created_at, s.seen_at, s.proved_at, s.client, s.agent,
	NOT EXISTS (SELECT 1 FROM operator AS other WHERE other.id <> o.id AND NOT other.disabled AND other.password <> ''),
	` + hasFactor + `
	FROM session AS s JOIN operator AS o ON o.id = s.operator_id
	WHERE s.id_hash = $1 AND s.created_at > $2 AND s.seen_at > $3 AND NOT o.disabled`

// prepare compiles the one query that every request asks: with SQLite that is
// more work than running it.
func (db *DB) prepare(ctx context.Context) (err error) {
	pool := db.pool
	if db.reads != nil {
		pool = db.reads
	}
	if db.session, err = pool.PrepareContext(ctx, sessionQuery); err != nil {
		return fmt.Errorf("prepare the query of sessions: %w", err)
	}
	return nil
}

// Session returns the session with the operator as both are now. It is
// ErrNotFound when the session was begun at or before born, was last seen at or
// before seen, or when its operator is disabled.
func (db *DB) Session(ctx context.Context, hash string, born, seen time.Time) (Session, error) {
	s := Session{Hash: hash}
	var created, last, proved int64
	var err error
	var row *sql.Row
	if db.session != nil {
		row = db.session.QueryRowContext(ctx, hash, micros(born), micros(seen))
	} else {
		row = db.read.QueryRowContext(ctx, sessionQuery, hash, micros(born), micros(seen))
	}
	var alone bool
	s.Operator, err = scanOperator(row, &created, &last, &proved, &s.Client, &s.Agent, &alone, &s.Factor)
	s.Operator.Alone = alone
	s.Created, s.Seen, s.Proved = fromMicros(created), fromMicros(last), fromMicros(proved)
	return s, translate(err)
}

// AddSession stores a new session, and that its operator has signed in.
func (db *DB) AddSession(ctx context.Context, s Session) error {
	if _, err := db.changed(ctx, `UPDATE operator SET signed_at = $2 WHERE id = $1`, s.Operator.ID, micros(s.Created)); err != nil {
		return err
	}
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO session (id_hash, operator_id, created_at, seen_at, proved_at, client, agent)
		 VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		s.Hash, s.Operator.ID, micros(s.Created), micros(s.Seen), micros(s.Proved), s.Client, s.Agent)
	return translate(err)
}

// SeeSession writes that the session was used at now, unless it was written
// after before.
func (db *DB) SeeSession(ctx context.Context, hash string, now, before time.Time) error {
	_, err := db.changed(ctx, `UPDATE session SET seen_at = $2 WHERE id_hash = $1 AND seen_at <= $3`,
		hash, micros(now), micros(before))
	return err
}

// DropSession ends one session, and reports whether it was there.
func (db *DB) DropSession(ctx context.Context, hash string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM session WHERE id_hash = $1`, hash)
	return n == 1, err
}

// DropSessions ends all sessions of an operator but the one with the hash keep,
// and all sign-ins that wait for a second factor.
func (db *DB) DropSessions(ctx context.Context, operatorID, keep string) error {
	if _, err := db.changed(ctx, `DELETE FROM session WHERE operator_id = $1 AND id_hash <> $2`, operatorID, keep); err != nil {
		return err
	}
	_, err := db.changed(ctx, `DELETE FROM half_session WHERE operator_id = $1`, operatorID)
	return err
}

// TrimSessions ends the oldest sessions of an operator until n are left.
func (db *DB) TrimSessions(ctx context.Context, operatorID string, n int) error {
	_, err := db.changed(ctx,
		`DELETE FROM session WHERE operator_id = $1 AND id_hash NOT IN (
		     SELECT id_hash FROM session WHERE operator_id = $1 ORDER BY created_at DESC, id_hash LIMIT $2)`,
		operatorID, n)
	return err
}

// PurgeSessions removes sessions that were begun at or before born or last seen
// at or before seen.
func (db *DB) PurgeSessions(ctx context.Context, born, seen time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM session WHERE created_at <= $1 OR seen_at <= $2`, micros(born), micros(seen))
	return err
}
