package store

import (
	"context"
	"time"
)

// Skew is how far the clock of the database is ahead of the clock now. SQLite runs
// within the process and has no clock of its own: of it the answer is 0.
func (db *DB) Skew(ctx context.Context, now func() time.Time) (time.Duration, error) {
	if db.engine != Postgres {
		return 0, nil
	}
	var there int64
	asked := now()
	err := db.read.QueryRowContext(ctx, `SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)`).Scan(&there)
	if err != nil {
		return 0, translate(err)
	}
	answered := now()
	return fromMicros(there).Sub(asked.Add(answered.Sub(asked) / 2)), nil
}
