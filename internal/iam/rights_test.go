package iam_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// TestEachRightIsAnActionAndAsTightAsItCanBe holds the table against the Service
// Authorization Reference: each action is there, says rightly whether it changes
// anything, and is limited to what it can be limited to.
func TestEachRightIsAnActionAndAsTightAsItCanBe(t *testing.T) {
	t.Parallel()
	for _, r := range (iam.RightsOptions{}).Rights() {
		fact, known := policy.Action(r.Action)
		if !known {
			t.Errorf("%s needs %s, which is no action", r.Area, r.Action)
			continue
		}
		reads := fact.Level == policy.LevelList || fact.Level == policy.LevelRead
		if reads == r.Area.Changes() {
			t.Errorf("%s needs %s, whose level is %s", r.Area, r.Action, fact.Level)
		}
		want := r.On == iam.OnAll && len(fact.Resources) == 0 || slices.Contains(fact.Resources, string(r.On)) ||
			r.On == iam.OnCaller && slices.Contains(fact.Resources, "user") && slices.Contains(fact.Resources, "role")
		if !want {
			t.Errorf("%s limits %s to %q, the reference to %q", r.Area, r.Action, r.On, fact.Resources)
		}
	}
}

// documents are the policies of the options, each held against AWS's rules.
func documents(t *testing.T, o iam.RightsOptions) []*policy.Document {
	t.Helper()
	texts, err := o.Documents()
	if err != nil || len(texts) == 0 {
		t.Fatalf("Documents of %+v = %d documents, %v", o, len(texts), err)
	}
	var docs []*policy.Document
	for _, text := range texts {
		doc, err := policy.Read(text, policy.UseManaged)
		if err != nil {
			t.Fatalf("Documents of %+v: %v\n%s", o, err, text)
		}
		size := 0
		for _, r := range text {
			if !unicode.IsSpace(r) {
				size++
			}
		}
		if size > 6144 {
			t.Errorf("Documents of %+v has one of %d characters, want 6144 at most", o, size)
		}
		docs = append(docs, doc)
	}
	return docs
}

func TestThePolicyAllowsWhatItIsFor(t *testing.T) {
	t.Parallel()
	const user, other = "arn:aws:iam::123456789012:user/team/ana", "arn:aws:iam::123456789012:user/ana"
	const elsewhere = "arn:aws:iam::210987654321:user/team/ana"
	own, team := iam.RightsOptions{Account: "123456789012"}, iam.RightsOptions{Account: "123456789012", Path: "/team/"}
	for name, c := range map[string]struct {
		of               iam.RightsOptions
		action, resource string
		want             policy.Outcome
	}{
		"any account allows a change":               {iam.RightsOptions{}, "iam:CreateUser", user, policy.Allowed},
		"another account than the own one":          {own, "iam:CreateUser", elsewhere, policy.ImplicitlyDenied},
		"a change under the path":                   {team, "iam:CreateAccessKey", user, policy.Allowed},
		"a change beside the path":                  {team, "iam:CreateAccessKey", other, policy.ImplicitlyDenied},
		"reading beside the path":                   {team, "iam:GetUser", other, policy.Allowed},
		"a policy of AWS is read":                   {own, "iam:GetPolicyVersion", "arn:aws:iam::aws:policy/ReadOnlyAccess", policy.Allowed},
		"a virtual device at another path":          {team, "iam:DeleteVirtualMFADevice", "arn:aws:iam::123456789012:mfa/ana", policy.Allowed},
		"read-only changes nothing":                 {iam.RightsOptions{ReadOnly: true}, "iam:CreateUser", user, policy.ImplicitlyDenied},
		"read-only reads":                           {iam.RightsOptions{ReadOnly: true}, "iam:ListUsers", "*", policy.Allowed},
		"read-only reads buckets":                   {iam.RightsOptions{ReadOnly: true}, "s3:GetBucketPolicy", "arn:aws:s3:::acme", policy.Allowed},
		"objects are never read":                    {iam.RightsOptions{}, "s3:GetObject", "arn:aws:s3:::acme/a", policy.ImplicitlyDenied},
		"an area that is left out":                  {iam.RightsOptions{Without: []iam.Area{iam.AreaSettings}}, "iam:CreateAccountAlias", "*", policy.ImplicitlyDenied},
		"an action that another area needs as well": {iam.RightsOptions{Without: []iam.Area{iam.AreaUsers}}, "iam:TagUser", user, policy.Allowed},
		"reading the account cannot be left out":    {iam.RightsOptions{Without: []iam.Area{iam.AreaAccount}}, "iam:ListUsers", "*", policy.Allowed},
		"a star in a path stands for itself":        {iam.RightsOptions{Path: "/t*m/"}, "iam:CreateAccessKey", user, policy.ImplicitlyDenied},
		"a path with a star is a path":              {iam.RightsOptions{Path: "/t*m/"}, "iam:CreateAccessKey", "arn:aws:iam::123456789012:user/t*m/ana", policy.Allowed},
		"another partition":                         {iam.RightsOptions{Partition: "aws-cn"}, "iam:CreateUser", "arn:aws-cn:iam::123456789012:user/ana", policy.Allowed},
		"no role is passed":                         {iam.RightsOptions{}, "iam:PassRole", "arn:aws:iam::123456789012:role/r", policy.ImplicitlyDenied},
	} {
		var held policy.Policies
		for _, doc := range documents(t, c.of) {
			held.Identity = append(held.Identity, policy.Source{Name: "keyporter", Kind: policy.RoleManaged, Doc: doc})
		}
		request := policy.Request{Principal: "arn:aws:sts::123456789012:assumed-role/keyporter/s", Action: c.action, Resource: c.resource, Context: policy.NewContext(nil)}
		if got := policy.Evaluate(request, held).Outcome; got != c.want {
			t.Errorf("%s: %s of %s = %v, want %v", name, c.action, c.resource, got, c.want)
		}
	}
}

func TestThePolicyIsSplitWhereItDoesNotFit(t *testing.T) {
	t.Parallel()
	long := iam.RightsOptions{Account: "123456789012", Path: "/" + strings.Repeat("*", 510) + "/"} // each is written ${*}
	if n := len(documents(t, long)); n != 2 {
		t.Errorf("a path of 510 stars = %d documents, want 2", n)
	}
	if n := len(documents(t, iam.RightsOptions{Account: "123456789012"})); n != 1 {
		t.Errorf("all areas = %d documents, want 1", n)
	}
	once, err := long.Documents()
	again, errAgain := long.Documents()
	if err != nil || errAgain != nil || !slices.Equal(once, again) {
		t.Errorf("Documents, twice = %v, %v, want the same text", err, errAgain)
	}
}

// TestTheREADMENamesTheActionsOfEachFeature holds its table against that of the
// code, in both languages.
func TestTheREADMENamesTheActionsOfEachFeature(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"README.md", "README.ko.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, area := range iam.Areas() {
			var names []string
			for _, r := range (iam.RightsOptions{}).Rights() {
				if r.Area == area {
					names = append(names, r.Action)
				}
			}
			slices.Sort(names)
			if row := "| `" + string(area) + "` | " + "`" + strings.Join(names, "`, `") + "` |\n"; !strings.Contains(string(text), row) {
				t.Errorf("%s lacks the row\n%s", file, row)
			}
		}
	}
}
