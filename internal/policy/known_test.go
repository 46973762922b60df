package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// what is known in these tests: a user whose name and tags are known, and some
// request of it.
func facts(key string) policy.Fact {
	exact := func(values ...string) policy.Fact { return policy.Fact{State: policy.Exact, Values: values} }
	switch key {
	case "aws:username":
		return exact("ana")
	case "aws:principalarn":
		return exact("arn:aws:iam::123456789012:user/ana")
	case "aws:principaltag/list":
		return exact("a", "b")
	case "aws:principaltag/empty":
		return exact("")
	case "aws:principaltag/number":
		return exact("7")
	case "aws:principaltag/absent":
		return policy.Fact{State: policy.Absent}
	case "aws:currenttime", "aws:securetransport":
		return policy.Fact{State: policy.Present}
	case "aws:userid":
		return policy.Fact{State: policy.Begins, Values: []string{"AROAEXAMPLE:"}}
	case "aws:roles":
		return policy.Fact{State: policy.Begins, Values: []string{"arn:aws:iam::123456789012:role/", "arn:aws:iam::210987654321:role/"}}
	case "aws:short":
		return policy.Fact{State: policy.Begins, Values: []string{"arn:aws:iam"}}
	}
	return policy.Fact{}
}

func document(t *testing.T, text string) *policy.Document {
	t.Helper()
	doc, err := policy.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%s) = %v", text, err)
	}
	return doc
}

func TestConditionsOfRequestsKnownInPart(t *testing.T) {
	t.Parallel()
	const absent, username = "aws:PrincipalTag/absent", "aws:username"
	for _, tt := range []struct {
		name, operator, key string
		values              []string
		want                policy.Truth
	}{
		{"a known value that is asked for", "StringEquals", "AWS:UserName", []string{"bo", "ana"}, policy.Always},
		{"a known value that is not", "StringEquals", username, []string{"bo"}, policy.Never},
		{"a known value that must not be", "StringNotEquals", username, []string{"ana"}, policy.Never},
		{"a known value that may be", "StringNotEquals", username, []string{"bo"}, policy.Always},
		{"a known value by a wildcard", "StringLike", username, []string{"a*"}, policy.Always},
		{"a known value in another case", "StringEqualsIgnoreCase", username, []string{"ANA"}, policy.Always},
		{"a known value by a variable", "StringEquals", username, []string{"${aws:username}"}, policy.Always},
		{"a known value in another case by a variable", "StringEqualsIgnoreCase", username, []string{"${aws:UserName}"}, policy.Always},
		{"a known ARN", "ArnLike", "aws:PrincipalArn", []string{"arn:aws:iam::*:user/*"}, policy.Always},
		{"a known ARN by a variable", "ArnLike", "aws:PrincipalArn", []string{"arn:aws:iam::*:user/${aws:username}"}, policy.Always},
		{"a known ARN by a variable that is another", "ArnLike", "aws:PrincipalArn", []string{"arn:aws:iam::*:role/${aws:username}"}, policy.Never},
		{"a known number", "NumericLessThan", "aws:PrincipalTag/number", []string{"8"}, policy.Always},
		{"a variable without value", "StringEquals", username, []string{"${aws:PrincipalTag/absent}"}, policy.Never},
		{"a variable with a default", "StringEquals", username, []string{"${aws:PrincipalTag/absent, 'ana'}"}, policy.Always},
		{"a variable with several values", "StringEquals", username, []string{"${aws:PrincipalTag/list}"}, policy.Never},
		{"a variable whose value nobody knows", "StringEquals", username, []string{"${s3:prefix}"}, policy.Sometimes},
		{"the same, where it must not be", "StringNotEquals", username, []string{"${s3:prefix}"}, policy.Sometimes},
		{"the same beside a value that matches", "StringEquals", username, []string{"${s3:prefix}", "ana"}, policy.Always},
		{"a variable whose value has a known beginning", "StringLike", username, []string{"${aws:userid}"}, policy.Sometimes},
		{"an absent key that is asked for", "StringEquals", absent, []string{"x"}, policy.Never},
		{"an absent key that must not be something", "StringNotEquals", absent, []string{"x"}, policy.Always},
		{"an absent key, if it exists", "StringEqualsIfExists", absent, []string{"x"}, policy.Always},
		{"an empty value under a set operator", "ForAllValues:StringEquals", "aws:PrincipalTag/empty", []string{"x"}, policy.Always},
		{"some of several values", "ForAnyValue:StringEquals", "aws:PrincipalTag/list", []string{"b"}, policy.Always},
		{"all of several values", "ForAllValues:StringEquals", "aws:PrincipalTag/list", []string{"b"}, policy.Never},
		{"all of several values, one by an unknown variable", "ForAllValues:StringEquals", "aws:PrincipalTag/list", []string{"b", "${s3:prefix}"}, policy.Sometimes},
		{"an open key", "StringEquals", "s3:prefix", []string{"x"}, policy.Sometimes},
		{"a key that is present", "Bool", "aws:SecureTransport", []string{"true"}, policy.Sometimes},
		{"null of an absent key", "Null", absent, []string{"true"}, policy.Always},
		{"not null of an absent key", "Null", absent, []string{"false"}, policy.Never},
		{"null of a known key", "Null", username, []string{"true"}, policy.Never},
		{"not null of a key that is present", "Null", "aws:CurrentTime", []string{"FALSE"}, policy.Always},
		{"null of an open key", "Null", "s3:prefix", []string{"true"}, policy.Sometimes},
		{"null or not of an open key", "Null", "s3:prefix", []string{"true", "false"}, policy.Always},
		{"neither of an open key", "Null", "s3:prefix", []string{"maybe"}, policy.Never},
		{"a beginning that the pattern covers", "StringLike", "aws:userid", []string{"AROAEXAMPLE:*"}, policy.Always},
		{"a beginning that it covers in part", "StringLike", "aws:userid", []string{"AROAEXAMPLE:ci*"}, policy.Sometimes},
		{"a beginning that it does not cover", "StringLike", "aws:userid", []string{"AROAOTHER:*"}, policy.Never},
		{"the same, negated", "StringNotLike", "aws:userid", []string{"AROAOTHER:*"}, policy.Always},
		{"a covered beginning, negated", "StringNotLike", "aws:userid", []string{"AROAEXAMPLE:*"}, policy.Never},
		{"a text that begins so", "StringEquals", "aws:userid", []string{"AROAEXAMPLE:ci"}, policy.Sometimes},
		{"a text that ends with the beginning", "StringEquals", "aws:userid", []string{"AROAEXAMPLE:"}, policy.Never},
		{"a text that begins so in another case", "StringEqualsIgnoreCase", "aws:userid", []string{"aroaexample:CI"}, policy.Sometimes},
		{"a number where a text is", "NumericEquals", "aws:userid", []string{"7"}, policy.Sometimes},
		{"a beginning and a variable without value", "StringLike", "aws:userid", []string{"${aws:PrincipalTag/absent}*"}, policy.Never},
		{"a beginning and a variable that nobody knows", "StringLike", "aws:userid", []string{"${s3:prefix}*"}, policy.Sometimes},
		{"one of two beginnings", "ArnLike", "aws:roles", []string{"arn:aws:iam::123456789012:*"}, policy.Sometimes},
		{"both beginnings", "ArnLike", "aws:roles", []string{"arn:aws:iam::*:role/*"}, policy.Always},
		{"neither beginning", "ArnLike", "aws:roles", []string{"arn:aws:iam::*:user/*"}, policy.Never},
		{"a star that would have to reach over a colon", "ArnLike", "aws:roles", []string{"arn:*"}, policy.Never},
		{"an ARN that begins with less than its parts", "ArnLike", "aws:short", []string{"arn:aws:*:*:*:*"}, policy.Sometimes},
		{"an ARN whose first parts differ", "ArnLike", "aws:short", []string{"arn:aws-cn:*:*:*:*"}, policy.Never},
	} {
		quoted := make([]string, len(tt.values))
		for i, v := range tt.values {
			quoted[i] = fmt.Sprintf("%q", v)
		}
		text := fmt.Sprintf(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{%q:{%q:[%s]}}}}`,
			tt.operator, tt.key, strings.Join(quoted, ","))
		test := document(t, text).Statements[0].Conditions[0].Test(true)
		if got := test.Holds(facts); got != tt.want {
			t.Errorf("%s: Holds(%s %s %q) = %d, want %d", tt.name, tt.operator, tt.key, tt.values, got, tt.want)
		}
	}
}

func TestTestsTellTheirKeys(t *testing.T) {
	t.Parallel()
	doc := document(t, `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"s3:Prefix":["x","${aws:UserName}/${aws:userid}"]}}}}`)
	if got, want := doc.Statements[0].Conditions[0].Test(true).Keys(), []string{"s3:prefix", "aws:username", "aws:userid"}; !slices.Equal(got, want) {
		t.Errorf("Keys() = %q, want %q", got, want)
	}
	if got := doc.Statements[0].Conditions[0].Test(false).Keys(); len(got) != 1 {
		t.Errorf("Keys() without variables = %q, want the condition's own key", got)
	}
}

func TestPatternsOfWhatBeginsSo(t *testing.T) {
	t.Parallel()
	long := "arn:aws:s3:::" + strings.Repeat("b", 300) + "/"
	for _, tt := range []struct {
		pattern, begin string
		want           policy.Truth
	}{
		{"arn:aws:s3:::acme/*", "arn:aws:s3:::acme/", policy.Always},
		{"arn:aws:s3:::acme/?*", "arn:aws:s3:::acme/", policy.Always},
		{"arn:aws:s3:::acme/*?", "arn:aws:s3:::acme/", policy.Always},
		{"arn:aws:s3:::acme/??*", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acme/?", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acme*", "arn:aws:s3:::acme-data/", policy.Always},
		{"arn:aws:s3:::acme-*/home/*", "arn:aws:s3:::acme-data/", policy.Sometimes},
		{"arn:aws:s3:::acme/", "arn:aws:s3:::acme/", policy.Never},
		{"arn:aws:s3:::acme", "arn:aws:s3:::acme/", policy.Never},
		{"arn:aws:s3:::acme/home/*", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acme/home", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acne/home", "arn:aws:s3:::acme/", policy.Never},
		{"arn:aws:s3:::a?me/*", "arn:aws:s3:::acme/", policy.Always},
		{"arn:aws:s3:::a?me/*", "arn:aws:s3:::aäme/", policy.Always},
		{"arn:aws:s3:::*?me/*", "arn:aws:s3:::äme/", policy.Always},
		{"arn:*:s3:::*/20??/*", "arn:aws:s3:::acme/", policy.Sometimes},
		{"*", "arn:aws:s3:::acme/", policy.Always},
		{"", "arn:aws:s3:::acme/", policy.Never},
		{"*.csv", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acme/?*?", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::acm?*?", "arn:aws:s3:::acme/", policy.Always},
		{"arn:aws:s3:::*e/??*", "arn:aws:s3:::acme/", policy.Sometimes},
		{"arn:aws:s3:::*", long, policy.Always},
		{"arn:aws:s3:::c*", long, policy.Never},
	} {
		if got := policy.NewPattern(tt.pattern, false).Below(tt.begin); got != tt.want {
			t.Errorf("NewPattern(%q).Below(%q) = %d, want %d", tt.pattern, tt.begin, got, tt.want)
		}
	}
}

func TestPatternsAreBound(t *testing.T) {
	t.Parallel()
	p := policy.NewPattern("arn:aws:s3:::acme/${aws:username}/*", true)
	if got, want := p.Keys(), []string{"aws:username"}; !slices.Equal(got, want) {
		t.Errorf("Keys() = %q, want %q", got, want)
	}
	bound, open, ok := p.Bind(facts)
	if !ok || open || !bound.Covers("arn:aws:s3:::acme/ana/x") || bound.Covers("arn:aws:s3:::acme/bo/x") {
		t.Errorf("Bind(%q) = %v, %t, %t, want it to cover what is below acme/ana/", "${aws:username}", bound, open, ok)
	}
	if text, whole := bound.Begin(); text != "arn:aws:s3:::acme/ana/" || whole {
		t.Errorf("Begin() = %q, %t, want the text up to the star", text, whole)
	}
	if _, whole := policy.NewPattern("arn:aws:s3:::acme", true).Begin(); !whole {
		t.Errorf("Begin() of a plain text = %t, want it whole", whole)
	}
	if bound, open, ok := policy.NewPattern("arn:aws:s3:::${s3:prefix}/x", true).Bind(facts); !ok || !open || !bound.Covers("arn:aws:s3:::any/x") {
		t.Errorf("Bind of an open variable = %v, %t, %t, want a star and that it is open", bound, open, ok)
	}
	if _, _, ok := policy.NewPattern("arn:aws:s3:::${aws:PrincipalTag/absent}/x", true).Bind(facts); ok {
		t.Errorf("Bind of a variable without value = %t, want false", ok)
	}
}
