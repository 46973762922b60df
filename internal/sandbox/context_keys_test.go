package sandbox_test

import (
	"slices"
	"strings"
	"testing"
)

func TestContextKeysOfPolicies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	withKey := func(key string) string {
		return strings.Replace(allowAll, `"Resource":"*"`, `"Resource":"arn:aws:s3:::${`+key+`}"`, 1)
	}
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateGroup", "GroupName", "devs")
	b.do("AddUserToGroup", "UserName", "ana", "GroupName", "devs")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "p", "PolicyDocument", withKey("aws:username"))
	b.do("PutGroupPolicy", "GroupName", "devs", "PolicyName", "p", "PolicyDocument", withKey("AWS:UserId"))
	bound := b.do("CreatePolicy", "PolicyName", "bound", "PolicyDocument", withKey("aws:PrincipalTag/Team")).value("Policy/Arn")
	b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", bound)
	const user, devs = "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:group/devs"
	for _, c := range []struct {
		action      string
		pairs, want []string
	}{
		{"GetContextKeysForCustomPolicy", lists("PolicyInputList", allowAll), nil},
		{"GetContextKeysForCustomPolicy", lists("PolicyInputList", withKey("s3:prefix"), withKey("aws:userid"), withKey("S3:Prefix")), []string{"aws:userid", "s3:prefix"}},
		{"GetContextKeysForPrincipalPolicy", []string{"PolicySourceArn", user}, []string{"aws:PrincipalTag/Team", "AWS:UserId", "aws:username"}},
		{"GetContextKeysForPrincipalPolicy", append(lists("PolicyInputList", withKey("s3:prefix")), "PolicySourceArn", devs), []string{"AWS:UserId", "s3:prefix"}},
	} {
		if got := b.do(c.action, c.pairs...).values("ContextKeyNames/member"); !slices.Equal(got, c.want) {
			t.Errorf("%s %v = %v, want %v", c.action, c.pairs, got, c.want)
		}
	}
}
