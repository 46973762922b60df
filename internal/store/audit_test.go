package store_test

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// TestAuditChainHasNoGapAndNoFork appends from many goroutines at once and
// recomputes every hash from the stored entries.
func TestAuditChainHasNoGapAndNoFork(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		const n = 100
		ctx := context.Background()
		var all sync.WaitGroup
		for range n {
			all.Go(func() {
				if _, err := db.Append(ctx, desk.Entry{At: time.Now(), Verb: desk.SignIn, Phase: desk.Noted, Actor: "kim"}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		var links []desk.ChainLink
		err := db.EachLink(ctx, 0, func(l desk.ChainLink) error {
			links = append(links, l)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(links) != n {
			t.Fatalf("EachLink gives %d links, want %d", len(links), n)
		}
		prev := ""
		for i, l := range links {
			if l.Seq != int64(i+1) || l.Prev != prev || l.Hash != desk.ChainHash(l.Seq, prev, l.Record) {
				t.Fatalf("link %d = seq %d after %q, does not follow %q", i, l.Seq, l.Prev, prev)
			}
			prev = l.Hash
		}
	})
}

func TestAuditFiltersAndPages(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		for i, target := range []string{"ana", "bo", "ana", "chan", "ana"} {
			if _, err := db.Append(ctx, desk.Entry{At: time.Now(), Act: "act", Target: target, Detail: []string{string(rune('0' + i))}}); err != nil {
				t.Fatal(err)
			}
		}
		for name, c := range map[string]struct {
			f    desk.AuditFilter
			want []int64
		}{
			"all, the newest first":     {desk.AuditFilter{Limit: 10}, []int64{5, 4, 3, 2, 1}},
			"one target":                {desk.AuditFilter{Target: "ana", Limit: 10}, []int64{5, 3, 1}},
			"the page after a number":   {desk.AuditFilter{Before: 4, Limit: 2}, []int64{3, 2}},
			"a target that has nothing": {desk.AuditFilter{Target: "dan", Limit: 10}, nil},
		} {
			list, err := db.Audit(ctx, c.f)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, e := range list {
				got = append(got, e.Seq)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: Audit(%+v) = %v, want %v", name, c.f, got, c.want)
			}
		}
	})
}

// TestAuditAboutOneUser finds entries by target, by member and by key, on pages
// that go on where the one before ended, past long runs of others.
func TestAuditAboutOneUser(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		add := func(e desk.Entry) {
			e.At, e.Phase = time.Now(), cmp.Or(e.Phase, desk.Ended)
			if _, err := db.Append(ctx, e); err != nil {
				t.Fatal(err)
			}
		}
		add(desk.Entry{Verb: desk.UserCreate, Target: "ana"})                                             // 1
		add(desk.Entry{Verb: desk.GroupAdd, Target: "ops", Detail: []string{"bo", "ANA"}})                // 2
		add(desk.Entry{Verb: desk.KeyCreate, Target: "ann", Detail: []string{"AKIA1"}})                   // 3: a name she had
		add(desk.Entry{Verb: desk.KeyCreate, Target: "bo", Detail: []string{"AKIA2"}})                    // 4
		add(desk.Entry{Verb: desk.GroupAdd, Target: "ana", Detail: []string{"bo"}})                       // 5: a group of that name
		add(desk.Entry{Verb: desk.UserAttach, Target: "ana", Phase: desk.Begun})                          // 6
		add(desk.Entry{Verb: desk.UserAttach, Target: "bo", Detail: []string{"ana"}})                     // 7: a policy of that name
		add(desk.Entry{Verb: desk.SignIn, Target: "ana"})                                                 // 8
		add(desk.Entry{Verb: desk.PlanContinue, Target: "ana", Detail: []string{desk.NewID(time.Now())}}) // 9
		about := desk.About{User: "ana", Keys: []string{"AKIA1"}}
		var got []int64
		f := desk.AuditFilter{Limit: 2}
		for pages := 0; ; pages++ {
			list, from, err := db.AuditAbout(ctx, about, f)
			if err != nil || pages > 3 {
				t.Fatalf("AuditAbout, page %d = %v, %v", pages, list, err)
			}
			for _, e := range list {
				got = append(got, e.Seq)
			}
			if f.Before = from; from == 0 {
				break
			}
		}
		if want := []int64{9, 3, 2, 1}; !slices.Equal(got, want) {
			t.Errorf("AuditAbout = %v, want %v", got, want)
		}
	})
}
