// Package ledger keeps the audit log honest: it verifies the chain, signs
// checkpoints that lie outside the database, recognises a database that is an old
// copy, and sends the log elsewhere. It writes no entries of acts; store appends
// those, in the transactions of what they are about.
package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Options is what a Ledger works with. Store, Seal, Clock, Log and File are needed.
type Options struct {
	Store *store.DB
	Seal  *seal.Keyring
	Clock func() time.Time
	Log   *slog.Logger
	File  string        // with the last checkpoint, outside the database
	Look  time.Duration // how often the file follows the log; 5 s where it is 0
	Every time.Duration // how often a checkpoint is kept and logged as well; 5 minutes where it is 0
	Sinks []Sink        // that take the log
	Pump  time.Duration // how often it is looked for what they have not taken; 1 s where it is 0
	// Owing is how old an entry may be that a sink has not taken before nothing is
	// changed any more; 0 is for ever.
	Owing time.Duration
}

// Ledger watches over the audit log. Its methods are safe for concurrent use.
type Ledger struct {
	o      Options
	keys   []desk.CheckpointKey
	origin string

	mu     sync.Mutex
	state  State           // guarded by mu
	kept   desk.Checkpoint // what the file has, guarded by mu
	lasted time.Time       // when a checkpoint was kept and logged last, guarded by mu
}

// State is what is known of the log.
type State struct {
	Kept     desk.Checkpoint // that was written last
	Problem  error           // why it could not be written, or nil
	Verified Verified        // what was verified last
	Break    *desk.Break     // what that found, or nil
	Recovery bool            // an old copy waits for a person
}

// Keys returns the keys of checkpoints that the server keys give. The first signs;
// all of them check.
func Keys(ring *seal.Keyring) ([]desk.CheckpointKey, error) {
	seeds, err := ring.DeriveAll("audit checkpoint")
	if err != nil {
		return nil, fmt.Errorf("derive the key of checkpoints: %w", err)
	}
	keys := make([]desk.CheckpointKey, len(seeds))
	for i, seed := range seeds {
		if keys[i], err = desk.NewCheckpointKey(seed); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// Open compares the database with the checkpoint outside and returns its ledger. A
// database that lacks what the checkpoint tells of is an old copy: what it must not
// bring back is dropped at once. Else the first checkpoint is written.
func Open(ctx context.Context, o Options) (*Ledger, error) {
	o.Look, o.Every = cmp.Or(o.Look, 5*time.Second), cmp.Or(o.Every, 5*time.Minute)
	o.Pump = cmp.Or(o.Pump, time.Second)
	keys, err := Keys(o.Seal)
	if err != nil {
		return nil, err
	}
	l := &Ledger{o: o, keys: keys}
	if l.origin, err = o.Store.AuditOrigin(ctx, desk.NewID(l.now())); err != nil {
		return nil, err
	}
	outside, err := ReadCheckpoint(o.File, keys)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return l, l.Checkpoint(ctx)
	case err != nil:
		return nil, fmt.Errorf("the checkpoint of the audit log in %s cannot be used: %w: if you know why, move the file away", o.File, err)
	}
	if err := l.compare(ctx, outside); err != nil {
		return nil, err
	}
	return l, l.Checkpoint(ctx)
}

func (l *Ledger) now() time.Time { return l.o.Clock().UTC() }

// State tells what is known of the log. It reads nothing.
func (l *Ledger) State() State {
	if l == nil {
		return State{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// MayChange is the fault of a time in which nothing may be changed, or nil. A nil
// Ledger lets everything be changed.
func (l *Ledger) MayChange(ctx context.Context) error {
	if l == nil {
		return nil
	}
	_, err := l.o.Store.Recovery(ctx)
	switch {
	case err == nil:
		l.setRecovery(true)
		return fault.New(fault.Busy, fault.CodeRecovery)
	case errors.Is(err, store.ErrNotFound):
		l.setRecovery(false)
		return l.sinksMay(ctx)
	}
	return fmt.Errorf("read whether the database is an old copy: %w", err)
}

func (l *Ledger) setRecovery(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Recovery = on
}

// Run keeps the checkpoint outside up with the log, and sends the log to its sinks,
// until ctx ends.
func (l *Ledger) Run(ctx context.Context) error {
	var feeds sync.WaitGroup
	defer feeds.Wait()
	for _, s := range l.o.Sinks {
		feeds.Go(func() { l.runSink(ctx, s) })
	}
	tick := time.NewTicker(l.o.Look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := l.look(ctx); err != nil && ctx.Err() == nil {
				l.o.Log.ErrorContext(ctx, "the audit log has no new checkpoint", "error", err)
			}
		}
	}
}
