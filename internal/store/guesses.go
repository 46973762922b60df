package store

import (
	"context"
	"errors"
	"time"
)

// CountGuess counts one guess at the subject's password before it is looked at,
// and reports whether it may be. Guesses with less than window between each and
// the next share one count; once that has reached limit, none is let through
// until window has passed since the last that was. So no span of window ever
// holds more than limit guesses, whatever the number of processes.
func (db *DB) CountGuess(ctx context.Context, subject string, now time.Time, window time.Duration, limit int) (bool, error) {
	var tries int64
	row := db.write.QueryRowContext(ctx,
		`INSERT INTO guess (subject, tries, last_at) VALUES ($1, 1, $2)
		 ON CONFLICT (subject) DO UPDATE SET
		     tries = CASE WHEN guess.last_at <= $3 THEN 1 ELSE guess.tries + 1 END,
		     last_at = excluded.last_at
		 WHERE guess.last_at <= $3 OR guess.tries < $4
		 RETURNING tries`, subject, micros(now), micros(now.Add(-window)), limit)
	err := translate(row.Scan(&tries))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// LastGuess tells when the last guess at the subject was counted; the zero time
// when none is.
func (db *DB) LastGuess(ctx context.Context, subject string) (time.Time, error) {
	var last int64
	err := translate(db.read.QueryRowContext(ctx, `SELECT last_at FROM guess WHERE subject = $1`, subject).Scan(&last))
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	return fromMicros(last), err
}

// UncountGuess takes one counted guess back: it was right, or nobody looked.
func (db *DB) UncountGuess(ctx context.Context, subject string) error {
	_, err := db.changed(ctx, `UPDATE guess SET tries = tries - 1 WHERE subject = $1 AND tries > 0`, subject)
	return err
}

// DropGuesses forgets the guesses at the subject.
func (db *DB) DropGuesses(ctx context.Context, subject string) error {
	_, err := db.changed(ctx, `DELETE FROM guess WHERE subject = $1`, subject)
	return err
}

// PurgeGuesses forgets all subjects whose last guess was at or before last.
func (db *DB) PurgeGuesses(ctx context.Context, last time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM guess WHERE last_at <= $1`, micros(last))
	return err
}
