package porter_test

import (
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// two is a bench on PostgreSQL with a second process beside the first: its own
// connections and its own application.
func two(t *testing.T) (*bench, [2]*porter.Porter) {
	t.Helper()
	b := newBench(t, portertest.Postgres(t))
	db, err := store.Open(t.Context(), b.dsn)
	check(t, err)
	other := porter.New(porter.Options{
		Account: b.account, Store: db, Seal: b.ring, Clock: b.now, Log: slog.New(slog.DiscardHandler), Pause: time.Millisecond,
	})
	t.Cleanup(func() {
		other.Close()
		check(t, db.Close())
	})
	return b, [2]*porter.Porter{b.Porter, other}
}

func TestCopiesOfOneFormInTwoProcessesMakeOneKey(t *testing.T) {
	t.Parallel()
	b, both := two(t)
	b.user("dev")
	key := form()
	var lock sync.Mutex
	ops := map[string]bool{}
	check(t, together(50, func(i int) error {
		done, err := both[i%2].IssueKey(t.Context(), b.by, key, "dev", "other", "")
		lock.Lock()
		defer lock.Unlock()
		ops[done.Op] = true
		return err
	}))
	if n := b.box.Mischief().Done("CreateAccessKey"); n != 1 || len(ops) != 1 {
		t.Errorf("50 copies of one form made %d calls of CreateAccessKey and %d operations, want 1 and 1", n, len(ops))
	}
}

func TestOfManyFormsForOneUserInTwoProcessesOneRuns(t *testing.T) {
	t.Parallel()
	const forms = 19
	b, both := two(t)
	b.user("dev")
	release := b.box.Mischief().Hold("CreateAccessKey") // until all the others were refused
	defer release()
	var lock sync.Mutex
	refused, made := 0, 0
	check(t, together(forms, func(i int) error {
		done, err := both[i%2].IssueKey(t.Context(), b.by, form(), "dev", "other", "")
		lock.Lock()
		defer lock.Unlock()
		switch {
		case err == nil && done.Ticket != "":
			made++
		case fault.KindOf(err) == fault.Conflict && fault.Is(err, fault.CodeKeyRunning):
			if refused++; refused == forms-1 {
				release()
			}
		default:
			return errors.Join(errors.New("neither made nor refused"), err)
		}
		return nil
	}))
	if n := b.box.Mischief().Done("CreateAccessKey"); made != 1 || refused != forms-1 || n != 1 {
		t.Errorf("of %d forms for one user %d made a key and %d were refused, with %d calls; want 1, %d, 1", forms, made, refused, n, forms-1)
	}
}

func TestOfTwoProcessesOneLooksForALostKey(t *testing.T) {
	t.Parallel()
	b, both := two(t)
	b.user("dev")
	op := b.lost("dev", reset)
	b.later(quiet)
	check(t, together(10, func(i int) error {
		both[i%2].Sweep(t.Context())
		return nil
	}))
	if n := b.box.Mischief().Done("UpdateAccessKey"); n != 1 {
		t.Errorf("ten sweeps in two processes called UpdateAccessKey %d times, want 1", n)
	}
	b.later(afterward)
	check(t, together(10, func(i int) error {
		both[i%2].Sweep(t.Context())
		return nil
	}))
	b.ends(op, porter.KeyStopped)
	if looks, entries := len(b.op(op).Looks), b.byItself(desk.KeyAccept, desk.Ended); looks != 2 || entries != 1 {
		t.Errorf("there were %d looks and %d settlements in the audit log, want 2 and 1", looks, entries)
	}
}
