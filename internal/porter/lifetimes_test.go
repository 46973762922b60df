package porter_test

import (
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// readKeys reads the keys of all users, which is a slow source of its own.
func (b *bench) readKeys() {
	b.t.Helper()
	check(b.t, b.Refresh(b.t.Context()))
	for _, u := range b.Snapshot().Users {
		_, err := b.User(b.t.Context(), u.Name)
		check(b.t, err)
	}
}

func TestALifetimeStopsAKeyAndDeletesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.key("dev")
		id := b.keys("dev")[0].ID
		ends := b.now().Add(30 * day).Truncate(time.Second)
		_, err := b.SetLifetime(ctx, b.by, form(), "dev", id, porter.LifetimeEdit{Ends: ends})
		check(t, err)
		u, err := b.account.User(ctx, "dev")
		check(t, err)
		if want := (iam.Tag{Key: "keyporter:" + string(id), Value: "ends=" + ends.UTC().Format(time.DateOnly)}); len(u.Tags) != 1 || u.Tags[0] != want {
			t.Errorf("the tags of the user are %v, want %v", u.Tags, want)
		}
		b.pass(29 * day)
		if got := b.status("dev", string(id)); got != iam.KeyActive {
			t.Errorf("a day before its end the key is %q", got)
		}
		if l, err := b.Lifetimes(ctx); err != nil || !l.Ending(b.keys("dev")[0], b.now()) || l.Of(id).Warned.IsZero() {
			t.Errorf("a day before its end nobody was warned (%v)", err)
		}
		b.pass(day + time.Minute)
		if got := b.status("dev", string(id)); got != iam.KeyInactive {
			t.Errorf("after its end the key is %q, want it inactive", got)
		}
		b.pass(365 * day)
		if got := b.status("dev", string(id)); got != iam.KeyInactive {
			t.Errorf("a year after its end the key is %q, want it inactive and there", got)
		}
		if n := b.box.Mischief().Done("UpdateAccessKey"); n != 1 {
			t.Errorf("UpdateAccessKey was carried out %d times, want once", n)
		}
	})
}

func TestAnExemptKeyIsNotStopped(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.key("dev")
	id := b.keys("dev")[0].ID
	_, err := b.SetLifetime(ctx, b.by, form(), "dev", id, porter.LifetimeEdit{Ends: b.now().Add(day), Exempt: b.now().Add(10 * day), Reason: "batch job"})
	check(t, err)
	b.pass(9 * day)
	if got := b.status("dev", string(id)); got != iam.KeyActive {
		t.Errorf("an exempt key is %q", got)
	}
	b.pass(2 * day)
	if got := b.status("dev", string(id)); got != iam.KeyInactive {
		t.Errorf("after the exemption the key is %q, want it inactive", got)
	}
	for name, e := range map[string]porter.LifetimeEdit{
		"an end that is over":                {Ends: b.now().Add(-day)},
		"an exemption without a reason":      {Exempt: b.now().Add(day)},
		"an exemption without an end":        {Reason: "because"},
		"an exemption that is over":          {Exempt: b.now().Add(-day), Reason: "because"},
		"a reason that is longer than a tag": {Exempt: b.now().Add(day), Reason: strings.Repeat("x", 257)},
	} {
		if _, err := b.SetLifetime(ctx, b.by, form(), "dev", id, e); fault.KindOf(err) != fault.Invalid {
			t.Errorf("SetLifetime with %s = %v, want it refused", name, err)
		}
	}
}

func TestARuleStopsNoKeyBeforeItsWarning(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.key("dev")
	id := b.keys("dev")[0].ID
	b.later(200 * day)
	_, err := b.SetKeyRule(ctx, b.by, form(), desk.KeyRule{Days: 90, Warn: 14})
	check(t, err)
	b.pass(time.Minute)
	if got := b.status("dev", string(id)); got != iam.KeyActive {
		t.Fatalf("a key of 200 days is %q as soon as a rule of 90 days is set", got)
	}
	f := b.Snapshot().Findings(porter.FindingLimits{KeyAge: 9999, Unused: 9999, Ends: lifetimes(b)}, b.now())
	if n := f.Counts()[porter.FindKeyEnding]; n != 1 {
		t.Errorf("%d keys near their end are found, want 1", n)
	}
	b.pass(14 * day)
	if got := b.status("dev", string(id)); got != iam.KeyInactive {
		t.Errorf("after 14 days of warning the key is %q, want it inactive", got)
	}
	for _, rule := range []desk.KeyRule{{Days: -1, Warn: 14}, {Days: 4000, Warn: 14}, {Days: 90, Warn: 0}, {Days: 90, Warn: 91}} {
		if _, err := b.SetKeyRule(ctx, b.by, form(), rule); fault.KindOf(err) != fault.Invalid {
			t.Errorf("SetKeyRule(%+v) = %v, want it refused", rule, err)
		}
	}
}

func lifetimes(b *bench) porter.Lifetimes {
	b.t.Helper()
	l, err := b.Lifetimes(b.t.Context())
	check(b.t, err)
	return l
}

func TestALifetimeWithoutItsTagIsKeptAndNoted(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.key("dev")
	id := b.keys("dev")[0].ID
	b.box.Mischief().Throttle("TagUser", 1)
	_, err := b.SetLifetime(ctx, b.by, form(), "dev", id, porter.LifetimeEdit{Ends: b.now().Add(day)})
	check(t, err)
	if l := lifetimes(b); l.Of(id).Ends.IsZero() {
		t.Error("the lifetime is not kept where its tag is not")
	}
	if !b.audited(desk.LifetimeSet, desk.Noted) {
		t.Error("the audit log does not say that the tag is missing")
	}
	_, err = b.SetLifetime(ctx, b.by, form(), "dev", "AKIANOTTHERE00000000", porter.LifetimeEdit{Ends: b.now().Add(day)})
	wantCode(t, "SetLifetime of a key that is not there", err, fault.NotFound, fault.CodeKeyNotFound)
}

func TestARenamedUserKeepsItsRotationAndLifetime(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	id := b.oldKey("dev")
	b.readKeys()
	_, err := b.SetLifetime(ctx, b.by, form(), "dev", id, porter.LifetimeEdit{Ends: b.now().Add(day)})
	check(t, err)
	r := b.rotate("dev", id, porter.UsualRotation())
	b.receive(r)
	_, err = b.MoveUser(ctx, b.by, form(), "dev", porter.Move[iam.UserName]{Name: "anna", Path: "/"})
	check(t, err)
	if r := b.rotation(r.ID); r.User != "anna" {
		t.Errorf("the rotation is of %q, want anna", r.User)
	}
	if l := lifetimes(b).Of(id); l.User != "anna" {
		t.Errorf("the lifetime is of a key of %q, want anna", l.User)
	}
	_, err = b.StopRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("anna", r, iam.KeyInactive, iam.KeyActive)
}
