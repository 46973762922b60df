package jobs

import (
	"context"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// rowTries is how often a row is tried that AWS did not look at.
const rowTries = 5

// carryOut carries out a row, and returns it with what came of it. One that AWS
// did not look at is tried again; where ctx ends meanwhile it waits once more.
func (h *holding) carryOut(ctx, calls context.Context, r desk.JobRow) desk.JobRow {
	pause := h.o.Pause
	for try := 1; ; try++ {
		err := h.try(calls, r)
		kind := fault.KindOf(err)
		if err == nil || kind != fault.Busy && kind != fault.Away || try == rowTries {
			return h.outcome(ctx, r, err)
		}
		if !rest(ctx, calls, pause) {
			r.State = desk.RowTodo
			return r
		}
		pause *= 2
	}
}

// try carries out a row once.
func (h *holding) try(calls context.Context, r desk.JobRow) error {
	calls, cancel := context.WithTimeout(calls, rowLimit)
	defer cancel()
	return h.kind.Row(calls, h.job, r)
}

// rest waits, and reports false when one of the contexts has ended.
func rest(ctx, calls context.Context, pause time.Duration) bool {
	wait := time.NewTimer(pause)
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-ctx.Done():
	case <-calls.Done():
	}
	return false
}

// outcome puts what came of a row into it. What no person can act on is internal,
// and stays in the log.
func (h *holding) outcome(ctx context.Context, r desk.JobRow, err error) desk.JobRow {
	r.Ended, r.State = h.now(), desk.RowDone
	if err == nil {
		return r
	}
	r.State, r.Fault = desk.RowFailed, fault.CodeInternal
	if f := fault.Of(err); f != nil {
		r.Fault, r.Args = f.Code, f.Args
		if f.Kind == fault.Unknown {
			r.State = desk.RowUnknown
		}
	}
	h.o.Log.WarnContext(ctx, "a row of a job was not done", "job", r.Job, "row", r.Number, "error", err)
	return r
}
