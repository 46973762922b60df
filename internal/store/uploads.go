package store

import (
	"context"
	"errors"
	"time"
)

// MostParts is how many parts an upload can have ("Amazon S3 multipart upload
// limits", S3 user guide).
const MostParts = 10000

// Upload is an upload in parts that has not been completed.
type Upload struct {
	ID, Key string
	Created time.Time
	Doc     string // JSON: what the object will have
}

// Part is a part of an upload, or of an object that was made of one. Data is as
// that of an Object.
type Part struct {
	Number  int
	Content string
	Size    int64
	Changed time.Time
	ETag    string
	Doc     string // JSON: checksums
	Data    []byte
}

const uploadColumns = `id, key, created_at, doc`

func scanUpload(r scanner) (Upload, error) {
	var u Upload
	var key []byte
	var created int64
	err := r.Scan(&u.ID, &key, &created, &u.Doc)
	u.Key, u.Created = string(key), fromMicros(created)
	return u, translate(err)
}

const partColumns = `number, content, size, changed_at, etag, doc`

func scanPart(r scanner) (Part, error) {
	var p Part
	var changed int64
	err := r.Scan(&p.Number, &p.Content, &p.Size, &changed, &p.ETag, &p.Doc)
	p.Changed = fromMicros(changed)
	return p, translate(err)
}

// Begin adds an upload; ErrNotFound when there is no such bucket.
func (o *Objects) Begin(ctx context.Context, u Upload) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		if err := tx.resize(ctx, o.bucket, 0, 0); err != nil {
			return err
		}
		_, err := tx.changed(ctx,
			`INSERT INTO upload (id, bucket, key, created_at, doc) VALUES ($1, $2, $3, $4, $5)`,
			u.ID, o.bucket, []byte(u.Key), micros(u.Created), u.Doc)
		return err
	})
}

// Upload returns an unfinished upload of a key; ErrNotFound when there is none.
func (o *Objects) Upload(ctx context.Context, id, key string) (Upload, error) {
	return scanUpload(o.db.read.QueryRowContext(ctx,
		`SELECT `+uploadColumns+` FROM upload WHERE id = $1 AND bucket = $2 AND key = $3`, id, o.bucket, []byte(key)))
}

// Uploads returns at most limit unfinished uploads, by key and id, whose keys are
// before until and which come after from, by its key and its id.
func (o *Objects) Uploads(ctx context.Context, from Upload, until string, limit int) ([]Upload, error) {
	rows, err := o.db.read.QueryContext(ctx,
		`SELECT `+uploadColumns+` FROM upload
		 WHERE bucket = $1 AND key >= $2 AND key < $3 AND (key > $2 OR id > $4) ORDER BY key, id LIMIT $5`,
		o.bucket, []byte(from.Key), []byte(until), from.ID, limit)
	return collect(rows, err, scanUpload)
}

// PutPart adds a part or replaces the one of its number; ErrNotFound when there is
// no such upload.
func (o *Objects) PutPart(ctx context.Context, upload string, p Part) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		in := &Objects{db: tx, bucket: o.bucket}
		if err := in.hold(ctx, upload); err != nil {
			return err
		}
		old, err := scanPart(tx.read.QueryRowContext(ctx,
			`SELECT `+partColumns+` FROM part WHERE upload = $1 AND number = $2`, upload, p.Number))
		if err == nil {
			_, err = tx.changed(ctx, `DELETE FROM chunk WHERE content = $1`, old.Content)
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := tx.resize(ctx, o.bucket, 0, p.Size-old.Size); err != nil {
			return err
		}
		if err := tx.take(ctx, p.Content, p.Data); err != nil {
			return err
		}
		_, err = tx.changed(ctx,
			`INSERT INTO part (upload, number, content, size, changed_at, etag, doc) VALUES ($1, $2, $3, $4, $5, $6, $7)
			 ON CONFLICT (upload, number) DO UPDATE SET content = excluded.content, size = excluded.size,
			 changed_at = excluded.changed_at, etag = excluded.etag, doc = excluded.doc`,
			upload, p.Number, p.Content, p.Size, micros(p.Changed), p.ETag, p.Doc)
		return err
	})
}

// hold locks an unfinished upload until the transaction ends; ErrNotFound when it
// is not there. The row of the bucket comes first, as everywhere.
func (o *Objects) hold(ctx context.Context, upload string) error {
	if err := o.db.resize(ctx, o.bucket, 0, 0); err != nil {
		return err
	}
	n, err := o.db.changed(ctx, `UPDATE upload SET doc = doc WHERE id = $1 AND bucket = $2`, upload, o.bucket)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// Parts returns at most limit parts of an upload whose numbers come after after,
// in order.
func (o *Objects) Parts(ctx context.Context, upload string, after, limit int) ([]Part, error) {
	rows, err := o.db.read.QueryContext(ctx,
		`SELECT `+partColumns+` FROM part WHERE upload = $1 AND number > $2 ORDER BY number LIMIT $3`, upload, after, limit)
	return collect(rows, err, scanPart)
}

// Plan says of all parts of an upload which object they make, and which of them
// are not part of it.
type Plan func(parts []Part) (one Object, dropped []Part, err error)

// Complete makes an object of an upload, where admit lets it. The plan is made
// while nothing can change the parts. ErrNotFound when there is no such upload.
func (o *Objects) Complete(ctx context.Context, upload string, plan Plan, admit Admit) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		in := &Objects{db: tx, bucket: o.bucket}
		if err := in.hold(ctx, upload); err != nil {
			return err
		}
		parts, err := in.Parts(ctx, upload, 0, MostParts)
		if err != nil {
			return err
		}
		one, dropped, err := plan(parts)
		if err != nil {
			return err
		}
		if _, err := in.remove(ctx, one.Key, admit); err != nil {
			return err
		}
		if err := in.dropSome(ctx, upload, dropped); err != nil {
			return err
		}
		if _, err := tx.changed(ctx, `DELETE FROM upload WHERE id = $1`, upload); err != nil {
			return err
		}
		if err := tx.resize(ctx, o.bucket, 1, 0); err != nil {
			return err
		}
		return in.insert(ctx, one)
	})
}

// dropSome removes some parts of an upload with their content.
func (o *Objects) dropSome(ctx context.Context, upload string, dropped []Part) error {
	for _, p := range dropped {
		if _, err := o.db.changed(ctx, `DELETE FROM chunk WHERE content = $1`, p.Content); err != nil {
			return err
		}
		if _, err := o.db.changed(ctx, `DELETE FROM part WHERE upload = $1 AND number = $2`, upload, p.Number); err != nil {
			return err
		}
		if err := o.db.resize(ctx, o.bucket, 0, -p.Size); err != nil {
			return err
		}
	}
	return nil
}

// Abort removes an unfinished upload with its parts; ErrNotFound when there is
// none.
func (o *Objects) Abort(ctx context.Context, upload string) error {
	return o.db.Tx(ctx, func(tx *DB) error {
		in := &Objects{db: tx, bucket: o.bucket}
		if err := in.hold(ctx, upload); err != nil {
			return err
		}
		var size int64
		row := tx.read.QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM part WHERE upload = $1`, upload)
		if err := row.Scan(&size); err != nil {
			return translate(err)
		}
		if err := tx.resize(ctx, o.bucket, 0, -size); err != nil {
			return err
		}
		if _, err := tx.changed(ctx, `DELETE FROM upload WHERE id = $1`, upload); err != nil {
			return err
		}
		return tx.dropParts(ctx, upload)
	})
}

// dropParts removes the parts of an upload with their content.
func (db *DB) dropParts(ctx context.Context, upload string) error {
	if _, err := db.changed(ctx, `DELETE FROM chunk WHERE content IN (SELECT content FROM part WHERE upload = $1)`, upload); err != nil {
		return err
	}
	_, err := db.changed(ctx, `DELETE FROM part WHERE upload = $1`, upload)
	return err
}
