package store

import (
	"context"
	"time"
)

// AuditSink is how far a sink has taken the audit log.
type AuditSink struct {
	Name    string
	Seq     int64     // of the last entry that it has taken
	At      time.Time // when it took it; zero: never
	Problem string    // why the last attempt failed, or ""
	Fence   int64     // of whoever sends to it
}

const sinkColumns = `name, seq, at, problem, fence`

func scanSink(r scanner) (AuditSink, error) {
	var s AuditSink
	var at int64
	err := r.Scan(&s.Name, &s.Seq, &at, &s.Problem, &s.Fence)
	s.At = fromMicros(at)
	return s, translate(err)
}

// ClaimSink gives the caller a sink until a time, and makes its row where there is
// none. A caller that names its fence holds it on; any other gets it when nobody
// holds it. ErrNotFound says that another does.
func (db *DB) ClaimSink(ctx context.Context, name string, fence int64, now, until time.Time) (AuditSink, error) {
	if _, err := db.changed(ctx, `INSERT INTO audit_sink (name, seq, at, problem, lease_until, fence)
		VALUES ($1, 0, 0, '', 0, 0) ON CONFLICT (name) DO NOTHING`, name); err != nil {
		return AuditSink{}, err
	}
	return scanSink(db.write.QueryRowContext(ctx,
		`UPDATE audit_sink SET lease_until = $4, fence = CASE fence WHEN $2 THEN fence ELSE fence + 1 END
		 WHERE name = $1 AND (fence = $2 OR lease_until <= $3) RETURNING `+sinkColumns, name, fence, micros(now), micros(until)))
}

// FreeSink lets another claim a sink at once.
func (db *DB) FreeSink(ctx context.Context, name string, fence int64) error {
	_, err := db.changed(ctx, `UPDATE audit_sink SET lease_until = 0 WHERE name = $1 AND fence = $2`, name, fence)
	return err
}

// MoveSink writes how far a sink has come, and why it goes no further; false where
// another holds it now.
func (db *DB) MoveSink(ctx context.Context, s AuditSink) (bool, error) {
	n, err := db.changed(ctx, `UPDATE audit_sink SET seq = $3, at = $4, problem = $5 WHERE name = $1 AND fence = $2`,
		s.Name, s.Fence, s.Seq, micros(s.At), s.Problem)
	return n == 1, err
}

// AuditSinks returns how far each sink has come that there ever was.
func (db *DB) AuditSinks(ctx context.Context) ([]AuditSink, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT `+sinkColumns+` FROM audit_sink ORDER BY name`)
	return collect(rows, err, scanSink)
}

// SinkOwes returns when the oldest entry was written that a sink has not taken; the
// zero time where it has taken all.
func (db *DB) SinkOwes(ctx context.Context, name string) (time.Time, error) {
	var at int64
	err := db.read.QueryRowContext(ctx,
		`SELECT COALESCE(MIN(at), 0) FROM audit WHERE seq = COALESCE((SELECT seq FROM audit_sink WHERE name = $1), 0) + 1`, name).Scan(&at)
	return fromMicros(at), translate(err)
}
