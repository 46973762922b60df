package auth_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// member adds an operator who can sign in, and returns them as an actor.
func (b *bench) member(t *testing.T, name string, role desk.Role) desk.Actor {
	t.Helper()
	o := desk.Operator{ID: desk.NewID(b.now()), Name: name, Role: role, Created: b.now()}
	if err := b.store.AddOperator(t.Context(), o, "-"); err != nil {
		t.Fatal(err)
	}
	return desk.Actor{Operator: o, Session: name}
}

// wantFault fails the test when err is not a fault with the code; "" is none.
func wantFault(t *testing.T, call string, err error, code fault.Code) {
	t.Helper()
	if code == "" && err == nil {
		return
	}
	if !fault.Is(err, code) {
		t.Errorf("%s = %v, want %q", call, err, code)
	}
}

func TestNobodyChangesThemselvesAndOnlyAdminsChangeOthers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		a, ctx := b.auth, t.Context()
		ana, bo := b.member(t, "ana", desk.Admin), b.member(t, "bo", desk.Admin)
		target := bo.Operator.ID
		acts := map[string]func(by desk.Actor) error{
			"SetRole":  func(by desk.Actor) error { return a.SetRole(ctx, by, target, desk.Viewer) },
			"Switch":   func(by desk.Actor) error { return a.Switch(ctx, by, target, true) },
			"LinkUser": func(by desk.Actor) error { return a.LinkUser(ctx, by, target, iam.User{Name: "x", ID: "AIDAX"}) },
			"SetScope": func(by desk.Actor) error { return a.SetScope(ctx, by, target, desk.Scope{Paths: []string{"/dev/"}}) },
		}
		for name, act := range acts {
			wantFault(t, name+" by themselves", act(bo), fault.CodeOperatorSelf)
			for _, r := range []desk.Role{desk.Viewer, desk.Auditor, desk.Manager, desk.Approver, ""} {
				wantFault(t, fmt.Sprintf("%s by a %s", name, r), act(desk.Actor{Operator: desk.Operator{ID: "x", Role: r}}), fault.CodeRole)
			}
		}
		if got, err := b.store.Operator(ctx, target); err != nil || got.Role != desk.Admin || got.Disabled || got.IAMID != "" || !got.Scope.All() {
			t.Errorf("after all refusals bo is %+v, %v, want as before", got, err)
		}
		for _, name := range []string{"LinkUser", "SetScope", "SetRole"} {
			wantFault(t, name+" by another admin", acts[name](ana), "")
		}
		got, err := b.store.Operator(ctx, target)
		if err != nil || got.Role != desk.Viewer || got.IAMUser != "x" || got.IAMID != "AIDAX" || len(got.Scope.Paths) != 1 {
			t.Errorf("after all changes bo is %+v, %v, want a viewer with the user x and the path /dev/", got, err)
		}
		wantFault(t, "SetRole of nobody", a.SetRole(ctx, ana, "nobody", desk.Admin), fault.CodeOperatorNotFound)
		wantFault(t, "SetRole to no role", a.SetRole(ctx, ana, target, "owner"), fault.CodeOperatorRole)
		for field, s := range map[string]desk.Scope{
			"groups": {Groups: []string{"a b"}}, "paths": {Paths: []string{"/"}}, "tags": {Tags: []string{"team"}},
		} {
			if err := a.SetScope(ctx, ana, target, s); fault.Of(err) == nil || fault.Of(err).Fields()[0].Field != field {
				t.Errorf("SetScope(%+v) = %v, want a fault of %s", s, err, field)
			}
		}
	})
}

func TestTheLastAdminIsNeitherDemotedNorDisabled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		a, ctx := b.auth, t.Context()
		ana, bo := b.member(t, "ana", desk.Admin), b.member(t, "bo", desk.Admin)
		b.member(t, "cy", desk.Manager)
		wantFault(t, "SetRole of one of two admins", a.SetRole(ctx, ana, bo.Operator.ID, desk.Manager), "")
		wantFault(t, "SetRole of the last admin", a.SetRole(ctx, auth.Host(), ana.Operator.ID, desk.Manager), fault.CodeOperatorLast)
		wantFault(t, "SetRole of the last admin to admin", a.SetRole(ctx, auth.Host(), ana.Operator.ID, desk.Admin), "")
		wantFault(t, "Switch of the last admin", a.Switch(ctx, auth.Host(), ana.Operator.ID, true), fault.CodeOperatorLast)
	})
}

// TestTwoAdminsDemoteEachOtherAndOneStays runs on two processes at once.
func TestTwoAdminsDemoteEachOtherAndOneStays(t *testing.T) {
	t.Parallel()
	b := newBench(t, portertest.Postgres(t))
	db, err := store.Open(t.Context(), b.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	other := &bench{store: db}
	both := []*auth.Auth{b.auth, other.with(t, auth.Options{})}
	for round := range 20 {
		pair := []desk.Actor{b.member(t, fmt.Sprint("ana ", round), desk.Admin), b.member(t, fmt.Sprint("bo ", round), desk.Admin)}
		var wg sync.WaitGroup
		for i := range 2 {
			wg.Go(func() {
				id := pair[1-i].Operator.ID
				err := both[i].SetRole(t.Context(), pair[i], id, desk.Viewer)
				if round%2 == 1 {
					err = both[i].Switch(t.Context(), pair[i], id, true)
				}
				if err != nil && !fault.Is(err, fault.CodeOperatorLast) {
					t.Errorf("round %d: %v", round, err)
				}
			})
		}
		wg.Wait()
		admins := 0
		for _, by := range pair {
			o, err := db.Operator(t.Context(), by.Operator.ID)
			if err != nil {
				t.Fatal(err)
			}
			if o.Role == desk.Admin && !o.Disabled {
				admins++
			}
		}
		if admins != 1 {
			t.Fatalf("round %d: %d admins are left of two who demoted each other, want 1", round, admins)
		}
		b.retire(t, pair)
	}
}

func isGone(err error) bool { return errors.Is(err, store.ErrNotFound) }

// retire takes the operators out of the way of the next round.
func (b *bench) retire(t *testing.T, list []desk.Actor) {
	t.Helper()
	for _, by := range list {
		if _, err := b.store.SetPassword(t.Context(), by.Operator.ID, ""); err != nil && !isGone(err) {
			t.Fatal(err)
		}
	}
}

func TestSingleAdminModeIsSaidAndNoted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana, bo := b.member(t, "ana", desk.Admin), b.member(t, "bo", desk.Auditor)
		session := store.Session{Hash: "ana", Operator: ana.Operator, Created: b.now(), Seen: b.now()}
		if err := b.store.AddSession(t.Context(), session); err != nil {
			t.Fatal(err)
		}
		for _, disabled := range []bool{true, false} {
			wantFault(t, "Switch", b.auth.Switch(t.Context(), ana, bo.Operator.ID, disabled), "")
			got, err := b.store.Session(t.Context(), "ana", time.Time{}, time.Time{})
			if err != nil || got.Operator.Alone != disabled {
				t.Errorf("with bo disabled: %v, ana is alone: %v, %v", disabled, got.Operator.Alone, err)
			}
		}
		list, err := b.store.Audit(t.Context(), desk.AuditFilter{Limit: 10})
		if err != nil || len(list) != 4 {
			t.Fatalf("the audit log has %d entries, %v, want 4", len(list), err)
		}
		for i, want := range []desk.Verb{desk.SingleOff, desk.OperatorSwitch, desk.SingleOn, desk.OperatorSwitch} {
			if list[i].Verb != want || list[i].Actor != "ana" || list[i].Target != "bo" {
				t.Errorf("entry %d is %s of %s by %s, want %s of bo by ana", i, list[i].Verb, list[i].Target, list[i].Actor, want)
			}
		}
	})
}

func TestMorePowerEndsTheSessionsAndLessHoldsAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana, bo := b.member(t, "ana", desk.Admin), b.member(t, "bo", desk.Admin)
		session := store.Session{Hash: "bo", Operator: bo.Operator, Created: b.now(), Seen: b.now()}
		if err := b.store.AddSession(t.Context(), session); err != nil {
			t.Fatal(err)
		}
		wantFault(t, "SetRole to viewer", b.auth.SetRole(t.Context(), ana, bo.Operator.ID, desk.Viewer), "")
		if got, err := b.store.Session(t.Context(), "bo", time.Time{}, time.Time{}); err != nil || got.Operator.Role != desk.Viewer {
			t.Errorf("the session of a demoted operator has the role %q, %v, want viewer", got.Operator.Role, err)
		}
		wantFault(t, "SetRole to manager", b.auth.SetRole(t.Context(), ana, bo.Operator.ID, desk.Manager), "")
		if _, err := b.store.Session(t.Context(), "bo", time.Time{}, time.Time{}); !isGone(err) {
			t.Errorf("the session of a promoted operator = %v, want that it has ended", err)
		}
	})
}
