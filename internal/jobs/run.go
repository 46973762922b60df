package jobs

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
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
	if len(r.verbs) == 0 {
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

// rows carries out rows until the turn is over, the job has come to its end, or
// ctx ends. It returns how the job is put down.
func (h *holding) rows(ctx, calls context.Context) (finish func(context.Context) error, err error) {
	if err := h.settle(ctx); err != nil {
		return nil, fmt.Errorf("settle what was left: %w", err)
	}
	ends := func(s desk.JobState) (func(context.Context) error, error) {
		return func(ctx context.Context) error { return h.end(ctx, s) }, nil
	}
	var last *desk.JobRow
	for n := 0; ; n++ {
		over := n == turnRows || ctx.Err() != nil
		away := last != nil && last.State == desk.RowFailed && awayCodes[last.Fault]
		next, err := h.advance(ctx, last, !over && !away)
		switch {
		case err != nil:
			return nil, err
		case h.job.Cancel:
			return ends(desk.JobCancelled)
		case away && h.job.Waits() > 0:
			return ends(desk.JobStopped)
		case next != nil:
			done := h.carryOut(ctx, calls, *next)
			last = &done
		case over:
			return h.release, nil
		default:
			return ends(desk.JobDone)
		}
	}
}

// release lets the job wait for its next turn.
func (h *holding) release(ctx context.Context) error {
	return h.o.Store.ReleaseJob(ctx, h.job.ID, h.job.Fence, h.now())
}

// awayCodes say that the next row would meet the same.
var awayCodes = map[fault.Code]bool{
	fault.CodeAwsUnreachable: true, fault.CodeAwsCredentials: true, fault.CodeAwsNoCredential: true, fault.CodeAwsClock: true,
}

// settle decides about rows that a former holder has left at work.
func (h *holding) settle(ctx context.Context) error {
	left, err := h.o.Store.JobRows(ctx, h.job.ID, desk.JobRowFilter{States: []desk.RowState{desk.RowWorking}, Limit: 100})
	if err != nil || len(left) == 0 {
		return err
	}
	hold := h.lease()
	for i := range left {
		r := &left[i]
		r.Lost, r.State = true, desk.RowTodo
		if !r.Again {
			r.State, r.Fault, r.Args, r.Ended = desk.RowUnknown, fault.CodeAwsUnknown, []string{r.Call}, h.now()
			hold.Unknown++
		}
	}
	return h.o.Store.Tx(ctx, func(tx *store.DB) error {
		for _, r := range left {
			if err := h.write(ctx, tx, r); err != nil {
				return err
			}
		}
		if err := h.keep(ctx, tx, hold); err != nil {
			return err
		}
		for _, r := range left {
			if err := endRow(ctx, tx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// endRow writes down what came of a row, if it is still at work.
func endRow(ctx context.Context, tx *store.DB, r desk.JobRow) error {
	ok, err := tx.EndJobRow(ctx, r)
	if err == nil && !ok {
		return errFenced
	}
	return err
}

// advance writes down what came of the row before and marks the next one as at
// work, in one transaction. It returns none where none is wanted, none waits, or
// the job is cancelled.
func (h *holding) advance(ctx context.Context, last *desk.JobRow, more bool) (*desk.JobRow, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	var next *desk.JobRow
	err := h.o.Store.Tx(ctx, func(tx *store.DB) error {
		next = nil
		hold := h.lease()
		if last != nil {
			hold.count(last.State)
			if err := h.write(ctx, tx, *last); err != nil {
				return err
			}
		}
		if err := h.keep(ctx, tx, hold); err != nil {
			return err
		}
		if last != nil {
			if err := endRow(ctx, tx, *last); err != nil {
				return err
			}
		}
		if !more || h.job.Cancel {
			return nil
		}
		row, err := tx.NextJobRow(ctx, h.job.ID)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		next = &row
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("write down a row: %w", err)
	}
	return next, nil
}

// tally is a hold that counts rows.
type tally struct{ store.JobHold }

func (t *tally) count(s desk.RowState) {
	switch s {
	case desk.RowDone:
		t.Done++
	case desk.RowFailed:
		t.Failed++
	case desk.RowUnknown:
		t.Unknown++
	}
}

func (h *holding) lease() tally {
	return tally{store.JobHold{ID: h.job.ID, Fence: h.job.Fence, Until: h.now().Add(h.o.Lease)}}
}

// keep writes the hold down; the job is then held until the transaction ends.
func (h *holding) keep(ctx context.Context, tx *store.DB, t tally) error {
	j, err := tx.HoldJob(ctx, t.JobHold)
	if errors.Is(err, store.ErrNotFound) {
		return errFenced
	}
	if err == nil {
		h.job = j
	}
	return err
}

// write appends to the audit log what came of a row.
func (h *holding) write(ctx context.Context, tx *store.DB, r desk.JobRow) error {
	phase, ok := map[desk.RowState]desk.Phase{desk.RowDone: desk.Ended, desk.RowFailed: desk.Failed, desk.RowUnknown: desk.Lost}[r.State]
	if !ok {
		return nil // it waits again
	}
	e := h.entry(h.job, phase)
	e.Verb, e.Target, e.Detail, e.Fault = r.Verb, r.Target, r.Detail, string(r.Fault)
	_, err := tx.Append(ctx, e)
	return err
}

// end ends the job. One that is done with rows left has ended in part.
func (h *holding) end(ctx context.Context, state desk.JobState) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	j := h.job
	j.State, j.Ended = state, h.now()
	e := h.entry(j, desk.Ended)
	e.Detail = []string{strconv.Itoa(j.Done)}
	if j.Left() > 0 {
		e.Phase, e.Fault = desk.Failed, string(fault.CodeRowsLeft)
		if state == desk.JobDone {
			j.State = desk.JobPart
		}
	} else {
		j.State = desk.JobDone
	}
	err := h.o.Store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		ok, err := tx.EndJob(ctx, j)
		if err == nil && !ok {
			return errFenced
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("end the job: %w", err)
	}
	return nil
}
