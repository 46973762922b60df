package porter

import (
	"context"
	"fmt"
	"sync"
	"time"

	"keyporter/internal/desk"
)

// An act at work keeps a lease on its operation. When it has not been renewed for
// leaseQuiet after its end, others settle the operation: the act's process is
// gone, or stands still and will find that it cannot end its act any more.
const (
	leaseLife  = 30 * time.Second
	leaseBeat  = 10 * time.Second
	leaseQuiet = time.Minute
)

// keepLease renews the lease of an operation, whatever becomes of the act's own
// context, until stop is called. A lease that is lost stays lost: the call that is
// on its way is better ended and looked at than broken off.
func (p *Porter) keepLease(ctx context.Context, o desk.Op) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	running.Go(func() {
		every(ctx, leaseBeat, func(ctx context.Context) {
			now := p.now()
			kept, err := p.store.KeepOp(ctx, o, now, now.Add(leaseLife))
			if ctx.Err() == nil && (err != nil || !kept) {
				p.log.WarnContext(ctx, "the lease of an act is not renewed", "op", o.ID, "error", err)
			}
		})
	})
	return func() {
		cancel()
		running.Wait()
	}
}

// call writes down that AWS is about to be called with what was there before.
// Where others have settled the operation meanwhile, it is not called.
func (p *Porter) call(ctx context.Context, w *work) error {
	w.op.Called = p.now()
	w.op.Lease = w.op.Called.Add(leaseLife)
	ok, err := p.store.CallOp(ctx, w.op)
	if err != nil {
		return fmt.Errorf("write down the call: %w", err)
	}
	if !ok {
		return errNotRunning
	}
	return nil
}
