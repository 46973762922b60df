package porter_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/store"
)

func TestAFormBeginsOneRotationForEachKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		key, ids := form(), map[iam.UserName]iam.KeyID{"ana": b.oldKey("ana"), "bo": b.oldKey("bo")}
		for name, id := range ids {
			var rotations [8]string
			check(t, together(len(rotations), func(i int) error {
				done, err := b.StartRotation(t.Context(), b.by, key, name, id, porter.UsualRotation())
				rotations[i] = done.Op
				return err
			}))
			for _, r := range rotations {
				if r != rotations[0] || r == "" {
					t.Errorf("copies of one row of a form began the rotations %v, want one", rotations)
				}
			}
			_, err := b.StartRotation(t.Context(), b.by, form(), name, id, porter.UsualRotation())
			wantCode(t, "StartRotation by another form", err, fault.Conflict, fault.CodeRotationOpen)
		}
		if got := b.box.Mischief().Done("CreateAccessKey"); got != 4 {
			t.Errorf("CreateAccessKey was carried out %d times, want 4: two old keys and two new ones", got)
		}
	})
}

// TestRotationsSurviveTheEndOfTheProcess lets another Porter on the same store go
// on after every step, while AWS is away at first.
func TestRotationsSurviveTheEndOfTheProcess(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, id := t.Context(), b.oldKey("dev")
		r := b.rotate("dev", id, porter.RotationPlan{Overlap: desk.OverlapNow, InUse: desk.InUseStop, Days: 1})
		_, _, err := b.OpenTicket(ctx, b.by, r.Ticket)
		check(t, err)
		check(t, b.SavedTicket(ctx, b.by, r.Ticket))
		m := b.box.Mischief()
		next := func() *porter.Porter { return b.restart(b.account) }
		m.Throttle("UpdateAccessKey", 1)
		next().Rotate(ctx)
		if r = b.in(r.ID, desk.RotationStopping); r.Problem != string(fault.CodeAwsThrottled) {
			t.Errorf("the problem of a throttled step is %q, want %q", r.Problem, fault.CodeAwsThrottled)
		}
		b.later(3 * time.Minute)
		m.ResetAfter("UpdateAccessKey", 1)
		next().Rotate(ctx)
		b.in(r.ID, desk.RotationStopping)
		b.later(3 * time.Minute)
		next().Rotate(ctx)
		b.in(r.ID, desk.RotationGrace)
		b.later(day + time.Minute)
		m.FailAfter("DeleteAccessKey", 1)
		next().Rotate(ctx)
		b.in(r.ID, desk.RotationDeleting)
		b.later(3 * time.Minute)
		next().Rotate(ctx)
		r = b.in(r.ID, desk.RotationDone)
		b.wantKeys("dev", r, "", iam.KeyActive)
		if got := m.Done("CreateAccessKey"); got != 2 {
			t.Errorf("CreateAccessKey was carried out %d times, want 2: the old key and the new one", got)
		}
	})
}

// TestOneReplicaDoesAStep lets several Porters on one store go on at once.
func TestOneReplicaDoesAStep(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		const users = 6
		var list []desk.Rotation
		for i := range users {
			name := iam.UserName(fmt.Sprint("dev", i))
			r := b.rotate(name, b.oldKey(name), porter.RotationPlan{Overlap: desk.OverlapNow, InUse: desk.InUseStop, Days: 1})
			_, _, err := b.OpenTicket(ctx, b.by, r.Ticket)
			check(t, err)
			check(t, b.SavedTicket(ctx, b.by, r.Ticket))
			list = append(list, r)
		}
		replicas := []*porter.Porter{b.restart(b.account), b.restart(b.account), b.restart(b.account)}
		var turns atomic.Int32
		all := func() {
			check(t, together(len(replicas), func(i int) error {
				replicas[i].Rotate(ctx)
				turns.Add(1)
				return nil
			}))
		}
		all()
		all()
		m := b.box.Mischief()
		if got := m.Done("UpdateAccessKey"); got != users {
			t.Errorf("UpdateAccessKey was carried out %d times for %d rotations", got, users)
		}
		b.later(day + time.Minute)
		all()
		if got := m.Done("DeleteAccessKey"); got != users {
			t.Errorf("DeleteAccessKey was carried out %d times for %d rotations", got, users)
		}
		for _, r := range list {
			b.in(r.ID, desk.RotationDone)
		}
	})
}

// TestAnUnknownNewKeyBlocksTheRotation loses the answer of CreateAccessKey.
func TestAnUnknownNewKeyBlocksTheRotation(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx, id := t.Context(), b.oldKey("dev")
	b.box.Mischief().ResetAfter("CreateAccessKey", 1)
	r := b.rotate("dev", id, porter.UsualRotation())
	if r.State != desk.RotationBlocked || r.Came != desk.RotationCreating {
		t.Fatalf("with a lost answer the rotation is %s from %q, want blocked from creating", r.State, r.Came)
	}
	v, err := b.Rotation(ctx, b.by, r.ID)
	check(t, err)
	op, err := b.Op(ctx, b.by, v.Op)
	check(t, err)
	for _, k := range op.Made {
		_, err := b.DeleteMade(ctx, b.by, form(), v.Op, k.ID)
		check(t, err)
	}
	b.later(16 * time.Minute) // before that only Run may settle it
	_, err = b.CloseUnknown(ctx, b.by, form(), v.Op)
	check(t, err)
	b.pass(2 * time.Minute)
	b.in(r.ID, desk.RotationPlanned)
	_, err = b.MakeRotationKey(ctx, b.by, r.ID)
	check(t, err)
	b.in(r.ID, desk.RotationWaiting)
}

func TestAKeyThatCannotBeMadeLeavesTheRotationPlanned(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx, id := t.Context(), b.oldKey("dev")
	b.box.Mischief().Throttle("CreateAccessKey", 9)
	done, err := b.StartRotation(ctx, b.by, form(), "dev", id, porter.UsualRotation())
	wantCode(t, "StartRotation when throttled", err, fault.Busy, fault.CodeAwsThrottled)
	r := b.in(done.Op, desk.RotationPlanned)
	if r.Problem != string(fault.CodeAwsThrottled) {
		t.Errorf("the problem is %q, want %q", r.Problem, fault.CodeAwsThrottled)
	}
	b.box.Mischief().Throttle("CreateAccessKey", 0)
	_, err = b.CancelRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.in(r.ID, desk.RotationCancelled)
}

// TestTheEndOfTheProcessWhileAKeyIsMade leaves a rotation at each point between
// the decision and the ticket, as a process that ends there does.
func TestTheEndOfTheProcessWhileAKeyIsMade(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before func(b *bench, issue string) // what the process did before it ended
		want   desk.RotationState
		made   int
	}{
		"before the act was written down": {func(*bench, string) {}, desk.RotationPlanned, 0},
		"after the act has ended": {func(b *bench, issue string) {
			_, err := b.IssueKey(b.t.Context(), b.by, issue, "dev", "other", "")
			check(b.t, err)
		}, desk.RotationWaiting, 1},
		"after AWS has refused": {func(b *bench, issue string) {
			b.box.Mischief().Throttle("CreateAccessKey", 9)
			if _, err := b.IssueKey(b.t.Context(), b.by, issue, "dev", "other", ""); err == nil {
				b.t.Error("IssueKey succeeded, want it refused")
			}
			b.box.Mischief().Throttle("CreateAccessKey", 0)
		}, desk.RotationPlanned, 0},
		"with a lost answer": {func(b *bench, issue string) {
			b.box.Mischief().ResetAfter("CreateAccessKey", 1)
			_, err := b.IssueKey(b.t.Context(), b.by, issue, "dev", "other", "")
			check(b.t, err)
		}, desk.RotationBlocked, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, b *bench) {
				ctx, id := t.Context(), b.oldKey("dev")
				done, err := b.StartRotation(ctx, desk.Actor{Operator: b.by.Operator}, form(), "dev", id, porter.UsualRotation())
				check(t, err)
				r := b.in(done.Op, desk.RotationPlanned)
				r.State, r.IssueForm, r.Changed, r.Due = desk.RotationCreating, form(), b.now(), b.now()
				check(t, b.db.Tx(ctx, func(tx *store.DB) error { _, err := tx.MoveRotation(ctx, r); return err }))
				c.before(b, r.IssueForm)
				b.restart(b.account).Rotate(ctx)
				r = b.in(r.ID, c.want)
				if got := b.box.Mischief().Done("CreateAccessKey") - 1; got != c.made {
					t.Errorf("%d new keys were made, want %d", got, c.made)
				}
				if (r.Ticket != "") != (c.want == desk.RotationWaiting) {
					t.Errorf("the rotation is %s with the ticket %q", r.State, r.Ticket)
				}
			})
		})
	}
}
