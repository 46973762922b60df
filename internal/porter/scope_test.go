package porter_test

import (
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/seal"
)

// landscape makes users and groups in and out of the scope of scoped.
func (b *bench) landscape() {
	b.t.Helper()
	ctx := b.t.Context()
	for _, g := range []iam.GroupName{"team", "admins", "mixed"} {
		_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: g})
		check(b.t, err)
	}
	_, err := b.MoveGroup(ctx, b.by, form(), "mixed", porter.Move[iam.GroupName]{Name: "mixed", Path: "/dev/"})
	check(b.t, err)
	for _, u := range []porter.NewUser{
		{Name: "in", Path: "/dev/eu/"}, {Name: "member", Groups: []iam.GroupName{"team"}},
		{Name: "tagged", Tags: []iam.Tag{{Key: "Team", Value: "core"}}}, {Name: "out", Groups: []iam.GroupName{"admins", "mixed"}},
		{Name: "near", Path: "/development/", Tags: []iam.Tag{{Key: "team", Value: "Core"}}},
	} {
		_, err := b.CreateUser(ctx, b.by, form(), u, seal.Secret{})
		check(b.t, err)
	}
	_, err = b.IssueKey(ctx, b.by, form(), "out", "other", "")
	check(b.t, err)
	check(b.t, b.Refresh(ctx))
}

// scoped is a manager of the group team, the path /dev/ and the tag team=core.
func (b *bench) scoped(name string) desk.Actor {
	b.t.Helper()
	by := b.operator(name, desk.Manager)
	by.Operator.Scope = desk.Scope{Groups: []string{"team"}, Paths: []string{"/dev/"}, Tags: []string{"team=core"}}
	check(b.t, b.db.SetScope(b.t.Context(), by.Operator.ID, by.Operator.Scope))
	return by
}

// changes are the calls of a list that change the account.
func changes(calls []string) []string {
	return slices.DeleteFunc(calls, func(c string) bool {
		return strings.HasPrefix(c, "Get") || strings.HasPrefix(c, "List") || strings.HasPrefix(c, "Generate") || strings.HasPrefix(c, "Simulate")
	})
}

// way is one way to reach what an operator must not.
type way func(by desk.Actor) error

func (b *bench) waysOut() map[string]way {
	ctx, key := b.t.Context(), b.keys("out")[0].ID
	done := func(_ porter.Done, err error) error { return err }
	tags := func(n iam.UserName, list ...iam.Tag) way {
		u, err := b.account.User(ctx, n)
		check(b.t, err)
		return func(by desk.Actor) error {
			return done(b.SetUserTags(ctx, by, form(), n, porter.TagsEdit{Tags: list, Base: porter.TagsBase(u.Tags)}))
		}
	}
	move := func(n iam.UserName, name iam.UserName, path string) way {
		return func(by desk.Actor) error {
			return done(b.MoveUser(ctx, by, form(), n, porter.Move[iam.UserName]{Name: name, Path: path}))
		}
	}
	moveGroup := func(n, name iam.GroupName, path string) way {
		return func(by desk.Actor) error {
			return done(b.MoveGroup(ctx, by, form(), n, porter.Move[iam.GroupName]{Name: name, Path: path}))
		}
	}
	attach := []iam.ARN{"arn:aws:iam::aws:policy/ReadOnlyAccess"}
	make := func(u porter.NewUser) way {
		return func(by desk.Actor) error { return done(b.CreateUser(ctx, by, form(), u, seal.Secret{})) }
	}
	return map[string]way{
		"delete a user":                  func(by desk.Actor) error { return done(b.DeleteUser(ctx, by, form(), "out")) },
		"delete a user in other letters": func(by desk.Actor) error { return done(b.DeleteUser(ctx, by, form(), "OUT")) },
		"delete a user of a near path":   func(by desk.Actor) error { return done(b.DeleteUser(ctx, by, form(), "near")) },
		"delete a user nobody has":       func(by desk.Actor) error { return done(b.DeleteUser(ctx, by, form(), "nobody")) },
		"issue a key":                    func(by desk.Actor) error { return done(b.IssueKey(ctx, by, form(), "out", "other", "")) },
		"stop a key":                     func(by desk.Actor) error { return done(b.SetKeyActive(ctx, by, form(), "out", key, false)) },
		"delete a key":                   func(by desk.Actor) error { return done(b.DeleteKey(ctx, by, form(), "out", key)) },
		"rotate a key": func(by desk.Actor) error {
			return done(b.StartRotation(ctx, by, form(), "out", key, porter.UsualRotation()))
		},
		"give a key an end": func(by desk.Actor) error {
			return done(b.SetLifetime(ctx, by, form(), "out", key, porter.LifetimeEdit{}))
		},
		"give a console password":       func(by desk.Actor) error { return done(b.EnableConsole(ctx, by, form(), "out", seal.Secret{}, true)) },
		"attach a policy to a user":     func(by desk.Actor) error { return done(b.AttachToUser(ctx, by, form(), "out", attach)) },
		"attach a policy to a group":    func(by desk.Actor) error { return done(b.AttachToGroup(ctx, by, form(), "admins", attach)) },
		"attach to a group with others": func(by desk.Actor) error { return done(b.AttachToGroup(ctx, by, form(), "mixed", attach)) },
		"delete a group with others":    func(by desk.Actor) error { return done(b.DeleteGroup(ctx, by, form(), "mixed")) },
		"join a group that is outside": func(by desk.Actor) error {
			return done(b.JoinGroups(ctx, by, form(), "in", []iam.GroupName{"team", "admins"}))
		},
		"let others join": func(by desk.Actor) error { return done(b.JoinGroups(ctx, by, form(), "out", []iam.GroupName{"team"})) },
		"add others as members": func(by desk.Actor) error {
			return done(b.AddMembers(ctx, by, form(), "team", []iam.UserName{"in", "out"}))
		},
		"add members outside":             func(by desk.Actor) error { return done(b.AddMembers(ctx, by, form(), "admins", []iam.UserName{"in"})) },
		"remove a member outside":         func(by desk.Actor) error { return done(b.RemoveMember(ctx, by, form(), "admins", "out")) },
		"remove another's membership":     func(by desk.Actor) error { return done(b.LeaveGroup(ctx, by, form(), "out", "mixed")) },
		"move a user into the scope":      move("out", "out", "/dev/"),
		"move a user out of the scope":    move("in", "in", "/"),
		"rename a user outside":           move("out", "new", "/"),
		"rename a group out of the scope": moveGroup("team", "crew", "/"),
		"rename a group into the scope":   moveGroup("admins", "team2", "/dev/"),
		"tag a user into the scope":       tags("out", iam.Tag{Key: "team", Value: "core"}),
		"tag a user out of the scope":     tags("tagged", iam.Tag{Key: "Team", Value: "other"}),
		"make a user outside":             make(porter.NewUser{Name: "new"}),
		"make a user in a group outside":  make(porter.NewUser{Name: "new", Path: "/dev/", Groups: []iam.GroupName{"admins"}}),
		"make a user with a new group":    make(porter.NewUser{Name: "new", Path: "/dev/", NewGroups: []porter.NewGroup{{Name: "mine"}}}),
		"make a user with a document":     make(porter.NewUser{Name: "new", Path: "/dev/", Inline: []iam.InlinePolicy{{Name: "own", Document: "{}"}}}),
		"make a group":                    func(by desk.Actor) error { return done(b.CreateGroup(ctx, by, form(), porter.NewGroup{Name: "new"})) },
		"copy to a user outside":          func(by desk.Actor) error { return done(b.CopyPermissions(ctx, by, form(), "out", "member", "")) },
		"copy groups that are outside": func(by desk.Actor) error {
			plan, err := b.PlanCopy(ctx, "in", "out")
			check(b.t, err)
			return done(b.CopyPermissions(ctx, by, form(), "in", "out", plan.Base))
		},
		"write an inline policy": func(by desk.Actor) error {
			return done(b.PutUserInline(ctx, by, form(), "in", porter.InlineEdit{Name: "own", Document: "{}"}))
		},
		"set a boundary": func(by desk.Actor) error { return done(b.SetBoundary(ctx, by, form(), "in", attach[0])) },
		"write a policy": func(by desk.Actor) error {
			return done(b.CreatePolicy(ctx, by, form(), porter.NewPolicy{Name: "own", Document: "{}"}))
		},
		"set the alias":  func(by desk.Actor) error { return done(b.SetAlias(ctx, by, form(), "acme")) },
		"demand factors": func(by desk.Actor) error { return done(b.RequireMFAOfUser(ctx, by, form(), "in")) },
		"join by a job": func(by desk.Actor) error {
			_, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkJoin, Group: "admins", Users: []iam.UserName{"in"}})
			return err
		},
		"tag others by a job": func(by desk.Actor) error {
			_, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkTag, Tag: iam.Tag{Key: "team", Value: "core"}, Users: []iam.UserName{"out", "near"}})
			return err
		},
		"stop others' keys by a job": func(by desk.Actor) error {
			_, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkKeysOff, Users: []iam.UserName{"out"}})
			return err
		},
		"rotate others' keys by a job": func(by desk.Actor) error {
			_, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkRotate, Keys: []porter.KeyName{{User: "out", ID: key}}, Plan: porter.UsualRotation()})
			return err
		},
		"import users outside":        func(by desk.Actor) error { return b.importsAs(by, "user_name,path\nnew,/\n") },
		"import into a group outside": func(by desk.Actor) error { return b.importsAs(by, "user_name,path,groups\nnew,/dev/,admins\n") },
	}
}

// outOfReach is why a way ends: a job whose rows are all left out has nothing to do.
var outOfReach = []fault.Code{
	fault.CodeRole, fault.CodeScopeUser, fault.CodeScopeGroup, fault.CodeScopeMember, fault.CodeScopeAfter,
	fault.CodeNothingChosen, fault.CodeImportNothing,
}

// importsAs runs an import and returns why it does not begin.
func (b *bench) importsAs(by desk.Actor, table string) error {
	b.t.Helper()
	id, err := b.ReadImport(b.t.Context(), by, []byte(table), importWords())
	if err != nil {
		return err
	}
	im, err := b.Import(b.t.Context(), by, id)
	check(b.t, err)
	_, err = b.RunImport(b.t.Context(), by, id, im)
	return err
}

// TestNobodyReachesOutOfTheirScope tries each way as a manager with a scope: none
// succeeds, and nothing is sent that changes the account.
func TestNobodyReachesOutOfTheirScope(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.landscape()
		by := b.scoped("bo")
		stop := b.box.Mischief().Follow()
		for name, try := range b.waysOut() {
			err := try(by)
			if f := fault.Of(err); f == nil || !slices.Contains(outOfReach, f.Code) {
				t.Errorf("%s = %v, want a refusal for the scope or the role", name, err)
			}
		}
		b.WorkJobs(t.Context())
		if got := changes(stop()); len(got) > 0 {
			t.Errorf("reaching out has sent %v, want no change", got)
		}
	})
}

func TestWhatLiesInTheScopeIsAdministered(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.landscape()
	ctx, by := t.Context(), b.scoped("bo")
	done := func(_ porter.Done, err error) { t.Helper(); check(t, err) }
	for _, n := range []iam.UserName{"in", "member", "tagged"} {
		done(b.IssueKey(ctx, by, form(), n, "other", ""))
		done(b.AttachToUser(ctx, by, form(), n, []iam.ARN{"arn:aws:iam::aws:policy/ReadOnlyAccess"}))
	}
	done(b.JoinGroups(ctx, by, form(), "in", []iam.GroupName{"TEAM"}))
	done(b.CreateUser(ctx, by, form(), porter.NewUser{Name: "new", Groups: []iam.GroupName{"team"}}, seal.Secret{}))
	move := form()
	for range 2 { // the copy leads to the first result
		done(b.MoveUser(ctx, by, move, "new", porter.Move[iam.UserName]{Name: "newer", Path: "/dev/"}))
	}
	job, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkTag, Tag: iam.Tag{Key: "cost", Value: "7"}, Users: []iam.UserName{"in", "out", "tagged"}})
	check(t, err)
	b.WorkJobs(ctx)
	b.wantRows(job, desk.JobDone, desk.RowDone, desk.RowDone)
	if u, err := b.account.User(ctx, "out"); err != nil || len(u.Tags) != 0 {
		t.Errorf("out has the tags %v, %v, want none", u.Tags, err)
	}
	for n, want := range map[iam.UserName]fault.Code{"in": "", "out": fault.CodeScopeUser} {
		if f := b.BarUser(ctx, by, n); (f == nil) != (want == "") || f != nil && f.Code != want {
			t.Errorf("BarUser(%s) = %v, want %q", n, f, want)
		}
	}
}

// TestRowsOfAJobAreLookedAtWhenTheyRun: the scope is narrowed, and the operator
// demoted and disabled, after the job was begun.
func TestRowsOfAJobAreLookedAtWhenTheyRun(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]func(b *bench, by desk.Actor) error{
		"narrowed": func(b *bench, by desk.Actor) error {
			return b.db.SetScope(b.t.Context(), by.Operator.ID, desk.Scope{Paths: []string{"/ops/"}})
		},
		"demoted": func(b *bench, by desk.Actor) error {
			_, err := b.db.SetRole(b.t.Context(), by.Operator.ID, desk.Viewer)
			return err
		},
		"disabled": func(b *bench, by desk.Actor) error {
			_, err := b.db.DisableOperator(b.t.Context(), by.Operator.ID)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			b.landscape()
			ctx, by := t.Context(), b.scoped("bo")
			tag, err := b.RunSelection(ctx, by, form(), porter.Selection{Verb: desk.BulkTag, Tag: iam.Tag{Key: "cost", Value: "7"}, Users: []iam.UserName{"in"}})
			check(t, err)
			id, err := b.ReadImport(ctx, by, []byte("user_name,path\nnew,/dev/\n"), importWords())
			check(t, err)
			im, err := b.Import(ctx, by, id)
			check(t, err)
			made, err := b.RunImport(ctx, by, id, im)
			check(t, err)
			check(t, after(b, by))
			stop := b.box.Mischief().Follow()
			b.WorkJobs(ctx)
			b.wantRows(tag, desk.JobPart, desk.RowFailed)
			b.wantRows(made, desk.JobPart, desk.RowFailed)
			if got := changes(stop()); len(got) > 0 {
				t.Errorf("rows that must not run have sent %v", got)
			}
		})
	}
}
