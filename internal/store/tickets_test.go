package store_test

import (
	"bytes"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// ticket adds a key ticket with both boxes.
func ticket(t *testing.T, db *store.DB, id string) desk.Ticket {
	t.Helper()
	k := desk.Ticket{
		ID: id, OpID: "op", OperatorID: "ana", Kind: desk.KeyTicket, User: "Dev", KeyID: "AKIA" + id,
		Created: at, Expires: at.Add(desk.TicketLife),
	}
	boxes := map[desk.Slot][]byte{desk.SlotShow: []byte("show " + id), desk.SlotTake: []byte("take " + id)}
	if err := db.AddTicket(t.Context(), k, "hash", boxes); err != nil {
		t.Fatalf("AddTicket: %v", err)
	}
	return k
}

func TestABoxIsTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		want := ticket(t, db, "1")
		if got, err := db.Ticket(t.Context(), "1"); err != nil || got != want {
			t.Errorf("Ticket = %+v, %v, want %+v", got, err, want)
		}
		var shown, taken atomic.Int64
		together(200, func(i int) {
			slot, count := desk.SlotShow, &shown
			if i%2 == 1 {
				slot, count = desk.SlotTake, &taken
			}
			box, err := db.TakeBox(t.Context(), "1", slot)
			switch {
			case err == nil && bytes.Equal(box, []byte(string(slot)+" 1")):
				count.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("TakeBox(%s) = %q, %v, want its box or ErrNotFound", slot, box, err)
			}
		})
		if shown.Load() != 1 || taken.Load() != 1 {
			t.Errorf("100 TakeBox of each slot at once: %d and %d got it, want 1 and 1", shown.Load(), taken.Load())
		}
	})
}

func TestATicketIsMarkedOnceWhileItIsOpen(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		ticket(t, db, "1")
		late := at.Add(desk.TicketLife)
		marks := []struct {
			name string
			mark func() (bool, error)
			want bool
		}{
			{"shown when expired", func() (bool, error) { return db.MarkShown(ctx, "1", late) }, false},
			{"taken when expired", func() (bool, error) { return db.MarkTaken(ctx, "1", desk.FormEnv, late) }, false},
			{"shown", func() (bool, error) { return db.MarkShown(ctx, "1", at.Add(time.Second)) }, true},
			{"shown again", func() (bool, error) { return db.MarkShown(ctx, "1", at.Add(time.Minute)) }, false},
			{"ended", func() (bool, error) { return db.EndTicket(ctx, "1", desk.EndLost, false, late) }, true},
			{"ended again", func() (bool, error) { return db.EndTicket(ctx, "1", desk.EndSaved, true, late) }, false},
			{"taken when ended", func() (bool, error) { return db.MarkTaken(ctx, "1", desk.FormEnv, at) }, false},
			{"cleaned", func() (bool, error) { return db.SetCleaned(ctx, "1") }, true},
			{"cleaned again", func() (bool, error) { return db.SetCleaned(ctx, "1") }, false},
		}
		for _, m := range marks {
			if got, err := m.mark(); got != m.want || err != nil {
				t.Errorf("%s = %v, %v, want %v", m.name, got, err, m.want)
			}
		}
		got, err := db.Ticket(ctx, "1")
		if err != nil || !got.Shown.Equal(at.Add(time.Second)) || !got.Taken.IsZero() || got.Ending != desk.EndLost || !got.Cleaned {
			t.Errorf("Ticket = %+v, %v, want shown once, lost and cleaned", got, err)
		}
	})
}

func TestTicketsThatNeedWork(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for _, id := range []string{"open", "saved", "lost", "unclaimed"} {
			ticket(t, db, id)
		}
		for id, ending := range map[string]desk.Ending{"saved": desk.EndSaved, "lost": desk.EndLost, "unclaimed": desk.EndUnclaimed} {
			if _, err := db.EndTicket(ctx, id, ending, ending == desk.EndSaved, at); err != nil {
				t.Fatal(err)
			}
		}
		if due, err := db.DueTickets(ctx, at); err != nil || len(due) != 0 {
			t.Errorf("DueTickets before the time = %v, %v, want none", due, err)
		}
		if due, err := db.DueTickets(ctx, at.Add(desk.TicketLife)); err != nil || len(due) != 1 || due[0].ID != "open" {
			t.Errorf("DueTickets = %v, %v, want the open one", due, err)
		}
		if left, err := db.UncleanTickets(ctx); err != nil || len(left) != 2 {
			t.Errorf("UncleanTickets = %v, %v, want the lost and the unclaimed one", left, err)
		}
		for key, want := range map[string]bool{"AKIAopen": true, "AKIAlost": true, "AKIAnone": false} {
			if known, err := db.KeyKnown(ctx, "op", key); err != nil || known != want {
				t.Errorf("KeyKnown(%s) = %v, %v, want %v", key, known, err, want)
			}
		}
		if err := errors.Join(db.SetProof(ctx, "open", desk.ProofAccepted), db.SetProof(ctx, "open", desk.ProofRefused),
			db.DropProofs(ctx, at.Add(time.Second))); err != nil {
			t.Fatal(err)
		}
		open, err := db.Ticket(ctx, "open")
		if err != nil || open.Proof != desk.ProofAccepted {
			t.Errorf("Ticket has proof %q, %v, want the first", open.Proof, err)
		}
		if lost, err := db.Ticket(ctx, "lost"); err != nil || lost.Proof != desk.ProofNotTested {
			t.Errorf("Ticket has proof %q, %v, want not tested", lost.Proof, err)
		}
	})
}

func TestWrappedCodesGoWithTheirSession(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		o := operator(t, db, "ana")
		for _, hash := range []string{"one", "two"} {
			if err := db.AddSession(ctx, store.Session{Hash: hash, Operator: o, Created: at, Seen: at}); err != nil {
				t.Fatal(err)
			}
		}
		ticket(t, db, "1")
		if err := db.AddCode(ctx, "one", store.WrappedCode{Ticket: "1", Wrapped: []byte("w")}); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Code(ctx, "two", "1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Code of another session = %v, want ErrNotFound", err)
		}
		codes, err := db.TakeCodes(ctx, "one")
		if err != nil || len(codes) != 1 || codes[0].Ticket != "1" || string(codes[0].Wrapped) != "w" {
			t.Errorf("TakeCodes = %v, %v, want the code", codes, err)
		}
		if err := db.AddCode(ctx, "two", codes[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := db.DropSession(ctx, "two"); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Code(ctx, "two", "1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Code of a session that has ended = %v, want ErrNotFound", err)
		}
		if err := db.AddCode(ctx, "gone", codes[0]); err == nil {
			t.Error("AddCode for a session that is not there = nil, want an error")
		}
		if n, err := db.DropBoxes(ctx, "1"); err != nil || n != 2 {
			t.Errorf("DropBoxes = %d, %v, want 2", n, err)
		}
		if n, err := db.Boxes(ctx, "1"); err != nil || n != 0 {
			t.Errorf("Boxes = %d, %v, want 0", n, err)
		}
	})
}

func TestALaterPasswordIsSeen(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		add := func(id, user string, created time.Time) desk.Ticket {
			k := desk.Ticket{ID: id, Kind: desk.PasswordTicket, User: user, Created: created, Expires: created}
			if err := db.AddTicket(ctx, k, "hash", nil); err != nil {
				t.Fatal(err)
			}
			return k
		}
		first, other, last := add("1", "Dev", at), add("2", "ops", at.Add(time.Hour)), add("3", "dev", at.Add(time.Hour))
		for _, c := range []struct {
			of   desk.Ticket
			want bool
		}{{first, true}, {other, false}, {last, false}} {
			if got, err := db.NewerPassword(ctx, c.of); got != c.want || err != nil {
				t.Errorf("NewerPassword(%s) = %v, %v, want %v", c.of.ID, got, err, c.want)
			}
		}
	})
}
