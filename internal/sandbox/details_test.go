package sandbox_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestAuthorizationDetailsHoldTheWholeAccount(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "Ana", "Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
	b.do("CreateGroup", "GroupName", "Devs")
	own := b.do("CreatePolicy", "PolicyName", "Own", "PolicyDocument", allowAll, "Path", "/x/").value("Policy/Arn")
	b.do("AddUserToGroup", "UserName", "Ana", "GroupName", "Devs")
	b.do("PutUserPolicy", "UserName", "Ana", "PolicyName", "inline", "PolicyDocument", allowAll)
	b.do("AttachUserPolicy", "UserName", "Ana", "PolicyArn", own)
	b.do("AttachGroupPolicy", "GroupName", "Devs", "PolicyArn", adminARN)
	a := b.do("GetAccountAuthorizationDetails")
	encoded := url.PathEscape(`{`)
	for path, want := range map[string]string{
		"UserDetailList/member/UserName":                                   "Ana",
		"UserDetailList/member/GroupList/member":                           "Devs",
		"UserDetailList/member/Tags/member/Value":                          "core",
		"UserDetailList/member/UserPolicyList/member/PolicyName":           "inline",
		"UserDetailList/member/AttachedManagedPolicies/member/PolicyArn":   own,
		"UserDetailList/member/AttachedManagedPolicies/member/PolicyName":  "Own",
		"GroupDetailList/member/GroupName":                                 "Devs",
		"GroupDetailList/member/AttachedManagedPolicies/member/PolicyName": "AdministratorAccess",
		"Policies/member/PolicyVersionList/member/IsDefaultVersion":        "true",
		"Policies/member/AttachmentCount":                                  "1",
		"Policies/member/Arn":                                              own,
	} {
		if got := a.value(path); got != want {
			t.Errorf("GetAccountAuthorizationDetails: %s = %q, want %q", path, got, want)
		}
	}
	if got := a.values("Policies/member/Arn"); !slices.Equal(got, []string{own, adminARN}) {
		t.Errorf("GetAccountAuthorizationDetails: policies %v, want only those in use", got)
	}
	if doc := a.value("UserDetailList/member/UserPolicyList/member/PolicyDocument"); !strings.HasPrefix(doc, encoded) {
		t.Errorf("GetAccountAuthorizationDetails: document %q, want it in percent signs", doc)
	}
	only := b.do("GetAccountAuthorizationDetails", "Filter.member.1", "Group", "Filter.member.2", "AWSManagedPolicy")
	if only.values("UserDetailList/member") != nil || only.value("GroupDetailList/member/GroupName") != "Devs" || len(only.values("Policies/member")) != 1 {
		t.Errorf("GetAccountAuthorizationDetails(Group, AWSManagedPolicy) = %s", only.body)
	}
}

// TestAuthorizationDetailsOfRolesAndVersions reads what users and groups lack.
func TestAuthorizationDetailsOfRolesAndVersions(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	own := b.do("CreatePolicy", "PolicyName", "Own", "Description", "of ours", "PolicyDocument", allowAll).value("Policy/Arn")
	b.do("CreatePolicyVersion", "PolicyArn", own, "PolicyDocument", readReports)
	b.do("CreateRole", "RoleName", "r", "Path", "/x/", "AssumeRolePolicyDocument", trustEC2, "Description", "not here", "PermissionsBoundary", s3FullARN,
		"Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
	b.do("PutRolePolicy", "RoleName", "r", "PolicyName", "inline", "PolicyDocument", allowAll)
	b.do("AttachRolePolicy", "RoleName", "r", "PolicyArn", own)
	a := b.do("GetAccountAuthorizationDetails")
	for path, want := range map[string]string{
		"RoleDetailList/member/RoleName":                                   "r",
		"RoleDetailList/member/Path":                                       "/x/",
		"RoleDetailList/member/Arn":                                        "arn:aws:iam::123456789012:role/x/r",
		"RoleDetailList/member/CreateDate":                                 "2026-11-23T09:00:30Z",
		"RoleDetailList/member/AssumeRolePolicyDocument":                   strings.ReplaceAll(url.QueryEscape(trustEC2), "+", "%20"),
		"RoleDetailList/member/RolePolicyList/member/PolicyName":           "inline",
		"RoleDetailList/member/RolePolicyList/member/PolicyDocument":       strings.ReplaceAll(url.QueryEscape(allowAll), "+", "%20"),
		"RoleDetailList/member/AttachedManagedPolicies/member/PolicyArn":   own,
		"RoleDetailList/member/PermissionsBoundary/PermissionsBoundaryArn": s3FullARN,
		"RoleDetailList/member/Tags/member/Value":                          "core",
		"Policies/member/Description":                                      "of ours",
		"Policies/member/DefaultVersionId":                                 "v1",
	} {
		if got := a.value(path); got != want {
			t.Errorf("GetAccountAuthorizationDetails: %s = %q, want %q", path, got, want)
		}
	}
	for _, empty := range []string{"InstanceProfileList", "RoleLastUsed", "RolePolicyList"} {
		if len(a.values("RoleDetailList/member/"+empty)) != 1 {
			t.Errorf("GetAccountAuthorizationDetails: no %s in %s", empty, a.body)
		}
	}
	if strings.Contains(a.body, "not here") || strings.Contains(a.body, "MaxSessionDuration") {
		t.Errorf("GetAccountAuthorizationDetails = %s, with what its model has no place for", a.body)
	}
	var versions []string
	for _, n := range a.root.Nodes[0].Nodes {
		if n.XMLName.Local == "Policies" {
			versions = n.Nodes[0].all("PolicyVersionList", "member", "VersionId")
		}
	}
	if !slices.Equal(versions, []string{"v2", "v1"}) {
		t.Errorf("GetAccountAuthorizationDetails: versions %v, want both, the newest first", versions)
	}
}

// TestAuthorizationDetailsGoFromSectionToSection has pages that end in each
// section, at its end and in between.
func TestAuthorizationDetailsGoFromSectionToSection(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateRole", "RoleName", "both", "AssumeRolePolicyDocument", trustEC2)
	b.do("CreateRole", "RoleName", "other", "AssumeRolePolicyDocument", trustEC2)
	for _, name := range []string{"both", "b", "c"} {
		b.do("CreateUser", "UserName", name)
		b.do("CreateGroup", "GroupName", name)
		b.do("CreatePolicy", "PolicyName", name, "PolicyDocument", allowAll)
	}
	b.do("AttachUserPolicy", "UserName", "b", "PolicyArn", adminARN)
	b.do("AttachRolePolicy", "RoleName", "both", "PolicyArn", s3FullARN)
	for filter, paths := range map[string][]string{
		"":     {"UserDetailList/member/UserName", "RoleDetailList/member/RoleName", "GroupDetailList/member/GroupName", "Policies/member/Arn"},
		"User": {"UserDetailList/member/UserName"}, "Role": {"RoleDetailList/member/RoleName"}, "Group": {"GroupDetailList/member/GroupName"},
		"LocalManagedPolicy": {"Policies/member/Arn"}, "AWSManagedPolicy": {"Policies/member/Arn"},
	} {
		want := map[string]int{"": 13, "User": 3, "Role": 2, "Group": 3, "LocalManagedPolicy": 3, "AWSManagedPolicy": 2}[filter]
		for items := 1; items <= 14; items++ {
			call := []string{"MaxItems", strconv.Itoa(items)}
			if filter != "" {
				call = append(call, "Filter.member.1", filter)
			}
			seen, all := map[string]bool{}, 0
			for _, path := range paths {
				values, _ := b.walk(path, "GetAccountAuthorizationDetails", call...)
				for _, v := range values {
					seen[path+v], all = true, all+1
				}
			}
			if all != want || len(seen) != want {
				t.Errorf("GetAccountAuthorizationDetails %v = %d things, %d different, want %d", call, all, len(seen), want)
			}
		}
	}
	b.refused(400, "ValidationError", "Member must satisfy enum value set: [User, Role, Group, LocalManagedPolicy, AWSManagedPolicy]",
		"GetAccountAuthorizationDetails", "Filter.member.1", "Policy")
}
