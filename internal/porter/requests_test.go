package porter_test

import (
	"errors"
	"sync"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// approved asks for AdministratorAccess for a user and lets a second person approve;
// it returns who asked, as who carries the request out.
func (b *bench) approved(user iam.UserName) desk.Actor {
	b.t.Helper()
	ctx := b.t.Context()
	check(b.t, b.db.SetRails(ctx, desk.Rails{Mode: desk.GuardGuarded, Paths: []string{"/"}}))
	by := b.by
	by.Reason, by.Proved = "the new lead", b.now()
	_, err := b.AttachToUser(ctx, by, form(), user, []iam.ARN{admin})
	var g *porter.Gate
	if !errors.As(err, &g) {
		b.t.Fatalf("AttachToUser in mode guarded = %v, want a gate", err)
	}
	id, err := b.Ask(ctx, by, g, porter.KeptForm{Path: "/"})
	check(b.t, err)
	boss := b.operator("boss-"+form(), desk.Approver)
	boss.Proved = b.now()
	check(b.t, b.Decide(ctx, boss, porter.Decision{Request: id, Approve: true}))
	by.Approval = id
	return by
}

func TestFiftyWhoCarryAnApprovalOutSpendItOnce(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]func(i int) string{
		"with copies of one form": func(int) string { return "0123456789abcdefghjkmnpqrs" },
		"with a form each":        func(int) string { return form() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, both := two(t)
			b.user("dev")
			by := b.approved("dev")
			var lock sync.Mutex
			begun := map[string]bool{}
			check(t, together(50, func(i int) error {
				done, err := both[i%2].AttachToUser(t.Context(), by, key(i), "dev", []iam.ARN{admin})
				if fault.Is(err, fault.CodeRequestOver) {
					return nil
				}
				lock.Lock()
				defer lock.Unlock()
				begun[done.Op] = true
				return err
			}))
			if n := b.box.Mischief().Done("AttachUserPolicy"); n != 1 || len(begun) != 1 {
				t.Errorf("50 who carry out %s made %d calls and %d operations, want 1 and 1", name, n, len(begun))
			}
		})
	}
}

// TestAnOldCopyBringsNoApprovalBack restores a database in which an approval was not
// used up yet.
func TestAnOldCopyBringsNoApprovalBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		by := b.approved("dev")
		check(t, b.db.BeginRecovery(t.Context(), desk.Recovery{ID: form(), Began: b.now()}, desk.Entry{At: b.now(), Verb: desk.RecoveryBegin}))
		_, err := b.AttachToUser(t.Context(), by, form(), "dev", []iam.ARN{admin})
		wantCode(t, "AttachToUser by an approval of an old copy", err, fault.Conflict, fault.CodeRequestOver)
		if v, err := b.Request(t.Context(), by, by.Approval); err != nil || v.State != desk.RequestVoid || v.Form != nil {
			t.Errorf("Request after a recovery = %s, form %v, %v, want void and no form", v.State, v.Form, err)
		}
		if n := b.box.Mischief().Done("AttachUserPolicy"); n != 0 {
			t.Errorf("an approval of an old copy sent %d calls, want 0", n)
		}
	})
}

// TestAJobNeedsAnApprovalOfItsOwn lets many join a powerful group at once.
func TestAJobNeedsAnApprovalOfItsOwn(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	b.user("ops")
	check(t, b.account.AttachGroupPolicy(ctx, b.group("admins"), admin))
	check(t, b.Refresh(ctx))
	check(t, b.db.SetRails(ctx, desk.Rails{Mode: desk.GuardGuarded, Paths: []string{"/"}}))
	by := b.by
	by.Reason, by.Proved = "an outage", b.now()
	s := porter.Selection{Verb: desk.BulkJoin, Users: []iam.UserName{"dev", "ops"}, Group: "admins", List: "/users"}
	id, err := b.NewSelection(ctx, by, s)
	check(t, err)
	_, err = b.RunSelection(ctx, by, id, s)
	var g *porter.Gate
	if !errors.As(err, &g) {
		t.Fatalf("RunSelection in mode guarded = %v, want a gate", err)
	}
	by.Approval, err = b.Ask(ctx, by, g, porter.KeptForm{Path: "/"})
	check(t, err)
	boss := b.operator("boss", desk.Approver)
	boss.Proved = b.now()
	check(t, b.Decide(ctx, boss, porter.Decision{Request: by.Approval, Approve: true}))
	b.later(desk.DraftLife - 1) // the draft is kept as long as the request waits
	if _, err := b.Selection(ctx, by, id); err != nil {
		t.Errorf("Selection of a request after a day = %v, want it to be there", err)
	}
	b.shift.Store(0)
	job, err := b.RunSelection(ctx, by, id, s)
	check(t, err)
	b.WorkJobs(ctx)
	if v, err := b.Request(ctx, by, by.Approval); err != nil || v.State != desk.RequestDone || v.Op != job || !v.Job {
		t.Errorf("Request = %s of %q, %v, want done by job %s", v.State, v.Op, err, job)
	}
	if n := b.box.Mischief().Done("AddUserToGroup"); n != 2 {
		t.Errorf("the job called AddUserToGroup %d times, want 2", n)
	}
}

// group makes an IAM group.
func (b *bench) group(name iam.GroupName) iam.GroupName {
	b.t.Helper()
	_, err := b.account.CreateGroup(b.t.Context(), name)
	check(b.t, err)
	return name
}
