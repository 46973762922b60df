package main_test

import (
	"strings"
	"testing"

	"keyporter/internal/policy"
)

func TestIAMPolicyPrintsWhatKeyporterNeeds(t *testing.T) {
	t.Parallel()
	code, out, errs := once(t, nil, "iam-policy", "--account", "123456789012", "--path", "/team/", "--without", "settings", "--without", "buckets")
	doc, err := policy.Read(out, policy.UseManaged)
	if code != 0 || err != nil || len(doc.Statements) == 0 {
		t.Fatalf("iam-policy = %d %q %q: %v", code, out, errs, err)
	}
	for text, want := range map[string]bool{
		`"arn:aws:iam::123456789012:user/team/*"`: true, `"iam:CreateAccessKey"`: true, `"iam:SimulatePrincipalPolicy"`: true,
		"CreateAccountAlias": false, "s3:": false,
	} {
		if strings.Contains(out, text) != want {
			t.Errorf("iam-policy has %s: %v, want %v\n%s", text, !want, want, out)
		}
	}
	if code, out, _ := once(t, nil, "iam-policy", "--read-only"); code != 0 || strings.Contains(out, `"iam:Create`) || !strings.Contains(out, `"arn:aws:iam::*:user/*"`) {
		t.Errorf("iam-policy --read-only = %d %s, want nothing that changes", code, out)
	}
	for _, args := range [][]string{{"--path", "team"}, {"--account", "12"}, {"--partition", "gcp"}, {"--without", "account"}, {"--without", "nothing"}} {
		if code, out, errs := once(t, nil, append([]string{"iam-policy"}, args...)...); code != 2 || out != "" || errs == "" {
			t.Errorf("iam-policy %q = %d %q %q, want 2 and why", args, code, out, errs)
		}
	}
}
