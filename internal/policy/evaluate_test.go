package policy_test

import (
	"reflect"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

func TestWildcards(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, pattern, text string
		action, resource    bool
	}{
		{"equal texts match", "s3:GetObject", "s3:GetObject", true, true},
		{"only actions ignore case", "S3:getobject", "s3:GetObject", true, false},
		{"a star stands for nothing", "s3:Get*", "s3:Get", true, true},
		{"a star stands for many", "*:*Object", "s3:GetObject", true, true},
		{"a star crosses slashes", "arn:aws:s3:::a/*", "arn:aws:s3:::a/b/c", true, true},
		{"a question mark stands for one", "s3:Get?", "s3:Gets", true, true},
		{"a question mark does not stand for none", "s3:Get?", "s3:Get", false, false},
		{"a question mark stands for a character of three bytes", "a?c", "a한c", true, true},
		{"two question marks are two characters", "a??c", "a한c", false, false},
		{"a second star can be needed", "*ab*ab", "abxab", true, true},
		{"a prefix is not enough", "s3:Get", "s3:GetObject", false, false},
		{"a suffix is not enough", "Object", "s3:GetObject", false, false},
		{"a sibling bucket is another", "arn:aws:s3:::data/*", "arn:aws:s3:::data-archive/x", false, false},
		{"many stars end in good time", strings.Repeat("*a", 500) + "b", strings.Repeat("a", 5000), false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := policy.MatchAction(c.pattern, c.text); got != c.action {
				t.Errorf("MatchAction(%.40q, %.40q) = %t, want %t", c.pattern, c.text, got, c.action)
			}
			if got := policy.MatchResource(c.pattern, c.text); got != c.resource {
				t.Errorf("MatchResource(%.40q, %.40q) = %t, want %t", c.pattern, c.text, got, c.resource)
			}
		})
	}
}

func sources(t *testing.T, statements ...string) []policy.Source {
	t.Helper()
	var list []policy.Source
	for i, s := range statements {
		doc, err := policy.Parse([]byte("{\"Version\":\"2012-10-17\",\n\"Statement\":[" + s + "]}"))
		if err != nil {
			t.Fatalf("Parse(%s): %v", s, err)
		}
		list = append(list, policy.Source{Name: string(rune('A' + i)), Kind: policy.UserManaged, Doc: doc})
	}
	return list
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	const (
		all      = `{"Effect":"Allow","Action":"*","Resource":"*"}`
		noDelete = `{"Effect":"Deny","Action":"iam:Delete*","Resource":"*"}`
		own      = "arn:aws:iam::123456789012:user/ana"
		other    = "arn:aws:iam::123456789012:user/bo"
	)
	for _, c := range []struct {
		name       string
		statements []string
		action     string
		resource   string
		want       policy.Outcome
	}{
		{"nothing allows by itself", nil, "iam:GetUser", own, policy.ImplicitlyDenied},
		{"a star allows all", []string{all}, "iam:GetUser", own, policy.Allowed},
		{"a deny wins before an allow", []string{noDelete, all}, "iam:DeleteUser", own, policy.ExplicitlyDenied},
		{"a deny wins after an allow", []string{all, noDelete}, "iam:DeleteUser", own, policy.ExplicitlyDenied},
		{"a deny of something else does not count", []string{all, noDelete}, "iam:GetUser", own, policy.Allowed},
		{"another resource is not allowed", []string{`{"Effect":"Allow","Action":"iam:*","Resource":"` + own + `"}`}, "iam:GetUser", other, policy.ImplicitlyDenied},
		{"a call without a resource needs the star", []string{`{"Effect":"Allow","Action":"iam:*","Resource":"arn:aws:iam::*:user/*"}`}, "iam:ListUsers", "*", policy.ImplicitlyDenied},
		{"NotAction allows the rest", []string{`{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}`}, "iam:GetUser", own, policy.Allowed},
		{"NotAction leaves out what it names", []string{`{"Effect":"Allow","NotAction":"IAM:*","Resource":"*"}`}, "iam:GetUser", own, policy.ImplicitlyDenied},
		{"NotResource denies the rest", []string{all, `{"Effect":"Deny","Action":"*","NotResource":"` + own + `"}`}, "iam:GetUser", other, policy.ExplicitlyDenied},
		{"an allow with a condition does not allow", []string{`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":"true"}}}`}, "iam:GetUser", own, policy.ImplicitlyDenied},
		{"a deny with a condition denies", []string{all, `{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":"true"}}}`}, "iam:GetUser", own, policy.ExplicitlyDenied},
		{"an allow with a principal does not allow", []string{`{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}`}, "iam:GetUser", own, policy.ImplicitlyDenied},
		{"a variable does not allow", []string{`{"Effect":"Allow","Action":"*","Resource":"arn:aws:iam::*:user/${aws:username}"}`}, "iam:GetUser", own, policy.ImplicitlyDenied},
		{"a variable denies all it could mean", []string{all, `{"Effect":"Deny","Action":"*","Resource":"arn:aws:iam::*:user/${aws:username}"}`}, "iam:GetUser", other, policy.ExplicitlyDenied},
		{"an allow of all but a variable leaves out all it could mean", []string{`{"Effect":"Allow","Action":"*","NotResource":"arn:aws:iam::*:user/${aws:username}"}`}, "iam:GetUser", other, policy.ImplicitlyDenied},
		{"a deny of all but a variable denies", []string{all, `{"Effect":"Deny","Action":"*","NotResource":"arn:aws:iam::*:user/${aws:username}"}`}, "iam:GetUser", own, policy.ExplicitlyDenied},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			request := policy.Request{Action: c.action, Resource: c.resource}
			if got := policy.Evaluate(request, sources(t, c.statements...)); got.Outcome != c.want {
				t.Errorf("Evaluate(%s on %s) = %+v, want %s", c.action, c.resource, got, c.want)
			}
		})
	}
}

func TestADecisionNamesEveryStatementThatCounted(t *testing.T) {
	t.Parallel()
	got := policy.Evaluate(policy.Request{Action: "iam:GetUser", Resource: "*"}, sources(t,
		`{"Sid":"No","Effect":"Deny","Action":"iam:*","Resource":"*"}`,
		"{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},\n{\"Sid\":\"Yes\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"))
	want := policy.Decision{Outcome: policy.ExplicitlyDenied, Reasons: []policy.Reason{
		{Source: "A", Kind: policy.UserManaged, Effect: policy.Deny, Sid: "No", Index: 0, Line: 2},
		{Source: "B", Kind: policy.UserManaged, Effect: policy.Allow, Sid: "Yes", Index: 1, Line: 3},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Evaluate = %+v, want %+v", got, want)
	}
}
