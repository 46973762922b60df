package sandbox_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/store"
)

// seed puts users into the store directly, with a group and a policy each.
func seed(t testing.TB, b *bench, n int) {
	t.Helper()
	b.do("CreateGroup", "GroupName", "Devs")
	err := b.db.Entities("123456789012").Tx(t.Context(), func(in *store.Entities) error {
		for i := range n {
			name := fmt.Sprintf("user-%05d", i)
			doc := fmt.Sprintf(`{"name":%q,"path":"/","id":"AIDA%016d","created":"2026-11-23T09:00:00Z"}`, name, i)
			if err := in.Add(t.Context(), store.Entity{Kind: "user", Name: name, Doc: doc}); err != nil {
				return err
			}
			for _, l := range []store.EntityLink{
				{Kind: "member", Source: name, Target: "devs"},
				{Kind: "user-policy", Source: name, Target: s3FullARN},
			} {
				if err := in.Link(t.Context(), l); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("seed %d users: %v", n, err)
	}
}

// walk calls a list to its end and returns the values at path, and the pages.
func (c *client) walk(path, action string, pairs ...string) (values []string, pages int) {
	c.t.Helper()
	for marker := ""; ; {
		all := pairs
		if marker != "" {
			all = append(slices.Clone(pairs), "Marker", marker)
		}
		a := c.do(action, all...)
		values, pages = append(values, a.values(path)...), pages+1
		if marker = a.value("Marker"); (marker != "") != (a.value("IsTruncated") == "true") {
			c.t.Fatalf("%s: IsTruncated %s beside Marker %q", action, a.value("IsTruncated"), marker)
		}
		if marker == "" {
			return values, pages
		}
	}
}

func TestEveryListIsPaged(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	seed(t, b, 250)
	for _, c := range []struct {
		path, action string
		pairs        []string
		want, pages  int
	}{
		{"Users/member/UserName", "ListUsers", nil, 250, 3},
		{"Users/member/UserName", "ListUsers", []string{"MaxItems", "7"}, 250, 36},
		{"Users/member/UserName", "GetGroup", []string{"GroupName", "devs", "MaxItems", "125"}, 250, 2},
		{"PolicyUsers/member/UserName", "ListEntitiesForPolicy", []string{"PolicyArn", s3FullARN}, 250, 3},
		{"Policies/member/Arn", "ListPolicies", []string{"MaxItems", "10"}, 82, 9},
		{"UserDetailList/member/UserName", "GetAccountAuthorizationDetails", nil, 250, 3},
		{"UserDetailList/member/UserName", "GetAccountAuthorizationDetails", []string{"MaxItems", "1000"}, 250, 1},
	} {
		t.Run(c.action+" "+strings.Join(c.pairs, " "), func(t *testing.T) {
			values, pages := b.walk(c.path, c.action, c.pairs...)
			if len(values) != c.want || pages != c.pages || !slices.IsSorted(values) && c.action != "ListPolicies" {
				t.Errorf("%s %v = %d values on %d pages, want %d on %d, in order", c.action, c.pairs, len(values), pages, c.want, c.pages)
			}
			slices.Sort(values)
			if n := len(slices.Compact(values)); n != c.want {
				t.Errorf("%s %v: %d different values, want %d", c.action, c.pairs, n, c.want)
			}
		})
	}
	b.refused(400, "ValidationError", "less than or equal to 1000", "ListUsers", "MaxItems", "1001")
	b.refused(400, "ValidationError", "greater than or equal to 1", "ListUsers", "MaxItems", "0")
	b.refused(400, "ValidationError", "Invalid Marker.", "ListUsers", "Marker", "no-marker-of-ours")
}

func TestPermissionsComeFromEveryPolicyOfTheUser(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	const self = "arn:aws:iam::123456789012:user/ana"
	ana.refused(403, "AccessDenied", "User: "+self+" is not authorized to perform: iam:ListUsers on resource: * because no identity-based policy allows the iam:ListUsers action", "ListUsers")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*AccessKey*","Resource":"`+self+`"}}`)
	ana.do("ListAccessKeys")
	b.do("CreateUser", "UserName", "bo")
	ana.refused(403, "AccessDenied", "on resource: arn:aws:iam::123456789012:user/bo because", "ListAccessKeys", "UserName", "bo")
	b.do("CreateGroup", "GroupName", "ops")
	b.do("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", adminARN)
	b.do("AddUserToGroup", "UserName", "ana", "GroupName", "ops")
	ana.do("ListUsers")
	b.do("PutGroupPolicy", "GroupName", "ops", "PolicyName", "no", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:Delete*","Resource":"*"}}`)
	ana.refused(403, "AccessDenied", "with an explicit deny in an identity-based policy", "DeleteUser", "UserName", "bo")
	b.do("RemoveUserFromGroup", "UserName", "ana", "GroupName", "ops")
	ana.refused(403, "AccessDenied", "", "ListUsers")
}

func TestTheAlias(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.refused(400, "ValidationError", "accountAlias", "CreateAccountAlias", "AccountAlias", "Not-An-Alias")
	b.do("CreateAccountAlias", "AccountAlias", "acme-dev")
	b.do("CreateAccountAlias", "AccountAlias", "acme")
	if got := b.do("ListAccountAliases").values("AccountAliases/member"); !slices.Equal(got, []string{"acme"}) {
		t.Errorf("ListAccountAliases = %v, want acme", got)
	}
	b.refused(404, "NoSuchEntity", "", "DeleteAccountAlias", "AccountAlias", "acme-dev")
	b.do("DeleteAccountAlias", "AccountAlias", "acme")
}

func TestListsOfWhatTheAccountCannotHaveAreEmpty(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	for _, action := range []string{"ListSSHPublicKeys", "ListSigningCertificates", "ListServiceSpecificCredentials"} {
		b.do(action, "UserName", "ana")
		b.refused(404, "NoSuchEntity", "", action, "UserName", "bo")
	}
	for _, action := range []string{"ListRoles"} {
		b.do(action)
	}
	summary := b.do("GetAccountSummary")
	keys, values := summary.values("SummaryMap/entry/key"), summary.values("SummaryMap/entry/value")
	if i := slices.Index(keys, "Users"); i < 0 || values[i] != "1" {
		t.Errorf("GetAccountSummary = %s, want one user", summary.body)
	}
}

func TestMischief(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	m := b.box.Mischief()
	keys := func() int { return len(b.do("ListAccessKeys", "UserName", "ana").values("AccessKeyMetadata/member")) }
	form := url.Values{"Action": {"CreateAccessKey"}, "Version": {"2010-05-08"}, "UserName": {"ana"}}

	m.ResetAfter("CreateAccessKey", 1)
	if a, err := b.send(b.request("iam", form)); err == nil || keys() != 1 {
		t.Errorf("CreateAccessKey under ResetAfter = %d, %v and %d keys, want an error and one key", a.status, err, keys())
	}
	m.FailAfter("CreateAccessKey", 1)
	b.refused(500, "ServiceFailure", "", "CreateAccessKey", "UserName", "ana")
	if n := m.Done("CreateAccessKey"); n != 2 || keys() != 2 {
		t.Errorf("after FailAfter: %d done, %d keys, want 2 and 2", n, keys())
	}
	m.Throttle("", 2)
	b.refused(400, "Throttling", "Rate exceeded", "ListUsers")
	b.refused(400, "Throttling", "Rate exceeded", "DeleteUser", "UserName", "ana")
	b.do("ListUsers")

	m.ShortPages(1)
	m.EmptyPages(2)
	b.do("CreateUser", "UserName", "bo")
	if names, pages := b.walk("Users/member/UserName", "ListUsers"); !slices.Equal(names, []string{"ana", "bo"}) || pages != 4 {
		t.Errorf("ListUsers on short and empty pages = %v on %d pages, want ana, bo on 4", names, pages)
	}
	m.ShortPages(0)

	release := m.Hold("ListUsers")
	answered := make(chan struct{})
	go func() { defer close(answered); b.call("ListUsers") }()
	b.do("ListGroups")
	select {
	case <-answered:
		t.Error("ListUsers was answered while held")
	default:
	}
	release()
	<-answered
}
