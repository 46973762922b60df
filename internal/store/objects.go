package store

import (
	"context"
	"errors"
	"time"
)

// Object is an object in a bucket. Data is not read back: it is the whole content
// where that comes with the object, nil where it was staged.
type Object struct {
	Key     string
	Content string // of its chunks, or the upload whose parts it was made of
	Parts   int    // how many; 0 for an object that came whole
	Size    int64
	Changed time.Time
	ETag    string
	Doc     string // JSON
	Data    []byte
}

// Objects is the objects of one bucket, and its unfinished uploads.
type Objects struct {
	db     *DB
	bucket string
}

// Objects returns the objects of a bucket.
func (b *Buckets) Objects(bucket string) *Objects { return &Objects{db: b.db, bucket: bucket} }

const objectColumns = `key, content, parts, size, changed_at, etag, doc`

func scanObject(r scanner) (Object, error) {
	var o Object
	var key []byte
	var changed int64
	err := r.Scan(&key, &o.Content, &o.Parts, &o.Size, &changed, &o.ETag, &o.Doc)
	o.Key, o.Changed = string(key), fromMicros(changed)
	return o, translate(err)
}

// Get returns an object; ErrNotFound when there is none.
func (o *Objects) Get(ctx context.Context, key string) (Object, error) {
	return scanObject(o.db.read.QueryRowContext(ctx,
		`SELECT `+objectColumns+` FROM object WHERE bucket = $1 AND key = $2`, o.bucket, []byte(key)))
}

// List returns at most limit objects, in the order of their keys, from the key
// from on, before the key until.
func (o *Objects) List(ctx context.Context, from, until string, limit int) ([]Object, error) {
	rows, err := o.db.read.QueryContext(ctx,
		`SELECT `+objectColumns+` FROM object WHERE bucket = $1 AND key >= $2 AND key < $3 ORDER BY key LIMIT $4`,
		o.bucket, []byte(from), []byte(until), limit)
	return collect(rows, err, scanObject)
}

// Admit decides on a change by the object that is there; nil where there is none.
type Admit func(there *Object) error

// Put adds an object or replaces the one of its key, where admit lets it.
// ErrNotFound when there is no such bucket.
func (o *Objects) Put(ctx context.Context, one Object, admit Admit) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		in := &Objects{db: tx, bucket: o.bucket}
		if err := tx.resize(ctx, o.bucket, 1, one.Size); err != nil {
			return err
		}
		if _, err := in.remove(ctx, one.Key, admit); err != nil {
			return err
		}
		if err := tx.take(ctx, one.Content, one.Data); err != nil {
			return err
		}
		return in.insert(ctx, one)
	})
}

func (o *Objects) insert(ctx context.Context, one Object) error {
	_, err := o.db.changed(ctx,
		`INSERT INTO object (bucket, key, content, parts, size, changed_at, etag, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		o.bucket, []byte(one.Key), one.Content, one.Parts, one.Size, micros(one.Changed), one.ETag, one.Doc)
	return err
}

// remove takes an object out of a bucket whose row is held.
func (o *Objects) remove(ctx context.Context, key string, admit Admit) (bool, error) {
	there, err := o.Get(ctx, key)
	if errors.Is(err, ErrNotFound) {
		return false, admit(nil)
	}
	if err != nil {
		return false, err
	}
	if err := admit(&there); err != nil {
		return false, err
	}
	if _, err := o.db.changed(ctx, `DELETE FROM object WHERE bucket = $1 AND key = $2`, o.bucket, []byte(key)); err != nil {
		return false, err
	}
	if err := o.db.resize(ctx, o.bucket, -1, -there.Size); err != nil {
		return false, err
	}
	if there.Parts > 0 {
		return true, o.db.dropParts(ctx, there.Content)
	}
	_, err = o.db.changed(ctx, `DELETE FROM chunk WHERE content = $1`, there.Content)
	return true, err
}

// Delete removes an object, where admit lets it, and reports whether it was there.
func (o *Objects) Delete(ctx context.Context, key string, admit Admit) (bool, error) {
	gone := false
	err := o.db.Tx(ctx, func(tx *DB) (err error) {
		if err := tx.resize(ctx, o.bucket, 0, 0); err != nil {
			return err
		}
		gone, err = (&Objects{db: tx, bucket: o.bucket}).remove(ctx, key, admit)
		return err
	})
	return gone && err == nil, err
}

// Edit changes the document of an object while its row is held; ErrNotFound when
// there is none.
func (o *Objects) Edit(ctx context.Context, key string, edit func(doc string) (string, error)) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		one, err := scanObject(tx.write.QueryRowContext(ctx,
			`UPDATE object SET doc = doc WHERE bucket = $1 AND key = $2 RETURNING `+objectColumns, o.bucket, []byte(key)))
		if err != nil {
			return err
		}
		doc, err := edit(one.Doc)
		if err != nil {
			return err
		}
		_, err = tx.changed(ctx, `UPDATE object SET doc = $3 WHERE bucket = $1 AND key = $2`, o.bucket, []byte(key), doc)
		return err
	})
}

// Pieces returns the content of an object, in order.
func (o *Objects) Pieces(ctx context.Context, one Object) ([]Piece, error) {
	if one.Parts == 0 {
		return []Piece{{one.Content, one.Size}}, nil
	}
	parts, err := o.Parts(ctx, one.Content, 0, one.Parts)
	pieces := make([]Piece, len(parts))
	for i, p := range parts {
		pieces[i] = Piece{p.Content, p.Size}
	}
	return pieces, err
}
