package sandbox_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"keyporter/internal/demo"
	"keyporter/internal/sandbox"
)

// contents counts what the account has, by what its lists tell.
func contents(t *testing.T, b *bench) string {
	t.Helper()
	users, _ := b.walk("Users/member/UserName", "ListUsers")
	groups, _ := b.walk("Groups/member/GroupName", "ListGroups")
	buckets := must[*s3.ListBucketsOutput](t, "ListBuckets")(b.s3Client().ListBuckets(t.Context(), &s3.ListBucketsInput{}))
	summary := b.do("GetAccountSummary")
	keys := summary.values("SummaryMap/entry/key")
	for i, name := range keys {
		if name == "Users" && summary.values("SummaryMap/entry/value")[i] != fmt.Sprint(len(users)) {
			t.Errorf("GetAccountSummary: %s users, want as many as ListUsers has, %d", summary.values("SummaryMap/entry/value")[i], len(users))
		}
	}
	return fmt.Sprintf("%d users, %d groups, %d buckets", len(users), len(groups), len(buckets.Buckets))
}

func TestTheDemoAccountIsFilledOnceAndEmptied(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx := t.Context()
		is := func(when, want string, marked bool) {
			t.Helper()
			if got := contents(t, b); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
			if got, err := b.box.Demo(ctx); got != marked || err != nil {
				t.Errorf("Demo %s = %v, %v, want %v", when, got, err, marked)
			}
		}
		is("at first", "0 users, 0 groups, 0 buckets", false)
		b.do("GenerateCredentialReport") // of the empty account: it must not stay
		if err := b.box.FillDemo(ctx); err != nil {
			t.Fatal(err)
		}
		is("after FillDemo", "200 users, 30 groups, 40 buckets", true)
		b.do("CreateUser", "UserName", "ana")
		putText(t, root, demo.PublicBucket, "index.html", "hello")
		if err := b.box.FillDemo(ctx); err != nil {
			t.Fatalf("FillDemo of the demo account = %v", err)
		}
		is("after FillDemo again", "201 users, 30 groups, 40 buckets", true)
		if was, err := b.box.ClearDemo(ctx); !was || err != nil {
			t.Errorf("ClearDemo = %v, %v, want true", was, err)
		}
		is("after ClearDemo", "0 users, 0 groups, 0 buckets", false)
		b.do("CreateUser", "UserName", "ana")
		if was, err := b.box.ClearDemo(ctx); was || err != nil {
			t.Errorf("ClearDemo of another account = %v, %v, want false", was, err)
		}
		if err := b.box.FillDemo(ctx); !errors.Is(err, sandbox.ErrOccupied) {
			t.Errorf("FillDemo of another account = %v, want %v", err, sandbox.ErrOccupied)
		}
		is("at the end", "1 users, 0 groups, 0 buckets", false)
	})
}

func TestABucketAloneKeepsTheDemoAway(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "mine")
		if err := b.box.FillDemo(t.Context()); !errors.Is(err, sandbox.ErrOccupied) {
			t.Errorf("FillDemo = %v, want %v", err, sandbox.ErrOccupied)
		}
	})
}

// TestTheDemoAccountIsOneThatCallsCouldMake makes it once more, by calls, which
// look at names, documents and quotas, and compares what both accounts tell.
func TestTheDemoAccountIsOneThatCallsCouldMake(t *testing.T) {
	t.Parallel()
	b, filled := newBench(t), newBench(t)
	if err := filled.box.FillDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := demo.New(sandbox.DefaultAccount, at)
	for _, p := range a.Policies {
		arn := b.do("CreatePolicy", "PolicyName", p.Name, "Description", p.Description, "PolicyDocument", p.Versions[0]).value("Policy/Arn")
		for _, text := range p.Versions[1:] {
			b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", text, "SetAsDefault", "true")
		}
	}
	principal := func(kind, name string, attached []string, inline []demo.Inline) {
		for _, arn := range attached {
			b.do("Attach"+kind+"Policy", kind+"Name", name, "PolicyArn", arn)
		}
		for _, p := range inline {
			b.do("Put"+kind+"Policy", kind+"Name", name, "PolicyName", p.Name, "PolicyDocument", p.Document)
		}
	}
	for _, r := range a.Roles {
		b.do("CreateRole", "RoleName", r.Name, "Description", r.Description, "AssumeRolePolicyDocument", r.Trust)
		principal("Role", r.Name, r.Attached, r.Inline)
	}
	for _, g := range a.Groups {
		b.do("CreateGroup", "GroupName", g.Name)
		principal("Group", g.Name, g.Attached, g.Inline)
	}
	for _, u := range a.Users {
		pairs := []string{"UserName", u.Name, "Path", u.Path}
		for i, tag := range u.Tags {
			pairs = append(pairs, fmt.Sprintf("Tags.member.%d.Key", i+1), tag[0], fmt.Sprintf("Tags.member.%d.Value", i+1), tag[1])
		}
		if u.Boundary != "" {
			pairs = append(pairs, "PermissionsBoundary", u.Boundary)
		}
		b.do("CreateUser", pairs...)
		principal("User", u.Name, u.Attached, u.Inline)
		for _, g := range u.Groups {
			b.do("AddUserToGroup", "UserName", u.Name, "GroupName", g)
		}
		for range u.Keys {
			b.do("CreateAccessKey", "UserName", u.Name)
		}
	}
	for _, path := range []string{"UserDetailList/member/UserName", "UserDetailList/member/Arn", "UserDetailList/member/Tags/member/Value", "UserDetailList/member/GroupList/member",
		"UserDetailList/member/AttachedManagedPolicies/member/PolicyArn", "UserDetailList/member/UserPolicyList/member/PolicyDocument",
		"UserDetailList/member/PermissionsBoundary/PermissionsBoundaryArn", "GroupDetailList/member/AttachedManagedPolicies/member/PolicyArn",
		"GroupDetailList/member/GroupPolicyList/member/PolicyDocument", "RoleDetailList/member/AssumeRolePolicyDocument", "RoleDetailList/member/RolePolicyList/member/PolicyDocument",
		"Policies/member/Arn", "Policies/member/AttachmentCount", "Policies/member/DefaultVersionId", "Policies/member/PolicyVersionList/member/Document"} {
		got, _ := filled.walk(path, "GetAccountAuthorizationDetails")
		want, _ := b.walk(path, "GetAccountAuthorizationDetails")
		if !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("GetAccountAuthorizationDetails of the demo account: %s = %d values, want the %d that calls make", path, len(got), len(want))
		}
	}
}

// TestTheDemoAccountHasAHistory asks for what no call could make: when something
// was made and used last.
func TestTheDemoAccountHasAHistory(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if err := b.box.FillDemo(t.Context()); err != nil {
		t.Fatal(err)
	}
	signedIn, _ := b.walk("Users/member/PasswordLastUsed", "ListUsers")
	if len(signedIn) < 50 {
		t.Errorf("ListUsers: %d users have signed in, want 50 at least", len(signedIn))
	}
	one := b.do("GetUser", "UserName", demo.HiddenAdmin)
	if got := one.value("User/PasswordLastUsed"); got < "2026-11-2" {
		t.Errorf("GetUser %s: PasswordLastUsed = %q, want one of these days", demo.HiddenAdmin, got)
	}
	ids := b.do("ListAccessKeys", "UserName", demo.HiddenAdmin)
	if got := ids.value("AccessKeyMetadata/member/CreateDate"); got < "2025-10-16" || got > "2025-10-18" {
		t.Errorf("ListAccessKeys %s: CreateDate = %q, want 402 days before 2026-11-23", demo.HiddenAdmin, got)
	}
	use := b.do("GetAccessKeyLastUsed", "AccessKeyId", ids.value("AccessKeyMetadata/member/AccessKeyId"))
	if got := use.value("AccessKeyLastUsed/ServiceName"); got != "ec2" {
		t.Errorf("GetAccessKeyLastUsed: ServiceName = %q, want ec2", got)
	}
}
