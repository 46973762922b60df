package store_test

import (
	"errors"
	"reflect"
	"testing"

	"keyporter/internal/store"
)

func TestAnEntityIsRenamedWithItsLinks(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		for _, name := range []string{"ana", "bo"} {
			addEntity(t, in, "user", name)
		}
		addEntity(t, in, "group", "ana")
		addEntity(t, in, "group", "devs")
		for _, l := range []store.EntityLink{
			{Kind: "member", Source: "ana", Target: "ana"}, {Kind: "member", Source: "ana", Target: "devs"},
			{Kind: "member", Source: "ana", Target: "gone"}, {Kind: "member", Source: "bo", Target: "ana"},
		} {
			if err := in.Link(t.Context(), l); err != nil {
				t.Fatalf("Link(%v): %v", l, err)
			}
		}
		if done, err := in.Rename(t.Context(), "user", "ana", "bo"); !errors.Is(err, store.ErrTaken) || done {
			t.Errorf("Rename(ana, bo) = %t, %v, want ErrTaken", done, err)
		}
		for i, want := range []bool{true, false} {
			if done, err := in.Rename(t.Context(), "user", "ana", "cy"); err != nil || done != want {
				t.Errorf("Rename(ana, cy) %d = %t, %v, want %t", i+1, done, err, want)
			}
		}
		if one, err := in.Get(t.Context(), "user", "cy"); err != nil || one.Rev != 2 {
			t.Errorf("Get(cy) = %v, %v, want revision 2", one, err)
		}
		if err := in.MoveSources(t.Context(), "member", "ana", "cy"); err != nil {
			t.Errorf("MoveSources(ana, cy) = %v", err)
		}
		linked, err := in.Linked(t.Context(), store.EntityLink{Kind: "member", Source: "cy"}, "group")
		if want := []string{"ana", "devs"}; err != nil || !reflect.DeepEqual(names(linked), want) {
			t.Errorf("Linked(cy) = %v, %v, want %v", names(linked), err, want)
		}
		if err := in.MoveTargets(t.Context(), "member", "ana", "ops"); err != nil {
			t.Errorf("MoveTargets(ana, ops) = %v", err)
		}
		for source, want := range map[string][]string{"cy": {"devs", "gone", "ops"}, "bo": {"ops"}, "ana": {}} {
			if got, err := in.Targets(t.Context(), "member", source); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("Targets(%s) = %v, %v, want %v", source, got, err, want)
			}
		}
	})
}

func TestASnapshotSeesOneStateAndChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		addEntity(t, in, "user", "ana")
		err := in.Snapshot(t.Context(), func(tx *store.Entities) error {
			if _, err := tx.Get(t.Context(), "user", "ana"); err != nil {
				return err
			}
			if done, err := in.Rename(t.Context(), "user", "ana", "bo"); err != nil || !done {
				t.Errorf("Rename beside the snapshot = %t, %v, want true", done, err)
			}
			_, err := tx.Get(t.Context(), "user", "ana")
			return err
		})
		if err != nil {
			t.Errorf("Snapshot = %v, want ana in both reads", err)
		}
		err = in.Snapshot(t.Context(), func(tx *store.Entities) error {
			return tx.Add(t.Context(), store.Entity{Kind: "user", Name: "cy", Doc: "{}"})
		})
		if _, after := in.Get(t.Context(), "user", "cy"); err == nil && !errors.Is(after, store.ErrNotFound) {
			t.Errorf("a write in a snapshot = %v and then %v, want nothing written", err, after)
		}
	})
}
