package porter

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/access"
	"keyporter/internal/account"
	"keyporter/internal/iam"
)

// ReadAccess reads, once and now, what the audit of S3 asks of an account: the
// authorization details, the buckets with their parts, and the account's block of
// public access. The account has a gap for each of them that could not be read, or
// not to its end, and the sources say why.
func ReadAccess(ctx context.Context, aws *account.Account, now time.Time) (*access.Account, []Source) {
	aws.Probe(ctx)
	var r reading
	var b bucketReading
	var calls errgroup.Group
	calls.Go(func() error { r.details, r.detailsErr = aws.Details(ctx); return nil })
	calls.Go(func() error { b.list, b.whole, b.listErr = aws.Buckets(ctx); return nil })
	calls.Go(func() error {
		r.identity, r.identityErr = aws.Identity(ctx)
		b.block, b.blockErr = blockOf(ctx, aws, r.identity, r.identityErr)
		return nil
	})
	_ = calls.Wait() // each error has its own place
	r.policies, r.policiesErr = r.details.Policies, r.detailsErr
	s := Snapshot{keys: map[string]keysRead{}}
	r.put(&s, now, errors.Join(r.detailsErr, offered(r.identityErr)))
	b.put(&s, now)
	read := index(s)
	return read.AccessAccount(), slices.DeleteFunc(read.Sources(), func(s Source) bool { return s.Name == SourceReport || s.Name == SourceKeys })
}

// bucketReading is what one walk over the buckets has found. What could not be
// read has an error and leaves the last good state in its place.
type bucketReading struct {
	list  []iam.Bucket
	whole bool
	block *iam.PublicAccessBlock

	listErr, blockErr error
}

func (b *bucketReading) put(s *Snapshot, at time.Time) {
	if s.BucketsProblem = problemOf(b.listErr); b.listErr == nil {
		s.Buckets, s.BucketsAt, s.BucketsWhole = b.list, at, b.whole
	}
	if s.BlockProblem = problemOf(b.blockErr); b.blockErr == nil {
		s.Block, s.BlockAt = b.block, at
	}
	s.audit = nil
}
