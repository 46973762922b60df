package jobs

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

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
