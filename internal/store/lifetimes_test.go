package store_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestLifetimesAndTheRuleAreKept(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, db *store.DB, _ *sql.DB) {
		ctx := t.Context()
		want := desk.Lifetime{Key: "AKIA1", User: "ana", Ends: at.Add(grace), Exempt: at.Add(2 * grace), Reason: "batch job", SetBy: "kim", SetAt: at}
		if err := db.SetLifetime(ctx, want); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Lifetime(ctx, "AKIA1"); err != nil || got != want {
			t.Errorf("Lifetime = %+v, %v, want %+v", got, err, want)
		}
		if got, err := db.Lifetime(ctx, "AKIA2"); err != nil || got != (desk.Lifetime{Key: "AKIA2"}) {
			t.Errorf("Lifetime of a key of which nothing is said = %+v, %v", got, err)
		}
		for i, key := range []string{"AKIA1", "AKIA2"} {
			first, err := db.ClaimLifetime(ctx, desk.Lifetime{Key: key, User: "ana"}, at, at.Add(time.Minute))
			again, err2 := db.ClaimLifetime(ctx, desk.Lifetime{Key: key, User: "ana"}, at, at.Add(time.Minute))
			if err := errors.Join(err, err2); err != nil || !first || again {
				t.Errorf("claim %d: ClaimLifetime twice = %v, %v, %v, want one", i, first, again, err)
			}
		}
		if got, err := db.KeyRule(ctx); err != nil || got != (desk.KeyRule{}) {
			t.Errorf("KeyRule without one = %+v, %v", got, err)
		}
		for _, days := range []int{90, 365} {
			rule := desk.KeyRule{Days: days, Warn: 14, SetBy: "kim", SetAt: at}
			if err := db.SetKeyRule(ctx, rule); err != nil {
				t.Fatal(err)
			}
			if got, err := db.KeyRule(ctx); err != nil || got != rule {
				t.Errorf("KeyRule = %+v, %v, want %+v", got, err, rule)
			}
		}
	})
}
