package porter_test

import (
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

// reading is a document that lets one bucket be listed.
func reading(bucket string) string {
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::` + bucket + `"}]}`
}

// policy makes a customer managed policy and returns its ARN.
func (b *bench) policy(name iam.PolicyName) iam.ARN {
	b.t.Helper()
	done, err := b.CreatePolicy(b.t.Context(), b.by, form(), porter.NewPolicy{Name: name, Document: reading("logs")})
	check(b.t, err)
	return done.Policy
}

func TestAPolicyIsMadeOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, key := t.Context(), form()
		n := porter.NewPolicy{Name: "logs-read", Path: "/team/", Description: "About <b>", Document: reading("logs")}
		done, err := b.CreatePolicy(ctx, b.by, key, n)
		check(t, err)
		again, err := b.CreatePolicy(ctx, b.by, key, n)
		if err != nil || again.Policy != done.Policy || done.Policy != "arn:aws:iam::123456789012:policy/team/logs-read" {
			t.Errorf("CreatePolicy by a copy of the form = %+v, %v, want %s", again, err, done.Policy)
		}
		n.Document = reading("other")
		_, err = b.CreatePolicy(ctx, b.by, key, n)
		wantCode(t, "CreatePolicy with the same key and another document", err, fault.Conflict, fault.CodeFormReused)
		_, err = b.CreatePolicy(ctx, b.by, form(), porter.NewPolicy{Name: "LOGS-read", Document: n.Document})
		wantCode(t, "CreatePolicy of a name that is taken", err, fault.Conflict, fault.CodePolicyTaken)
		if got := b.box.Mischief().Done("CreatePolicy"); got != 1 {
			t.Errorf("CreatePolicy was carried out %d times, want once", got)
		}
		known, ok := b.Snapshot().Policy(done.Policy)
		if !ok || known.Document != reading("logs") || known.Description != "About <b>" {
			t.Errorf("the snapshot has %+v, %v, want the policy at once", known, ok)
		}
		if !b.audited(desk.PolicyCreate, desk.Ended) {
			t.Error("the audit log does not have the policy")
		}
	})
}

func TestARefusedDocumentNeverReachesAWS(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.user("dev")
	for name, document := range map[string]string{
		"no JSON": "{\n  nonsense", "nothing": " \n", "typographic quotes": `{“Version”: 1}`,
		"a principal":    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}`,
		"an old version": `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`,
	} {
		_, err := b.CreatePolicy(t.Context(), b.by, form(), porter.NewPolicy{Name: "p", Document: document})
		if f := fault.Of(err); f == nil || f.Kind != fault.Invalid || f.Field != "document" {
			t.Errorf("CreatePolicy with %s = %v, want a fault of the document", name, err)
		}
	}
	_, err := b.PutUserInline(t.Context(), b.by, form(), "dev", porter.InlineEdit{Name: "in", Document: "[]", New: true})
	wantCode(t, "PutUserInline of a list", err, fault.Invalid, fault.CodePolicyDocument)
	if got := b.box.Mischief().Done("CreatePolicy") + b.box.Mischief().Done("PutUserPolicy"); got != 0 || b.audited(desk.PolicyCreate, desk.Begun) {
		t.Errorf("AWS was called %d times with a refused document, want never, and nothing begun", got)
	}
}

func TestInlinePoliciesOfUsersAndGroups(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "team"})
	check(t, err)
	first := porter.InlineEdit{Name: "logs", Document: reading("logs"), New: true}
	_, err = b.PutUserInline(ctx, b.by, form(), "dev", first)
	check(t, err)
	_, err = b.PutGroupInline(ctx, b.by, form(), "team", first)
	check(t, err)
	_, err = b.PutUserInline(ctx, b.by, form(), "dev", porter.InlineEdit{Name: "LOGS", Document: reading("x"), New: true})
	wantCode(t, "PutUserInline, new, of a name that is there", err, fault.Conflict, fault.CodeInlineTaken)
	_, err = b.PutUserInline(ctx, b.by, form(), "dev", porter.InlineEdit{Name: "logs", Document: reading("other")})
	check(t, err)
	u, _ := b.Snapshot().User("dev")
	g, _ := b.Snapshot().Group("team")
	if len(u.Inline) != 1 || u.Inline[0].Document != reading("other") || len(g.Inline) != 1 {
		t.Errorf("the snapshot has %v and %v, want one policy each, the user's as edited", u.Inline, g.Inline)
	}
	if v, err := b.UserInline(ctx, "dev", "logs"); err != nil || !v.Live || v.Policy.Document != reading("other") {
		t.Errorf("UserInline = %+v, %v, want the edited document", v, err)
	}
	_, err = b.DeleteGroupInline(ctx, b.by, form(), "team", "logs")
	check(t, err)
	_, err = b.GroupInline(ctx, "team", "logs")
	wantCode(t, "GroupInline, deleted", err, fault.NotFound, fault.CodePolicyNotFound)
	_, err = b.DeleteUserInline(ctx, b.by, form(), "dev", "logs")
	check(t, err)
	if u, _ := b.Snapshot().User("dev"); len(u.Inline) != 0 {
		t.Errorf("after DeleteUserInline the snapshot has %v", u.Inline)
	}
}

func TestAnAttachedPolicyIsNotDeleted(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	arn := b.policy("logs-read")
	_, err := b.AttachToUser(ctx, b.by, form(), "dev", []iam.ARN{arn})
	check(t, err)
	_, err = b.DeletePolicy(ctx, b.by, form(), arn)
	wantCode(t, "DeletePolicy that is attached", err, fault.Conflict, fault.CodePolicyAttached)
	_, err = b.DeletePolicy(ctx, b.by, form(), s3Full)
	wantCode(t, "DeletePolicy of AWS's", err, fault.Conflict, fault.CodePolicyNotOwn)
	_, err = b.DetachFromUser(ctx, b.by, form(), "dev", arn)
	check(t, err)
	_, err = b.DeletePolicy(ctx, b.by, form(), arn)
	check(t, err)
	if _, there := b.Snapshot().Policy(arn); there {
		t.Error("a deleted policy is still in the snapshot")
	}
	_, err = b.Policy(ctx, arn)
	wantCode(t, "Policy, deleted", err, fault.NotFound, fault.CodePolicyNotFound)
}

// save makes a new version and returns the operation.
func (b *bench) save(arn iam.ARN, bucket string) porter.Done {
	b.t.Helper()
	known, _ := b.Snapshot().Policy(arn)
	e := porter.PolicyEdit{ARN: arn, Document: reading(bucket), Base: known.DefaultVersion}
	_, drop, err := b.PlanPolicyEdit(b.t.Context(), e)
	check(b.t, err)
	e.Drop = drop
	done, err := b.SavePolicy(b.t.Context(), b.by, form(), e)
	check(b.t, err)
	return done
}

func (b *bench) versions(arn iam.ARN) string {
	b.t.Helper()
	list, err := b.account.PolicyVersions(b.t.Context(), arn)
	check(b.t, err)
	var ids []string
	for _, v := range list {
		if v.Default {
			v.ID += "*"
		}
		ids = append(ids, v.ID)
	}
	return strings.Join(ids, " ")
}

func TestAnEditIsANewVersion(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		arn := b.policy("logs")
		for _, bucket := range []string{"bbb", "ccc", "ddd", "eee", "fff"} {
			b.save(arn, bucket)
		}
		if got, want := b.versions(arn), "v6* v5 v4 v3 v2"; got != want {
			t.Errorf("after five edits there are %s, want %s", got, want)
		}
		known, _ := b.Snapshot().Policy(arn)
		if known.DefaultVersion != "v6" || known.Document != reading("fff") {
			t.Errorf("the snapshot has %+v, want the last edit at once", known)
		}
		_, err := b.SavePolicy(ctx, b.by, form(), porter.PolicyEdit{ARN: arn, Document: reading("ggg"), Base: "v5", Drop: "v2"})
		wantCode(t, "SavePolicy of an edit of another version", err, fault.Conflict, fault.CodePolicyChanged)
		_, err = b.SavePolicy(ctx, b.by, form(), porter.PolicyEdit{ARN: arn, Document: reading("ggg"), Base: "v6", Drop: "v3"})
		wantCode(t, "SavePolicy that would delete another version than was shown", err, fault.Conflict, fault.CodePolicyChanged)
		_, err = b.SetPolicyVersion(ctx, b.by, form(), arn, "v3")
		check(t, err)
		if known, _ := b.Snapshot().Policy(arn); known.DefaultVersion != "v3" || known.Document != reading("ccc") {
			t.Errorf("after SetPolicyVersion the snapshot has %+v", known)
		}
		_, err = b.DeletePolicyVersion(ctx, b.by, form(), arn, "v3")
		wantCode(t, "DeletePolicyVersion of the default", err, fault.Conflict, fault.CodePolicyDefault)
		_, err = b.DeletePolicyVersion(ctx, b.by, form(), arn, "v6")
		check(t, err)
		_, err = b.DeletePolicy(ctx, b.by, form(), arn)
		check(t, err)
		if _, err := b.account.Policy(ctx, arn); !fault.Is(err, fault.CodePolicyNotFound) {
			t.Errorf("Policy, deleted with its versions = %v", err)
		}
	})
}

func TestALostAnswerDoesNotSaveTwice(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	arn := b.policy("logs")
	b.box.Mischief().ResetAfter("CreatePolicyVersion", 1)
	done, err := b.SavePolicy(ctx, b.by, form(), porter.PolicyEdit{ARN: arn, Document: reading("bbb"), Base: "v1"})
	if err != nil || !done.Partial {
		t.Fatalf("SavePolicy whose answer is lost = %+v, %v, want an unknown outcome", done, err)
	}
	_, err = b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
	check(t, err)
	if got, want := b.versions(arn), "v2* v1"; got != want {
		t.Errorf("after going on there are %s, want %s: the version was there", got, want)
	}
}

func TestAnEditThatStopsCanGoOn(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	arn := b.policy("logs")
	for _, bucket := range []string{"bbb", "ccc", "ddd", "eee"} {
		b.save(arn, bucket)
	}
	b.box.Mischief().Throttle("CreatePolicyVersion", 1)
	done, err := b.SavePolicy(ctx, b.by, form(), porter.PolicyEdit{ARN: arn, Document: reading("fff"), Base: "v5", Drop: "v1"})
	if err != nil || !done.Partial {
		t.Fatalf("SavePolicy that stops half-way = %+v, %v, want a partial one", done, err)
	}
	v, err := b.Op(ctx, b.by, done.Op)
	check(t, err)
	if !v.MayContinue || v.MayUndo {
		t.Errorf("Op: continue %v, undo %v, want continue only: a deleted version cannot come back", v.MayContinue, v.MayUndo)
	}
	_, err = b.ContinuePlan(ctx, b.by, form(), done.Op, secret(""))
	check(t, err)
	if got, want := b.versions(arn), "v6* v5 v4 v3 v2"; got != want {
		t.Errorf("after going on there are %s, want %s", got, want)
	}
}
