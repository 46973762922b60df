package porter_test

import (
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

const day = 24 * time.Hour

// oldKey makes an IAM user with an access key that was used lately, and returns
// the key.
func (b *bench) oldKey(name iam.UserName) iam.KeyID {
	b.t.Helper()
	b.user(name)
	k, err := b.account.CreateAccessKey(b.t.Context(), name)
	check(b.t, err)
	portertest.KeyUsed(b.t, b.db, k.ID, b.now())
	return k.ID
}

// rotate begins a rotation and returns it.
func (b *bench) rotate(name iam.UserName, id iam.KeyID, plan porter.RotationPlan) desk.Rotation {
	b.t.Helper()
	done, err := b.StartRotation(b.t.Context(), b.by, form(), name, id, plan)
	check(b.t, err)
	return b.rotation(done.Op)
}

func (b *bench) rotation(id string) desk.Rotation {
	b.t.Helper()
	r, err := b.db.Rotation(b.t.Context(), id)
	check(b.t, err)
	return r
}

// receive opens the ticket of a rotation and says that the secret is saved.
func (b *bench) receive(r desk.Rotation) {
	b.t.Helper()
	_, _, err := b.OpenTicket(b.t.Context(), b.by, r.Ticket)
	check(b.t, err)
	check(b.t, b.SavedTicket(b.t.Context(), b.by, r.Ticket))
	if got := b.CarryRotation(b.t.Context(), r.Ticket); got != r.ID {
		b.t.Fatalf("CarryRotation = %q, want %q", got, r.ID)
	}
}

// in fails the test unless a rotation is in the state.
func (b *bench) in(id string, want desk.RotationState) desk.Rotation {
	b.t.Helper()
	r := b.rotation(id)
	if r.State != want {
		b.t.Fatalf("the rotation is %s (problem %q, held %q), want %s", r.State, r.Problem, r.Held, want)
	}
	return r
}

// status tells the state of a key as AWS has it; "" of one that is not there.
func (b *bench) status(name iam.UserName, id string) iam.KeyStatus {
	b.t.Helper()
	for _, k := range b.keys(name) {
		if string(k.ID) == id {
			return k.Status
		}
	}
	return ""
}

func (b *bench) wantKeys(name iam.UserName, r desk.Rotation, old, fresh iam.KeyStatus) {
	b.t.Helper()
	if o, n := b.status(name, r.OldKey), b.status(name, r.NewKey); o != old || n != fresh {
		b.t.Errorf("the old key is %q and the new one %q, want %q and %q", o, n, old, fresh)
	}
}

// pass moves the clock and lets rotations go on.
func (b *bench) pass(d time.Duration) {
	b.later(d)
	b.Rotate(b.t.Context())
}

func TestARotationGoesItsWay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		id := b.oldKey("dev")
		r := b.rotate("dev", id, porter.UsualRotation())
		if r.State != desk.RotationWaiting || r.NewKey == "" || r.Ticket == "" {
			t.Fatalf("after StartRotation: %+v, want one that waits for its ticket", r)
		}
		b.wantKeys("dev", r, iam.KeyActive, iam.KeyActive)
		b.Rotate(t.Context())
		b.in(r.ID, desk.RotationWaiting)
		b.receive(r)
		r = b.in(r.ID, desk.RotationOverlap)
		if got := r.Ends.Sub(r.Claimed); got != day {
			t.Errorf("the overlap lasts %v, want a day", got)
		}
		portertest.KeyUsed(t, b.db, iam.KeyID(r.NewKey), b.now().Add(time.Hour))
		b.pass(23 * time.Hour)
		b.in(r.ID, desk.RotationOverlap)
		b.wantKeys("dev", r, iam.KeyActive, iam.KeyActive)
		b.pass(2 * time.Hour)
		r = b.in(r.ID, desk.RotationGrace)
		b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
		b.pass(6 * day)
		b.in(r.ID, desk.RotationGrace)
		b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
		b.pass(day + time.Minute)
		r = b.in(r.ID, desk.RotationDone)
		b.wantKeys("dev", r, "", iam.KeyActive)
		for _, verb := range []desk.Verb{desk.RotationStart, desk.KeyCreate, desk.KeyDeactivate, desk.KeyDelete} {
			if !b.audited(verb, desk.Begun) || !b.audited(verb, desk.Ended) {
				t.Errorf("the audit log lacks %s, begun and ended", verb)
			}
		}
	})
}

func TestAnUnclaimedNewKeyEndsTheRotation(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
	b.later(16 * time.Minute)
	b.Sweep(t.Context())
	b.Rotate(t.Context())
	r = b.in(r.ID, desk.RotationCancelled)
	b.wantKeys("dev", r, iam.KeyActive, "")
}

func TestAKeyInUseIsHeldBack(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	id := b.oldKey("dev")
	plan := porter.UsualRotation()
	plan.Overlap = desk.OverlapHour
	r := b.rotate("dev", id, plan)
	b.receive(r)
	b.later(time.Hour)
	portertest.KeyUsed(t, b.db, id, b.now().Add(-10*time.Minute))
	b.pass(time.Minute)
	if r = b.in(r.ID, desk.RotationOverlap); r.Held != desk.HoldOldUsed {
		t.Fatalf("with a use 11 minutes ago it is held for %q, want %q", r.Held, desk.HoldOldUsed)
	}
	b.pass(30 * time.Minute)
	if r = b.in(r.ID, desk.RotationOverlap); r.Held != desk.HoldNewIdle {
		t.Fatalf("with a new key that nobody used it is held for %q, want %q", r.Held, desk.HoldNewIdle)
	}
	b.wantKeys("dev", r, iam.KeyActive, iam.KeyActive)
	portertest.KeyUsed(t, b.db, iam.KeyID(r.NewKey), b.now())
	b.pass(15 * time.Minute)
	r = b.in(r.ID, desk.RotationGrace)
	b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
}

func TestAKeyInUseIsStoppedWhereThatWasAsked(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	id := b.oldKey("dev")
	r := b.rotate("dev", id, porter.RotationPlan{Overlap: desk.OverlapNow, InUse: desk.InUseStop, Days: 1})
	b.receive(r)
	b.Rotate(t.Context())
	r = b.in(r.ID, desk.RotationGrace)
	b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
	b.pass(day + time.Minute)
	b.in(r.ID, desk.RotationDone)
}

func TestALeakedKeyIsStoppedFirst(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	id := b.oldKey("dev")
	stop := b.box.Mischief().Follow()
	plan := porter.UsualRotation()
	plan.Leak = true
	r := b.rotate("dev", id, plan)
	b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
	made, stopped := -1, -1
	for i, call := range stop() {
		switch {
		case made < 0 && len(call) >= 15 && call[:15] == "CreateAccessKey":
			made = i
		case stopped < 0 && len(call) >= 15 && call[:15] == "UpdateAccessKey":
			stopped = i
		}
	}
	if stopped < 0 || made < stopped {
		t.Errorf("UpdateAccessKey was call %d and CreateAccessKey call %d, want it first", stopped, made)
	}
	b.receive(r)
	b.in(r.ID, desk.RotationGrace)
	b.pass(7*day + time.Minute)
	r = b.in(r.ID, desk.RotationDone)
	b.wantKeys("dev", r, "", iam.KeyActive)
}

func TestTwoKeysLeaveRoomOnlyForWhatMayGo(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	id := b.oldKey("dev")
	other, err := b.account.CreateAccessKey(ctx, "dev")
	check(t, err)
	plan := porter.UsualRotation()
	start := func() error {
		_, err := b.StartRotation(ctx, b.by, form(), "dev", id, plan)
		return err
	}
	wantCode(t, "StartRotation with two keys", start(), fault.Full, fault.CodeRotationFull)
	plan.Drop = other.ID
	wantCode(t, "StartRotation that drops a key made just now", start(), fault.Conflict, fault.CodeRotationSpare)
	portertest.KeyUsed(t, b.db, other.ID, b.now())
	b.later(2 * day)
	wantCode(t, "StartRotation that drops a key in use", start(), fault.Conflict, fault.CodeRotationSpare)
	if n := len(b.keys("dev")); n != 2 {
		t.Fatalf("%d keys after refused rotations, want both", n)
	}
	b.later(90 * day)
	check(t, start())
	if got := b.status("dev", string(other.ID)); got != "" {
		t.Errorf("the key that was to go is %q, want it gone", got)
	}
	if n := len(b.keys("dev")); n != 2 {
		t.Errorf("%d keys after the rotation has begun, want the old one and the new one", n)
	}
}

func TestARotationWithoutASessionWaitsForOne(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	id := b.oldKey("dev")
	done, err := b.StartRotation(t.Context(), desk.Actor{Operator: b.by.Operator}, form(), "dev", id, porter.UsualRotation())
	check(t, err)
	r := b.in(done.Op, desk.RotationPlanned)
	done, err = b.MakeRotationKey(t.Context(), b.by, r.ID)
	check(t, err)
	if r = b.in(r.ID, desk.RotationWaiting); done.Ticket != r.Ticket || r.Ticket == "" {
		t.Errorf("MakeRotationKey = %+v, want the ticket %q", done, r.Ticket)
	}
}
