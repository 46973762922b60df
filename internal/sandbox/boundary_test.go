package sandbox_test

import (
	"slices"
	"testing"
)

func TestAPermissionsBoundaryIsSetShownAndTakenAway(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		first := b.do("CreatePolicy", "PolicyName", "first", "PolicyDocument", allowAll).value("Policy/Arn")
		made := b.do("CreateUser", "UserName", "Ana", "PermissionsBoundary", first)
		shown := func(a answer, path, want string) {
			t.Helper()
			kind := a.value(path + "PermissionsBoundary/PermissionsBoundaryType")
			if got := a.value(path + "PermissionsBoundary/PermissionsBoundaryArn"); got != want || (kind == "Policy") != (want != "") {
				t.Errorf("boundary at %s = %s %q in %s, want %q", path, kind, got, a.body, want)
			}
		}
		counted := func(arn, attached, bounding string) {
			t.Helper()
			p := b.do("GetPolicy", "PolicyArn", arn)
			if p.value("Policy/AttachmentCount") != attached || p.value("Policy/PermissionsBoundaryUsageCount") != bounding {
				t.Errorf("GetPolicy = %s, want %s attached and %s as boundary", p.body, attached, bounding)
			}
		}
		shown(made, "User/", first)
		shown(b.do("GetUser", "UserName", "ana"), "User/", first)
		shown(b.do("ListUsers"), "Users/member/", "")
		shown(b.do("GetAccountAuthorizationDetails"), "UserDetailList/member/", first)
		counted(first, "0", "1")
		b.do("PutUserPermissionsBoundary", "UserName", "ANA", "PermissionsBoundary", s3FullARN)
		shown(b.do("GetUser", "UserName", "ana"), "User/", s3FullARN)
		counted(first, "0", "0")
		counted(s3FullARN, "0", "1")
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", s3FullARN)
		counted(s3FullARN, "1", "1")
		details := b.do("GetAccountAuthorizationDetails", "Filter.member.1", "AWSManagedPolicy")
		if details.value("Policies/member/PermissionsBoundaryUsageCount") != "1" || details.value("Policies/member/AttachmentCount") != "1" {
			t.Errorf("GetAccountAuthorizationDetails = %s, want one attachment and one boundary", details.body)
		}
		b.do("DetachUserPolicy", "UserName", "ana", "PolicyArn", s3FullARN)
		if got := b.do("GetAccountAuthorizationDetails", "Filter.member.1", "AWSManagedPolicy").values("Policies/member/Arn"); !slices.Equal(got, []string{s3FullARN}) {
			t.Errorf("GetAccountAuthorizationDetails: %v, want the policy that is a boundary only", got)
		}
		b.do("DeleteUserPermissionsBoundary", "UserName", "ana")
		b.do("DeleteUserPermissionsBoundary", "UserName", "ana")
		shown(b.do("GetUser", "UserName", "ana"), "User/", "")
		b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", first)
		b.do("DeleteUser", "UserName", "ana") // its boundary does not keep it
		b.do("CreateUser", "UserName", "ana")
		shown(b.do("GetUser", "UserName", "ana"), "User/", "")
		b.do("DeletePolicy", "PolicyArn", first)
	})
}

func TestBoundariesThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	const none = "arn:aws:iam::123456789012:policy/none"
	b.do("CreateUser", "UserName", "ana", "PermissionsBoundary", s3FullARN)
	b.refused(404, "NoSuchEntity", "Policy "+none+" does not exist or is not attachable.", "PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", none)
	if got := b.do("GetUser", "UserName", "ana").value("User/PermissionsBoundary/PermissionsBoundaryArn"); got != s3FullARN {
		t.Errorf("GetUser after a boundary that is not there = %q, want the one before", got)
	}
	b.refused(404, "NoSuchEntity", "does not exist", "CreateUser", "UserName", "bo", "PermissionsBoundary", none)
	b.refused(404, "NoSuchEntity", "The user with name bo cannot be found.", "GetUser", "UserName", "bo")
	b.refused(404, "NoSuchEntity", "The user with name bo", "PutUserPermissionsBoundary", "UserName", "bo", "PermissionsBoundary", s3FullARN)
	b.refused(404, "NoSuchEntity", "The user with name bo", "DeleteUserPermissionsBoundary", "UserName", "bo")
	b.refused(400, "ValidationError", "Value null at 'permissionsBoundary'", "PutUserPermissionsBoundary", "UserName", "ana")
	b.refused(400, "ValidationError", "at 'permissionsBoundary' failed", "CreateUser", "UserName", "bo", "PermissionsBoundary", "short")
	b.refused(400, "InvalidInput", "is not valid", "PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", "no-arn-of-twenty-characters")
}

func TestListsTellHowAPolicyIsUsed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateGroup", "GroupName", "devs")
	for _, name := range []string{"ana", "bo", "cy"} {
		b.do("CreateUser", "UserName", name)
	}
	b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", s3FullARN)
	b.do("AttachUserPolicy", "UserName", "bo", "PolicyArn", s3FullARN)
	b.do("AttachGroupPolicy", "GroupName", "devs", "PolicyArn", s3FullARN)
	b.do("PutUserPermissionsBoundary", "UserName", "bo", "PermissionsBoundary", s3FullARN)
	b.do("PutUserPermissionsBoundary", "UserName", "cy", "PermissionsBoundary", s3FullARN)
	b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", adminARN)
	for _, c := range []struct {
		filter, users, groups []string
	}{
		{nil, []string{"ana", "bo", "cy"}, []string{"devs"}},
		{[]string{"PolicyUsageFilter", "PermissionsPolicy"}, []string{"ana", "bo"}, []string{"devs"}},
		{[]string{"PolicyUsageFilter", "PermissionsBoundary"}, []string{"bo", "cy"}, nil},
		{[]string{"EntityFilter", "User"}, []string{"ana", "bo", "cy"}, nil},
		{[]string{"EntityFilter", "Group", "PolicyUsageFilter", "PermissionsBoundary"}, nil, nil},
	} {
		for _, items := range []string{"100", "1"} {
			call := append([]string{"PolicyArn", s3FullARN, "MaxItems", items}, c.filter...)
			names, _ := b.walk("PolicyUsers/member/UserName", "ListEntitiesForPolicy", call...)
			devs, _ := b.walk("PolicyGroups/member/GroupName", "ListEntitiesForPolicy", call...)
			if !slices.Equal(names, c.users) || !slices.Equal(devs, c.groups) {
				t.Errorf("ListEntitiesForPolicy %v = %v, %v, want %v, %v", call, names, devs, c.users, c.groups)
			}
		}
	}
	for _, c := range []struct{ filter, want []string }{
		{[]string{"PolicyUsageFilter", "PermissionsBoundary"}, []string{adminARN, s3FullARN}},
		{[]string{"OnlyAttached", "true"}, []string{adminARN, s3FullARN}},
		{[]string{"OnlyAttached", "true", "PolicyUsageFilter", "PermissionsPolicy"}, []string{s3FullARN}},
	} {
		if got := b.do("ListPolicies", c.filter...).values("Policies/member/Arn"); !slices.Equal(got, c.want) {
			t.Errorf("ListPolicies %v = %v, want %v", c.filter, got, c.want)
		}
	}
	b.refused(400, "ValidationError", "at 'policyUsageFilter'", "ListPolicies", "PolicyUsageFilter", "Both")
}
