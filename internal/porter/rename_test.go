package porter_test

import (
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

func TestWhatIsToBeHandedOverFollowsARename(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		ticket := b.key("dev")
		to := porter.Move[iam.UserName]{Name: "Developer", Path: "/team/"}
		release := b.box.Mischief().Hold("UpdateUser")
		ended := make(chan error, 1)
		go func() { _, err := b.MoveUser(ctx, b.by, form(), "dev", to); ended <- err }()
		for !b.audited(desk.UserRename, desk.Begun) {
			time.Sleep(time.Millisecond)
		}
		_, err := b.IssueKey(ctx, b.by, form(), "dev", "other", "")
		wantCode(t, "IssueKey while the user is renamed", err, fault.Conflict, fault.CodeKeyRunning)
		release()
		check(t, <-ended)
		if u, ok := b.Snapshot().User("developer"); !ok || u.Path != "/team/" || u.ARN.Name() != "Developer" {
			t.Errorf("Snapshot has %+v (%v), want the user under its new name at once", u, ok)
		}
		if keys, known := b.Snapshot().Keys("developer"); !known || len(keys) != 1 || keys[0].User != "Developer" {
			t.Errorf("Snapshot has the keys %v (%v), want the one, of Developer", keys, known)
		}
		_, c, err := b.OpenTicket(ctx, b.by, ticket)
		check(t, err)
		if c.User != "Developer" {
			t.Errorf("the ticket is of %q, want Developer", c.User)
		}
		check(t, b.Refresh(ctx))
		if n := len(b.Snapshot().Users); n != 1 {
			t.Errorf("there are %d users after a reading, want one", n)
		}
	})
}

func TestAnUnknownKeyHoldsTheName(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	b.box.Mischief().ResetAfter("CreateAccessKey", 1)
	done, err := b.IssueKey(ctx, b.by, form(), "dev", "other", "")
	if err != nil || !done.Partial {
		t.Fatalf("IssueKey with a lost answer = %+v, %v, want a partial one", done, err)
	}
	_, err = b.MoveUser(ctx, b.by, form(), "dev", porter.Move[iam.UserName]{Name: "d", Path: "/"})
	wantCode(t, "MoveUser while a key is unknown", err, fault.Conflict, fault.CodeKeyUnknown)
	if n := b.box.Mischief().Done("UpdateUser"); n != 0 {
		t.Errorf("UpdateUser was called %d times, want never", n)
	}
}
