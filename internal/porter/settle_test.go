package porter_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/sandbox"
)

const (
	quiet     = 61 * time.Second              // after this nobody is at work any more
	afterward = 5*time.Minute + 2*time.Second // and after this a second look is due
)

// lost asks for a key whose answer is lost, and returns the operation.
func (b *bench) lost(user iam.UserName, lose func(*sandbox.Mischief)) string {
	b.t.Helper()
	lose(b.box.Mischief())
	done, err := b.IssueKey(b.t.Context(), b.by, form(), user, "cli", "")
	if err != nil || !done.Partial || done.Ticket != "" {
		b.t.Fatalf("IssueKey with a lost answer = %+v, %v, want a partial one without ticket", done, err)
	}
	return done.Op
}

// reset loses the answer of the next new key.
func reset(m *sandbox.Mischief) { m.ResetAfter("CreateAccessKey", 1) }

// op reads an operation as its page does.
func (b *bench) op(id string) porter.OpView {
	b.t.Helper()
	v, err := b.Op(b.t.Context(), b.by, id)
	check(b.t, err)
	return v
}

// sweepAfter moves the clock and does what is due.
func (b *bench) sweepAfter(d time.Duration) {
	b.t.Helper()
	b.later(d)
	b.Sweep(b.t.Context())
}

// byItself counts the entries of the audit log that Keyporter wrote of its own.
func (b *bench) byItself(verb desk.Verb, phase desk.Phase) int {
	b.t.Helper()
	list, err := b.Audit(b.t.Context(), b.by, desk.AuditFilter{})
	check(b.t, err)
	n := 0
	for _, e := range list {
		if e.Verb == verb && e.Phase == phase && e.Actor == "keyporter" && e.ActorID == "" {
			n++
		}
	}
	return n
}

// ends fails the test unless the operation was settled by Keyporter, with what
// became of the keys that it found.
func (b *bench) ends(op string, want ...porter.KeyEnd) {
	b.t.Helper()
	v := b.op(op)
	var did []porter.KeyEnd
	for _, k := range v.Found {
		did = append(did, k.Did)
	}
	if v.Op.State != desk.OpClosed || !v.Settled || !v.NextLook.IsZero() || !slices.Equal(did, want) {
		b.t.Errorf("Op = state %s, settled %v, next look %v, keys %v; want closed, settled by itself, none, %v", v.Op.State, v.Settled, v.NextLook, did, want)
	}
	if user, err := b.User(b.t.Context(), iam.UserName(v.Op.Target)); err == nil && user.Held != "" {
		b.t.Errorf("the user is still held by %s", user.Held)
	}
}

func TestAKeyOfALostAnswerIsMadeInactiveAndAPersonDecides(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*sandbox.Mischief){
		"reset": reset,
		"500":   func(m *sandbox.Mischief) { m.FailAfter("CreateAccessKey", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, b *bench) { testLostKey(t, b, lose) })
		})
	}
}

func testLostKey(t *testing.T, b *bench, lose func(*sandbox.Mischief)) {
	b.key("dev")
	handed := b.keys("dev")[0].ID
	op := b.lost("dev", lose)
	b.Sweep(t.Context())
	if v := b.op(op); len(v.Looks) != 0 || v.NextLook.IsZero() {
		t.Errorf("Op at once has looks %v, next %v, want none yet and one to come", v.Looks, v.NextLook)
	}
	b.sweepAfter(quiet)
	v := b.op(op)
	if v.Op.State != desk.OpUnknown || len(v.Looks) != 1 || len(v.Found) != 1 || v.Found[0].Did != porter.KeyStopped {
		t.Fatalf("Op after the first look = %s, looks %v, keys %v, want unknown, one, one inactive", v.Op.State, v.Looks, v.Found)
	}
	made := v.Found[0].ID
	for _, k := range b.keys("dev") {
		if k.Active() != (k.ID == handed) {
			t.Errorf("key %s is %s; want only the one that was handed over active", k.ID, k.Status)
		}
	}
	b.sweepAfter(time.Minute)
	if v := b.op(op); len(v.Looks) != 1 {
		t.Errorf("a minute later there were %d looks, want still 1", len(v.Looks))
	}
	b.sweepAfter(afterward)
	b.ends(op, porter.KeyStopped)
	if n := len(b.keys("dev")); n != 2 {
		t.Errorf("%d keys, want 2: nobody has decided to delete one", n)
	}
	if begun, ended := b.byItself(desk.KeyDeactivate, desk.Begun), b.byItself(desk.KeyDeactivate, desk.Ended); begun != 1 || ended != 1 {
		t.Errorf("the audit log has %d begun and %d ended deactivations by Keyporter, want 1 and 1", begun, ended)
	}
	if n := b.byItself(desk.KeyAccept, desk.Ended); n != 1 {
		t.Errorf("the audit log has %d settlements by Keyporter, want 1", n)
	}
	if v := b.op(op); len(v.Made) != 1 || v.Made[0].ID != made {
		t.Errorf("Op offers %v to be deleted, want %s", v.Made, made)
	}
	_, err := b.DeleteMade(t.Context(), b.by, form(), op, handed)
	wantCode(t, "DeleteMade of the key that was handed over", err, fault.NotFound, fault.CodeKeyNotFound)
	if _, err := b.DeleteMade(t.Context(), b.by, form(), op, made); err != nil {
		t.Errorf("DeleteMade = %v", err)
	}
	if _, err := b.IssueKey(t.Context(), b.by, form(), "dev", "cli", ""); err != nil {
		t.Errorf("IssueKey afterwards = %v", err)
	}
}

func TestAnActivatedKeyIsNoLongerOfferedForDeletion(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	op := b.lost("dev", reset)
	b.sweepAfter(quiet)
	id := b.keys("dev")[0].ID
	_, err := b.SetKeyActive(t.Context(), b.by, form(), "dev", id, true) // somebody knows it
	check(t, err)
	b.sweepAfter(afterward)
	b.ends(op, porter.KeyStopped)
	if list := b.keys("dev"); !list[0].Active() {
		t.Error("a key that a person has activated was made inactive again")
	}
	_, err = b.DeleteMade(t.Context(), b.by, form(), op, id)
	wantCode(t, "DeleteMade of a key that was activated", err, fault.NotFound, fault.CodeKeyNotFound)
}

func TestALateKeyIsStillFound(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		op := b.lost("dev", reset)
		b.box.Mischief().HideNewKeysFor(time.Hour)
		b.sweepAfter(2 * time.Minute)
		if v := b.op(op); len(v.Looks) != 1 || len(v.Found) != 0 || v.Op.State != desk.OpUnknown {
			t.Errorf("Op after a look at nothing = %s, looks %v, keys %v, want unknown, one, none", v.Op.State, v.Looks, v.Found)
		}
		b.box.Mischief().HideNewKeysFor(0)
		b.sweepAfter(afterward)
		b.ends(op, porter.KeyStopped)
		if list := b.keys("dev"); len(list) != 1 || list[0].Active() {
			t.Errorf("keys = %v, want the late one, inactive", list)
		}
	})
}

// TestAForeignKeyDoesNotHideTheLostOne makes a key at the same moment elsewhere,
// which is listed before the one that was lost.
func TestAForeignKeyDoesNotHideTheLostOne(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		var foreign iam.IssuedKey
		var made atomic.Bool
		b.box.Mischief().HideNewKeys(1)
		b.instead(func(_ http.ResponseWriter, r *http.Request) bool {
			body, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			if strings.Contains(string(body), "Action=CreateAccessKey&") && made.CompareAndSwap(false, true) {
				foreign, _ = b.account.CreateAccessKey(context.Background(), "dev")
				_, _ = b.account.Keys(context.Background(), "dev")
				b.box.Mischief().ResetAfter("CreateAccessKey", 1)
			}
			return false
		})
		op := b.lost("dev", func(*sandbox.Mischief) {})
		b.sweepAfter(quiet)
		if v := b.op(op); len(v.Found) != 1 || v.Found[0].ID != foreign.ID {
			t.Fatalf("the first look found %v, want the foreign key %s alone", v.Found, foreign.ID)
		}
		b.sweepAfter(afterward)
		b.ends(op, porter.KeyStopped, porter.KeyStopped)
		list := b.keys("dev")
		if len(list) != 2 || list[0].Active() || list[1].Active() {
			t.Errorf("keys = %v, want both there and inactive", list)
		}
	})
}

func TestAForeignKeyInUseIsLeftAlone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		op := b.lost("dev", reset)
		lost := b.keys("dev")[0].ID
		foreign, err := b.account.CreateAccessKey(t.Context(), "dev")
		check(t, err)
		if ok, _, err := b.account.Prove(t.Context(), foreign.ID, foreign.Secret); !ok || err != nil {
			t.Fatalf("Prove of the foreign key = %v, %v", ok, err)
		}
		b.sweepAfter(quiet)
		b.sweepAfter(afterward)
		for _, k := range b.keys("dev") {
			if k.Active() != (k.ID == foreign.ID) {
				t.Errorf("key %s is %s; want the foreign one active and the lost one not", k.ID, k.Status)
			}
		}
		for _, k := range b.op(op).Found {
			if want := map[iam.KeyID]porter.KeyEnd{lost: porter.KeyStopped, foreign.ID: porter.KeyInUse}[k.ID]; k.Did != want {
				t.Errorf("Op says %q of key %s, want %q", k.Did, k.ID, want)
			}
		}
		if n := b.box.Mischief().Done("DeleteAccessKey"); n != 0 {
			t.Errorf("%d keys were deleted, want none", n)
		}
	})
}

func TestACallThatWasNeverCarriedOutEndsWithNothing(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	b.instead(func(w http.ResponseWriter, r *http.Request) bool {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		if !strings.Contains(string(body), "Action=CreateAccessKey&") {
			return false
		}
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	op := b.lost("dev", func(*sandbox.Mischief) {})
	b.sweepAfter(quiet)
	_, err := b.CloseUnknown(t.Context(), b.by, form(), op)
	wantCode(t, "CloseUnknown between the looks", err, fault.Conflict, fault.CodeActNotOpen)
	b.sweepAfter(afterward)
	b.ends(op)
	if looks := b.op(op).Looks; len(looks) != 2 || looks[1].Sub(looks[0]) < 5*time.Minute {
		t.Errorf("Op has looks %v, want two at least five minutes apart", looks)
	}
}

func TestAPersonMaySettleWhatCannotBeFoundOut(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	op := b.lost("dev", reset)
	b.instead(func(w http.ResponseWriter, _ *http.Request) bool { // AWS is away from now on
		w.WriteHeader(http.StatusForbidden)
		return true
	})
	b.sweepAfter(16 * time.Minute)
	if v := b.op(op); v.Op.State != desk.OpUnknown || v.MadeKnown || !v.MayClose {
		t.Fatalf("Op while AWS is away = %s, keys known %v, may close %v; want unknown, false, true", v.Op.State, v.MadeKnown, v.MayClose)
	}
	if _, err := b.CloseUnknown(t.Context(), b.by, form(), op); err != nil {
		t.Fatalf("CloseUnknown = %v", err)
	}
	_, err := b.CloseUnknown(t.Context(), b.by, form(), op)
	wantCode(t, "CloseUnknown once more", err, fault.Conflict, fault.CodeActNotOpen)
	if v := b.op(op); v.Settled {
		t.Error("Op says that Keyporter has settled what a person has")
	}
}
