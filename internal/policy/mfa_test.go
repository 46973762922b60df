package policy_test

import (
	"testing"

	"keyporter/internal/policy"
)

const allOf = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`

func TestRequireMFAIsSound(t *testing.T) {
	t.Parallel()
	for _, partition := range []string{"aws", "aws-cn"} {
		doc, err := policy.Read(policy.RequireMFA(partition).JSON(), policy.UseManaged)
		if err != nil {
			t.Fatalf("Read(RequireMFA(%s)) = %v", partition, err)
		}
		for _, r := range doc.Lint(policy.UseManaged) {
			t.Errorf("RequireMFA(%s): %s %s %q at line %d", partition, r.Severity, r.Code, r.Args, r.Position.Line)
		}
		if !doc.Same(policy.RequireMFA(partition)) || doc.Same(policy.RequireMFA("aws-us-gov")) {
			t.Errorf("Same: the document of %s is not itself, or that of another partition", partition)
		}
	}
}

// TestRequireMFADecides holds the policy, beside one that allows all and alone,
// against what a person does before and after the second factor.
func TestRequireMFADecides(t *testing.T) {
	t.Parallel()
	parse := func(text string) *policy.Document {
		doc, err := policy.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	guard := policy.Source{Name: "RequireMFA", Kind: policy.GroupManaged, Group: "people", Doc: parse(policy.RequireMFA("aws").JSON())}
	all := policy.Source{Name: "all", Kind: policy.UserInline, Doc: parse(allOf)}
	const own, other = "arn:aws:iam::123456789012:user/team/ana", "arn:aws:iam::123456789012:user/xana"
	for _, c := range []struct {
		action, resource string
		bare, alone      bool // allowed without MFA beside all; allowed by the policy alone
	}{
		{"iam:ChangePassword", own, true, true},
		{"iam:GetUser", own, true, true},
		{"iam:CreateVirtualMFADevice", "arn:aws:iam::123456789012:mfa/phone", true, true},
		{"iam:EnableMFADevice", own, true, true},
		{"iam:ListMFADevices", own, true, true},
		{"iam:ResyncMFADevice", own, true, true},
		{"iam:ListVirtualMFADevices", "*", true, true},
		{"iam:GetAccountPasswordPolicy", "*", true, true},
		{"sts:GetSessionToken", "*", true, false}, // needs no permission: nothing may deny it
		{"iam:EnableMFADevice", other, true, false},
		{"iam:DeactivateMFADevice", own, false, false},
		{"iam:DeactivateMFADevice", other, false, false},
		{"iam:ListUsers", "*", false, false},
		{"s3:GetObject", "arn:aws:s3:::acme/key", false, false},
		{"iam:CreateAccessKey", own, false, false},
	} {
		for mfa, context := range map[string]map[string][]string{"absent": {}, "false": {"aws:MultiFactorAuthPresent": {"false"}}, "true": {"aws:MultiFactorAuthPresent": {"true"}}} {
			context["aws:username"] = []string{"ana"}
			r := policy.Request{Principal: own, Action: c.action, Resource: c.resource, Context: policy.NewContext(context)}
			got := policy.Evaluate(r, policy.Policies{Identity: []policy.Source{guard, all}}).Outcome == policy.Allowed
			if want := c.bare || mfa == "true"; got != want {
				t.Errorf("%s on %s, MFA %s, beside all: allowed = %t, want %t", c.action, c.resource, mfa, got, want)
			}
			got = policy.Evaluate(r, policy.Policies{Identity: []policy.Source{guard}}).Outcome == policy.Allowed
			want := c.alone || mfa == "true" && c.action == "iam:DeactivateMFADevice" && c.resource == own
			if got != want {
				t.Errorf("%s on %s, MFA %s, alone: allowed = %t, want %t", c.action, c.resource, mfa, got, want)
			}
		}
	}
}
