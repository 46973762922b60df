package store_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func op(form, user string) desk.Op {
	return desk.Op{
		ID: desk.NewID(at), ActorID: "ana", FormKey: form, Content: "hash", Verb: desk.KeyCreate, Target: "Dev",
		IAMUser: user, State: desk.OpRunning, Created: at,
	}
}

func TestOneFormBeginsOneOperation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		var begun atomic.Int64
		together(50, func(int) {
			switch err := db.AddOp(t.Context(), op("form", "")); {
			case err == nil:
				begun.Add(1)
			case !errors.Is(err, store.ErrTaken):
				t.Errorf("AddOp = %v, want ErrTaken", err)
			}
		})
		if begun.Load() != 1 {
			t.Errorf("50 AddOp of one form: %d begun, want 1", begun.Load())
		}
		if o, err := db.OpOfForm(t.Context(), "ana", "form"); err != nil || o.Target != "Dev" || !o.Created.Equal(at) {
			t.Errorf("OpOfForm = %+v, %v, want the operation", o, err)
		}
		if _, err := db.OpOfForm(t.Context(), "bo", "form"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("OpOfForm of another actor = %v, want ErrNotFound", err)
		}
	})
}

func TestAUserIsHeldByOneOperation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		var begun atomic.Int64
		together(20, func(i int) {
			switch err := db.AddOp(ctx, op(fmt.Sprint("form", i), "dev")); {
			case err == nil:
				begun.Add(1)
			case !errors.Is(err, store.ErrTaken):
				t.Errorf("AddOp = %v, want ErrTaken", err)
			}
		})
		if begun.Load() != 1 {
			t.Fatalf("20 AddOp for one user: %d begun, want 1", begun.Load())
		}
		holder, err := db.OpHolding(ctx, "dev")
		if err != nil {
			t.Fatal(err)
		}
		holder.State, holder.Ended = desk.OpUnknown, at
		if ok, err := db.EndOp(ctx, holder); !ok || err != nil {
			t.Fatalf("EndOp = %v, %v", ok, err)
		}
		if ok, err := db.EndOp(ctx, holder); ok || err != nil {
			t.Errorf("EndOp again = %v, %v, want false", ok, err)
		}
		if err := db.AddOp(ctx, op("later", "dev")); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddOp while the outcome is unknown = %v, want ErrTaken", err)
		}
		if err := db.AddOp(ctx, op("other", "ops")); err != nil {
			t.Errorf("AddOp for another user = %v", err)
		}
		var closed atomic.Int64
		together(20, func(int) {
			ok, err := db.CloseOp(ctx, holder.ID, desk.OpUnknown, "{}")
			if err != nil {
				t.Errorf("CloseOp = %v", err)
			}
			if ok {
				closed.Add(1)
			}
		})
		if closed.Load() != 1 {
			t.Errorf("20 CloseOp: %d told true, want 1", closed.Load())
		}
		if err := db.AddOp(ctx, op("free", "dev")); err != nil {
			t.Errorf("AddOp for a user that is free again = %v", err)
		}
	})
}

func TestWhatAnOperationKeeps(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		o := op("form", "")
		if err := db.AddOp(ctx, o); err != nil {
			t.Fatal(err)
		}
		if err := db.SetOpResult(ctx, o.ID, `{"x":1}`); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Op(ctx, o.ID); err != nil || got.Result != `{"x":1}` || got.State != desk.OpRunning {
			t.Errorf("Op = %+v, %v, want what was set", got, err)
		}
		if err := db.ReleaseForm(ctx, o.ID); err != nil {
			t.Fatal(err)
		}
		if err := db.AddOp(ctx, op("form", "")); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddOp after releasing a form that runs = %v, want ErrTaken", err)
		}
		o.State = desk.OpFailed
		if ok, err := db.EndOp(ctx, o); !ok || err != nil {
			t.Fatalf("EndOp = %v, %v", ok, err)
		}
		if err := db.ReleaseForm(ctx, o.ID); err != nil {
			t.Fatal(err)
		}
		if err := db.AddOp(ctx, op("form", "")); err != nil {
			t.Errorf("AddOp after the form of a failed one is released = %v", err)
		}
	})
}

func TestADraftIsItsOperatorsForADay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		ana, bo := operator(t, db, "ana"), operator(t, db, "bo")
		d := desk.Draft{ID: "d", OperatorID: ana.ID, Kind: "user", Doc: "{}", Created: at, Expires: at.Add(desk.DraftLife)}
		if err := db.AddDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
		if ok, err := db.SaveDraft(ctx, "d", bo.ID, "x", at); ok || err != nil {
			t.Errorf("SaveDraft by another operator = %v, %v, want false", ok, err)
		}
		if ok, err := db.SaveDraft(ctx, "d", ana.ID, `{"a":1}`, at); !ok || err != nil {
			t.Errorf("SaveDraft = %v, %v, want true", ok, err)
		}
		d.Doc = `{"a":1}`
		if got, err := db.Draft(ctx, "d", ana.ID, at); err != nil || got != d {
			t.Errorf("Draft = %+v, %v, want %+v", got, err, d)
		}
		for name, get := range map[string]func() error{
			"of another operator": func() error { _, err := db.Draft(ctx, "d", bo.ID, at); return err },
			"after its end":       func() error { _, err := db.Draft(ctx, "d", ana.ID, d.Expires); return err },
			"that was purged": func() error {
				_, err := db.Draft(ctx, "d", ana.ID, at)
				return errors.Join(err, db.PurgeDrafts(ctx, d.Expires), second(db.Draft(ctx, "d", ana.ID, at)))
			},
		} {
			if err := get(); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("Draft %s = %v, want ErrNotFound", name, err)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }
