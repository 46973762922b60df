package porter

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const (
	bucketsEvery = 15 * time.Minute // towards AWS 1,000 buckets take some seven minutes to read
	bucketsPause = time.Minute      // after they could not be read
	bucketsWait  = 5 * time.Second  // how long one who reads the account again waits for them
)

// watchBuckets reads the buckets again and again.
func (p *Porter) watchBuckets(ctx context.Context) {
	for {
		pause := bucketsEvery
		if err := p.ReadBuckets(ctx); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "the buckets are not read", "error", err)
			pause = bucketsPause
		}
		wait := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// ReadBuckets reads the buckets, and the block of public access of the account,
// now. Callers share a reading as those of Refresh do. A server that has no S3, or
// credentials that may not list buckets, are no error: the snapshot tells.
func (p *Porter) ReadBuckets(ctx context.Context) error {
	return p.buckets.read(ctx, p.now, p.readBuckets)
}

// soonBuckets reads the buckets and returns when they are read, or after
// bucketsWait: then they are read in the background.
func (p *Porter) soonBuckets(ctx context.Context) {
	done := make(chan struct{})
	started := p.start(func(life context.Context) {
		defer close(done)
		if err := p.ReadBuckets(life); err != nil && life.Err() == nil {
			p.log.WarnContext(life, "the buckets are not read", "error", err)
		}
	})
	if !started {
		return
	}
	wait := time.NewTimer(bucketsWait)
	defer wait.Stop()
	select {
	case <-done:
	case <-wait.C:
	case <-ctx.Done():
	}
}

func (p *Porter) readBuckets(ctx context.Context, began time.Time) error {
	var b bucketReading
	var calls errgroup.Group
	calls.Go(func() error { b.list, b.whole, b.listErr = p.account.Buckets(ctx); return nil })
	calls.Go(func() error { b.block, b.blockErr = p.readBlock(ctx); return nil })
	_ = calls.Wait() // each error has its own place
	if ctx.Err() != nil {
		return fmt.Errorf("read the buckets: %w", ctx.Err())
	}
	p.replace(began, func(s *Snapshot) { b.put(s, began) })
	if err := offered(b.listErr); err != nil {
		return err
	}
	return offered(b.blockErr)
}

// readBlock reads the block of the account.
func (p *Porter) readBlock(ctx context.Context) (*iam.PublicAccessBlock, error) {
	who, err := p.Snapshot().Identity, error(nil)
	if who.Account == "" {
		who, err = p.account.Identity(ctx)
	}
	return blockOf(ctx, p.account, who, err)
}

// blockOf reads the block of an account whose identity was asked for. A server
// that does not tell the number of the account has no S3 Control, which asks for it.
func blockOf(ctx context.Context, aws *account.Account, who iam.Identity, err error) (*iam.PublicAccessBlock, error) {
	if fault.Is(err, fault.CodeAwsNotOffered) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return aws.AccountBlock(ctx, who.Account)
}
