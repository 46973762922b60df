package porter_test

import (
	"os"
	"strconv"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
)

// rotationsAtOnce is how many keys TestManyRotationsSurviveARestart rotates:
// KEYPORTER_TEST_ROTATIONS, such as 500, or a few.
func rotationsAtOnce(t *testing.T) int {
	t.Helper()
	text := os.Getenv("KEYPORTER_TEST_ROTATIONS")
	if text == "" {
		return 12
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 4 {
		t.Fatalf("KEYPORTER_TEST_ROTATIONS = %q, want a number of at least 4", text)
	}
	return n
}

// TestManyRotationsSurviveARestart rotates many keys by one form. The process ends
// in the middle of the form, and again in the middle of stopping the old keys; the
// next one does the rest, and nothing twice.
func TestManyRotationsSurviveARestart(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, many, began := t.Context(), rotationsAtOnce(t), time.Now()
		list := b.services(many).Keys
		key, plan := form(), porter.RotationPlan{Overlap: desk.OverlapNow, InUse: desk.InUseStop, Days: 1}
		started := make([]porter.Done, many)
		start := func(p *porter.Porter, until int) {
			for i := range until {
				done, err := p.StartRotation(ctx, b.by, key, list[i].User, list[i].ID, plan)
				check(t, err)
				if started[i].Op != "" && started[i] != done {
					t.Fatalf("row %d again = %+v, want %+v", i, done, started[i])
				}
				started[i] = done
			}
		}
		start(b.Porter, many/2)
		start(b.restart(b.account), many)
		m := b.box.Mischief()
		if got := m.Done("CreateAccessKey"); got != 2*many {
			t.Errorf("CreateAccessKey was carried out %d times, want %d: an old and a new key of each", got, 2*many)
		}
		for _, d := range started {
			_, _, err := b.OpenTicket(ctx, b.by, d.Ticket)
			check(t, err)
			check(t, b.SavedTicket(ctx, b.by, d.Ticket))
		}
		b.restart(b.account).Rotate(b.endAfter(ctx, "UpdateAccessKey", many/2)) // whose answer may be lost
		b.front.Store(nil)
		if got := m.Done("UpdateAccessKey"); got != many/2 && got != many/2-1 {
			t.Errorf("UpdateAccessKey was carried out %d times before the process ended, want about %d", got, many/2)
		}
		b.later(3 * time.Minute) // longer than a lease
		b.restart(b.account).Rotate(ctx)
		if got := m.Done("UpdateAccessKey"); got != many && got != many+1 {
			t.Errorf("UpdateAccessKey was carried out %d times for %d keys, want each once, but for the one whose answer was lost", got, many)
		}
		b.later(day + time.Minute)
		b.restart(b.account).Rotate(ctx)
		if got := m.Done("DeleteAccessKey"); got != many {
			t.Errorf("DeleteAccessKey was carried out %d times for %d keys", got, many)
		}
		for i, d := range started {
			r := b.in(d.Op, desk.RotationDone)
			if keys := b.keys(list[i].User); len(keys) != 1 || string(keys[0].ID) != r.NewKey || !keys[0].Active() {
				t.Errorf("%s has %v, want the new key only", list[i].User, keys)
			}
		}
		t.Logf("%d rotations in %v", many, time.Since(began).Round(time.Millisecond))
	})
}
