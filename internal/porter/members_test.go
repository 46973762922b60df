package porter_test

import (
	"slices"
	"strconv"
	"testing"

	"keyporter/internal/account"
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

// several are the acts that add three things at once, of which the second is not
// there at first: how they begin, how it comes into being, and what there is then.
func several(b *bench) map[string]struct {
	act  func(form string) (porter.Done, error)
	mend func() error
	has  func() []string
} {
	ctx := b.t.Context()
	late := iam.ARN("arn:aws:iam::123456789012:policy/late")
	makeLate := func() error {
		_, err := b.account.CreatePolicy(ctx, account.NewPolicy{Name: "late", Document: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`})
		return err
	}
	user := func() iam.User {
		u, err := b.account.User(ctx, "dev")
		check(b.t, err)
		return u
	}
	group := func() (iam.Group, []iam.UserName) {
		g, members, err := b.account.Group(ctx, "team")
		check(b.t, err)
		return g, members
	}
	return map[string]struct {
		act  func(form string) (porter.Done, error)
		mend func() error
		has  func() []string
	}{
		"AttachToUser": {
			act: func(form string) (porter.Done, error) {
				return b.AttachToUser(ctx, b.by, form, "dev", []iam.ARN{admin, s3Read, late, s3Full})
			},
			mend: makeLate, has: func() []string { return policyNames(user().Attached) },
		},
		"AttachToGroup": {
			act: func(form string) (porter.Done, error) {
				return b.AttachToGroup(ctx, b.by, form, "team", []iam.ARN{admin, s3Read, late, s3Full})
			},
			mend: makeLate, has: func() []string { g, _ := group(); return policyNames(g.Attached) },
		},
		"JoinGroups": {
			act: func(form string) (porter.Done, error) {
				return b.JoinGroups(ctx, b.by, form, "dev", []iam.GroupName{"TEAM", "a", "late", "c"})
			},
			mend: func() error { _, err := b.account.CreateGroup(ctx, "late"); return err },
			has:  func() []string { return sorted(user().Groups) },
		},
		"AddMembers": {
			act: func(form string) (porter.Done, error) {
				return b.AddMembers(ctx, b.by, form, "team", []iam.UserName{"Dev", "a", "late", "c"})
			},
			mend: func() error { _, err := b.account.CreateUser(ctx, "late"); return err },
			has:  func() []string { _, members := group(); return sorted(members) },
		},
	}
}

func sorted[T ~string](list []T) []string {
	var names []string
	for _, s := range list {
		names = append(names, string(s))
	}
	slices.Sort(names)
	return names
}

func policyNames(list []iam.AttachedPolicy) []string {
	var names []string
	for _, a := range list {
		names = append(names, string(a.Name))
	}
	slices.Sort(names)
	return names
}

func TestSeveralAtOnceStopAndAreContinuedOrUndone(t *testing.T) {
	t.Parallel()
	for _, undo := range []bool{false, true} {
		for _, name := range []string{"AttachToUser", "AttachToGroup", "JoinGroups", "AddMembers"} {
			b := onSQLite(t)
			ctx := t.Context()
			b.user("dev")
			for _, g := range []iam.GroupName{"team", "a", "c"} {
				_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: g, Policies: []iam.ARN{admin}})
				check(t, err)
			}
			for _, u := range []iam.UserName{"a", "c"} {
				b.user(u)
			}
			_, err := b.JoinGroups(ctx, b.by, form(), "dev", []iam.GroupName{"team"})
			check(t, err)
			_, err = b.AttachToUser(ctx, b.by, form(), "dev", []iam.ARN{admin})
			check(t, err)

			one := several(b)[name]
			before := one.has()
			done, err := one.act(form())
			if err != nil || !done.Partial {
				t.Fatalf("%s that stops = %+v, %v, want a partial act", name, done, err)
			}
			v, err := b.Op(ctx, b.by, done.Op)
			check(t, err)
			if len(v.Steps) != 3 || v.Steps[0].State != porter.StepDone || v.Steps[1].State != porter.StepFailed || v.Steps[2].State != porter.StepTodo || !v.MayContinue || !v.MayUndo {
				t.Fatalf("%s stopped at %v, continue %v, undo %v: want what is new done, failed, to do, and both ways on", name, states(v.Steps), v.MayContinue, v.MayUndo)
			}
			if undo {
				_, err = b.UndoPlan(ctx, b.by, form(), done.Op)
				check(t, err)
				if got := one.has(); !slices.Equal(got, before) {
					t.Errorf("%s undone: %v, want %v as before", name, got, before)
				}
				continue
			}
			check(t, one.mend())
			more, err := b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
			if err != nil || more.Partial {
				t.Fatalf("%s continued = %+v, %v", name, more, err)
			}
			if got := one.has(); len(got) != 4 {
				t.Errorf("%s continued: %v, want all four", name, got)
			}
		}
	}
}

func TestWhatIsChosenIsAddedAndTold(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	_, err := b.AttachToUser(ctx, b.by, form(), "dev", nil)
	wantCode(t, "AttachToUser with nothing", err, fault.Invalid, fault.CodeNothingChosen)
	_, err = b.AttachToUser(ctx, b.by, form(), "dev", []iam.ARN{missing, s3Full})
	wantCode(t, "AttachToUser whose first policy is not there", err, fault.NotFound, fault.CodePolicyNotFound)
	done, err := b.AttachToUser(ctx, b.by, form(), "dev", []iam.ARN{s3Read, s3Full})
	check(t, err)
	e, ok := b.DidIt(ctx, b.by, done.Op)
	if !ok || e.Verb != desk.UserAttach || !slices.Equal(e.Detail, []string{string(s3Read), string(s3Full)}) {
		t.Errorf("DidIt = %+v, %v, want both attached policies", e, ok)
	}
	done, err = b.DetachFromUser(ctx, b.by, form(), "dev", s3Read)
	check(t, err)
	e, ok = b.DidIt(ctx, b.by, done.Op)
	if !ok || e.Verb != desk.UserDetach || !slices.Equal(e.Detail, []string{string(s3Read)}) {
		t.Errorf("DidIt = %+v, %v, want the detached policy", e, ok)
	}
}

func TestWhatWouldNotFitIsRefusedWhole(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	var groups []iam.GroupName
	for i := range 11 {
		g := iam.GroupName("team-" + strconv.Itoa(i))
		_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: g})
		check(t, err)
		groups = append(groups, g)
	}
	check(t, b.Refresh(ctx))
	_, err := b.JoinGroups(ctx, b.by, form(), "dev", groups)
	wantCode(t, "JoinGroups of eleven", err, fault.Full, fault.CodeQuota)
	if u, err := b.account.User(ctx, "dev"); err != nil || len(u.Groups) != 0 {
		t.Errorf("User = in %v, %v: want nothing done", u.Groups, err)
	}
	_, err = b.JoinGroups(ctx, b.by, form(), "dev", groups[:10])
	check(t, err)
	_, err = b.JoinGroups(ctx, b.by, form(), "dev", groups[5:10])
	check(t, err) // all there already
	_, err = b.JoinGroups(ctx, b.by, form(), "dev", groups[10:])
	wantCode(t, "JoinGroups of the eleventh", err, fault.Full, fault.CodeQuota)
}
