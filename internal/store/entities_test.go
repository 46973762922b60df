package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"

	"keyporter/internal/store"
)

const account = "123456789012"

func addEntity(t *testing.T, in *store.Entities, kind, name string) {
	t.Helper()
	if err := in.Add(t.Context(), store.Entity{Kind: kind, Name: name, Doc: "{}"}); err != nil {
		t.Fatalf("Add(%s %s): %v", kind, name, err)
	}
}

func names(list []store.Entity) []string {
	got := []string{}
	for _, e := range list {
		got = append(got, e.Name)
	}
	return got
}

func TestEntitiesArePagedByName(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		for i := range 25 {
			addEntity(t, in, "user", fmt.Sprintf("u%02d", 24-i))
		}
		addEntity(t, in, "group", "u99")
		addEntity(t, db.Entities("210987654321"), "user", "u98")
		var got []string
		for after := ""; ; {
			page, err := in.List(t.Context(), "user", after, 10)
			if err != nil {
				t.Fatalf("List(after %q): %v", after, err)
			}
			got = append(got, names(page)...)
			if len(page) < 10 {
				break
			}
			after = page[len(page)-1].Name
		}
		if len(got) != 25 || got[0] != "u00" || got[24] != "u24" {
			t.Errorf("pages of List = %v, want u00 to u24", got)
		}
		if n, err := in.Count(t.Context(), "user"); err != nil || n != 25 {
			t.Errorf("Count(user) = %d, %v, want 25", n, err)
		}
	})
}

func TestAnEntityChangesOnlyFromTheRevisionThatWasRead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		addEntity(t, in, "user", "ana")
		if err := in.Add(t.Context(), store.Entity{Kind: "user", Name: "ana", Doc: "{}"}); !errors.Is(err, store.ErrTaken) {
			t.Errorf("Add(ana) again = %v, want ErrTaken", err)
		}
		was, err := in.Get(t.Context(), "user", "ana")
		if err != nil {
			t.Fatal(err)
		}
		was.Doc = `{"n":1}`
		for i, want := range []bool{true, false} {
			if done, err := in.Update(t.Context(), was); err != nil || done != want {
				t.Errorf("Update %d from revision %d = %t, %v, want %t", i+1, was.Rev, done, err, want)
			}
		}
		if err := in.Put(t.Context(), store.Entity{Kind: "user", Name: "ana", Doc: `{"n":2}`}); err != nil {
			t.Errorf("Put(ana): %v", err)
		}
		got, err := in.Get(t.Context(), "user", "ana")
		if want := (store.Entity{Kind: "user", Name: "ana", Doc: `{"n":2}`, Rev: 3}); err != nil || got != want {
			t.Errorf("Get(ana) = %+v, %v, want %+v", got, err, want)
		}
		for i, want := range []bool{true, false} {
			if gone, err := in.Delete(t.Context(), "user", "ana"); err != nil || gone != want {
				t.Errorf("Delete %d = %t, %v, want %t", i+1, gone, err, want)
			}
		}
		if _, err := in.Hold(t.Context(), "user", "ana"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Hold(ana) after Delete = %v, want ErrNotFound", err)
		}
	})
}

func TestLinksAreFoundFromBothEnds(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		for _, name := range []string{"ana", "bo", "cy"} {
			addEntity(t, in, "user", name)
			if err := in.Link(t.Context(), store.EntityLink{Kind: "member", Source: name, Target: "devs"}); err != nil {
				t.Fatal(err)
			}
		}
		admins := store.EntityLink{Kind: "member", Source: "ana", Target: "admins"}
		if err := in.Link(t.Context(), admins); err != nil {
			t.Fatal(err)
		}
		if err := in.Link(t.Context(), admins); !errors.Is(err, store.ErrTaken) {
			t.Errorf("Link again = %v, want ErrTaken", err)
		}
		targets, err := in.Targets(t.Context(), "member", "ana")
		if want := []string{"admins", "devs"}; err != nil || !reflect.DeepEqual(targets, want) {
			t.Errorf("Targets(ana) = %v, %v, want %v", targets, err, want)
		}
		after := store.EntityLink{Kind: "member", Source: "ana", Target: "devs"}
		sources, err := in.Sources(t.Context(), after, "user", 10)
		if want := []string{"bo", "cy"}; err != nil || !reflect.DeepEqual(names(sources), want) {
			t.Errorf("Sources(devs after ana) = %v, %v, want %v", names(sources), err, want)
		}
		between, err := in.LinksBetween(t.Context(), "member", "ana", "bo")
		if err != nil || len(between) != 3 || between[0] != admins {
			t.Errorf("LinksBetween(ana, bo) = %v, %v, want three links, the first %v", between, err, admins)
		}
		counts, err := in.CountByTarget(t.Context(), "member")
		if want := map[string]int{"admins": 1, "devs": 3}; err != nil || !reflect.DeepEqual(counts, want) {
			t.Errorf("CountByTarget = %v, %v, want %v", counts, err, want)
		}
		for i, want := range []bool{true, false} {
			if gone, err := in.Unlink(t.Context(), admins); err != nil || gone != want {
				t.Errorf("Unlink %d = %t, %v, want %t", i+1, gone, err, want)
			}
		}
		if n, err := in.CountTargets(t.Context(), "member", "ana"); err != nil || n != 1 {
			t.Errorf("CountTargets(ana) = %d, %v, want 1", n, err)
		}
		if n, err := in.CountSources(t.Context(), "member", "admins"); err != nil || n != 0 {
			t.Errorf("CountSources(admins) = %d, %v, want 0", n, err)
		}
	})
}

func TestAHeldEntityMakesQuotasHold(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		addEntity(t, in, "user", "ana")
		var made atomic.Int64
		together(12, func(i int) {
			err := in.Tx(t.Context(), func(tx *store.Entities) error {
				if _, err := tx.Hold(t.Context(), "user", "ana"); err != nil {
					return err
				}
				if n, err := tx.CountTargets(t.Context(), "user-key", "ana"); err != nil || n >= 2 {
					return err
				}
				made.Add(1)
				return tx.Link(t.Context(), store.EntityLink{Kind: "user-key", Source: "ana", Target: fmt.Sprint(i)})
			})
			if err != nil {
				t.Errorf("Tx: %v", err)
			}
		})
		if n, err := in.CountTargets(t.Context(), "user-key", "ana"); err != nil || n != 2 || made.Load() != 2 {
			t.Errorf("12 at once under a quota of 2: %d links, %d made, %v, want 2 and 2", n, made.Load(), err)
		}
	})
}
