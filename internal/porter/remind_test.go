package porter_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

// wantNotices fails the test unless the reminders are those, the first first, each
// as its kind and what its first argument says.
func (b *bench) wantNotices(when string, want ...string) {
	b.t.Helper()
	list, err := b.db.Notices(b.t.Context(), "", 100)
	check(b.t, err)
	var got []string
	for _, n := range slices.Backward(list) {
		got = append(got, fmt.Sprint(n.Kind, " ", n.Args[0]))
	}
	if !slices.Equal(got, want) {
		b.t.Errorf("%s the reminders are %q, want %q", when, got, want)
	}
}

func TestWhoHasToActOnARotationIsReminded(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		nobody := b.by
		nobody.Session = ""
		done, err := b.StartRotation(t.Context(), nobody, form(), "dev", b.oldKey("dev"), porter.UsualRotation())
		check(t, err)
		b.in(done.Op, desk.RotationPlanned)
		b.pass(time.Hour)
		b.wantNotices("an hour after the planning")
		b.pass(day)
		b.wantNotices("a day after it", "rotation-due planned")
		b.pass(day)
		b.wantNotices("two days after it", "rotation-due planned")
		b.pass(6 * day)
		b.wantNotices("a week after it", "rotation-due planned", "rotation-due stale")
		b.pass(30 * day)
		b.wantNotices("a month after it", "rotation-due planned", "rotation-due stale")
		r := b.in(done.Op, desk.RotationPlanned)
		if r.Problem != "" || b.status("dev", r.OldKey) != iam.KeyActive {
			t.Errorf("the rotation is %+v, want it as it was", r)
		}
		_, err = b.MakeRotationKey(t.Context(), b.by, r.ID)
		check(t, err)
		b.in(done.Op, desk.RotationWaiting)
	})
}

func TestAnOverlapThatEndsByHandOnlyReminds(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	r := b.rotate("dev", b.oldKey("dev"), porter.RotationPlan{Overlap: desk.OverlapByHand, InUse: desk.InUseStop, Days: 1})
	b.receive(r)
	portertest.KeyUsed(t, b.db, iam.KeyID(b.rotation(r.ID).NewKey), b.now())
	b.pass(6 * day)
	b.wantNotices("after six days")
	b.pass(day + time.Minute)
	b.wantNotices("after a week", "rotation-due stale")
	b.pass(30 * day)
	r = b.in(r.ID, desk.RotationOverlap)
	b.wantKeys("dev", r, iam.KeyActive, iam.KeyActive)
	_, err := b.StopRotation(t.Context(), b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", r, iam.KeyInactive, iam.KeyActive)
}

func TestABlockedRotationAndOneThatIsHeldRemind(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	r := b.rotate("dev", b.oldKey("dev"), porter.RotationPlan{Overlap: desk.OverlapHour, InUse: desk.InUseWait, Days: 1})
	b.receive(r)
	b.pass(2 * time.Hour) // the new key was not used
	b.wantNotices("when the overlap has ended", "rotation-due held")
	check(t, b.account.SetKeyStatus(ctx, "dev", iam.KeyID(r.NewKey), iam.KeyInactive))
	b.pass(time.Hour)
	b.in(r.ID, desk.RotationBlocked)
	b.wantNotices("when the new key is inactive", "rotation-due held", "rotation-due blocked")
	check(t, b.account.SetKeyStatus(ctx, "dev", iam.KeyID(r.NewKey), iam.KeyActive))
	_, err := b.RetryRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	check(t, b.account.SetKeyStatus(ctx, "dev", iam.KeyID(r.NewKey), iam.KeyInactive))
	b.pass(time.Hour)
	b.in(r.ID, desk.RotationBlocked)
	b.wantNotices("when it is blocked again", "rotation-due held", "rotation-due blocked", "rotation-due blocked")
	b.pass(day)
	b.in(r.ID, desk.RotationBlocked)
	b.wantNotices("a day later", "rotation-due held", "rotation-due blocked", "rotation-due blocked")
}
