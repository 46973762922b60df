package store

import (
	"context"
	"time"
)

// Stage begins content that will be written in several pieces, before an object
// or a part has it.
func (b *Buckets) Stage(ctx context.Context, content string, now time.Time) error {
	_, err := b.db.changed(ctx,
		`INSERT INTO staged_content (content, started_at) VALUES ($1, $2)`, content, micros(now))
	return err
}

// WriteChunk adds a piece of content, which begins at start.
func (b *Buckets) WriteChunk(ctx context.Context, content string, start int64, data []byte) error {
	_, err := b.db.changed(ctx,
		`INSERT INTO chunk (content, start, data) VALUES ($1, $2, $3)`, content, start, data)
	return err
}

// ReadChunk returns the piece of content that the offset at lies in, and where it
// begins; ErrNotFound when there is no such content.
func (b *Buckets) ReadChunk(ctx context.Context, content string, at int64) (start int64, data []byte, err error) {
	row := b.db.read.QueryRowContext(ctx,
		`SELECT start, data FROM chunk WHERE content = $1 AND start <= $2 ORDER BY start DESC LIMIT 1`, content, at)
	err = translate(row.Scan(&start, &data))
	return start, data, err
}

// Drop removes content that nothing has.
func (b *Buckets) Drop(ctx context.Context, content string) error {
	return b.db.Tx(ctx, func(tx *DB) error {
		if _, err := tx.changed(ctx, `DELETE FROM chunk WHERE content = $1`, content); err != nil {
			return err
		}
		_, err := tx.changed(ctx, `DELETE FROM staged_content WHERE content = $1`, content)
		return err
	})
}

// Sweep removes content that was begun before a time and that nothing has yet.
func (b *Buckets) Sweep(ctx context.Context, before time.Time) error {
	return b.db.Tx(ctx, func(tx *DB) error {
		if _, err := tx.changed(ctx,
			`DELETE FROM chunk WHERE content IN (SELECT content FROM staged_content WHERE started_at < $1)`, micros(before)); err != nil {
			return err
		}
		_, err := tx.changed(ctx, `DELETE FROM staged_content WHERE started_at < $1`, micros(before))
		return err
	})
}

// Piece is a run of content: that of an object, or of one of its parts.
type Piece struct {
	Content string
	Size    int64
}

// take gives content to an object or a part: it is written now where data holds
// all of it, and was staged else.
func (db *DB) take(ctx context.Context, content string, data []byte) error {
	var err error
	switch {
	case data == nil:
		_, err = db.changed(ctx, `DELETE FROM staged_content WHERE content = $1`, content)
	case len(data) > 0:
		_, err = db.changed(ctx, `INSERT INTO chunk (content, start, data) VALUES ($1, 0, $2)`, content, data)
	}
	return err
}

// resize adds to what a bucket holds, and holds its row until the transaction
// ends; ErrNotFound when there is no such bucket.
func (db *DB) resize(ctx context.Context, bucket string, objects, size int64) error {
	n, err := db.changed(ctx,
		`UPDATE bucket SET objects = objects + $2, size = size + $3 WHERE name = $1`, bucket, objects, size)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// TotalSize is how many bytes all buckets hold.
func (b *Buckets) TotalSize(ctx context.Context) (int64, error) {
	var n int64
	row := b.db.read.QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM bucket`)
	return n, translate(row.Scan(&n))
}
