package policy_test

import (
	"strings"
	"testing"

	"keyporter/internal/policy"
)

func TestStatementsThatNameARenamedThing(t *testing.T) {
	t.Parallel()
	const one, other = "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:user/team/bo"
	for rest, want := range map[string]string{
		`"Resource":"` + one + `"`:                                    "Resource=" + one,
		`"Resource":"` + other + `"`:                                  "",
		`"Resource":"*"`:                                              "",
		`"Resource":"arn:aws:iam::123456789012:user/a*"`:              "Resource=arn:aws:iam::123456789012:user/a*",
		`"Resource":["arn:aws:iam::*:user/an?","` + one + `","x*"]`:   "Resource=arn:aws:iam::*:user/an? Resource=" + one,
		`"Resource":["` + one + `","` + other + `"]`:                  "",
		`"Resource":"arn:aws:iam::123456789012:user/${aws:username}"`: "",
		`"NotResource":["` + one + `"]`:                               "NotResource=" + one,
		`"Resource":"` + strings.ToUpper(one) + `"`:                   "",

		`"Resource":"*","Condition":{"StringEquals":{"aws:UserName":["ana","chris"]}}`:             "aws:UserName=ana",
		`"Resource":"*","Condition":{"StringEquals":{"aws:username":"an*"}}`:                       "",
		`"Resource":"*","Condition":{"StringLike":{"aws:username":"an*"}}`:                         "aws:username=an*",
		`"Resource":"*","Condition":{"StringLike":{"aws:username":["an*","b*"]}}`:                  "",
		`"Resource":"*","Condition":{"StringEqualsIgnoreCase":{"aws:username":"ANA"}}`:             "aws:username=ANA",
		`"Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/owner":"ana"}}`:               "",
		`"Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"` + one + `"}}`:              "aws:PrincipalArn=" + one,
		`"Resource":"*","Condition":{"ForAnyValue:ArnLike":{"aws:PrincipalArn":"arn:*:user/an*"}}`: "aws:PrincipalArn=arn:*:user/an*",
		`"Resource":"*","Condition":{"NumericEquals":{"aws:username":"ana"}}`:                      "",
		`"Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalArn":"*:user/ana"}}`:           "aws:PrincipalArn=*:user/ana",
		`"Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":"*:user/${aws:username}"}}`:  "",
		`"Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`:                "",
	} {
		d, err := policy.Parse(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"y"},` + "\n" + `{"Sid":"S","Effect":"Allow","Action":"iam:*",` + rest + `}]}`)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range d.NamesOnly(policy.Renamed{ARN: one, NewARN: other, Name: "ana", NewName: "bo"}) {
			got = append(got, n.Element+"="+n.Value)
			if at := d.Position(n.At); n.Statement != 1 || n.Sid != "S" || at.Line != 2 {
				t.Errorf("NamesOnly of %s is at statement %d, %s, line %d, want 1, S, line 2", rest, n.Statement, n.Sid, at.Line)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("NamesOnly of %s = %q, want %q", rest, got, want)
		}
		if same := d.NamesOnly(policy.Renamed{ARN: one, NewARN: one, Name: "ana", NewName: "ana"}); same != nil {
			t.Errorf("NamesOnly of %s where nothing changes = %v, want none", rest, same)
		}
	}
}
