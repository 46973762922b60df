package porter_test

import (
	"slices"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// administrator is the story's first user.
func administrator() porter.NewUser {
	return porter.NewUser{
		Name: "Administrator", Console: true, Custom: true,
		NewGroups: []porter.NewGroup{{Name: "Administrators", Policies: []iam.ARN{admin}}},
	}
}

func states(steps []porter.Step) []string {
	var list []string
	for _, s := range steps {
		list = append(list, s.Call+":"+string(s.State))
	}
	return list
}

func TestTheStorysUsersAreMade(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		key := form()
		done, err := b.CreateUser(ctx, b.by, key, administrator(), secret("Custom-Password-1"))
		check(t, err)
		again, err := b.CreateUser(ctx, b.by, key, administrator(), secret("Custom-Password-1"))
		if err != nil || again != done {
			t.Errorf("CreateUser again = %+v, %v, want %+v", again, err, done)
		}
		_, c, err := b.OpenTicket(ctx, b.by, done.Ticket)
		check(t, err)
		if c.User != "Administrator" || c.Password.Reveal() != "Custom-Password-1" || c.SignInURL == "" {
			t.Errorf("the ticket is of %q at %q, want Administrator with the password and an address", c.User, c.SignInURL)
		}
		v, err := b.User(ctx, "Administrator")
		check(t, err)
		want := porter.Origin{Policy: iam.AttachedPolicy{Name: "AdministratorAccess", ARN: admin}, Group: "Administrators"}
		if !slices.Contains(v.Origins, want) || v.Login == nil || v.Login.ResetRequired {
			t.Errorf("User = origins %v, login %+v, want the group's policy and a login", v.Origins, v.Login)
		}
		_, err = b.CreateUser(ctx, b.by, form(), porter.NewUser{Name: "dev", Policies: []iam.ARN{s3Full}}, secret(""))
		check(t, err)
		u, ok := b.Snapshot().User("DEV")
		if !ok || !u.Has(s3Full) {
			t.Errorf("Snapshot has %+v (%v), want dev with its policy at once", u, ok)
		}
		if got := b.Snapshot().Members("administrators"); !slices.Equal(got, []iam.UserName{"Administrator"}) {
			t.Errorf("Members = %v, want Administrator at once", got)
		}
		before := len(b.Snapshot().Users)
		check(t, b.Refresh(ctx))
		if s := b.Snapshot(); len(s.Users) != before || s.Problem != nil || !s.Complete {
			t.Errorf("Refresh = %d users, problem %v, complete %v, want %d, none, true", len(s.Users), s.Problem, s.Complete, before)
		}
		list := b.Checklist(ctx)
		if !list.Admin || !list.Developer || list.Key || list.KeyUser != "dev" {
			t.Errorf("Checklist = %+v, want an admin and a developer, dev, without a key", list)
		}
	})
}

func TestMistakesAreFoundBeforeAnythingIsMade(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "team"})
	check(t, err)
	b.user("Dev")
	many := make([]iam.ARN, 11)
	for i := range many {
		many[i] = s3Read
	}
	cases := []struct {
		name  string
		user  porter.NewUser
		field string
		code  fault.Code
	}{
		{"a name that differs in case only", porter.NewUser{Name: "dEV"}, "name", fault.CodeUserTaken},
		{"no name", porter.NewUser{}, "name", fault.CodeRequired},
		{"a name with a space", porter.NewUser{Name: "a b"}, "name", fault.CodeUserName},
		{"a group that is there", porter.NewUser{Name: "x", NewGroups: []porter.NewGroup{{Name: "TEAM"}}}, "new_groups", fault.CodeGroupTaken},
		{"a group twice", porter.NewUser{Name: "x", NewGroups: []porter.NewGroup{{Name: "n"}, {Name: "N"}}}, "new_groups", fault.CodeGroupTaken},
		{"a group that is not there", porter.NewUser{Name: "x", Groups: []iam.GroupName{"none"}}, "groups", fault.CodeGroupNotFound},
		{"a policy that is not there", porter.NewUser{Name: "x", Policies: []iam.ARN{missing}}, "policies", fault.CodePolicyNotFound},
		{"eleven policies", porter.NewUser{Name: "x", Policies: many}, "policies", fault.CodeQuota},
		{"no custom password", porter.NewUser{Name: "x", Console: true, Custom: true}, "password", fault.CodeRequired},
	}
	for _, c := range cases {
		_, err := b.CreateUser(ctx, b.by, form(), c.user, secret(""))
		f := fault.Of(err)
		if f == nil || f.Field != c.field || f.Code != c.code {
			t.Errorf("CreateUser with %s = %v, want %s in field %s", c.name, err, c.code, c.field)
		}
	}
	if got := b.box.Mischief().Done("CreateUser"); got != 1 {
		t.Errorf("CreateUser was called %d times, want 1", got)
	}
}

func TestADraftCanBeSentAgainAfterARefusal(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	draft, err := b.NewDraft(ctx, b.by)
	check(t, err)
	u := porter.NewUser{Name: "dev"}
	check(t, b.SaveDraft(ctx, b.by, draft, u))
	if got, err := b.Draft(ctx, b.by, draft); err != nil || got.Name != "dev" {
		t.Errorf("Draft = %+v, %v, want what was saved", got, err)
	}
	_, err = b.Draft(ctx, b.operator("bo", desk.Admin), draft)
	wantCode(t, "Draft of another operator", err, fault.NotFound, fault.CodeDraftNotFound)
	_, err = b.account.CreateUser(ctx, "dev") // behind the snapshot's back
	check(t, err)
	_, err = b.CreateUser(ctx, b.by, draft, u, secret(""))
	wantCode(t, "CreateUser of a name that is taken", err, fault.Conflict, fault.CodeUserTaken)
	u.Name = "dev2"
	_, err = b.CreateUser(ctx, b.by, draft, u, secret(""))
	check(t, err)
	u.Name = "dev3"
	_, err = b.CreateUser(ctx, b.by, draft, u, secret(""))
	wantCode(t, "CreateUser of a draft that is done", err, fault.Conflict, fault.CodeFormReused)
	b.later(desk.DraftLife)
	_, err = b.Draft(ctx, b.by, draft)
	wantCode(t, "Draft after a day", err, fault.NotFound, fault.CodeDraftNotFound)
}

func TestAStoppedPlanIsContinued(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		b.box.Mischief().Throttle("AddUserToGroup", 1)
		done, err := b.CreateUser(ctx, b.by, form(), administrator(), secret("Custom-Password-1"))
		if err != nil || !done.Partial || done.Ticket != "" {
			t.Fatalf("CreateUser that stops = %+v, %v, want a partial one", done, err)
		}
		v, err := b.Op(ctx, b.by, done.Op)
		check(t, err)
		want := []string{"CreateGroup:done", "AttachGroupPolicy:done", "CreateUser:done", "AddUserToGroup:failed", "CreateLoginProfile:"}
		if !slices.Equal(states(v.Steps), want) || !v.MayContinue || !v.MayUndo || !v.Custom || v.Fault == nil {
			t.Errorf("Op = %v, continue %v, undo %v, custom %v, fault %v, want %v", states(v.Steps), v.MayContinue, v.MayUndo, v.Custom, v.Fault, want)
		}
		_, err = b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
		wantCode(t, "ContinuePlan without the password", err, fault.Invalid, fault.CodeRequired)
		key := form()
		more, err := b.ContinuePlan(ctx, b.by, key, done.Op, secret("Custom-Password-2"))
		if err != nil || more.Ticket == "" || more.Partial {
			t.Fatalf("ContinuePlan = %+v, %v, want a ticket", more, err)
		}
		if again, err := b.ContinuePlan(ctx, b.by, key, done.Op, secret("Custom-Password-2")); err != nil || again != more {
			t.Errorf("ContinuePlan again = %+v, %v, want %+v", again, err, more)
		}
		_, err = b.UndoPlan(ctx, b.by, form(), done.Op)
		wantCode(t, "UndoPlan of a plan that went on", err, fault.Conflict, fault.CodeActNotOpen)
		if got := b.box.Mischief().Done("CreateUser"); got != 1 {
			t.Errorf("CreateUser was carried out %d times, want 1", got)
		}
	})
}

func TestAStoppedPlanIsUndone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "team", Policies: []iam.ARN{s3Read}})
		check(t, err)
		u := administrator()
		u.Groups = []iam.GroupName{"team"}
		b.box.Mischief().Throttle("CreateLoginProfile", 1)
		done, err := b.CreateUser(ctx, b.by, form(), u, secret("Custom-Password-1"))
		if err != nil || !done.Partial {
			t.Fatalf("CreateUser that stops = %+v, %v, want a partial one", done, err)
		}
		b.box.Mischief().Throttle("DeleteUser", 1)
		half, err := b.UndoPlan(ctx, b.by, form(), done.Op)
		if err != nil || !half.Partial {
			t.Fatalf("UndoPlan that stops = %+v, %v, want a partial one", half, err)
		}
		v, err := b.Op(ctx, b.by, half.Op)
		check(t, err)
		if v.MayContinue || !v.MayUndo {
			t.Errorf("Op of a stopped undo: continue %v, undo %v, want undo only", v.MayContinue, v.MayUndo)
		}
		_, err = b.UndoPlan(ctx, b.by, form(), half.Op)
		check(t, err)
		check(t, b.Refresh(ctx))
		s := b.Snapshot()
		if len(s.Users) != 0 || len(s.Groups) != 1 || s.Groups[0].Name != "team" {
			t.Errorf("after UndoPlan there are users %v and groups %v, want the group team only", s.Users, s.Groups)
		}
	})
}

func TestALostStepIsNotDoneTwice(t *testing.T) {
	t.Parallel()
	for _, call := range []string{"CreateGroup", "CreateUser", "AttachGroupPolicy", "AddUserToGroup", "CreateLoginProfile"} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			ctx := t.Context()
			u := administrator()
			u.Custom = false
			b.box.Mischief().ResetAfter(call, 1)
			done, err := b.CreateUser(ctx, b.by, form(), u, secret(""))
			if err != nil || !done.Partial {
				t.Fatalf("CreateUser with a lost answer = %+v, %v, want a partial one", done, err)
			}
			v, err := b.Op(ctx, b.by, done.Op)
			check(t, err)
			if v.Op.State != desk.OpUnknown || !slices.Contains(states(v.Steps), call+":unknown") {
				t.Errorf("Op = %s, %v, want the step as unknown", v.Op.State, states(v.Steps))
			}
			more, err := b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
			if err != nil || more.Ticket == "" {
				t.Fatalf("ContinuePlan = %+v, %v, want a ticket", more, err)
			}
			s := b.Snapshot()
			if _, ok := s.User("Administrator"); !ok || s.MemberCount("Administrators") != 1 {
				t.Errorf("Snapshot has users %v and %d members, want Administrator as one", s.Users, s.MemberCount("Administrators"))
			}
		})
	}
}

func TestALostStepOfSomebodyElseIsLeftAlone(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	_, err := b.account.CreateUser(ctx, "Administrator") // another's, before
	check(t, err)
	b.later(10 * time.Minute)
	b.by.Proved = b.now()
	done, err := b.CreateUser(ctx, b.by, form(), administrator(), secret("Custom-Password-1"))
	if err != nil || !done.Partial {
		t.Fatalf("CreateUser of a name that is taken, after its group = %+v, %v, want a partial one", done, err)
	}
	if _, err := b.UndoPlan(ctx, b.by, form(), done.Op); err != nil {
		t.Fatalf("UndoPlan = %v", err)
	}
	if _, err := b.account.User(ctx, "Administrator"); err != nil {
		t.Errorf("User = %v, want another's user left alone", err)
	}
	b.box.Mischief().ResetAfter("CreateUser", 1)
	done, err = b.CreateUser(ctx, b.by, form(), porter.NewUser{Name: "dev"}, secret(""))
	if err != nil || !done.Partial {
		t.Fatalf("CreateUser with a lost answer = %+v, %v, want a partial one", done, err)
	}
	_, err = b.UndoPlan(ctx, b.by, form(), done.Op)
	check(t, err)
	if _, err := b.account.User(ctx, "dev"); err != nil { // by AWS's clock ten minutes older than the plan
		t.Errorf("User = %v, want a user that is older than the plan left alone", err)
	}
}
