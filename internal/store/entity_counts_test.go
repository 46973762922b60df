package store_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"keyporter/internal/store"
)

func TestAnEntityIsAddedAndCountedOrNeither(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		add := func(name string) error {
			return in.AddCounted(t.Context(), store.Entity{Kind: "user", Name: name, Doc: `{"n":"` + name + `"}`}, 2)
		}
		for i, c := range []struct {
			name string
			want error
			n    int
		}{{"ana", nil, 1}, {"ana", store.ErrTaken, 1}, {"bo", nil, 2}, {"cy", store.ErrFull, 2}, {"bo", store.ErrTaken, 2}} {
			if err := add(c.name); !errors.Is(err, c.want) {
				t.Errorf("AddCounted %d, of %s = %v, want %v", i+1, c.name, err, c.want)
			}
			if n, err := in.Recount(t.Context(), "user", 0); err != nil || n != c.n {
				t.Errorf("the count after AddCounted %d = %d, %v, want %d", i+1, n, err, c.n)
			}
		}
		if one, err := in.Get(t.Context(), "user", "bo"); err != nil || one.Doc != `{"n":"bo"}` || one.Rev != 1 {
			t.Errorf("Get(bo) = %+v, %v, want the one that was added first", one, err)
		}
		if n, err := in.Recount(t.Context(), "user", -1); err != nil || n != 1 {
			t.Errorf("Recount(-1) = %d, %v, want 1", n, err)
		}
		if err := add("cy"); err != nil {
			t.Errorf("AddCounted where there is room again = %v", err)
		}
		if n, err := db.Entities("210987654321").Recount(t.Context(), "user", 0); err != nil || n != 0 {
			t.Errorf("the count of another account = %d, %v, want 0", n, err)
		}
		undone := errors.New("undone")
		if err := in.Tx(t.Context(), func(tx *store.Entities) error {
			if err := tx.AddCounted(t.Context(), store.Entity{Kind: "group", Name: "devs", Doc: "{}"}, 1); err != nil {
				return err
			}
			return undone
		}); !errors.Is(err, undone) {
			t.Errorf("Tx = %v, want what its function returns", err)
		}
		if err := in.AddCounted(t.Context(), store.Entity{Kind: "group", Name: "devs", Doc: "{}"}, 1); err != nil {
			t.Errorf("AddCounted of what was undone = %v", err)
		}
	})
}

func TestCountsHoldUnderManyAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		in := db.Entities(account)
		var made, twice, full atomic.Int64
		together(24, func(i int) {
			switch err := in.AddCounted(t.Context(), store.Entity{Kind: "user", Name: fmt.Sprint(i / 2), Doc: "{}"}, 5); {
			case err == nil:
				made.Add(1)
			case errors.Is(err, store.ErrTaken):
				twice.Add(1)
			case errors.Is(err, store.ErrFull):
				full.Add(1)
			default:
				t.Errorf("AddCounted = %v", err)
			}
		})
		rows, err := in.Count(t.Context(), "user")
		n, err2 := in.Recount(t.Context(), "user", 0)
		if err != nil || err2 != nil || made.Load() != 5 || rows != 5 || n != 5 || made.Load()+twice.Load()+full.Load() != 24 {
			t.Errorf("24 AddCounted at once under 5: %d made, %d taken, %d full, %d rows, count %d, %v %v", made.Load(), twice.Load(), full.Load(), rows, n, err, err2)
		}
	})
}
