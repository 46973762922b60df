package porter_test

import (
	"context"
	"sync"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
)

func TestCopiesOfOneFormMakeOneKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		key := form()
		var lock sync.Mutex
		ops, tickets := map[string]bool{}, map[string]bool{}
		err := together(50, func(int) error {
			done, err := b.IssueKey(t.Context(), b.by, key, "dev", "other", "")
			lock.Lock()
			defer lock.Unlock()
			ops[done.Op] = true
			if !done.Waiting {
				tickets[done.Ticket] = true
			}
			return err
		})
		check(t, err)
		if got := b.box.Mischief().Done("CreateAccessKey"); got != 1 {
			t.Errorf("50 copies of one form made %d calls of CreateAccessKey, want 1", got)
		}
		if len(ops) != 1 || len(tickets) != 1 || tickets[""] {
			t.Errorf("50 copies of one form gave operations %v and tickets %v, want one of each", ops, tickets)
		}
		done, err := b.IssueKey(t.Context(), b.by, key, "dev", "other", "")
		if err != nil || !ops[done.Op] || !tickets[done.Ticket] {
			t.Errorf("a late copy = %+v, %v, want the first result %v %v", done, err, ops, tickets)
		}
		_, err = b.IssueKey(t.Context(), b.by, key, "dev", "cli", "")
		wantCode(t, "IssueKey with the same form and another use", err, fault.Conflict, fault.CodeFormReused)
	})
}

func TestFormsForOneUserDoNotOverlap(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		release := b.box.Mischief().Hold("CreateAccessKey")
		defer release()
		first := make(chan error, 1)
		go func() {
			_, err := b.IssueKey(context.WithoutCancel(t.Context()), b.by, form(), "dev", "other", "")
			first <- err
		}()
		for {
			v, err := b.User(t.Context(), "dev")
			check(t, err)
			if v.Held != "" {
				break
			}
		}
		_, err := b.IssueKey(t.Context(), b.by, form(), "DEV", "other", "")
		wantCode(t, "IssueKey while another is at work", err, fault.Conflict, fault.CodeKeyRunning)
		release()
		check(t, <-first)
		if v, err := b.User(t.Context(), "dev"); err != nil || v.Held != "" {
			t.Errorf("User after the act: held by %q, %v, want free", v.Held, err)
		}
	})
}

func TestALostAnswerMakesOneKeyAndHoldsTheUser(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*sandbox.Mischief){
		"reset": func(m *sandbox.Mischief) { m.ResetAfter("CreateAccessKey", 1) },
		"500":   func(m *sandbox.Mischief) { m.FailAfter("CreateAccessKey", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, b *bench) { testLostAnswer(t, b, lose) })
		})
	}
}

func testLostAnswer(t *testing.T, b *bench, lose func(*sandbox.Mischief)) {
	ctx := t.Context()
	b.key("dev") // one that is handed over and none of the lost one's
	lose(b.box.Mischief())
	key := form()
	done, err := b.IssueKey(ctx, b.by, key, "dev", "cli", "")
	if err != nil || !done.Partial || done.Ticket != "" {
		t.Fatalf("IssueKey with a lost answer = %+v, %v, want a partial one without ticket", done, err)
	}
	if got := b.box.Mischief().Done("CreateAccessKey"); got != 2 {
		t.Errorf("CreateAccessKey was carried out %d times in all, want 2", got)
	}
	again, err := b.IssueKey(ctx, b.by, key, "dev", "cli", "")
	if err != nil || again != done {
		t.Errorf("a copy of the form = %+v, %v, want %+v", again, err, done)
	}
	_, err = b.IssueKey(ctx, b.by, form(), "dev", "cli", "")
	wantCode(t, "IssueKey for a user that is held", err, fault.Conflict, fault.CodeKeyUnknown)
	v, err := b.Op(ctx, b.by, done.Op)
	check(t, err)
	if v.Op.State != desk.OpUnknown || !v.MadeKnown || len(v.Made) != 1 || v.MayClose {
		t.Fatalf("Op = state %s, made %v (known %v), may close %v, want unknown with one key, and not to be closed yet", v.Op.State, v.Made, v.MadeKnown, v.MayClose)
	}
	made := v.Made[0].ID
	_, err = b.DeleteMade(ctx, b.by, form(), done.Op, otherKey(b.keys("dev"), made))
	wantCode(t, "DeleteMade of a key that is not the operation's", err, fault.NotFound, fault.CodeKeyNotFound)
	if _, err := b.DeleteMade(ctx, b.by, form(), done.Op, made); err != nil {
		t.Fatalf("DeleteMade = %v", err)
	}
	if list := b.keys("dev"); len(list) != 1 || list[0].ID == made {
		t.Errorf("keys after DeleteMade = %v, want the one that was handed over", list)
	}
	b.sweepAfter(quiet)
	b.sweepAfter(afterward)
	b.ends(done.Op)
	if _, err := b.IssueKey(ctx, b.by, form(), "dev", "cli", ""); err != nil {
		t.Errorf("IssueKey after the matter is settled = %v", err)
	}
	if !b.audited(desk.KeyCreate, desk.Lost) || b.byItself(desk.KeyAccept, desk.Ended) != 1 {
		t.Error("the audit log has no unknown outcome, or not that it was settled")
	}
}

func otherKey(list []iam.AccessKey, not iam.KeyID) iam.KeyID {
	for _, k := range list {
		if k.ID != not {
			return k.ID
		}
	}
	return ""
}

func TestAKeyThatCannotBeMadeChangesNothing(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	b.box.Mischief().Throttle("CreateAccessKey", 5)
	key := form()
	_, err := b.IssueKey(ctx, b.by, key, "dev", "other", "")
	wantCode(t, "IssueKey when throttled", err, fault.Busy, fault.CodeAwsThrottled)
	_, err = b.IssueKey(ctx, b.by, key, "dev", "other", "")
	wantCode(t, "a copy of a refused form", err, fault.Busy, fault.CodeAwsThrottled)
	if n := len(b.keys("dev")); n != 0 {
		t.Errorf("a throttled user has %d keys, want 0", n)
	}
	for range iam.KeysPerUser {
		_, err := b.IssueKey(ctx, b.by, form(), "dev", "other", "")
		check(t, err)
	}
	_, err = b.IssueKey(ctx, b.by, form(), "dev", "other", "")
	wantCode(t, "IssueKey for a user with two", err, fault.Full, fault.CodeKeysFull)
	_, err = b.IssueKey(ctx, b.by, form(), "nobody", "other", "")
	wantCode(t, "IssueKey for nobody", err, fault.NotFound, fault.CodeUserNotFound)
	_, err = b.IssueKey(ctx, b.by, form(), "dev", "fun", "")
	wantCode(t, "IssueKey for a use there is not", err, fault.Invalid, fault.CodeChoice)
	_, err = b.IssueKey(ctx, b.by, "", "dev", "other", "")
	wantCode(t, "IssueKey without a form key", err, fault.Invalid, fault.CodeFormBroken)
	if got := b.box.Mischief().Done("CreateAccessKey"); got != iam.KeysPerUser {
		t.Errorf("CreateAccessKey was carried out %d times, want %d", got, iam.KeysPerUser)
	}
}

func TestAKeyIsProvedAndDescribed(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	done, err := b.IssueKey(ctx, b.by, form(), "dev", "other", "laptop of dev")
	check(t, err)
	b.proved(done.Ticket)
	v, err := b.User(ctx, "dev")
	check(t, err)
	if len(v.Keys) != 1 || v.Keys[0].Description != "laptop of dev" || !v.Live {
		t.Errorf("User has keys %+v, want one with its description", v.Keys)
	}
	if list, known := b.Snapshot().Keys("dev"); !known || len(list) != 1 {
		t.Errorf("Snapshot has keys %v (known %v), want the new one at once", list, known)
	}
}

func TestOnlyAnInactiveKeyIsDeleted(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.key("dev")
	id := b.keys("dev")[0].ID
	_, err := b.DeleteKey(ctx, b.by, form(), "dev", id)
	wantCode(t, "DeleteKey of an active key", err, fault.Conflict, fault.CodeKeyActive)
	_, err = b.SetKeyActive(ctx, b.by, form(), "dev", id, false)
	check(t, err)
	if list, _ := b.Snapshot().Keys("dev"); list[0].Active() {
		t.Error("the snapshot has the key still active")
	}
	_, err = b.DeleteKey(ctx, b.by, form(), "dev", id)
	check(t, err)
	if n := len(b.keys("dev")); n != 0 {
		t.Errorf("%d keys after DeleteKey, want 0", n)
	}
	_, err = b.DeleteKey(ctx, b.by, form(), "dev", id)
	wantCode(t, "DeleteKey of a key that is gone", err, fault.NotFound, fault.CodeKeyNotFound)
}

func TestAKeyOfBeforeIsNotTakenForALostOne(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	before, err := b.account.CreateAccessKey(ctx, "dev") // no ticket has handed it over
	check(t, err)
	b.box.Mischief().ResetAfter("CreateAccessKey", 1)
	done, err := b.IssueKey(ctx, b.by, form(), "dev", "cli", "")
	check(t, err)
	v, err := b.Op(ctx, b.by, done.Op)
	check(t, err)
	if len(v.Made) != 1 || v.Made[0].ID == before.ID {
		t.Errorf("Op lists %v as made, want one key and not %s, which was there before", v.Made, before.ID)
	}
	_, err = b.DeleteMade(ctx, b.by, form(), done.Op, before.ID)
	wantCode(t, "DeleteMade of a key of before", err, fault.NotFound, fault.CodeKeyNotFound)
}
