package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/ledger"
	"keyporter/internal/store"
)

const (
	// maxSkew is how far the clocks of the process and of the database may be apart:
	// tickets and sessions of several processes end by the clock of each.
	maxSkew = 5 * time.Second
	// usualDrain is how long a process that was told to stop goes on answering, so that
	// whoever asks /readyz before it sends requests learns of it.
	usualDrain = 5 * time.Second
)

// drainOptions say how a process stops.
type drainOptions struct {
	DrainTime *time.Duration `help:"How long to go on answering, and not be ready, after the signal to stop. Default: 0s with the sandbox, 5s otherwise." env:"KEYPORTER_DRAIN_TIME" placeholder:"TIME"`
}

// check refuses times that are none.
func (o drainOptions) check() error {
	if o.DrainTime != nil && (*o.DrainTime < 0 || *o.DrainTime > time.Minute) {
		return misused("--drain-time %s: want 0s to 1m", *o.DrainTime)
	}
	return nil
}

// wait is how long to go on answering. The sandbox, which one person runs in a
// terminal, stops at once.
func (o drainOptions) wait(sandbox bool) time.Duration {
	switch {
	case o.DrainTime != nil:
		return *o.DrainTime
	case sandbox:
		return 0
	}
	return usualDrain
}

// readiness is whether requests should be sent to this process.
type readiness struct {
	db    *store.DB
	book  *ledger.Ledger
	clock func() time.Time

	told     <-chan struct{} // the signal to stop
	halt     context.CancelFunc
	draining atomic.Bool
}

// ready says why no request should be sent: the process stops, the store cannot be
// written to, the head of the audit log is not there, the clocks are apart, or what is
// there may not be changed.
func (r *readiness) ready(ctx context.Context) error {
	if r.draining.Load() {
		return errors.New("the process stops")
	}
	if err := r.db.Ready(ctx); err != nil {
		return err
	}
	if _, _, err := r.db.AuditHead(ctx); err != nil {
		return fmt.Errorf("read the head of the audit log: %w", err)
	}
	skew, err := r.db.Skew(ctx, r.clock)
	if err != nil {
		return fmt.Errorf("read the clock of the database: %w", err)
	}
	if skew.Abs() >= maxSkew {
		return fmt.Errorf("the clock of the database is %s ahead of this one", skew.Round(time.Millisecond))
	}
	return r.book.MayChange(ctx)
}

// group runs what the process does. Its context does not end with the signal to stop,
// but once drain has let the process go on answering.
func (r *readiness) group(ctx context.Context) (*errgroup.Group, context.Context) {
	ctx, r.halt = context.WithCancel(context.WithoutCancel(ctx))
	return errgroup.WithContext(ctx)
}

// drain waits for the signal to stop, and then for a time in which the process is not
// ready and goes on answering; no longer than ctx, which it ends.
func (r *readiness) drain(ctx context.Context, wait time.Duration) error {
	defer r.halt()
	select {
	case <-ctx.Done():
		return nil
	case <-r.told:
	}
	r.draining.Store(true)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
	return nil
}
