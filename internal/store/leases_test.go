package store_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// leased is a running key operation of a user, with a lease of half a minute.
func leased(t *testing.T, db *store.DB, user string) desk.Op {
	t.Helper()
	o := op("form of "+user, user)
	o.Lease, o.Fence = at.Add(30*time.Second), 1
	if err := db.AddOp(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return o
}

// told fails the test unless a statement that decides said what is wanted.
func told(t *testing.T, call string, want bool) func(got bool, err error) {
	return func(got bool, err error) {
		t.Helper()
		if err != nil || got != want {
			t.Errorf("%s = %v, %v, want %v", call, got, err, want)
		}
	}
}

func TestALeaseThatHasRunOutStaysSo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		o := leased(t, db, "dev")
		told(t, "KeepOp in time", true)(db.KeepOp(ctx, o, at.Add(10*time.Second), at.Add(40*time.Second)))
		told(t, "KeepOp too late", false)(db.KeepOp(ctx, o, at.Add(40*time.Second), at.Add(70*time.Second)))
		other := o
		other.Fence++
		told(t, "KeepOp under another fence", false)(db.KeepOp(ctx, other, at.Add(20*time.Second), at.Add(70*time.Second)))
		for after, want := range map[time.Duration]int{40 * time.Second: 0, 41 * time.Second: 1} {
			if stale, err := db.StaleOps(ctx, at.Add(after)); err != nil || len(stale) != want {
				t.Errorf("StaleOps %v after = %v, %v, want %d", after, stale, err, want)
			}
		}
	})
}

func TestASettledOperationIsNotEndedByWhoRanIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		o := leased(t, db, "dev")
		o.Baseline, o.Called, o.Lease = `["A"]`, at.Add(time.Second), at.Add(31*time.Second)
		told(t, "CallOp", true)(db.CallOp(ctx, o))
		settled := o
		settled.State, settled.Ended = desk.OpUnknown, at.Add(2*time.Minute)
		told(t, "SettleOp while the lease lasts", false)(db.SettleOp(ctx, settled, at.Add(31*time.Second)))
		var won atomic.Int64
		together(20, func(int) {
			ok, err := db.SettleOp(ctx, settled, at.Add(32*time.Second))
			if err != nil {
				t.Errorf("SettleOp = %v", err)
			}
			if ok {
				won.Add(1)
			}
		})
		if won.Load() != 1 {
			t.Errorf("20 SettleOp: %d told true, want 1", won.Load())
		}
		told(t, "CallOp afterwards", false)(db.CallOp(ctx, o))
		o.State = desk.OpDone
		told(t, "EndOp afterwards", false)(db.EndOp(ctx, o))
		if err := db.SetOpKey(ctx, o.ID, "AKIA1"); err != nil {
			t.Fatal(err)
		}
		got, err := db.Op(ctx, o.ID)
		if err != nil || got.State != desk.OpUnknown || got.Fence != 2 || got.Tries != 1 || got.Baseline != `["A"]` ||
			!got.Called.Equal(o.Called) || got.Key != "AKIA1" || got.Cleaned {
			t.Errorf("Op = %+v, %v, want it unknown under fence 2, called once, with its key", got, err)
		}
	})
}

func TestALostKeyIsTakenByOneAtATime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		o := leased(t, db, "dev")
		o.State, o.Ended, o.Lease = desk.OpUnknown, at, at
		told(t, "EndOp", true)(db.EndOp(ctx, o))
		take := func(now time.Time) (desk.Op, error) {
			return db.TakeOpenKey(ctx, now.Add(time.Minute), now.Add(-time.Minute), now.Add(-5*time.Minute))
		}
		if _, err := take(at.Add(time.Minute)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("TakeOpenKey within the minute = %v, want ErrNotFound", err)
		}
		now := at.Add(61 * time.Second)
		var taken atomic.Int64
		together(20, func(int) {
			switch got, err := take(now); {
			case err == nil && got.ID == o.ID && got.Fence == 2:
				taken.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("TakeOpenKey = %+v, %v", got, err)
			}
		})
		if taken.Load() != 1 {
			t.Fatalf("20 TakeOpenKey: %d have it, want 1", taken.Load())
		}
		told(t, "SaveLook under the fence of before", false)(db.SaveLook(ctx, o))
		o.Fence, o.Looked, o.Lease = 2, now, now
		told(t, "SaveLook", true)(db.SaveLook(ctx, o))
		if _, err := take(now.Add(5 * time.Minute)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("TakeOpenKey five minutes after a look = %v, want ErrNotFound", err)
		}
		if got, err := take(now.Add(5*time.Minute + time.Second)); err != nil || got.Fence != 3 || !got.Looked.Equal(now) {
			t.Errorf("TakeOpenKey later = %+v, %v, want it under fence 3 with the first look", got, err)
		}
		told(t, "CloseOp by a person", true)(db.CloseOp(ctx, o.ID, desk.OpUnknown, "{}"))
		o.Fence = 3
		told(t, "SaveLook after that", false)(db.SaveLook(ctx, o))
	})
}

func TestAKeyThatIsOwedIsTakenUntilItIsDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		failed, done := leased(t, db, "dev"), leased(t, db, "ops")
		for o, state := range map[*desk.Op]desk.OpState{&failed: desk.OpFailed, &done: desk.OpDone} {
			if err := db.SetOpKey(ctx, o.ID, "AKIA"+o.IAMUser); err != nil {
				t.Fatal(err)
			}
			o.State, o.Lease = state, at
			told(t, "EndOp", true)(db.EndOp(ctx, *o))
		}
		take := func(now time.Time) (desk.Op, error) {
			return db.TakeOpenKey(ctx, now, now.Add(-time.Minute), now.Add(-5*time.Minute))
		}
		for _, now := range []time.Time{at.Add(2 * time.Minute), at.Add(4 * time.Minute)} {
			if got, err := take(now); err != nil || got.ID != failed.ID || got.Key != "AKIAdev" {
				t.Errorf("TakeOpenKey = %+v, %v, want the failed operation with its key", got, err)
			}
			if got, err := take(now); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("TakeOpenKey again = %+v, %v, want ErrNotFound", got, err)
			}
		}
		if err := db.SetOpCleaned(ctx, failed.ID); err != nil {
			t.Fatal(err)
		}
		if got, err := take(at.Add(time.Hour)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("TakeOpenKey once the key is deleted = %+v, %v, want ErrNotFound", got, err)
		}
		for id, want := range map[string]bool{failed.ID: false, done.ID: true} {
			if known, err := db.KeyKnown(ctx, id, "AKIAdev"); err != nil || known != want {
				t.Errorf("KeyKnown to others than %s = %v, %v, want %v", id, known, err, want)
			}
		}
	})
}
