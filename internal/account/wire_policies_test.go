package account_test

import (
	"context"
	"slices"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// alike tells whether two documents mean the same: servers may write them anew.
func alike(t *testing.T, a, b string) bool {
	t.Helper()
	var read [2]*policy.Document
	for i, text := range []string{a, b} {
		d, err := policy.Parse(text)
		if err != nil {
			t.Errorf("Parse(%s) = %v, want a document", text, err)
			return false
		}
		read[i] = d
	}
	return policy.SameMeaning(read[0], read[1])
}

func TestAPolicyIsMadeShownAndDeleted(t *testing.T) {
	t.Parallel()
	w, ctx := openWire(t), t.Context()
	const document = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::b+c"}}`
	name := iam.PolicyName(w.prefix + "p")
	made, err := w.CreatePolicy(ctx, account.NewPolicy{Name: name, Path: "/team/", Description: "About <it>", Document: document})
	if err != nil || made.Name != name || !told(made.Path, "/team/") || made.DefaultVersion != "v1" || made.ARN == "" {
		t.Fatalf("CreatePolicy = %+v, %v, want %s at its first version", made, err, name)
	}
	t.Cleanup(func() { _ = w.DeletePolicy(context.Background(), made.ARN) })
	if _, err := w.CreatePolicy(ctx, account.NewPolicy{Name: name, Document: document}); !fault.Is(err, fault.CodePolicyTaken) {
		t.Errorf("CreatePolicy, again = %v, want %s", err, fault.CodePolicyTaken)
	}
	if _, err := w.CreatePolicy(ctx, account.NewPolicy{Name: name + "2", Document: `{"Statement":[]}`}); !fault.Is(err, fault.CodePolicyRefused) {
		t.Errorf("CreatePolicy of a malformed document = %v, want %s", err, fault.CodePolicyRefused)
	}
	if p, err := w.Policy(ctx, made.ARN); err != nil || !alike(t, p.Document, document) || !told(p.Description, "About <it>") {
		t.Errorf("Policy = %+v, %v, want the document that was sent", p, err)
	}
	versions, err := w.PolicyVersions(ctx, made.ARN)
	if offered(t, err) && (err != nil || len(versions) != 1 || versions[0].ID != "v1" || !versions[0].Default) {
		t.Errorf("PolicyVersions = %+v, %v, want v1 as the default", versions, err)
	}
	if v, err := w.PolicyVersion(ctx, made.ARN, "v1"); err != nil || !alike(t, v.Document, document) || !v.Default {
		t.Errorf("PolicyVersion = %+v, %v, want the document", v, err)
	}
	if _, err := w.PolicyVersion(ctx, made.ARN, "v7"); !fault.Is(err, fault.CodePolicyVersion) {
		t.Errorf("PolicyVersion v7 = %v, want %s", err, fault.CodePolicyVersion)
	}
	ana := w.user(t, "ana")
	if err := w.PutUserBoundary(ctx, ana, made.ARN); offered(t, err) {
		must(t, "PutUserBoundary", err)
		if h, err := w.BoundedBy(ctx, made.ARN); err != nil || !slices.Equal(h.Users, []iam.UserName{ana}) {
			t.Errorf("BoundedBy = %+v, %v, want %s", h, err, ana)
		}
		if h, err := w.AttachedTo(ctx, made.ARN); err != nil || h.Any() {
			t.Errorf("AttachedTo of a boundary = %+v, %v, want nobody", h, err)
		}
		must(t, "DeleteUserBoundary", w.DeleteUserBoundary(ctx, ana))
	}
	must(t, "DeleteUser", w.DeleteUser(ctx, ana))
	must(t, "DeletePolicy", w.DeletePolicy(ctx, made.ARN))
	if err := w.DeletePolicy(ctx, made.ARN); !fault.Is(err, fault.CodePolicyNotFound) {
		t.Errorf("DeletePolicy, again = %v, want %s", err, fault.CodePolicyNotFound)
	}
}

func TestInlinePoliciesArePutAndDeleted(t *testing.T) {
	t.Parallel()
	w, ctx := openWire(t), t.Context()
	const document = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`
	ana, ops, in := w.user(t, "ana"), w.group(t, "ops"), iam.InlinePolicy{Name: "in", Document: document}
	must(t, "PutUserPolicy", w.PutUserPolicy(ctx, ana, in))
	must(t, "PutUserPolicy, again", w.PutUserPolicy(ctx, ana, in))
	must(t, "PutGroupPolicy", w.PutGroupPolicy(ctx, ops, in))
	if p, err := w.UserPolicy(ctx, ana, "in"); err != nil || p.Name != in.Name || !alike(t, p.Document, document) {
		t.Errorf("UserPolicy = %+v, %v, want %+v", p, err, in)
	}
	if p, err := w.GroupPolicy(ctx, ops, "in"); err != nil || p.Name != in.Name || !alike(t, p.Document, document) {
		t.Errorf("GroupPolicy = %+v, %v, want %+v", p, err, in)
	}
	must(t, "DeleteUserPolicy", w.DeleteUserPolicy(ctx, ana, "in"))
	must(t, "DeleteGroupPolicy", w.DeleteGroupPolicy(ctx, ops, "in"))
	if _, err := w.UserPolicy(ctx, ana, "in"); !fault.Is(err, fault.CodePolicyNotFound) {
		t.Errorf("UserPolicy, after DeleteUserPolicy = %v, want %s", err, fault.CodePolicyNotFound)
	}
	if _, err := w.GroupPolicy(ctx, ops, "in"); !fault.Is(err, fault.CodePolicyNotFound) {
		t.Errorf("GroupPolicy, after DeleteGroupPolicy = %v, want %s", err, fault.CodePolicyNotFound)
	}
	must(t, "DeleteUser", w.DeleteUser(ctx, ana))
	must(t, "DeleteGroup", w.DeleteGroup(ctx, ops))
}
