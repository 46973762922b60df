package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// lists makes pairs of parameters of a list's members.
func lists(name string, values ...string) []string {
	var pairs []string
	for i, v := range values {
		pairs = append(pairs, fmt.Sprintf("%s.member.%d", name, i+1), v)
	}
	return pairs
}

// contextEntry makes the pairs of one context entry.
func contextEntry(n int, name, kind string, values ...string) []string {
	at := fmt.Sprintf("ContextEntries.member.%d.", n)
	return append(lists(at+"ContextKeyValues", values...), at+"ContextKeyName", name, at+"ContextKeyType", kind)
}

const (
	readReports = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::reports/*"}]}`
	reportsFile = "arn:aws:s3:::reports/2026.csv"
	reportsKeys = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": "*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:Delete*",
      "Resource": "arn:aws:s3:::reports/*"
    }
  ]
}`
)

const results = "EvaluationResults/member/"

func TestASimulationOfPolicies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	a := b.do("SimulateCustomPolicy", slices.Concat(lists("PolicyInputList", readReports, reportsKeys),
		lists("ActionNames", "s3:GetObject", "s3:DeleteObject", "ec2:RunInstances"), lists("ResourceArns", reportsFile))...)
	for path, want := range map[string]string{
		results + "EvalActionName":                                                           "s3:GetObject s3:DeleteObject ec2:RunInstances",
		results + "EvalDecision":                                                             "allowed explicitDeny implicitDeny",
		results + "EvalResourceName":                                                         reportsFile + " " + reportsFile + " " + reportsFile,
		results + "MatchedStatements/member/SourcePolicyId":                                  "PolicyInputList.1 PolicyInputList.2 PolicyInputList.2",
		results + "MatchedStatements/member/SourcePolicyType":                                "IAM Policy IAM Policy IAM Policy",
		results + "MatchedStatements/member/StartPosition/Line":                              "1 3 8",
		results + "MatchedStatements/member/StartPosition/Column":                            "38 17 6",
		results + "MatchedStatements/member/EndPosition/Line":                                "1 8 13",
		results + "MatchedStatements/member/EndPosition/Column":                              "111 6 6",
		results + "ResourceSpecificResults/member/EvalResourceName":                          reportsFile + " " + reportsFile + " " + reportsFile,
		results + "ResourceSpecificResults/member/EvalResourceDecision":                      "allowed explicitDeny implicitDeny",
		results + "ResourceSpecificResults/member/MatchedStatements/member/EndPosition/Line": "1 8 13",
		results + "PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary":           "",
		results + "EvalDecisionDetails/entry/key":                                            "",
		"IsTruncated": "false",
	} {
		if got := strings.Join(a.values(path), " "); got != want {
			t.Errorf("SimulateCustomPolicy: %s = %q, want %q", path, got, want)
		}
	}
	for _, element := range []string{"MatchedStatements", "MissingContextValues", "EvalDecisionDetails", "ResourceSpecificResults"} {
		if n := len(a.values(results + element)); n != 3 {
			t.Errorf("SimulateCustomPolicy: %d elements %s, want one for each result", n, element)
		}
	}
	everything := b.do("SimulateCustomPolicy", slices.Concat(lists("PolicyInputList", reportsKeys), lists("ActionNames", "s3:GetObject"))...)
	if everything.value(results+"EvalResourceName") != "*" || everything.value(results+"EvalDecision") != "allowed" ||
		everything.values(results+"ResourceSpecificResults") != nil || everything.values(results+"EvalDecisionDetails") != nil {
		t.Errorf("SimulateCustomPolicy on everything = %s, want it allowed on *, without results for resources", everything.body)
	}
}

func TestASimulationOnSeveralResources(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, c := range []struct {
		resources        []string
		common, decision string
		each             string
	}{
		{[]string{reportsFile, "arn:aws:s3:::pay/2026.csv"}, "arn:aws:s3:::${BucketName}/${KeyName}", "implicitDeny", "allowed implicitDeny"},
		{[]string{"arn:aws:s3:::pay", "arn:aws:s3:::reports"}, "arn:aws:s3:::${BucketName}", "implicitDeny", "implicitDeny implicitDeny"},
		{[]string{reportsFile, "arn:aws:s3:::pay"}, "*", "implicitDeny", "allowed implicitDeny"},
		{[]string{reportsFile, "arn:aws:s3:::reports/secret", "arn:aws:sqs:eu-west-1:123456789012:q"}, "*", "explicitDeny", "allowed explicitDeny implicitDeny"},
	} {
		policies := lists("PolicyInputList", readReports, strings.NewReplacer("Allow", "Deny", "/*", "/secret").Replace(readReports))
		a := b.do("SimulateCustomPolicy", slices.Concat(policies, lists("ActionNames", "s3:GetObject"), lists("ResourceArns", c.resources...))...)
		if got := strings.Join(a.values(results+"ResourceSpecificResults/member/EvalResourceDecision"), " "); got != c.each ||
			a.value(results+"EvalDecision") != c.decision || a.value(results+"EvalResourceName") != c.common || a.values(results+"MatchedStatements/member") != nil {
			t.Errorf("SimulateCustomPolicy on %v = %s, %q on %s, want %s, %q on %s", c.resources, a.value(results+"EvalDecision"), got, a.value(results+"EvalResourceName"), c.decision, c.each, c.common)
		}
	}
}

func TestASimulationTakesContext(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	allowIf := func(condition string) []string {
		return slices.Concat(lists("PolicyInputList", strings.Replace(allowAll, `"Resource":"*"`, `"Resource":"*","Condition":`+condition, 1)), lists("ActionNames", "s3:GetObject"))
	}
	for _, c := range []struct {
		condition, kind string
		holds, fails    []string
	}{
		{`{"StringEquals":{"aws:username":"ana"}}`, "string", []string{"ana"}, []string{"bo"}},
		{`{"ForAllValues:StringEquals":{"aws:username":["ana","bo"]}}`, "stringList", []string{"ana", "bo"}, []string{"ana", "cy"}},
		{`{"NumericLessThan":{"aws:username":"10"}}`, "numeric", []string{"9.5"}, []string{"10"}},
		{`{"ForAnyValue:NumericEquals":{"aws:username":10}}`, "numericList", []string{"9", "10"}, []string{"9"}},
		{`{"Bool":{"aws:username":true}}`, "boolean", []string{"True"}, []string{"false"}},
		{`{"ForAllValues:Bool":{"aws:username":true}}`, "booleanList", []string{"true"}, []string{"true", "false"}},
		{`{"IpAddress":{"aws:username":"10.0.0.0/8"}}`, "ip", []string{"10.1.2.3"}, []string{"11.1.2.3"}},
		{`{"ForAnyValue:IpAddress":{"aws:username":"2001:db8::/32"}}`, "ipList", []string{"10.1.2.3", "2001:db8::1"}, []string{"10.1.2.3"}},
		{`{"BinaryEquals":{"aws:username":"AQID"}}`, "binary", []string{"AQID"}, []string{"AQIE"}},
		{`{"ForAnyValue:BinaryEquals":{"aws:username":"AQID"}}`, "binaryList", []string{"AQIE", "AQID"}, []string{"AQIE"}},
		{`{"DateLessThan":{"aws:username":"2026-11-23T09:00:00Z"}}`, "date", []string{"2026-11-23"}, []string{"2026-11-23T09:00:00Z"}},
		{`{"ForAnyValue:DateLessThan":{"aws:username":"2026-11-23T09:00:00Z"}}`, "dateList", []string{"2027-01-01T00:00Z", "0"}, []string{"1795424431"}},
	} {
		for want, values := range map[string][]string{"allowed": c.holds, "implicitDeny": c.fails} {
			a := b.do("SimulateCustomPolicy", append(allowIf(c.condition), contextEntry(1, "AWS:username", c.kind, values...)...)...)
			if got := a.value(results + "EvalDecision"); got != want || a.values(results+"MissingContextValues/member") != nil {
				t.Errorf("SimulateCustomPolicy with %s, %s %v = %s, missing %v, want %s", c.condition, c.kind, values, got, a.values(results+"MissingContextValues/member"), want)
			}
		}
	}
	both := allowIf(`{"StringLike":{"s3:prefix":"${aws:username}/*"},"Bool":{"aws:SecureTransport":"true"}}`)
	a := b.do("SimulateCustomPolicy", append(both, contextEntry(1, "s3:prefix", "string", "ana/x")...)...)
	if got := a.values(results + "MissingContextValues/member"); !slices.Equal(got, []string{"aws:SecureTransport", "aws:username"}) || a.value(results+"EvalDecision") != "implicitDeny" {
		t.Errorf("SimulateCustomPolicy without its keys: missing %v, want aws:SecureTransport and aws:username", got)
	}
	a = b.do("SimulateCustomPolicy", append(both, "ResourceArns.member.1", reportsFile)...)
	if got := a.values(results + "ResourceSpecificResults/member/MissingContextValues/member"); len(got) != 3 || a.values(results+"MissingContextValues/member") != nil {
		t.Errorf("SimulateCustomPolicy on a resource: missing %v, want three with the resource and none above", got)
	}
}

func TestASimulationOfAPrincipal(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "Ana", "Path", "/dev/")
		b.do("CreateGroup", "GroupName", "Ops")
		b.do("AddUserToGroup", "UserName", "ana", "GroupName", "ops")
		b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "mine", "PolicyDocument", readReports)
		b.do("PutGroupPolicy", "GroupName", "ops", "PolicyName", "ours", "PolicyDocument", strings.Replace(readReports, "s3:Get*", "s3:Put*", 1))
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess")
		user, group := "arn:aws:iam::123456789012:user/dev/Ana", "arn:aws:iam::123456789012:group/Ops"
		ask := func(source string, more ...string) answer {
			t.Helper()
			return b.do("SimulatePrincipalPolicy", slices.Concat([]string{"PolicySourceArn", source}, more,
				lists("ActionNames", "s3:GetObject", "s3:PutObject", "iam:GetUser"), lists("ResourceArns", reportsFile))...)
		}
		decided := func(a answer, decisions, sources string) {
			t.Helper()
			if got, from := strings.Join(a.values(results+"EvalDecision"), " "), strings.Join(a.values(results+"MatchedStatements/member/SourcePolicyId"), " "); got != decisions || from != sources {
				t.Errorf("SimulatePrincipalPolicy = %q by %q, want %q by %q", got, from, decisions, sources)
			}
		}
		decided(ask(user), "allowed allowed allowed", "user_Ana_mine group_Ops_ours IAMReadOnlyAccess")
		decided(ask(group), "implicitDeny allowed implicitDeny", "group_Ops_ours")
		decided(ask(group, lists("PolicyInputList", allowAll)...), "allowed allowed allowed", "PolicyInputList.1 group_Ops_ours PolicyInputList.1 PolicyInputList.1")
		b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", s3FullARN)
		bounded := ask(user)
		decided(bounded, "allowed allowed implicitDeny", "user_Ana_mine group_Ops_ours")
		if got := strings.Join(bounded.values(results+"PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary"), " "); got != "true true false" {
			t.Errorf("SimulatePrincipalPolicy: allowed by the boundary %q, want true true false", got)
		}
		several := b.do("SimulatePrincipalPolicy", slices.Concat([]string{"PolicySourceArn", user}, lists("ActionNames", "s3:GetObject"), lists("ResourceArns", reportsFile, "arn:aws:iam::123456789012:user/x"))...)
		if got := several.values(results + "PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary"); !slices.Equal(got, []string{"true"}) {
			t.Errorf("SimulatePrincipalPolicy on two resources: allowed by the boundary %v, want true", got)
		}
		other := ask(user, lists("PermissionsBoundaryPolicyInputList", strings.Replace(allowAll, "Allow", "Deny", 1))...)
		decided(other, "explicitDeny explicitDeny explicitDeny", "PermissionsBoundaryPolicyInputList.1 PermissionsBoundaryPolicyInputList.1 PermissionsBoundaryPolicyInputList.1")
	})
}

func TestASimulationWithAResourcePolicy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	ana, bo := "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:user/bo"
	resource := func(effect, principal string) []string {
		return []string{"ResourcePolicy", `{"Version":"2012-10-17","Statement":{"Effect":"` + effect + `","Principal":{"AWS":"` + principal + `"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}}`}
	}
	for _, c := range []struct {
		name              string
		more              []string
		decision, matched string
		details           string
	}{
		{"the resource policy names the caller", resource("Allow", ana), "allowed", "ResourcePolicy", ""},
		{"it names somebody else", resource("Allow", bo), "implicitDeny", "", ""},
		{"the caller is somebody else", append(resource("Allow", bo), "CallerArn", bo), "allowed", "ResourcePolicy", ""},
		{"it denies", append(resource("Deny", ana), lists("PolicyInputList", readReports)...), "explicitDeny", "ResourcePolicy", ""},
		{"another account allows, this one does not", append(resource("Allow", ana), "ResourceOwner", "210987654321"), "implicitDeny", "", "implicitDeny allowed"},
		{"this account allows, the other does not", append(append(resource("Allow", bo), "ResourceOwner", "arn:aws:iam::210987654321:root"), lists("PolicyInputList", readReports)...), "implicitDeny", "", "allowed implicitDeny"},
		{"both accounts allow", append(append(resource("Allow", ana), "ResourceOwner", "210987654321"), lists("PolicyInputList", readReports)...), "allowed", "PolicyInputList.1 ResourcePolicy", "allowed allowed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := b.do("SimulatePrincipalPolicy", slices.Concat([]string{"PolicySourceArn", ana}, c.more, lists("ActionNames", "s3:GetObject"), lists("ResourceArns", reportsFile))...)
			matched := strings.Join(a.values(results+"MatchedStatements/member/SourcePolicyId"), " ")
			details := strings.Join(a.values(results+"EvalDecisionDetails/entry/value"), " ")
			if got := a.value(results + "EvalDecision"); got != c.decision || matched != c.matched || details != c.details {
				t.Errorf("SimulatePrincipalPolicy = %s by %q, details %q, want %s by %q, details %q", got, matched, details, c.decision, c.matched, c.details)
			}
		})
	}
	owned := b.do("SimulatePrincipalPolicy", slices.Concat([]string{"PolicySourceArn", ana}, resource("Allow", ana), lists("ActionNames", "sqs:SendMessage"), lists("ResourceArns", "arn:aws:sqs:eu-west-1:210987654321:q"))...)
	if got := owned.values(results + "EvalDecisionDetails/entry/key"); !slices.Equal(got, []string{"IAM Policy", "Resource Policy"}) {
		t.Errorf("SimulatePrincipalPolicy on a queue of another account: details of %v, want of both policies", got)
	}
}

func TestASimulationOnAKeyWithoutItsPolicy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	key := lists("ResourceArns", "arn:aws:kms:eu-west-1:123456789012:key/1234")
	for want, c := range map[string]struct{ document, matched string }{
		"allowed":      {allowAll, "PolicyInputList.1"},
		"implicitDeny": {readReports, ""},
		"explicitDeny": {strings.Replace(allowAll, "Allow", "Deny", 1), "PolicyInputList.1"},
	} {
		a := b.do("SimulateCustomPolicy", slices.Concat(key, lists("PolicyInputList", c.document), lists("ActionNames", "kms:Decrypt"))...)
		if matched := strings.Join(a.values(results+"MatchedStatements/member/SourcePolicyId"), " "); a.value(results+"EvalDecision") != want || matched != c.matched {
			t.Errorf("SimulateCustomPolicy of %s on a key = %s by %q, want %s by %q", c.document, a.value(results+"EvalDecision"), matched, want, c.matched)
		}
	}
}

func TestASimulationIsPaged(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var actions, resources []string
	for i := range 25 {
		actions = append(actions, fmt.Sprintf("s3:Action%02d", i))
	}
	for i := range 2000 {
		resources = append(resources, fmt.Sprintf("arn:aws:s3:::b%d", i))
	}
	base := slices.Concat(lists("PolicyInputList", allowAll), lists("ActionNames", actions...))
	for _, c := range []struct {
		more  []string
		pages int
	}{{nil, 1}, {[]string{"MaxItems", "10"}, 3}, {lists("ResourceArns", resources...), 5}} {
		got, pages := b.walk(results+"EvalActionName", "SimulateCustomPolicy", slices.Concat(base, c.more)...)
		if !slices.Equal(got, actions) || pages != c.pages {
			t.Errorf("SimulateCustomPolicy = %d results on %d pages, want 25 in order on %d", len(got), pages, c.pages)
		}
	}
	one := `{"Effect":"Allow","Action":"ec2:*","Resource":"*"}`
	many := `{"Version":"2012-10-17","Statement":[` + strings.Repeat(one+",", 499) + one + `]}`
	if _, pages := b.walk(results+"EvalActionName", "SimulateCustomPolicy", slices.Concat(base, lists("PolicyInputList", many), lists("ResourceArns", resources[:40]...))...); pages != 3 {
		t.Errorf("SimulateCustomPolicy of 500 statements on 40 resources: %d pages, want 3", pages)
	}
	b.refused(400, "InvalidInput", "2000 resources with 501 statements is too large", "SimulateCustomPolicy",
		slices.Concat(base, lists("PolicyInputList", allowAll, many), lists("ResourceArns", resources...))...)
}
