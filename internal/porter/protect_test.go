package porter_test

import (
	"slices"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/seal"
)

const someDocument = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`

// holding makes a user who is a member of a group and has a policy by each way.
func (b *bench) holding(n iam.UserName, tags ...iam.Tag) (g iam.GroupName, direct, byGroup iam.ARN) {
	b.t.Helper()
	ctx := b.t.Context()
	g = iam.GroupName(n + "-group")
	for _, name := range []iam.PolicyName{"direct", "by-group"} {
		_, err := b.CreatePolicy(ctx, b.by, form(), porter.NewPolicy{Name: iam.PolicyName(n) + "-" + name, Document: someDocument})
		check(b.t, err)
	}
	direct, byGroup = iam.ARN("arn:aws:iam::123456789012:policy/"+n+"-direct"), iam.ARN("arn:aws:iam::123456789012:policy/"+n+"-by-group")
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: g, Policies: []iam.ARN{byGroup}})
	check(b.t, err)
	_, err = b.CreateUser(ctx, b.by, form(), porter.NewUser{Name: n, Tags: tags, Groups: []iam.GroupName{g}, Policies: []iam.ARN{direct}}, seal.Secret{})
	check(b.t, err)
	check(b.t, b.Refresh(ctx))
	return g, direct, byGroup
}

// bearing are the acts that change what a user may do, or who can act as it.
func (b *bench) bearing(n iam.UserName, g iam.GroupName, direct, byGroup iam.ARN) map[string]way {
	ctx := b.t.Context()
	done := func(_ porter.Done, err error) error { return err }
	attach := []iam.ARN{"arn:aws:iam::aws:policy/ReadOnlyAccess"}
	other := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`
	return map[string]way{
		"attach to it":        func(by desk.Actor) error { return done(b.AttachToUser(ctx, by, form(), n, attach)) },
		"attach to its group": func(by desk.Actor) error { return done(b.AttachToGroup(ctx, by, form(), g, attach)) },
		"let it join a group": func(by desk.Actor) error { return done(b.JoinGroups(ctx, by, form(), n, []iam.GroupName{"other"})) },
		"add it as a member":  func(by desk.Actor) error { return done(b.AddMembers(ctx, by, form(), "other", []iam.UserName{n})) },
		"give it a password":  func(by desk.Actor) error { return done(b.EnableConsole(ctx, by, form(), n, seal.Secret{}, true)) },
		"write into it": func(by desk.Actor) error {
			return done(b.PutUserInline(ctx, by, form(), n, porter.InlineEdit{Name: "own", Document: other}))
		},
		"write into its group": func(by desk.Actor) error {
			return done(b.PutGroupInline(ctx, by, form(), g, porter.InlineEdit{Name: "own", Document: other}))
		},
		"take a boundary": func(by desk.Actor) error { return done(b.SetBoundary(ctx, by, form(), n, "")) },
		"rename it": func(by desk.Actor) error {
			return done(b.MoveUser(ctx, by, form(), n, porter.Move[iam.UserName]{Name: "x", Path: "/"}))
		},
		"delete it":             func(by desk.Actor) error { return done(b.DeleteUser(ctx, by, form(), n)) },
		"delete its group":      func(by desk.Actor) error { return done(b.DeleteGroup(ctx, by, form(), g)) },
		"detach from its group": func(by desk.Actor) error { return done(b.DetachFromGroup(ctx, by, form(), g, byGroup)) },
		"edit its policy": func(by desk.Actor) error {
			return done(b.SavePolicy(ctx, by, form(), porter.PolicyEdit{ARN: direct, Document: other}))
		},
		"edit a policy of its group": func(by desk.Actor) error {
			return done(b.SavePolicy(ctx, by, form(), porter.PolicyEdit{ARN: byGroup, Document: other}))
		},
		"set a version of its policy": func(by desk.Actor) error { return done(b.SetPolicyVersion(ctx, by, form(), direct, "v1")) },
		"delete its policy":           func(by desk.Actor) error { return done(b.DeletePolicy(ctx, by, form(), direct)) },
	}
}

// refusesAll fails the test unless each way ends with the code, and nothing was
// sent that changes the account.
func (b *bench) refusesAll(ways map[string]way, by desk.Actor, code fault.Code) {
	b.t.Helper()
	stop := b.box.Mischief().Follow()
	for name, try := range ways {
		wantCode(b.t, name, try(by), fault.Denied, code)
	}
	if got := changes(stop()); len(got) > 0 {
		b.t.Errorf("what was refused has sent %v", got)
	}
}

func TestWhoHasTheTagIsNotChanged(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.operator("bo", desk.Admin)
	g, direct, byGroup := b.holding("root-ops", iam.Tag{Key: "Keyporter-Protected", Value: "no"})
	ways := b.bearing("root-ops", g, direct, byGroup)
	ways["issue a key"] = func(by desk.Actor) error {
		_, err := b.IssueKey(t.Context(), by, form(), "root-ops", "other", "")
		return err
	}
	ways["untag it"] = func(by desk.Actor) error {
		u, err := b.account.User(t.Context(), "root-ops")
		check(t, err)
		_, err = b.SetUserTags(t.Context(), by, form(), "root-ops", porter.TagsEdit{Base: porter.TagsBase(u.Tags)})
		return err
	}
	b.refusesAll(ways, b.by, fault.CodeProtected)
}

func TestNobodyActsOnTheirOwnUser(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	g, direct, byGroup := b.holding("kim")
	u, err := b.account.User(t.Context(), "kim")
	check(t, err)
	second := b.operator("second account", desk.Admin)
	for _, by := range []*desk.Actor{&b.by, &second} {
		by.Operator.IAMUser, by.Operator.IAMID = "kim", u.ID
		check(t, b.db.LinkOperator(t.Context(), by.Operator.ID, "kim", u.ID))
		b.refusesAll(b.bearing("kim", g, direct, byGroup), *by, fault.CodeOwnUser)
	}
	renamed := b.operator("bo", desk.Admin)
	_, err = b.MoveUser(t.Context(), renamed, form(), "kim", porter.Move[iam.UserName]{Name: "kim2", Path: "/"})
	check(t, err)
	_, err = b.DeleteUser(t.Context(), b.by, form(), "kim2")
	wantCode(t, "DeleteUser of the own user under a new name", err, fault.Denied, fault.CodeOwnUser)
	_, err = b.IssueKey(t.Context(), b.by, form(), "kim2", "other", "")
	if err != nil {
		t.Errorf("IssueKey of the own user = %v, want a key", err)
	}
}

// TestNoRoleClimbs tries every act on the own user, and every way out of a scope, as
// each role that is less than an admin, linked to an IAM user.
func TestNoRoleClimbs(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.landscape()
	g, direct, byGroup := b.holding("kim")
	u, err := b.account.User(t.Context(), "kim")
	check(t, err)
	ways := b.waysOut()
	for name, try := range b.bearing("kim", g, direct, byGroup) {
		ways[name+" (own)"] = try
	}
	why := append([]fault.Code{fault.CodeOwnUser}, outOfReach...)
	stop := b.box.Mischief().Follow()
	for _, by := range []desk.Actor{b.operator("vi", desk.Viewer), b.operator("au", desk.Auditor), b.operator("ap", desk.Approver), b.scoped("ma")} {
		by.Operator.IAMUser, by.Operator.IAMID = "kim", u.ID
		check(t, b.db.LinkOperator(t.Context(), by.Operator.ID, "kim", u.ID))
		for name, try := range ways {
			if f := fault.Of(try(by)); f == nil || !slices.Contains(why, f.Code) {
				t.Errorf("%s by a %s = %v, want a refusal", name, by.Operator.Role, f)
			}
		}
	}
	b.WorkJobs(t.Context())
	if got := changes(stop()); len(got) > 0 {
		t.Errorf("climbing has sent %v, want no change", got)
	}
	if len(ways) < 50 {
		t.Errorf("%d ways were tried, want more", len(ways))
	}
}

func TestATeamOfOneMayChangeItsOwnUser(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	g, _, _ := b.holding("kim")
	u, err := b.account.User(t.Context(), "kim")
	check(t, err)
	by := b.by
	by.Operator.IAMUser, by.Operator.IAMID = "kim", u.ID
	_, err = b.LeaveGroup(t.Context(), by, form(), "kim", g)
	check(t, err)
}

// TestKeyporterDoesNotChangeWhatItRunsAs: the identity of the process is an IAM
// user of the account.
func TestKeyporterDoesNotChangeWhatItRunsAs(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	g, direct, byGroup := b.holding("keyporter")
	_, err := b.AttachToUser(t.Context(), b.by, form(), "keyporter", []iam.ARN{"arn:aws:iam::aws:policy/AdministratorAccess"})
	check(t, err)
	key, err := b.account.CreateAccessKey(t.Context(), "keyporter")
	check(t, err)
	acc, err := account.New(t.Context(), account.Options{IAMEndpoint: b.aws.URL, Region: "ap-northeast-2", KeyID: string(key.ID), Secret: key.Secret})
	check(t, err)
	b.Porter = b.restart(acc)
	check(t, b.Refresh(t.Context()))
	ways := b.bearing("keyporter", g, direct, byGroup)
	ways["stop its key"] = func(by desk.Actor) error {
		_, err := b.SetKeyActive(t.Context(), by, form(), "keyporter", key.ID, false)
		return err
	}
	b.refusesAll(ways, b.by, fault.CodeProtectedOwn)
}

// TestSelfServiceIsKeysOfOnesOwnAndNothingElse tries every way of a scope and every
// act on the own user as a linked viewer.
func TestSelfServiceIsKeysOfOnesOwnAndNothingElse(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.landscape()
	g, direct, byGroup := b.holding("kim")
	u, err := b.account.User(t.Context(), "kim")
	check(t, err)
	ctx, by := t.Context(), b.operator("kim", desk.Viewer)
	by.Operator.IAMUser, by.Operator.IAMID = "kim", u.ID
	check(t, b.db.LinkOperator(ctx, by.Operator.ID, "kim", u.ID))
	stop := b.box.Mischief().Follow()
	ways := b.waysOut()
	for name, try := range b.bearing("kim", g, direct, byGroup) {
		ways[name+" (own)"] = try
	}
	for name, try := range ways {
		if f := fault.Of(try(by)); f == nil || f.Code != fault.CodeRole && f.Code != fault.CodeImportNothing && f.Code != fault.CodeNothingChosen {
			t.Errorf("%s by a linked viewer = %v, want a refusal", name, f)
		}
	}
	if got := changes(stop()); len(got) > 0 {
		t.Errorf("a linked viewer has sent %v", got)
	}
	issued, err := b.IssueKey(ctx, by, form(), "kim", "other", "")
	check(t, err)
	_, secret, err := b.OpenTicket(ctx, by, issued.Ticket)
	if err != nil || secret.KeyID == "" {
		t.Fatalf("OpenTicket of the own key = %v, %v", secret.KeyID, err)
	}
	check(t, b.SavedTicket(ctx, by, issued.Ticket))
	id := b.keys("kim")[0].ID
	_, err = b.DeleteKey(ctx, by, form(), "kim", id)
	wantCode(t, "DeleteKey of the own key", err, fault.Denied, fault.CodeRole)
	rotation, err := b.StartRotation(ctx, by, form(), "KIM", id, porter.UsualRotation())
	check(t, err)
	if rotation.Ticket == "" {
		t.Errorf("StartRotation of the own key = %+v, want a ticket", rotation)
	}
	_, err = b.CancelRotation(ctx, by, form(), rotation.Op)
	check(t, err)
	_, err = b.SetKeyActive(ctx, by, form(), "kim", id, false)
	check(t, err)
	unlinked := by
	unlinked.Operator.IAMUser, unlinked.Operator.IAMID = "", ""
	stranger := by
	stranger.Operator.IAMID = "AIDAOTHER" // a user of that name who is another
	for _, by := range []desk.Actor{unlinked, stranger, b.operator("au", desk.Auditor), b.operator("ap", desk.Approver)} {
		_, err = b.IssueKey(ctx, by, form(), "kim", "other", "")
		wantCode(t, "IssueKey by "+by.Operator.Name, err, fault.Denied, fault.CodeRole)
	}
}

func TestInReadOnlyModeNothingIsChanged(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.landscape()
	b.Porter = porter.New(b.options(b.account, true))
	t.Cleanup(b.Porter.Close)
	check(t, b.Refresh(t.Context()))
	stop := b.box.Mischief().Follow()
	ways := b.waysOut()
	for name, try := range ways {
		if f := fault.Of(try(b.by)); f == nil || !slices.Contains([]fault.Code{fault.CodeReadOnly, fault.CodeImportNothing}, f.Code) {
			t.Errorf("%s in read-only mode = %v, want a refusal", name, f)
		}
	}
	if got := changes(stop()); len(got) > 0 || len(ways) < 20 {
		t.Errorf("in read-only mode %d ways have sent %v, want nothing", len(ways), got)
	}
}
