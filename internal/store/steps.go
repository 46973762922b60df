package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// Steps returns the steps that an operator has ticked.
func (db *DB) Steps(ctx context.Context, operator string) ([]desk.Step, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT step FROM operator_step WHERE operator_id = $1 ORDER BY step`, operator)
	return collect(rows, err, func(r scanner) (s desk.Step, err error) { return s, r.Scan(&s) })
}

// TickStep writes that an operator has ticked a step. Once more changes nothing.
func (db *DB) TickStep(ctx context.Context, operator string, s desk.Step, now time.Time) error {
	_, err := db.changed(ctx,
		`INSERT INTO operator_step (operator_id, step, at) VALUES ($1, $2, $3) ON CONFLICT (operator_id, step) DO NOTHING`,
		operator, string(s), micros(now))
	return err
}

// UntickStep takes that back.
func (db *DB) UntickStep(ctx context.Context, operator string, s desk.Step) error {
	_, err := db.changed(ctx, `DELETE FROM operator_step WHERE operator_id = $1 AND step = $2`, operator, string(s))
	return err
}

// AnyRotation reports whether a rotation was ever begun.
func (db *DB) AnyRotation(ctx context.Context) (bool, error) {
	var any bool
	row := db.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM rotation)`)
	return any, translate(row.Scan(&any))
}
