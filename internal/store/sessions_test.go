package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

func TestASessionEnds(t *testing.T) {
	t.Parallel()
	never := time.Time{}
	cases := []struct {
		name       string
		born, seen time.Time
		end        func(t *testing.T, db *store.DB, o desk.Operator)
		found      bool
	}{
		{name: "not while it is young and used", born: never, seen: never, found: true},
		{name: "when it was begun too long ago", born: at, seen: never},
		{name: "when it was not used for too long", born: never, seen: at},
		{name: "when its operator is disabled", end: func(t *testing.T, db *store.DB, o desk.Operator) {
			operator(t, db, "bo")
			if done, err := db.DisableOperator(t.Context(), o.ID); !done || err != nil {
				t.Fatalf("DisableOperator = %v, %v", done, err)
			}
		}},
		{name: "when all sessions of its operator end", end: func(t *testing.T, db *store.DB, o desk.Operator) {
			if err := db.DropSessions(t.Context(), o.ID, "another"); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "not when all others end", found: true, end: func(t *testing.T, db *store.DB, o desk.Operator) {
			if err := db.DropSessions(t.Context(), o.ID, "one"); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "when it is purged", end: func(t *testing.T, db *store.DB, _ desk.Operator) {
			if err := db.PurgeSessions(t.Context(), never, at); err != nil {
				t.Fatal(err)
			}
		}},
	}
	each(t, func(t *testing.T, db *store.DB) {
		for i, c := range cases {
			o := operator(t, db, fmt.Sprintf("ana %d", i))
			hash := "one"
			if _, err := db.DropSession(t.Context(), hash); err != nil {
				t.Fatal(err)
			}
			s := store.Session{Hash: hash, Operator: o, Created: at, Seen: at, Client: "127.0.0.1", Agent: "test"}
			if err := db.AddSession(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			if c.end != nil {
				c.end(t, db, o)
			}
			s.Operator.Signed, s.Operator.Alone = at, i == 0
			got, err := db.Session(t.Context(), hash, c.born, c.seen)
			if c.found && (err != nil || !reflect.DeepEqual(got, s)) {
				t.Errorf("%s: Session = %+v, %v, want %+v", c.name, got, err, s)
			}
			if !c.found && !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s: Session = %v, want ErrNotFound", c.name, err)
			}
		}
	})
}

func TestASessionIsWrittenAtMostOnceAMinute(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		o := operator(t, db, "ana")
		if err := db.AddSession(t.Context(), store.Session{Hash: "one", Operator: o, Created: at, Seen: at}); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ after, want time.Duration }{
			{59 * time.Second, 0}, {61 * time.Second, 61 * time.Second}, {62 * time.Second, 61 * time.Second},
		} {
			now := at.Add(c.after)
			if err := db.SeeSession(t.Context(), "one", now, now.Add(-time.Minute)); err != nil {
				t.Fatal(err)
			}
			s, err := db.Session(t.Context(), "one", time.Time{}, time.Time{})
			if err != nil || !s.Seen.Equal(at.Add(c.want)) {
				t.Errorf("SeeSession after %v: seen %v after the start, %v, want %v", c.after, s.Seen.Sub(at), err, c.want)
			}
		}
	})
}

func TestTheOldestSessionsGo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ana, bo := operator(t, db, "ana"), operator(t, db, "bo")
		for i := range 7 {
			for _, o := range []desk.Operator{ana, bo} {
				s := store.Session{Hash: fmt.Sprint(o.Name, i), Operator: o, Created: at.Add(time.Duration(i) * time.Second), Seen: at}
				if err := db.AddSession(t.Context(), s); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := db.TrimSessions(t.Context(), ana.ID, 5); err != nil {
			t.Fatal(err)
		}
		for i := range 7 {
			_, err := db.Session(t.Context(), fmt.Sprint("ana", i), time.Time{}, time.Time{})
			if gone := errors.Is(err, store.ErrNotFound); gone != (i < 2) {
				t.Errorf("session %d of 7 after trimming to 5: %v, want gone %v", i, err, i < 2)
			}
			if _, err := db.Session(t.Context(), fmt.Sprint("bo", i), time.Time{}, time.Time{}); err != nil {
				t.Errorf("session %d of another operator: %v", i, err)
			}
		}
	})
}

func TestALinkIsSpentOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		want := desk.Link{Kind: desk.InviteLink, Name: "ana", Role: desk.Auditor, Inviter: "bo", Created: at, Expires: at.Add(time.Minute)}
		if err := db.AddLink(t.Context(), "hash", want); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Link(t.Context(), "hash", at); err != nil || got != want {
			t.Errorf("Link = %+v, %v, want %+v", got, err, want)
		}
		if _, err := db.Link(t.Context(), "hash", want.Expires); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Link at its end = %v, want ErrNotFound", err)
		}
		if _, err := db.TakeLink(t.Context(), "hash", want.Expires); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("TakeLink at its end = %v, want ErrNotFound", err)
		}
		var taken atomic.Int64
		together(50, func(int) {
			got, err := db.TakeLink(t.Context(), "hash", at)
			switch {
			case err == nil && got == want:
				taken.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("TakeLink = %+v, %v, want ErrNotFound", got, err)
			}
		})
		if taken.Load() != 1 {
			t.Errorf("50 TakeLink at once: %d got it, want 1", taken.Load())
		}
	})
}

func TestGuessesAreCounted(t *testing.T) {
	t.Parallel()
	const window, limit = 15 * time.Minute, 10
	each(t, func(t *testing.T, db *store.DB) {
		guess := func(subject string, now time.Time) bool {
			t.Helper()
			ok, err := db.CountGuess(t.Context(), subject, now, window, limit)
			if err != nil {
				t.Fatalf("CountGuess: %v", err)
			}
			return ok
		}
		var let atomic.Int64
		together(50, func(int) {
			if guess("ana", at) {
				let.Add(1)
			}
		})
		if let.Load() != limit {
			t.Errorf("50 guesses at once: %d let through, want %d", let.Load(), limit)
		}
		if guess("ana", at.Add(window-time.Second)) {
			t.Error("a guess within the window of the last was let through")
		}
		if last, err := db.LastGuess(t.Context(), "ana"); err != nil || !last.Equal(at) {
			t.Errorf("LastGuess = %v, %v, want %v", last, err, at)
		}
		if !guess("bo", at) {
			t.Error("a guess at another subject was refused")
		}
		if err := db.UncountGuess(t.Context(), "ana"); err != nil {
			t.Fatal(err)
		}
		if !guess("ana", at) || guess("ana", at) {
			t.Error("after one guess was taken back, not exactly one more was let through")
		}
		if !guess("ana", at.Add(window)) {
			t.Error("a guess one window after the last was refused")
		}
	})
}

func TestSpreadGuessesStayUnderTheLimit(t *testing.T) {
	t.Parallel()
	const window, limit = 15 * time.Minute, 10
	each(t, func(t *testing.T, db *store.DB) {
		var let []time.Time
		for i := range 120 {
			now := at.Add(time.Duration(i) * 37 * time.Second)
			ok, err := db.CountGuess(t.Context(), "ana", now, window, limit)
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				let = append(let, now)
			}
		}
		for i := limit; i < len(let); i++ {
			if let[i].Sub(let[i-limit]) < window {
				t.Errorf("%d guesses within %v, want at most %d in %v", limit+1, let[i].Sub(let[i-limit]), limit, window)
			}
		}
		if len(let) < 2*limit {
			t.Errorf("%d guesses let through in %v, want %d or more", len(let), 120*37*time.Second, 2*limit)
		}
	})
}
