package jobs

import (
	"context"
	"errors"
	"sync"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

const (
	pollEvery = 2 * time.Second // for jobs that another process began or left
	// turnRows is how many rows of a job are carried out before those that wait
	// longer come first.
	turnRows  = 20
	rowLimit  = 30 * time.Second // of all calls of one row
	noteLimit = 10 * time.Second // of writing down what came of it
)

// Run carries out jobs until ctx ends. The rows that are at work then are
// finished; another process can take the jobs up at once.
//
// On SQLite, which has one process, there is to be one Runner: it takes up at once
// what another process has left.
func (r *Runner) Run(ctx context.Context) {
	if r.o.Store.Engine() == store.SQLite {
		if err := r.o.Store.FreeJobs(ctx); err != nil && ctx.Err() == nil {
			r.o.Log.WarnContext(ctx, "jobs that were left wait for their lease", "error", err)
		}
	}
	free := make(chan struct{}, r.o.Width)
	var turns sync.WaitGroup
	defer turns.Wait()
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if r.count(ctx) > 0 {
			r.fill(ctx, free, &turns)
		}
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		case <-tick.C:
		}
	}
}

// fill takes up jobs while there are some and a place is free.
func (r *Runner) fill(ctx context.Context, free chan struct{}, turns *sync.WaitGroup) {
	for ctx.Err() == nil {
		select {
		case free <- struct{}{}:
		default:
			return // the turn that ends next tells
		}
		j, ok := r.claim(ctx)
		if !ok {
			<-free
			return
		}
		turns.Go(func() {
			r.turn(ctx, j)
			<-free
			r.news(context.WithoutCancel(ctx))
		})
	}
}

// Work carries out jobs, one turn after the other, until nobody has any left that
// can be taken up.
func (r *Runner) Work(ctx context.Context) {
	for ctx.Err() == nil {
		j, ok := r.claim(ctx)
		if !ok {
			return
		}
		r.turn(ctx, j)
		r.count(ctx)
	}
}

func (r *Runner) claim(ctx context.Context) (desk.Job, bool) {
	if len(r.verbs) == 0 || r.o.May != nil && r.o.May(ctx) != nil {
		return desk.Job{}, false
	}
	now := r.now()
	j, err := r.o.Store.ClaimJob(ctx, r.verbs, now, now.Add(r.o.Lease))
	if err != nil && !errors.Is(err, store.ErrNotFound) && ctx.Err() == nil {
		r.o.Log.WarnContext(ctx, "no job can be taken up", "error", err)
	}
	return j, err == nil
}

// errFenced says that another has taken the job up.
var errFenced = errors.New("another has taken the job up")

// holding is a job while its turn lasts.
type holding struct {
	*Runner
	kind Kind
	job  desk.Job
}

// turn carries out some rows of a job that was claimed.
func (r *Runner) turn(ctx context.Context, j desk.Job) {
	h := &holding{Runner: r, kind: r.kinds[j.Verb], job: j}
	calls, lose := context.WithCancelCause(context.WithoutCancel(ctx))
	var beats sync.WaitGroup
	beats.Go(func() { r.beat(calls, lose, j) })
	finish, err := h.rows(ctx, calls)
	lose(nil)
	beats.Wait() // a beat after the job was put down would hold it on
	if err == nil {
		err = finish(context.WithoutCancel(ctx))
	}
	if err != nil {
		r.o.Log.WarnContext(ctx, "a job was put down", "job", j.ID, "error", err)
	}
}

// beat holds the job until calls ends, and ends it where another has taken the
// job up.
func (r *Runner) beat(calls context.Context, lose context.CancelCauseFunc, j desk.Job) {
	tick := time.NewTicker(r.o.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-calls.Done():
			return
		case <-tick.C:
		}
		if err := r.hold(calls, j); errors.Is(err, store.ErrNotFound) {
			lose(errFenced)
		} else if err != nil {
			r.o.Log.WarnContext(calls, "a job cannot be held", "job", j.ID, "error", err)
		}
	}
}

func (r *Runner) hold(ctx context.Context, j desk.Job) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	_, err := r.o.Store.HoldJob(ctx, store.JobHold{ID: j.ID, Fence: j.Fence, Until: r.now().Add(r.o.Lease)})
	return err
}
