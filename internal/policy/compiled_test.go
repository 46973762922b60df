package policy_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"keyporter/internal/policy"
)

// known are actions with a bit; the rest of the tests' actions have none.
var known = []string{"s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetObject", "s3:DeleteObject", "iam:CreateUser", "sts:AssumeRole"}

// TestCompiledDecidesCases holds the compiled evaluator to the same cases.
func TestCompiledDecidesCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := policy.NewCompiler(known)
	for _, file := range files {
		for _, one := range readTextCases(t, file) {
			r, p, err := one.build(t)
			if err != nil {
				continue // refused, as TestCases checks
			}
			if got, want := c.Set(p).Decide(c.Query(r)), policy.Evaluate(r, p).Outcome; got != want {
				t.Errorf("%s, %s: Decide = %s, Evaluate = %s", file, one.name, got, want)
			}
		}
	}
	if n := c.Statements(); n == 0 || n > 2000 {
		t.Errorf("Statements() = %d, want as many as the cases have", n)
	}
}

// generator makes policies and requests out of few words, so that they meet.
type generator struct{ *rand.Rand }

func (g generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g generator) some(list ...string) string {
	n := 1 + g.IntN(3)
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%q", g.pick(list...))
	}
	if n == 1 && g.IntN(2) == 0 {
		return out[0]
	}
	return "[" + strings.Join(out, ",") + "]"
}

func (g generator) element() string {
	actions := []string{"*", "s3:*", "s3:Get*", "S3:getobject", "s3:?etObject", "s3:PutObject", "ec2:*", "*:*", "kms:Decrypt", "sts:Assume*", "iam:CreateUser", "s3:*Object"}
	return fmt.Sprintf("%q:%s", g.pick("Action", "Action", "NotAction"), g.some(actions...))
}

func (g generator) where() string {
	resources := []string{"*", "arn:aws:s3:::acme/*", "arn:aws:s3:::acme/${aws:username}/*", "arn:aws:s3:::acme/${aws:absent, 'ana'}/x", "arn:aws:s3:::acme/${aws:absent}/*",
		"arn:aws:s3:::acme", "arn:aws:s3:::a?me/*/x", "arn:*:s3:::*", "arn:aws:s3:::acme/${*}", "arn:aws:kms:eu-west-1:123456789012:key/*", "arn:aws:iam::*:role/*"}
	return fmt.Sprintf("%q:%s", g.pick("Resource", "Resource", "NotResource"), g.some(resources...))
}

func (g generator) condition() string {
	if g.IntN(2) == 0 {
		return ""
	}
	operators := []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
		"NumericEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "NumericNotEquals",
		"DateEquals", "DateLessThan", "DateGreaterThan", "DateNotEquals", "DateLessThanEquals", "DateGreaterThanEquals",
		"Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"}
	keys := []string{"aws:username", "AWS:UserName", "aws:absent", "aws:list", "aws:empty", "aws:number", "aws:date", "aws:bool", "aws:ip", "aws:arn", "aws:binary"}
	values := []string{"ana", "a*", "Ana", "${aws:username}", "${aws:absent}", "${aws:absent, 'ana'}", "${aws:arn}", "7", "7.5", "70", "true", "false", "10.0.0.0/8", "10.1.2.3", "2001:db8::/32",
		"arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::123456789012:*", "arn:aws:*:*:*:*:*", "QUJD", ""}
	dates := []string{"2026-01-01T00:00:00Z", "2026-06-01", "2027", "1767225600"}
	operator := g.pick(operators...)
	if strings.HasPrefix(operator, "Date") {
		values = dates
	}
	if operator != "Null" {
		operator += g.pick("", "", "IfExists")
	}
	return fmt.Sprintf(`,"Condition":{%q:{%q:%s}}`, g.pick("", "", "ForAnyValue:", "ForAllValues:")+operator, g.pick(keys...), g.some(values...))
}

func (g generator) principals() string {
	list := []string{"*", "123456789012", "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:role/app/deploy",
		"arn:aws:sts::123456789012:assumed-role/deploy/ci", "AIDAQQQQQQQQQQQQQQQQ", "arn:aws:sts::123456789012:federated-user/ana"}
	return fmt.Sprintf(`%q:{"AWS":%s},`, g.pick("Principal", "Principal", "NotPrincipal"), g.some(list...))
}

func (g generator) document(t testing.TB, named bool) *policy.Document {
	t.Helper()
	var list []string
	for range 1 + g.IntN(3) {
		principals := ""
		if named {
			principals = g.principals()
		}
		list = append(list, fmt.Sprintf(`{%s"Effect":%q,%s,%s%s}`, principals, g.pick("Allow", "Allow", "Deny"), g.element(), g.where(), g.condition()))
	}
	text := fmt.Sprintf(`{"Version":%q,"Statement":[%s]}`, g.pick("2012-10-17", "2012-10-17", "2008-10-17"), strings.Join(list, ","))
	doc, err := policy.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%s) = %v", text, err)
	}
	return doc
}

func (g generator) source(t testing.TB, named bool) policy.Source {
	return policy.Source{Name: "p", Doc: g.document(t, named)}
}

func (g generator) policies(t testing.TB) policy.Policies {
	var p policy.Policies
	for range g.IntN(4) {
		p.Identity = append(p.Identity, g.source(t, false))
	}
	if g.IntN(3) == 0 {
		s := g.source(t, false)
		p.Boundary = &s
	}
	if g.IntN(2) == 0 {
		s := g.source(t, true)
		p.Resource = &s
	}
	for range g.IntN(3) {
		p.Control = append(p.Control, policy.Level{Policies: []policy.Source{g.source(t, false), g.source(t, false)}})
	}
	if g.IntN(4) == 0 {
		p.Session = []policy.Source{g.source(t, false)}
	}
	return p
}

func (g generator) request() policy.Request {
	all := map[string][]string{
		"aws:username": {"ana"}, "aws:list": {"ana", "bo"}, "aws:empty": {""}, "aws:number": {"7"}, "aws:date": {"2026-05-01T00:00:00Z"},
		"aws:bool": {"true"}, "aws:ip": {g.pick("10.1.2.3", "2001:db8::1")}, "aws:arn": {"arn:aws:iam::123456789012:user/ana"}, "aws:binary": {"QUJD"},
	}
	for k := range all {
		if g.IntN(3) == 0 {
			delete(all, k)
		}
	}
	return policy.Request{
		Principal: g.pick("arn:aws:iam::123456789012:user/ana", "arn:aws:sts::123456789012:assumed-role/deploy/ci", "arn:aws:iam::123456789012:role/app/deploy",
			"arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:federated-user/ana", "s3.amazonaws.com"),
		Action:          g.pick("s3:GetObject", "S3:GETOBJECT", "s3:PutObject", "s3:ListBucket", "ec2:RunInstances", "kms:Decrypt", "sts:AssumeRole", "sts:GetCallerIdentity", "s3:GetObjectAcl"),
		Resource:        g.pick("arn:aws:s3:::acme", "arn:aws:s3:::acme/ana/x", "arn:aws:s3:::acme/*", "*", "arn:aws:kms:eu-west-1:123456789012:key/1", "arn:aws:iam::123456789012:role/app/deploy"),
		ResourceAccount: g.pick("", "123456789012", "999999999999"),
		Context:         policy.NewContext(all),
	}
}

// decideBoth reports where the evaluators differ.
func decideBoth(t *testing.T, c *policy.Compiler, seed uint64) policy.Outcome {
	t.Helper()
	g := generator{rand.New(rand.NewPCG(seed, 7))}
	p := g.policies(t)
	set := c.Set(p)
	var outcome policy.Outcome
	for range 4 {
		r := g.request()
		want := policy.Evaluate(r, p)
		if got := set.Decide(c.Query(r)); got != want.Outcome {
			t.Fatalf("seed %d: Decide(%+v) = %s, Evaluate = %s because %s\n%+v", seed, r, got, want.Outcome, want.Cause, want.Reasons)
		}
		outcome = want.Outcome
	}
	return outcome
}

// TestCompiledEqualsReference is the property that the compiled evaluator has.
func TestCompiledEqualsReference(t *testing.T) {
	t.Parallel()
	c := policy.NewCompiler(known)
	seen := map[policy.Outcome]int{}
	for seed := range uint64(5000) {
		seen[decideBoth(t, c, seed)]++
	}
	if len(seen) != 3 {
		t.Errorf("outcomes = %v, want all three", seen)
	}
}

func FuzzCompiledEqualsReference(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { decideBoth(t, policy.NewCompiler(known), seed) })
}
