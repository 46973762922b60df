package store_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"keyporter/internal/store"
)

func TestOnlyALaterReadingIsKept(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		keep := func(place, source string, at time.Time, data string) bool {
			t.Helper()
			done, err := db.Keep(ctx, store.Kept{Place: place, Source: source, At: at, Data: []byte(data)})
			if err != nil {
				t.Errorf("Keep(%s, %s, %v): %v", place, source, at, err)
			}
			return done
		}
		for _, c := range []struct {
			name string
			got  bool
			want bool
		}{
			{"the first", keep("here", "account", at, "first"), true},
			{"an older one", keep("here", "account", at.Add(-time.Second), "older"), false},
			{"one of the same time", keep("here", "account", at, "same"), false},
			{"a later one", keep("here", "account", at.Add(time.Second), "later"), true},
			{"another source", keep("here", "buckets", at, "buckets"), true},
			{"another place", keep("there", "account", at, "other"), true},
		} {
			if c.got != c.want {
				t.Errorf("Keep of %s = %t, want %t", c.name, c.got, c.want)
			}
		}
		want := []store.Kept{
			{Place: "here", Source: "account", At: at.Add(time.Second), Data: []byte("later")},
			{Place: "here", Source: "buckets", At: at, Data: []byte("buckets")},
		}
		if got, err := db.Kept(ctx, "here"); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Kept(here) = %v, %v, want %v", got, err, want)
		}
		if err := db.PurgeKept(ctx, at.Add(time.Second)); err != nil {
			t.Errorf("PurgeKept: %v", err)
		}
		if got, err := db.Kept(ctx, "here"); err != nil || !reflect.DeepEqual(got, want[:1]) {
			t.Errorf("Kept(here) after PurgeKept = %v, %v, want %v", got, err, want[:1])
		}
		if got, err := db.Kept(ctx, "there"); err != nil || len(got) != 0 {
			t.Errorf("Kept(there) after PurgeKept = %v, %v, want none", got, err)
		}
	})
}

func TestOfReadingsAtOnceTheLatestStays(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		const readers = 16
		var all sync.WaitGroup
		for i := range readers {
			all.Go(func() {
				k := store.Kept{Place: "here", Source: "account", At: at.Add(time.Duration(i) * time.Second), Data: fmt.Append(nil, i)}
				if _, err := db.Keep(t.Context(), k); err != nil {
					t.Errorf("Keep of reading %d: %v", i, err)
				}
			})
		}
		all.Wait()
		got, err := db.Kept(t.Context(), "here")
		if err != nil || len(got) != 1 || string(got[0].Data) != "15" {
			t.Errorf("Kept = %v, %v, want only that of reading 15, the latest", got, err)
		}
	})
}
