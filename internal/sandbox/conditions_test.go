package sandbox_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/store"
)

const (
	ownAccount = "123456789012"
	anaARN     = "arn:aws:iam::" + ownAccount + ":user/dev/ana"
	boundARN   = "arn:aws:iam::" + ownAccount + ":policy/bound"
	otherARN   = "arn:aws:iam::" + ownAccount + ":policy/other"
)

// conditionBench has the user ana of path /dev/ with a tag, the tagged user bo
// with a boundary, the group devs, and two policies.
func conditionBench(t *testing.T) (*bench, *client) {
	t.Helper()
	b := newBench(t)
	tags := []string{"Tags.member.1.Key", "Team", "Tags.member.1.Value", "core"}
	b.do("CreatePolicy", append(tags, "PolicyName", "bound", "PolicyDocument", allowAll)...)
	b.do("CreatePolicy", "PolicyName", "other", "PolicyDocument", allowAll)
	b.do("CreateUser", append(tags, "UserName", "ana", "Path", "/dev/")...)
	b.do("CreateUser", append(tags, "UserName", "bo", "PermissionsBoundary", boundARN)...)
	b.do("CreateGroup", "GroupName", "devs")
	key := b.do("CreateAccessKey", "UserName", "ana")
	return b, b.as(key.value("AccessKey/AccessKeyId"), key.value("AccessKey/SecretAccessKey"))
}

// allow lets ana do everything under a condition, and nothing else.
func (b *bench) allow(condition string) {
	b.t.Helper()
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":`+condition+`}}`)
}

func TestConditionsSeeWhatTheCallIs(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	id := b.do("GetUser", "UserName", "ana").value("User/UserId")
	list := []string{"ListUsers"}
	bo := []string{"GetUser", "UserName", "bo"}
	tagged := []string{"TagUser", "UserName", "bo", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "web", "Tags.member.2.Key", "cost", "Tags.member.2.Value", "1"}
	attach := []string{"AttachUserPolicy", "UserName", "bo", "PolicyArn", otherARN}
	for _, c := range []struct {
		holds, fails string
		call         []string
	}{
		{`{"StringEquals":{"aws:username":"ana"}}`, `{"StringEquals":{"aws:username":"bo"}}`, list},
		{`{"StringEquals":{"AWS:UserName":"ana"}}`, `{"StringNotEquals":{"aws:username":"ana"}}`, list},
		{`{"ArnEquals":{"aws:PrincipalArn":"` + anaARN + `"}}`, `{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::` + ownAccount + `:user/ana"}}`, list},
		{`{"StringEquals":{"aws:PrincipalAccount":"` + ownAccount + `"}}`, `{"StringEquals":{"aws:PrincipalAccount":"210987654321"}}`, list},
		{`{"StringEquals":{"aws:PrincipalType":"User"}}`, `{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}`, list},
		{`{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}`, `{"StringNotEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}`, list},
		{`{"StringEquals":{"aws:ResourceAccount":"` + ownAccount + `"}}`, `{"Null":{"aws:ResourceAccount":"true"}}`, bo},
		{`{"Null":{"aws:ResourceAccount":"true"}}`, `{"Null":{"aws:ResourceAccount":"false"}}`, []string{"GetPolicy", "PolicyArn", adminARN}},
		{`{"Bool":{"aws:ViaAWSService":"false"}}`, `{"Bool":{"aws:ViaAWSService":"true"}}`, list},
		{`{"Bool":{"aws:PrincipalIsAWSService":"false"}}`, `{"Bool":{"aws:PrincipalIsAWSService":"true"}}`, list},
		{`{"StringEquals":{"aws:userid":"` + id + `"}}`, `{"StringEquals":{"aws:userid":"AIDAAAAAAAAAAAAAAAAA"}}`, list},
		{`{"DateLessThan":{"aws:CurrentTime":"2026-11-23T09:00:31Z"}}`, `{"DateLessThan":{"aws:CurrentTime":"2026-11-23T09:00:30Z"}}`, list},
		{`{"NumericEquals":{"aws:EpochTime":"1795424430"}}`, `{"NumericLessThan":{"aws:EpochTime":"1795424430"}}`, list},
		{`{"DateGreaterThan":{"aws:EpochTime":"2026-11-23T09:00:29Z"}}`, `{"DateGreaterThan":{"aws:EpochTime":"2026-11-23T09:00:30Z"}}`, list},
		{`{"IpAddress":{"aws:SourceIp":["127.0.0.0/8","::1"]}}`, `{"NotIpAddress":{"aws:SourceIp":["127.0.0.0/8","::1"]}}`, list},
		{`{"Bool":{"aws:SecureTransport":"false"}}`, `{"Bool":{"aws:SecureTransport":"true"}}`, list},
		{`{"StringLike":{"aws:UserAgent":"Go-http-client/*"}}`, `{"StringLike":{"aws:UserAgent":"aws-cli/*"}}`, list},
		{`{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}`, `{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}`, list},
		{`{"StringEquals":{"aws:PrincipalTag/team":"core"}}`, `{"StringEquals":{"aws:PrincipalTag/Team":"web"}}`, list},
		{`{"Null":{"aws:PrincipalTag/cost":"true"}}`, `{"Null":{"aws:PrincipalTag/Team":"true"}}`, list},
		{`{"StringEquals":{"aws:ResourceTag/Team":"core"}}`, `{"StringEquals":{"aws:ResourceTag/Team":"web"}}`, bo},
		{`{"StringEquals":{"iam:ResourceTag/Team":"${aws:PrincipalTag/Team}"}}`, `{"StringNotEquals":{"iam:ResourceTag/Team":"${aws:PrincipalTag/Team}"}}`, bo},
		{`{"StringEquals":{"aws:ResourceTag/Team":"core"}}`, `{"StringEquals":{"aws:ResourceTag/Team":"web"}}`, []string{"GetPolicy", "PolicyArn", boundARN}},
		{`{"Null":{"iam:ResourceTag/Team":"true"}}`, `{"Null":{"iam:ResourceTag/Team":"false"}}`, []string{"GetPolicy", "PolicyArn", boundARN}},
		{`{"Null":{"aws:ResourceTag/Team":"true"}}`, `{"Null":{"aws:ResourceTag/Team":"false"}}`, []string{"GetPolicy", "PolicyArn", otherARN}},
		{`{"Null":{"aws:ResourceTag/Team":"true"}}`, `{"Null":{"aws:ResourceTag/Team":"false"}}`, list},
		{`{"StringEquals":{"aws:RequestTag/Team":"web","aws:RequestTag/cost":"1"}}`, `{"StringEquals":{"aws:RequestTag/Team":"core"}}`, tagged},
		{`{"ForAllValues:StringEqualsIgnoreCase":{"aws:TagKeys":["team","cost","more"]}}`, `{"ForAllValues:StringEquals":{"aws:TagKeys":["Team"]}}`, tagged},
		{`{"ForAnyValue:StringEquals":{"aws:TagKeys":"cost"}}`, `{"ForAnyValue:StringEquals":{"aws:TagKeys":"other"}}`, tagged},
		{`{"ForAnyValue:StringEquals":{"aws:TagKeys":"cost"}}`, `{"ForAnyValue:StringEquals":{"aws:TagKeys":"Team"}}`, []string{"UntagUser", "UserName", "bo", "TagKeys.member.1", "cost"}},
		{`{"StringEquals":{"aws:RequestTag/Team":"web"}}`, `{"Null":{"aws:TagKeys":"true"}}`, []string{"CreateUser", "UserName", "cy", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "web"}},
		{`{"StringEquals":{"aws:RequestTag/Team":"web"}}`, `{"StringEquals":{"aws:ResourceTag/Team":"web"}}`, []string{"CreatePolicy", "PolicyName", "new", "PolicyDocument", allowAll, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "web"}},
		{`{"Null":{"aws:RequestTag/Team":"true","aws:TagKeys":"true"}}`, `{"StringEquals":{"aws:RequestTag/Team":"web"}}`, append([]string{"GetUser"}, tagged[1:]...)},
		{`{"ArnEquals":{"iam:PolicyARN":"` + otherARN + `"}}`, `{"ArnEquals":{"iam:PolicyARN":"` + boundARN + `"}}`, attach},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, `{"StringEquals":{"iam:PermissionsBoundary":"` + otherARN + `"}}`, attach},
		{`{"ArnLike":{"iam:PolicyARN":"arn:aws:iam::*:policy/oth*"}}`, `{"ArnNotLike":{"iam:PolicyARN":"arn:aws:iam::*:policy/oth*"}}`, []string{"DetachUserPolicy", "UserName", "bo", "PolicyArn", otherARN}},
		{`{"ArnEquals":{"iam:PolicyARN":"` + otherARN + `"}}`, `{"Null":{"iam:PolicyARN":"true"}}`, []string{"AttachGroupPolicy", "GroupName", "devs", "PolicyArn", otherARN}},
		{`{"ArnEquals":{"iam:PolicyARN":"` + otherARN + `"}}`, `{"Null":{"iam:PermissionsBoundary":"false"}}`, []string{"DetachGroupPolicy", "GroupName", "devs", "PolicyArn", otherARN}},
		{`{"Null":{"iam:PolicyARN":"true"}}`, `{"ArnEquals":{"iam:PolicyARN":"` + otherARN + `"}}`, []string{"GetPolicy", "PolicyArn", otherARN}},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, `{"Null":{"iam:PermissionsBoundary":"true"}}`, []string{"PutUserPolicy", "UserName", "bo", "PolicyName", "p", "PolicyDocument", allowAll}},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, `{"Null":{"iam:PermissionsBoundary":"true"}}`, []string{"DeleteUserPolicy", "UserName", "bo", "PolicyName", "p"}},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + otherARN + `"}}`, `{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, []string{"PutUserPermissionsBoundary", "UserName", "bo", "PermissionsBoundary", otherARN}},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + otherARN + `"}}`, `{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, []string{"DeleteUserPermissionsBoundary", "UserName", "bo"}},
		{`{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, `{"Null":{"iam:PermissionsBoundary":"true"}}`, []string{"CreateUser", "UserName", "di", "PermissionsBoundary", boundARN}},
		{`{"Null":{"iam:PermissionsBoundary":"true"}}`, `{"StringEquals":{"iam:PermissionsBoundary":"` + boundARN + `"}}`, []string{"CreateUser", "UserName", "ed"}},
	} {
		b.allow(c.fails)
		if a := ana.call(c.call[0], c.call[1:]...); a.code() != "AccessDenied" || a.status != 403 {
			t.Errorf("%v under %s = %d %s %q, want AccessDenied", c.call, c.fails, a.status, a.code(), a.message())
		}
		b.allow(c.holds)
		if a := ana.call(c.call[0], c.call[1:]...); a.status != 200 {
			t.Errorf("%v under %s = %d %s %q, want it allowed", c.call, c.holds, a.status, a.code(), a.message())
		}
	}
}

func TestACallWithoutAProgramNameHasNoUserAgent(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	for condition, want := range map[string]int{`{"Null":{"aws:UserAgent":"true"}}`: 200, `{"Null":{"aws:UserAgent":"false"}}`: 403} {
		b.allow(condition)
		r := ana.request("iam", url.Values{"Action": {"ListUsers"}, "Version": {"2010-05-08"}})
		r.Header.Set("User-Agent", "")
		if a, err := ana.send(r); err != nil || a.status != want {
			t.Errorf("ListUsers without a user agent under %s = %d, %v, want %d", condition, a.status, err, want)
		}
	}
}

func TestConditionsSeeTheConnection(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	for condition, want := range map[string]int{
		`{"Bool":{"aws:SecureTransport":"true"}}`:        http.StatusOK,
		`{"Bool":{"aws:SecureTransport":"false"}}`:       http.StatusForbidden,
		`{"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}`: http.StatusOK,
		`{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`:    http.StatusForbidden,
	} {
		b.allow(condition)
		r := ana.request("iam", url.Values{"Action": {"ListUsers"}, "Version": {"2010-05-08"}})
		r.TLS, r.RemoteAddr = &tls.ConnectionState{}, "[2001:db8::7]:50000"
		r.Header.Set("X-Forwarded-For", "10.0.0.1") // anybody can say so
		answered := httptest.NewRecorder()
		b.box.ServeHTTP(answered, r)
		if answered.Code != want {
			t.Errorf("ListUsers over TLS from 2001:db8::7 under %s = %d, want %d", condition, answered.Code, want)
		}
	}
}

func TestTheCallerIsKnownToEverybody(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}`)
	if a := ana.identity(); a.status != http.StatusOK || a.value("Arn") != anaARN {
		t.Errorf("GetCallerIdentity under a denial of everything = %d %s, want %s", a.status, a.body, anaARN)
	}
}

// TestEveryCauseOfADenialIsNamed walks through the causes of AWS's message.
func TestEveryCauseOfADenialIsNamed(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	version := func(effect, action string) {
		for _, id := range b.do("ListPolicyVersions", "PolicyArn", boundARN).values("Versions/member/VersionId")[1:] {
			b.do("DeletePolicyVersion", "PolicyArn", boundARN, "VersionId", id)
		}
		b.do("CreatePolicyVersion", "PolicyArn", boundARN, "SetAsDefault", "true", "PolicyDocument",
			`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:Get*","Resource":"*"},{"Effect":"`+effect+`","Action":"`+action+`","Resource":"*"}]}`)
	}
	start := "User: " + anaARN + " is not authorized to perform: iam:ListUsers on resource: * "
	refused := func(cause string) {
		t.Helper()
		if a := ana.call("ListUsers"); a.status != 403 || a.code() != "AccessDenied" || a.message() != start+cause {
			t.Errorf("ListUsers = %d %s %q, want %q", a.status, a.code(), a.message(), start+cause)
		}
	}
	refused("because no identity-based policy allows the iam:ListUsers action")
	b.allow(`{}`)
	ana.do("ListUsers")
	version("Allow", "iam:CreateUser")
	b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", boundARN)
	refused("because no permissions boundary allows the iam:ListUsers action")
	ana.do("GetUser")
	version("Deny", "iam:List*")
	refused("with an explicit deny in a permissions boundary")
	b.do("DeleteUserPolicy", "UserName", "ana", "PolicyName", "own")
	version("Allow", "iam:CreateUser")
	refused("because no identity-based policy allows the iam:ListUsers action")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", strings.Replace(allowAll, "Allow", "Deny", 1))
	refused("with an explicit deny in an identity-based policy")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", allowAll)
	b.do("DeleteUserPermissionsBoundary", "UserName", "ana")
	ana.do("ListUsers")
}

// TestWhatIsBrokenDenies puts documents into the store that no call would keep.
func TestWhatIsBrokenDenies(t *testing.T) {
	t.Parallel()
	b, ana := conditionBench(t)
	b.allow(`{}`)
	in := b.db.Entities(ownAccount)
	if err := in.Link(t.Context(), store.EntityLink{Kind: "boundary", Source: "ana", Target: otherARN + "-gone"}); err != nil {
		t.Fatal(err)
	}
	ana.refused(403, "AccessDenied", "with an explicit deny in a permissions boundary", "ListUsers")
	if a := b.do("SimulatePrincipalPolicy", append(lists("ActionNames", "iam:ListUsers"), "PolicySourceArn", anaARN)...); a.value(results+"EvalDecision") != "explicitDeny" {
		t.Errorf("SimulatePrincipalPolicy under a boundary that is gone = %s, want explicitDeny", a.body)
	}
	b.do("DeleteUserPermissionsBoundary", "UserName", "ana")
	ana.do("ListUsers")
	user, err := in.Get(t.Context(), "user", "ana")
	if err != nil {
		t.Fatal(err)
	}
	user.Doc = strings.Replace(user.Doc, `{\"Version\"`, `{\"Wersion\"`, 1)
	if err := in.Put(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	ana.refused(403, "AccessDenied", "with an explicit deny in an identity-based policy", "ListUsers")
}
