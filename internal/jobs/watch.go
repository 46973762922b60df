package jobs

import (
	"context"
	"fmt"
	"sync"
	"time"

	"keyporter/internal/desk"
)

// failuresSeen is how many failures a watcher sees at once.
const failuresSeen = 20

// Glance is a job while it is watched.
type Glance struct {
	Job      desk.Job
	Failures []desk.JobRow // the last rows that failed or whose outcome is not known, the last first
}

// watched is what all who watch a job share: it is read at most once in a while,
// whatever their number.
type watched struct {
	watchers int // guarded by Runner.watching

	mu     sync.Mutex
	at     time.Time // when it was read; guarded by mu, as the next two
	glance Glance
	err    error
}

// Watch calls see with the job, at once and each time that somebody may have read
// it anew, until see fails, the job has ended or ctx ends; changed is whether it
// differs from what was seen before. Watch returns nil when see had the job's end.
func (r *Runner) Watch(ctx context.Context, id string, see func(g Glance, changed bool) error) error {
	w := r.join(id)
	defer r.leave(id, w)
	tick := time.NewTicker(r.o.Look * 11 / 10) // a tick that is early would see what it saw
	defer tick.Stop()
	var before desk.Job
	for {
		g, err := w.look(ctx, r, id)
		if err == nil {
			err = see(g, g.Job != before)
		}
		if err != nil || !g.Job.State.Open() {
			return err
		}
		before = g.Job
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func (r *Runner) join(id string) *watched {
	r.watching.Lock()
	defer r.watching.Unlock()
	w := r.watched[id]
	if w == nil {
		w = &watched{}
		r.watched[id] = w
	}
	w.watchers++
	return w
}

func (r *Runner) leave(id string, w *watched) {
	r.watching.Lock()
	defer r.watching.Unlock()
	if w.watchers--; w.watchers == 0 {
		delete(r.watched, id)
	}
}

// look returns what was read of the job a short while ago, or reads it.
func (w *watched) look(ctx context.Context, r *Runner, id string) (Glance, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if now := time.Now(); w.at.IsZero() || now.Sub(w.at) >= r.o.Look {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
		defer cancel()
		w.glance, w.err = r.Glance(ctx, id)
		w.at = now
	}
	return w.glance, w.err
}

// Glance reads a job with its last failures.
func (r *Runner) Glance(ctx context.Context, id string) (Glance, error) {
	j, err := r.Job(ctx, id)
	if err != nil || j.Failed+j.Unknown == 0 {
		return Glance{Job: j}, err
	}
	rows, err := r.o.Store.LastJobRows(ctx, id, []desk.RowState{desk.RowFailed, desk.RowUnknown}, failuresSeen)
	if err != nil {
		return Glance{}, fmt.Errorf("read the rows of a job: %w", err)
	}
	return Glance{Job: j, Failures: rows}, nil
}
