package store_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestAnIdentityIsTheIssuerAndTheSubject(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ana, bo := operator(t, db, "ana"), operator(t, db, "bo")
		first := desk.Identity{Issuer: "https://a", Subject: "1", OperatorID: ana.ID, Label: "x", Created: at}
		grouped := desk.Identity{Issuer: "https://b", Subject: "1", OperatorID: ana.ID, Label: "x", Grouped: true, Created: at}
		for _, i := range []desk.Identity{first, grouped} {
			if err := db.AddIdentity(t.Context(), i); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.AddIdentity(t.Context(), desk.Identity{Issuer: "https://a", Subject: "1", OperatorID: bo.ID, Created: at}); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddIdentity that ana has = %v, want ErrTaken", err)
		}
		if got, err := db.Identity(t.Context(), "https://b", "1"); err != nil || got != grouped {
			t.Errorf("Identity(b, 1) = %+v, %v, want %+v", got, err, grouped)
		}
		if _, err := db.Identity(t.Context(), "https://b", "2"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Identity(b, 2) = %v, want ErrNotFound", err)
		}
		if o, err := db.HoldIdentity(t.Context(), grouped, desk.Auditor); err != nil || o.ID != ana.ID || o.Role != desk.Auditor {
			t.Errorf("HoldIdentity(auditor) = %+v, %v, want ana as an auditor", o, err)
		}
		if o, err := db.HoldIdentity(t.Context(), first, ""); err != nil || o.Role != desk.Auditor {
			t.Errorf("HoldIdentity without a role = %+v, %v, want the role as it was", o, err)
		}
		for _, c := range []struct {
			name string
			i    desk.Identity
			want bool
		}{
			{"whose groups decide", grouped, false},
			{"of somebody else", desk.Identity{Issuer: "https://a", Subject: "1", OperatorID: bo.ID}, false},
			{"of somebody with a password", first, true},
			{"that is gone", first, false},
		} {
			if done, err := db.DropIdentity(t.Context(), c.i); err != nil || done != c.want {
				t.Errorf("DropIdentity %s = %v, %v, want %v", c.name, done, err, c.want)
			}
		}
		if done, err := db.DisableOperator(t.Context(), ana.ID); err != nil || !done {
			t.Fatalf("DisableOperator = %v, %v", done, err)
		}
		if _, err := db.HoldIdentity(t.Context(), grouped, desk.Admin); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("HoldIdentity of somebody disabled = %v, want ErrNotFound", err)
		}
	})
}

func TestTheOnlyWayInStays(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		cy := desk.Operator{ID: desk.NewID(at), Name: "cy", Role: desk.Admin, Created: at}
		if err := db.AddOperator(t.Context(), cy, ""); err != nil {
			t.Fatal(err)
		}
		var list []desk.Identity
		for _, subject := range []string{"1", "2"} {
			i := desk.Identity{Issuer: "https://a", Subject: subject, OperatorID: cy.ID, Created: at}
			list = append(list, i)
			if err := db.AddIdentity(t.Context(), i); err != nil {
				t.Fatal(err)
			}
		}
		for n, want := range []bool{true, false} {
			if done, err := db.DropIdentity(t.Context(), list[n]); err != nil || done != want {
				t.Errorf("DropIdentity of number %d of somebody without a password = %v, %v, want %v", n, done, err, want)
			}
		}
		if got, err := db.Identities(t.Context(), cy.ID); err != nil || len(got) != 1 || got[0] != list[1] {
			t.Errorf("Identities = %+v, %v, want the second", got, err)
		}
	})
}

func TestAFlowIsTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		want := desk.Flow{OperatorID: "o", Session: "s", Next: "/users", Created: at, Expires: at.Add(time.Minute)}
		for _, state := range []string{"state", "old"} {
			if err := db.AddFlow(t.Context(), state, "browser", want); err != nil {
				t.Fatal(err)
			}
		}
		for name, take := range map[string]func() (desk.Flow, error){
			"of another browser": func() (desk.Flow, error) { return db.TakeFlow(t.Context(), "state", "other", at) },
			"of another state":   func() (desk.Flow, error) { return db.TakeFlow(t.Context(), "other", "browser", at) },
			"at its end":         func() (desk.Flow, error) { return db.TakeFlow(t.Context(), "state", "browser", want.Expires) },
		} {
			if got, err := take(); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("TakeFlow %s = %+v, %v, want ErrNotFound", name, got, err)
			}
		}
		var taken atomic.Int64
		together(50, func(int) {
			got, err := db.TakeFlow(t.Context(), "state", "browser", at)
			switch {
			case err == nil && got == want:
				taken.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("TakeFlow = %+v, %v, want ErrNotFound", got, err)
			}
		})
		if taken.Load() != 1 {
			t.Errorf("50 TakeFlow at once: %d got it, want 1", taken.Load())
		}
		if err := db.PurgeFlows(t.Context(), want.Expires); err != nil {
			t.Fatal(err)
		}
		if _, err := db.TakeFlow(t.Context(), "old", "browser", at); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("TakeFlow of one that was purged = %v, want ErrNotFound", err)
		}
	})
}
