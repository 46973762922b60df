package porter_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
)

func TestAnAuditorChangesNothingAndIsWrittenDown(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	eve := b.operator("eve", desk.Auditor)
	_, err := b.IssueKey(ctx, eve, form(), "dev", "other", "")
	wantCode(t, "IssueKey by an auditor", err, fault.Denied, fault.CodeRole)
	_, err = b.DeleteUser(ctx, eve, form(), "dev")
	wantCode(t, "DeleteUser by an auditor", err, fault.Denied, fault.CodeRole)
	_, err = b.NewDraft(ctx, eve)
	wantCode(t, "NewDraft by an auditor", err, fault.Denied, fault.CodeRole)
	if !b.audited(desk.KeyCreate, desk.Refused) || !b.audited(desk.UserDelete, desk.Refused) {
		t.Error("the audit log does not have the refusals")
	}
	if got := b.box.Mischief().Done("CreateAccessKey"); got != 0 {
		t.Errorf("an auditor caused %d calls of CreateAccessKey", got)
	}
}

func TestWithoutAuditLogNothingIsChanged(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		_, err := b.raw().ExecContext(t.Context(), `ALTER TABLE audit RENAME TO audit_away`)
		check(t, err)
		if _, err := b.IssueKey(t.Context(), b.by, form(), "dev", "other", ""); !fault.Is(err, fault.CodeAuditAway) {
			t.Errorf("IssueKey without an audit log = %v, want %s", err, fault.CodeAuditAway)
		}
		if got := b.box.Mischief().Done("CreateAccessKey"); got != 0 {
			t.Errorf("without an audit log there were %d calls of CreateAccessKey, want 0", got)
		}
	})
}

func TestAKeyThatCannotBeHandedOverIsDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		// The session ends while AWS is at work: the claim code has no place.
		gone := b.by
		gone.Session = "0000"
		if _, err := b.IssueKey(t.Context(), gone, form(), "dev", "other", ""); err == nil {
			t.Error("IssueKey for a session that is gone = nil, want an error")
		}
		if got := b.box.Mischief().Done("CreateAccessKey"); got != 1 {
			t.Errorf("CreateAccessKey was carried out %d times, want 1", got)
		}
		if list := b.keys("dev"); len(list) != 0 {
			t.Errorf("keys that nobody has: %v, want none", list)
		}
		if _, err := b.IssueKey(t.Context(), b.by, form(), "dev", "other", ""); err != nil {
			t.Errorf("IssueKey afterwards = %v", err)
		}
	})
}

func TestTheDatabaseHoldsNoSecret(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	keyTicket := b.key("dev")
	password, err := b.EnableConsole(ctx, b.by, form(), "dev", secret("Canary-7-of-the-mine"), false)
	check(t, err)
	look := func(secrets ...string) {
		t.Helper()
		files, err := filepath.Glob(b.dsn + "*")
		check(t, err)
		for _, name := range files {
			content, err := os.ReadFile(name)
			check(t, err)
			for _, s := range secrets {
				if s == "" || bytes.Contains(content, []byte(s)) {
					t.Errorf("%s holds the secret %q", filepath.Base(name), s[:min(4, len(s))])
				}
			}
		}
		if len(files) < 2 {
			t.Errorf("looked at %v only, want the file and its log", files)
		}
	}
	_, key, err := b.OpenTicket(ctx, b.by, keyTicket)
	check(t, err)
	look(key.Secret.Reveal(), "Canary-7-of-the-mine")
	_, login, err := b.OpenTicket(ctx, b.by, password.Ticket)
	check(t, err)
	if login.Password.Reveal() != "Canary-7-of-the-mine" {
		t.Error("the ticket does not hand over the password that was chosen")
	}
}

func TestAnActOutlivesItsRequest(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	ctx, cancel := context.WithCancel(t.Context())
	release := b.box.Mischief().Hold("CreateAccessKey")
	key, answer := form(), make(chan error, 1)
	go func() {
		_, err := b.IssueKey(ctx, b.by, key, "dev", "other", "")
		answer <- err
	}()
	for {
		v, err := b.User(t.Context(), "dev")
		check(t, err)
		if v.Held != "" {
			break
		}
	}
	done, err := b.IssueKey(t.Context(), b.by, key, "dev", "other", "")
	if err != nil || !done.Waiting {
		t.Errorf("a copy while the first is at work = %+v, %v, want waiting", done, err)
	}
	cancel()
	release()
	if err := <-answer; err != nil {
		t.Errorf("IssueKey whose request was given up = %v, want the key", err)
	}
	if v, err := b.Op(t.Context(), b.by, done.Op); err != nil || v.Op.State != desk.OpDone || v.Ticket == "" {
		t.Errorf("Op = %s with ticket %q, %v, want done with a ticket", v.Op.State, v.Ticket, err)
	}
}

func TestAnOperationNobodyRunsIsSettled(t *testing.T) {
	t.Parallel()
	each(t, testNobodyRuns)
}

func testNobodyRuns(t *testing.T, b *bench) {
	ctx := t.Context()
	b.user("dev")
	release := b.box.Mischief().Hold("CreateAccessKey")
	answer := make(chan porter.Done, 1)
	go func() {
		done, _ := b.IssueKey(context.WithoutCancel(ctx), b.by, form(), "dev", "other", "")
		answer <- done
	}()
	var op string
	for op == "" {
		v, err := b.User(ctx, "dev")
		check(t, err)
		op = v.Held
	}
	for { // until the keys before are written down and the call is on its way
		o, err := b.db.Op(ctx, op)
		check(t, err)
		if !o.Called.IsZero() {
			break
		}
	}
	b.later(3 * time.Minute)
	b.Sweep(ctx)
	if v, err := b.Op(ctx, b.by, op); err != nil || v.Op.State != desk.OpUnknown {
		t.Errorf("Op after three minutes = %s, %v, want unknown", v.Op.State, err)
	}
	release()
	if done := <-answer; !done.Partial || done.Op != op {
		t.Errorf("IssueKey that was settled meanwhile = %+v, want what leads to the page of operation %s", done, op)
	}
	if list := b.keys("dev"); len(list) != 0 {
		t.Errorf("the late key is still there: %v", list)
	}
	b.sweepAfter(afterward)
	b.ends(op, porter.KeyDeleted)
}

func TestAnActThatWasOvertakenBeforeItsCallCallsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.user("dev")
		release := b.box.Mischief().Hold("ListAccessKeys") // of the keys before
		answer := make(chan porter.Done, 1)
		go func() {
			done, _ := b.IssueKey(context.WithoutCancel(ctx), b.by, form(), "dev", "other", "")
			answer <- done
		}()
		var op desk.Op
		for op.ID == "" {
			op, _ = b.db.OpHolding(ctx, "dev")
		}
		b.sweepAfter(3 * time.Minute)
		release()
		if done := <-answer; !done.Partial || done.Op != op.ID {
			t.Errorf("IssueKey that stood still = %+v, want what leads to the page of operation %s", done, op.ID)
		}
		if o := b.op(op.ID).Op; o.State != desk.OpFailed {
			t.Errorf("Op = %s, want failed: nothing was called", o.State)
		}
		if n := b.box.Mischief().Done("CreateAccessKey"); n != 0 {
			t.Errorf("CreateAccessKey was carried out %d times, want 0", n)
		}
	})
}
