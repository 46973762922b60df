package store_test

import (
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestOperatorsAreFoundByTheirCanonicalName(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		want := desk.Operator{ID: desk.NewID(at), Name: "Ana Kim", Role: desk.Auditor, Preferences: desk.Preferences{Language: "ko", Theme: "dark"}, Created: at}
		if err := db.AddOperator(t.Context(), want, "hash"); err != nil {
			t.Fatal(err)
		}
		got, password, err := db.OperatorNamed(t.Context(), desk.NameKey(" ANA kim "))
		if err != nil || password != "hash" || !reflect.DeepEqual(got, want) {
			t.Errorf("OperatorNamed(ana kim) = %+v, %q, %v, want %+v, hash", got, password, err, want)
		}
		again := desk.Operator{ID: desk.NewID(at), Name: "ａｎａ ＫＩＭ", Role: desk.Admin, Created: at}
		if err := db.AddOperator(t.Context(), again, ""); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddOperator(%s) = %v, want ErrTaken", again.Name, err)
		}
		if _, _, err := db.OperatorNamed(t.Context(), "bo"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("OperatorNamed(bo) = %v, want ErrNotFound", err)
		}
	})
}

func TestOnlyOneOperatorIsTheFirst(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		var first atomic.Int64
		together(20, func(int) {
			err := db.Tx(t.Context(), func(tx *store.DB) error {
				if _, err := tx.Append(t.Context(), desk.Entry{At: at, Verb: desk.OperatorCreate}); err != nil {
					return err
				}
				o := desk.Operator{ID: desk.NewID(at), Name: desk.NewID(at), Role: desk.Admin, Created: at}
				added, err := tx.AddFirstOperator(t.Context(), o, "hash")
				if added {
					first.Add(1)
				}
				return err
			})
			if err != nil {
				t.Errorf("AddFirstOperator: %v", err)
			}
		})
		all, err := db.Operators(t.Context())
		if err != nil || first.Load() != 1 || len(all) != 1 {
			t.Errorf("20 first operators at once: %d were told so, %d are there, %v, want 1 and 1", first.Load(), len(all), err)
		}
	})
}

func TestTheLastAdminStaysEnabled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ids := []string{operator(t, db, "ana").ID, operator(t, db, "bo").ID}
		// Neither an auditor nor an admin without a password can stand in.
		for name, o := range map[string]desk.Operator{
			"cy": {Role: desk.Auditor}, "di": {Role: desk.Admin},
		} {
			o.ID, o.Name, o.Created = desk.NewID(at), name, at
			password := "hash"
			if o.Role == desk.Admin {
				password = ""
			}
			if err := db.AddOperator(t.Context(), o, password); err != nil {
				t.Fatal(err)
			}
		}
		var disabled atomic.Int64
		together(2, func(i int) {
			err := db.Tx(t.Context(), func(tx *store.DB) error {
				if _, err := tx.Append(t.Context(), desk.Entry{At: at, Verb: desk.OperatorSwitch}); err != nil {
					return err
				}
				done, err := tx.DisableOperator(t.Context(), ids[i])
				if done {
					disabled.Add(1)
				}
				return err
			})
			if err != nil {
				t.Errorf("DisableOperator: %v", err)
			}
		})
		if disabled.Load() != 1 {
			t.Errorf("two admins disabled at once: %d were, want 1", disabled.Load())
		}
	})
}

func TestAPasswordIsReplacedOnlyWhileTheOldOneHolds(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		o := operator(t, db, "ana")
		if done, err := db.ReplacePassword(t.Context(), o.ID, "other", "new"); done || err != nil {
			t.Errorf("ReplacePassword(other, new) = %v, %v, want false", done, err)
		}
		if done, err := db.ReplacePassword(t.Context(), o.ID, "hash of ana", "new"); !done || err != nil {
			t.Errorf("ReplacePassword(hash of ana, new) = %v, %v, want true", done, err)
		}
		if _, err := db.HoldOperator(t.Context(), o.ID, "hash of ana"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("HoldOperator(the old password) = %v, want ErrNotFound", err)
		}
		if got, err := db.HoldOperator(t.Context(), o.ID, "new"); err != nil || got.Name != "ana" {
			t.Errorf("HoldOperator(the new password) = %v, %v, want ana", got, err)
		}
		operator(t, db, "bo")
		if done, err := db.DisableOperator(t.Context(), o.ID); !done || err != nil {
			t.Fatalf("DisableOperator(ana) = %v, %v, want true", done, err)
		}
		if _, err := db.SetPassword(t.Context(), o.ID, "newer"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("SetPassword of a disabled operator = %v, want ErrNotFound", err)
		}
		if err := db.EnableOperator(t.Context(), o.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := db.SetPassword(t.Context(), o.ID, "newer"); err != nil {
			t.Errorf("SetPassword of an enabled operator: %v", err)
		}
	})
}

// together runs f n times at once and waits for all.
func together(n int, f func(i int)) {
	var wait sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wait.Go(func() {
			<-start
			f(i)
		})
	}
	close(start)
	wait.Wait()
}
