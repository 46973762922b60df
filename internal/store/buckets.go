package store

import (
	"context"
	"time"
)

// Bucket is a bucket of an embedded account. Of what is set on it, "" means that
// nothing is.
type Bucket struct {
	Name, Account, Region string
	Created               time.Time
	Policy                string // the document
	Block, ACL, Tags      string // JSON
	Ownership             string
	Objects, Size         int64  // how many it holds, and how many bytes, with those of unfinished uploads
	AccountBlock          string // JSON, of the account that owns it; read only
}

// BucketSetting is something that is set on a bucket and taken away.
type BucketSetting string

// The settings, by their columns.
const (
	BucketPolicy    BucketSetting = "policy"
	BucketBlock     BucketSetting = "block"
	BucketOwnership BucketSetting = "ownership"
	BucketACL       BucketSetting = "acl"
	BucketTags      BucketSetting = "tags"
)

// Buckets is the buckets of all embedded accounts, whose names are unique, as one
// of these accounts sees them. It is as transactional as what it came from.
type Buckets struct {
	db      *DB
	account string
}

// Buckets returns the buckets, as the account sees them.
func (e *Entities) Buckets() *Buckets { return &Buckets{db: e.db, account: e.account} }

const bucketColumns = `bucket.name, bucket.account, bucket.region, bucket.created_at, bucket.policy, bucket.block,
	bucket.ownership, bucket.acl, bucket.tags, bucket.objects, bucket.size, COALESCE(bucket_owner.block, '')`

const bucketTables = ` FROM bucket LEFT JOIN bucket_owner ON bucket_owner.account = bucket.account `

func scanBucket(r scanner) (Bucket, error) {
	var b Bucket
	var created int64
	err := r.Scan(&b.Name, &b.Account, &b.Region, &created, &b.Policy, &b.Block,
		&b.Ownership, &b.ACL, &b.Tags, &b.Objects, &b.Size, &b.AccountBlock)
	b.Created = fromMicros(created)
	return b, translate(err)
}

// Get returns a bucket of any account; ErrNotFound when there is none.
func (b *Buckets) Get(ctx context.Context, name string) (Bucket, error) {
	return scanBucket(b.db.read.QueryRowContext(ctx,
		`SELECT `+bucketColumns+bucketTables+`WHERE bucket.name = $1`, name))
}

// BucketPage is a part of the account's buckets: at most Limit of those whose
// names come after After and begin with Prefix, in Region where that is not "".
type BucketPage struct {
	Prefix, Region, After string
	Limit                 int
}

// List returns a page of the account's buckets, in the order of their names.
func (b *Buckets) List(ctx context.Context, p BucketPage) ([]Bucket, error) {
	rows, err := b.db.read.QueryContext(ctx,
		`SELECT `+bucketColumns+bucketTables+
			`WHERE bucket.account = $1 AND bucket.name > $2 AND substr(bucket.name, 1, length($3)) = $3
			   AND ($4 = '' OR bucket.region = $4)
			 ORDER BY bucket.name LIMIT $5`,
		b.account, p.After, p.Prefix, p.Region, p.Limit)
	return collect(rows, err, scanBucket)
}

// Add adds an empty bucket to the account; ErrTaken when any account has one of
// this name, ErrFull when this account has most.
func (b *Buckets) Add(ctx context.Context, one Bucket, most int) error {
	n, err := b.db.changed(ctx,
		`INSERT INTO bucket (name, account, region, created_at, policy, block, ownership, acl, tags, objects, size)
		 SELECT $1, $2, $3, CAST($4 AS BIGINT), $5, $6, $7, $8, $9, 0, 0
		 WHERE (SELECT COUNT(*) FROM bucket WHERE account = $2) < $10`,
		one.Name, b.account, one.Region, micros(one.Created), one.Policy, one.Block, one.Ownership, one.ACL, one.Tags, most)
	if err == nil && n == 0 {
		return ErrFull
	}
	return err
}

// Set changes one setting of a bucket and reports whether the bucket was there.
func (b *Buckets) Set(ctx context.Context, name string, setting BucketSetting, value string) (bool, error) {
	n, err := b.db.changed(ctx, `UPDATE bucket SET `+string(setting)+` = $2 WHERE name = $1`, name, value)
	return n == 1, err
}

// Delete removes a bucket that holds no objects, with its unfinished uploads, and
// reports whether there was such a one.
func (b *Buckets) Delete(ctx context.Context, name string) (bool, error) {
	gone := false
	err := b.db.Tx(ctx, func(tx *DB) error {
		// The row is held before its uploads go, so that none can begin in between.
		n, err := tx.changed(ctx, `UPDATE bucket SET size = 0 WHERE name = $1 AND objects = 0`, name)
		if err != nil || n == 0 {
			return err
		}
		gone = true
		for _, statement := range []string{
			`DELETE FROM chunk WHERE content IN
			 (SELECT part.content FROM part JOIN upload ON upload.id = part.upload WHERE upload.bucket = $1)`,
			`DELETE FROM part WHERE upload IN (SELECT id FROM upload WHERE bucket = $1)`,
			`DELETE FROM upload WHERE bucket = $1`,
			`DELETE FROM bucket WHERE name = $1`,
		} {
			if _, err := tx.changed(ctx, statement, name); err != nil {
				return err
			}
		}
		return nil
	})
	return gone && err == nil, err
}

// AccountBlock returns the block of public access of the account; "" when there
// is none.
func (b *Buckets) AccountBlock(ctx context.Context) (string, error) {
	var block string
	row := b.db.read.QueryRowContext(ctx,
		`SELECT COALESCE((SELECT block FROM bucket_owner WHERE account = $1), '')`, b.account)
	return block, translate(row.Scan(&block))
}

// SetAccountBlock sets the block of public access of the account; "" takes it
// away.
func (b *Buckets) SetAccountBlock(ctx context.Context, block string) error {
	_, err := b.db.changed(ctx,
		`INSERT INTO bucket_owner (account, block) VALUES ($1, $2)
		 ON CONFLICT (account) DO UPDATE SET block = excluded.block`, b.account, block)
	return err
}
