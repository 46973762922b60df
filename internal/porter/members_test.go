package porter_test

import (
	"slices"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

func TestAUserGoesWithEverything(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		_, err := b.CreateUser(ctx, b.by, form(), administrator(), secret("Custom-Password-1"))
		check(t, err)
		_, err = b.IssueKey(ctx, b.by, form(), "Administrator", "cli", "")
		check(t, err)
		_, err = b.AttachToUser(ctx, b.by, form(), "Administrator", []iam.ARN{s3Read})
		check(t, err)
		b.box.Mischief().Throttle("DetachUserPolicy", 1)
		done, err := b.DeleteUser(ctx, b.by, form(), "Administrator")
		if err != nil || !done.Partial {
			t.Fatalf("DeleteUser that stops = %+v, %v, want a partial one", done, err)
		}
		v, err := b.Op(ctx, b.by, done.Op)
		check(t, err)
		want := []string{"UpdateAccessKey:done", "DeleteLoginProfile:done", "DeleteAccessKey:done", "DetachUserPolicy:failed", "RemoveUserFromGroup:", "DeleteUser:"}
		if !slices.Equal(states(v.Steps), want) || !v.MayContinue || v.MayUndo {
			t.Errorf("Op = %v, continue %v, undo %v, want %v and continue only", states(v.Steps), v.MayContinue, v.MayUndo, want)
		}
		_, err = b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
		check(t, err)
		_, err = b.User(ctx, "Administrator")
		wantCode(t, "User that was deleted", err, fault.NotFound, fault.CodeUserNotFound)
		_, err = b.DeleteGroup(ctx, b.by, form(), "Administrators")
		check(t, err)
		check(t, b.Refresh(ctx))
		if s := b.Snapshot(); len(s.Users)+len(s.Groups) != 0 {
			t.Errorf("users %v and groups %v are left, want none", s.Users, s.Groups)
		}
	})
}

func TestAGroupGoesWithItsMembersAndPolicies(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	b.user("ops")
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "team", Policies: []iam.ARN{s3Read, s3Full}})
	check(t, err)
	_, err = b.AddMembers(ctx, b.by, form(), "team", []iam.UserName{"dev", "ops"})
	check(t, err)
	_, err = b.DetachFromGroup(ctx, b.by, form(), "team", s3Read)
	check(t, err)
	g, err := b.Group(ctx, "team")
	check(t, err)
	if len(g.Members) != 2 || g.Group.Has(s3Read) || !g.Group.Has(s3Full) || !g.Live {
		t.Errorf("Group = %+v, want two members and one policy, live", g)
	}
	_, err = b.DeleteGroup(ctx, b.by, form(), "team")
	check(t, err)
	if u, _ := b.Snapshot().User("dev"); len(u.Groups) != 0 {
		t.Errorf("dev is still in %v", u.Groups)
	}
	_, err = b.Group(ctx, "team")
	wantCode(t, "Group that was deleted", err, fault.NotFound, fault.CodeGroupNotFound)
}

func TestSeveralAtOnceStopAtTheFirstFault(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	_, err := b.AttachToUser(ctx, b.by, form(), "dev", []iam.ARN{s3Read, missing, s3Full})
	wantCode(t, "AttachToUser with a policy that is not there", err, fault.NotFound, fault.CodePolicyNotFound)
	u, _ := b.Snapshot().User("dev")
	if !u.Has(s3Read) || u.Has(s3Full) {
		t.Errorf("dev has %v, want the one before the fault", u.Attached)
	}
	_, err = b.AttachToUser(ctx, b.by, form(), "dev", nil)
	wantCode(t, "AttachToUser with nothing", err, fault.Invalid, fault.CodeNothingChosen)
	done, err := b.DetachFromUser(ctx, b.by, form(), "dev", s3Read)
	check(t, err)
	e, ok := b.DidIt(ctx, b.by, done.Op)
	if !ok || e.Verb != desk.UserDetach || !slices.Equal(e.Detail, []string{string(s3Read)}) {
		t.Errorf("DidIt = %+v, %v, want the detached policy", e, ok)
	}
}
