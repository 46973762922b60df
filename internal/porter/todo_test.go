package porter_test

import (
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

// TestWhatWaitsForAPersonIsCounted counts as time goes on, for the session that
// asked and for another operator.
func TestWhatWaitsForAPersonIsCounted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		kim := b.operator("kim", desk.Admin)
		want := func(when string, by desk.Actor, want desk.Todo) {
			t.Helper()
			got, err := b.Todo(ctx, by)
			check(t, err)
			results := 0
			for _, r := range got.Results {
				results += r.Waiting
			}
			wanted := 0
			for _, r := range want.Results {
				wanted += r.Waiting
			}
			if results != wanted || got.Claims != want.Claims || got.InUse != want.InUse || got.Stuck != want.Stuck {
				t.Errorf("%s the Todo of %s = %+v, want %+v", when, by.Operator.Name, got, want)
			}
		}
		want("at first", b.by, desk.Todo{})
		job := b.run(b.services(2))
		b.WorkJobs(ctx)
		want("with two keys of a job", b.by, desk.Todo{Results: []desk.JobResults{{Waiting: 2}}})
		want("with two keys of a job", kim, desk.Todo{})
		_, err := b.TakeResults(ctx, b.by, job)
		check(t, err)
		check(t, b.SaveResults(ctx, b.by, job))
		want("when the file was taken", b.by, desk.Todo{})

		portertest.OldUser(t, b.db, "ana", b.now())
		k, err := b.account.CreateAccessKey(ctx, "ana")
		check(t, err)
		check(t, b.Refresh(ctx))
		r := b.rotate("ana", k.ID, porter.RotationPlan{Overlap: desk.OverlapHour, InUse: desk.InUseWait, Days: 1})
		want("with a ticket", b.by, desk.Todo{Claims: 1})
		want("with a ticket", kim, desk.Todo{})
		_, _, err = b.OpenTicket(ctx, b.by, r.Ticket)
		check(t, err)
		check(t, b.SavedTicket(ctx, b.by, r.Ticket))
		b.Rotate(ctx)
		want("while both keys work", b.by, desk.Todo{})
		b.later(2 * time.Hour)
		b.Rotate(ctx) // the new key is not in use: the old one stays
		b.in(r.ID, desk.RotationOverlap)
		want("when the overlap is over", b.by, desk.Todo{InUse: 1})
		b.later(desk.RotationStale)
		if got, err := b.Todo(ctx, b.by); err != nil || got.Stuck == 0 {
			t.Errorf("after a week without progress the Todo = %+v, %v, want it to count what is stuck", got, err)
		}
	})
}
