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

func TestARotationIsUndoneUntilTheEnd(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
	_, err := b.UndoRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "UndoRotation before the key was received", err, fault.Conflict, fault.CodeRotationMoved)
	_, err = b.StopRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "StopRotation before the key was received", err, fault.Conflict, fault.CodeRotationMoved)
	b.receive(r)
	_, err = b.CancelRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "CancelRotation after the key was received", err, fault.Conflict, fault.CodeRotationMoved)
	_, err = b.StopRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", b.in(r.ID, desk.RotationGrace), iam.KeyInactive, iam.KeyActive)
	_, err = b.DeleteRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "DeleteRotation before its time", err, fault.Conflict, fault.CodeRotationGrace)
	_, err = b.UndoRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", b.in(r.ID, desk.RotationUndone), iam.KeyActive, iam.KeyActive)
	_, err = b.UndoRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "UndoRotation once more", err, fault.Conflict, fault.CodeRotationMoved)
	b.pass(30 * day)
	b.wantKeys("dev", r, iam.KeyActive, iam.KeyActive)
}

func TestCancellingDeletesTheNewKey(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
	_, err := b.CancelRotation(t.Context(), b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", b.in(r.ID, desk.RotationCancelled), iam.KeyActive, "")
	_, _, err = b.OpenTicket(t.Context(), b.by, r.Ticket)
	wantCode(t, "OpenTicket of a cancelled rotation", err, fault.Gone, fault.CodeTicketEnded)
}

func TestTheOldKeyIsDeletedOnlyInItsTime(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
	b.receive(r)
	_, err := b.StopRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.later(7*day + time.Minute)
	_, err = b.DeleteRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", b.in(r.ID, desk.RotationDone), "", iam.KeyActive)
}

func TestAUserKeepsAKeyThatWorks(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
	b.receive(r)
	check(t, b.account.SetKeyStatus(ctx, "dev", iam.KeyID(r.NewKey), iam.KeyInactive))
	_, err := b.StopRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "StopRotation with an inactive new key", err, fault.Conflict, fault.CodeRotationNewGone)
	b.pass(3 * day)
	b.wantKeys("dev", b.in(r.ID, desk.RotationBlocked), iam.KeyActive, iam.KeyInactive)
	_, err = b.RetryRotation(ctx, b.by, form(), r.ID)
	wantCode(t, "RetryRotation with an inactive new key", err, fault.Conflict, fault.CodeRotationNewGone)
	check(t, b.account.SetKeyStatus(ctx, "dev", iam.KeyID(r.NewKey), iam.KeyActive))
	portertest.KeyUsed(t, b.db, iam.KeyID(r.NewKey), b.now())
	_, err = b.RetryRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.Rotate(ctx)
	b.wantKeys("dev", b.in(r.ID, desk.RotationGrace), iam.KeyInactive, iam.KeyActive)
	check(t, b.account.DeleteAccessKey(ctx, "dev", iam.KeyID(r.NewKey)))
	b.pass(8 * day)
	b.wantKeys("dev", b.in(r.ID, desk.RotationBlocked), iam.KeyInactive, "")
	_, err = b.UndoRotation(ctx, b.by, form(), r.ID)
	check(t, err)
	b.wantKeys("dev", b.in(r.ID, desk.RotationUndone), iam.KeyActive, "")
}

func TestWhatOthersDoEndsARotation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do   func(b *bench, r desk.Rotation) error
		want desk.RotationState
	}{
		"the old key is active again": {func(b *bench, r desk.Rotation) error {
			return b.account.SetKeyStatus(b.t.Context(), "dev", iam.KeyID(r.OldKey), iam.KeyActive)
		}, desk.RotationUndone},
		"the old key is deleted": {func(b *bench, r desk.Rotation) error {
			return b.account.DeleteAccessKey(b.t.Context(), "dev", iam.KeyID(r.OldKey))
		}, desk.RotationDone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			r := b.rotate("dev", b.oldKey("dev"), porter.UsualRotation())
			b.receive(r)
			_, err := b.StopRotation(t.Context(), b.by, form(), r.ID)
			check(t, err)
			check(t, c.do(b, r))
			b.pass(8 * day)
			b.in(r.ID, c.want)
			if got := b.status("dev", r.NewKey); got != iam.KeyActive {
				t.Errorf("the new key is %q, want it active", got)
			}
		})
	}
}

func TestAnAuditorRotatesNothing(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	id := b.oldKey("dev")
	auditor := b.operator("eve", desk.Auditor)
	_, err := b.StartRotation(t.Context(), auditor, form(), "dev", id, porter.UsualRotation())
	wantCode(t, "StartRotation by an auditor", err, fault.Denied, fault.CodeRole)
	r := b.rotate("dev", id, porter.UsualRotation())
	for name, act := range map[string]func() error{
		"cancel": func() error { _, err := b.CancelRotation(t.Context(), auditor, form(), r.ID); return err },
		"make":   func() error { _, err := b.MakeRotationKey(t.Context(), auditor, r.ID); return err },
	} {
		wantCode(t, name+" by an auditor", act(), fault.Denied, fault.CodeRole)
	}
	b.in(r.ID, desk.RotationWaiting)
}
