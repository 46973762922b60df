package porter_test

import (
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
