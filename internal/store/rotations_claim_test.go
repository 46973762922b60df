package store_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestAUserHasOneOpenRotation(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, _ *sql.DB) {
		ctx, first, second := t.Context(), rotationOf("ana"), rotationOf("ANA")
		addRotation(t, db, first)
		add := func() error { return db.Tx(ctx, func(tx *store.DB) error { return tx.AddRotation(ctx, second) }) }
		if err := add(); !errors.Is(err, store.ErrTaken) {
			t.Errorf("AddRotation of a second one = %v, want ErrTaken", err)
		}
		first.State, first.Changed = desk.RotationCancelled, at
		if err := db.Tx(ctx, func(tx *store.DB) error { _, err := tx.MoveRotation(ctx, first); return err }); err != nil {
			t.Fatal(err)
		}
		if err := add(); err != nil {
			t.Errorf("AddRotation after the first has ended = %v", err)
		}
		if got, err := db.OpenRotation(ctx, "ana"); err != nil || got.ID != second.ID {
			t.Errorf("OpenRotation = %s, %v, want the second", got.ID, err)
		}
	})
}

func TestOneOfManyClaimsARotation(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, _ *sql.DB) {
		ctx, r := t.Context(), rotationOf("ana")
		addRotation(t, db, r)
		won := make(chan bool)
		for range 20 {
			go func() {
				got, err := db.ClaimRotation(ctx, r, at, at.Add(time.Minute))
				if err != nil && !errors.Is(err, store.ErrNotFound) {
					t.Errorf("ClaimRotation = %v", err)
				}
				won <- err == nil && got.Version == r.Version+1
			}()
		}
		winners := 0
		for range 20 {
			if <-won {
				winners++
			}
		}
		if winners != 1 {
			t.Errorf("%d of 20 have claimed one version, want 1", winners)
		}
		r.Version++
		if _, err := db.ClaimRotation(ctx, r, at.Add(30*time.Second), at.Add(time.Hour)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ClaimRotation within the lease = %v, want ErrNotFound", err)
		}
		if _, err := db.ClaimRotation(ctx, r, at.Add(time.Minute), at.Add(time.Hour)); err != nil {
			t.Errorf("ClaimRotation after the lease = %v", err)
		}
	})
}
