package store

import (
	"context"
	"time"
)

// Kept is one source of an account's snapshot: what was read of it at a time.
type Kept struct {
	Place  string // which account, by which endpoints
	Source string
	At     time.Time
	Data   []byte
}

// Keep stores a source in the place of an older reading, and reports whether it
// did: of two processes the one that has read later wins.
func (db *DB) Keep(ctx context.Context, k Kept) (bool, error) {
	n, err := db.changed(ctx,
		`INSERT INTO snapshot (place, source, read_at, data) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (place, source) DO UPDATE SET read_at = excluded.read_at, data = excluded.data
		 WHERE snapshot.read_at < excluded.read_at`, k.Place, k.Source, micros(k.At), k.Data)
	return n == 1, err
}

// Kept returns the sources of a place.
func (db *DB) Kept(ctx context.Context, place string) ([]Kept, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT source, read_at, data FROM snapshot WHERE place = $1 ORDER BY source`, place)
	return collect(rows, err, func(row scanner) (Kept, error) {
		k, at := Kept{Place: place}, int64(0)
		err := row.Scan(&k.Source, &at, &k.Data)
		k.At = fromMicros(at)
		return k, err
	})
}

// PurgeKept removes the sources, of any place, that were read before a time.
func (db *DB) PurgeKept(ctx context.Context, before time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM snapshot WHERE read_at < $1`, micros(before))
	return err
}
