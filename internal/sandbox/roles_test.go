package sandbox_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// trustEC2 lets a service take a role.
const trustEC2 = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}`

// trustOf lets the principal of an ARN take a role.
func trustOf(arn string) string {
	return strings.Replace(trustEC2, `{"Service":"ec2.amazonaws.com"}`, `{"AWS":"`+arn+`"}`, 1)
}

func TestARoleIsMadeReadChangedAndDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		made := b.do("CreateRole", "RoleName", "Deploy", "Path", "/ci/", "AssumeRolePolicyDocument", trustEC2, "Description", "for CI",
			"MaxSessionDuration", "7200", "PermissionsBoundary", s3FullARN, "Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
		escaped := strings.ReplaceAll(url.QueryEscape(trustEC2), "+", "%20")
		check := func(a answer, at string, want map[string]string) {
			t.Helper()
			for path, form := range want {
				if got := a.value(at + path); !regexp.MustCompile("^" + form + "$").MatchString(got) {
					t.Errorf("%s%s = %q, want %s, in %s", at, path, got, form, a.body)
				}
			}
		}
		whole := map[string]string{
			"RoleName": "Deploy", "Path": "/ci/", "RoleId": "AROA[A-Z2-7]{16}", "Arn": "arn:aws:iam::123456789012:role/ci/Deploy",
			"CreateDate": "2026-11-23T09:00:30Z", "AssumeRolePolicyDocument": regexp.QuoteMeta(escaped), "Description": "for CI",
			"MaxSessionDuration": "7200", "PermissionsBoundary/PermissionsBoundaryArn": s3FullARN, "Tags/member/Value": "core",
		}
		check(made, "Role/", whole)
		check(b.do("GetRole", "RoleName", "DEPLOY"), "Role/", whole)
		whole["PermissionsBoundary/PermissionsBoundaryArn"], whole["Tags/member/Value"] = "", ""
		check(b.do("ListRoles", "PathPrefix", "/ci/"), "Roles/member/", whole)
		if got := b.do("ListRoles", "PathPrefix", "/ops/").values("Roles/member"); got != nil {
			t.Errorf("ListRoles(/ops/) = %v, want none", got)
		}
		b.do("UpdateRole", "RoleName", "deploy", "Description", "for builds")
		check(b.do("GetRole", "RoleName", "deploy"), "Role/", map[string]string{"Description": "for builds", "MaxSessionDuration": "7200"})
		b.do("UpdateRole", "RoleName", "deploy", "MaxSessionDuration", "3600")
		check(b.do("UpdateRoleDescription", "RoleName", "deploy", "Description", ""), "Role/", map[string]string{"Description": "", "MaxSessionDuration": "3600"})
		other := trustOf("arn:aws:iam::123456789012:root")
		b.do("UpdateAssumeRolePolicy", "RoleName", "deploy", "PolicyDocument", other)
		check(b.do("GetRole", "RoleName", "deploy"), "Role/", map[string]string{
			"AssumeRolePolicyDocument": regexp.QuoteMeta(strings.ReplaceAll(url.QueryEscape(other), "+", "%20")),
		})
		b.do("TagRole", "RoleName", "deploy", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "web")
		if got := b.do("ListRoleTags", "RoleName", "deploy").values("Tags/member/Value"); !slices.Equal(got, []string{"web"}) {
			t.Errorf("ListRoleTags = %v, want the new value once", got)
		}
		b.do("UntagRole", "RoleName", "deploy", "TagKeys.member.1", "TEAM")
		if got := b.do("ListRoleTags", "RoleName", "deploy").values("Tags/member/Value"); got != nil {
			t.Errorf("ListRoleTags after UntagRole = %v, want none", got)
		}
		b.refused(409, "EntityAlreadyExists", "Role with name deploy already exists.", "CreateRole", "RoleName", "deploy", "AssumeRolePolicyDocument", trustEC2)
		b.do("DeleteRole", "RoleName", "deploy") // its boundary does not keep it
		b.refused(404, "NoSuchEntity", "The role with name deploy cannot be found.", "GetRole", "RoleName", "deploy")
	})
}

func TestARoleIsNotDeletedWhilePoliciesHangOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateRole", "RoleName", "deploy", "AssumeRolePolicyDocument", trustEC2)
	b.do("PutRolePolicy", "RoleName", "deploy", "PolicyName", "own", "PolicyDocument", allowAll)
	b.do("AttachRolePolicy", "RoleName", "deploy", "PolicyArn", adminARN)
	b.do("AttachRolePolicy", "RoleName", "deploy", "PolicyArn", adminARN) // AWS is content
	if a := b.do("GetRolePolicy", "RoleName", "Deploy", "PolicyName", "own"); a.value("RoleName") != "deploy" || !strings.HasPrefix(a.value("PolicyDocument"), "%7B") {
		t.Errorf("GetRolePolicy = %s, want the role and a document in percent signs", a.body)
	}
	if got := b.do("ListRolePolicies", "RoleName", "deploy").values("PolicyNames/member"); !slices.Equal(got, []string{"own"}) {
		t.Errorf("ListRolePolicies = %v, want own", got)
	}
	if got := b.do("ListAttachedRolePolicies", "RoleName", "deploy").values("AttachedPolicies/member/PolicyArn"); !slices.Equal(got, []string{adminARN}) {
		t.Errorf("ListAttachedRolePolicies = %v, want the one", got)
	}
	b.refused(409, "DeleteConflict", "Cannot delete entity, must delete policies first.", "DeleteRole", "RoleName", "deploy")
	b.do("DeleteRolePolicy", "RoleName", "deploy", "PolicyName", "own")
	b.refused(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.", "DeleteRole", "RoleName", "deploy")
	b.do("DetachRolePolicy", "RoleName", "deploy", "PolicyArn", adminARN)
	b.refused(404, "NoSuchEntity", "Policy "+adminARN+" was not found.", "DetachRolePolicy", "RoleName", "deploy", "PolicyArn", adminARN)
	b.do("DeleteRole", "RoleName", "deploy")
}

func TestTrustPoliciesThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana", "Path", "/dev/")
	const role = "arn:aws:iam::123456789012:role/r"
	b.do("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trustOf("arn:aws:iam::123456789012:user/dev/ana"))
	for _, c := range []struct{ name, code, message, document string }{
		{"no JSON", "MalformedPolicyDocument", "Syntax errors in policy.", "{"},
		{"nobody to trust", "MalformedPolicyDocument", "Missing required field Principal", allowAll},
		{"a resource", "MalformedPolicyDocument", "Has prohibited field Resource", strings.Replace(trustEC2, `"Action"`, `"Resource":"*","Action"`, 1)},
		{"an action of S3", "MalformedPolicyDocument", "AssumeRole policy may only specify STS AssumeRole actions.", strings.Replace(trustEC2, "sts:AssumeRole", "s3:GetObject", 1)},
		{"every action", "MalformedPolicyDocument", "AssumeRole policy may only specify STS AssumeRole actions.", strings.Replace(trustEC2, "sts:AssumeRole", "*", 1)},
		{"a user that is not there", "MalformedPolicyDocument", `Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:user/bo"`, trustOf("arn:aws:iam::123456789012:user/bo")},
		{"a user on another path", "MalformedPolicyDocument", `Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:user/ana"`, trustOf("arn:aws:iam::123456789012:user/ana")},
		{"a role that is not there", "MalformedPolicyDocument", "Invalid principal in policy", trustOf(role + "x")},
		{"an empty document", "ValidationError", "ument' failed to satisfy constraint: Member must have length greater than or equal to 1", ""},
		{"a document too long", "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048", trustOf("arn:aws:iam::210987654321:user/" + strings.Repeat("a", 2048))},
	} {
		status := 400
		if c.code == "LimitExceeded" {
			status = 409
		}
		b.refused(status, c.code, c.message, "CreateRole", "RoleName", "new", "AssumeRolePolicyDocument", c.document)
		b.refused(status, c.code, c.message, "UpdateAssumeRolePolicy", "RoleName", "r", "PolicyDocument", c.document)
	}
	b.do("UpdateAssumeRolePolicy", "RoleName", "r", "PolicyDocument", trustOf(role))
	b.do("UpdateAssumeRolePolicy", "RoleName", "r", "PolicyDocument", trustOf("arn:aws:iam::210987654321:user/unseen"))
	b.refused(404, "NoSuchEntity", "The role with name new cannot be found.", "GetRole", "RoleName", "new")
}

func TestParametersOfRolesAreChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, c := range []struct{ message, param, value string }{
		{"Member must have length less than or equal to 64", "RoleName", strings.Repeat("a", 65)},
		{"The specified value for roleName is invalid.", "RoleName", "a b"},
		{"Member must have value greater than or equal to 3600", "MaxSessionDuration", "3599"},
		{"Member must have value less than or equal to 43200", "MaxSessionDuration", "43201"},
		{"Member must be a number", "MaxSessionDuration", "1h"},
		{"Member must have length less than or equal to 1000", "Description", strings.Repeat("a", 1001)},
		{"Member must satisfy regular expression pattern", "Description", "역할"},
		{"The specified value for path is invalid.", "Path", "ci"},
	} {
		b.refused(400, "ValidationError", c.message, "CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trustEC2, c.param, c.value)
	}
	b.refused(400, "ValidationError", "2 validation errors detected", "CreateRole")
	for _, action := range []string{"GetRole", "DeleteRole", "ListRolePolicies", "ListAttachedRolePolicies", "ListRoleTags", "UpdateRole", "DeleteRolePermissionsBoundary"} {
		b.refused(404, "NoSuchEntity", "The role with name none cannot be found.", action, "RoleName", "none")
		b.refused(400, "ValidationError", "Value null at 'roleName'", action)
	}
	b.do("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trustEC2)
	long := strings.Replace(allowAll, `"Resource":"*"`, `"Resource":"arn:aws:s3:::`+strings.Repeat("a", 10240)+`"`, 1)
	b.refused(409, "LimitExceeded", "Maximum policy size of 10240 bytes exceeded for role r", "PutRolePolicy", "RoleName", "r", "PolicyName", "long", "PolicyDocument", long)
	for i := range 11 {
		arn := b.do("CreatePolicy", "PolicyName", fmt.Sprintf("p%d", i), "PolicyDocument", allowAll).value("Policy/Arn")
		if i < 10 {
			b.do("AttachRolePolicy", "RoleName", "r", "PolicyArn", arn)
			continue
		}
		b.refused(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerRole: 10", "AttachRolePolicy", "RoleName", "r", "PolicyArn", arn)
	}
}

func TestRolesCountAsUsersOfAPolicy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, name := range []string{"a", "b", "c"} {
		b.do("CreateRole", "RoleName", name, "Path", "/"+name+"/", "AssumeRolePolicyDocument", trustEC2)
	}
	b.do("AttachRolePolicy", "RoleName", "a", "PolicyArn", s3FullARN)
	b.do("AttachRolePolicy", "RoleName", "b", "PolicyArn", s3FullARN)
	b.do("PutRolePermissionsBoundary", "RoleName", "b", "PermissionsBoundary", s3FullARN)
	b.do("PutRolePermissionsBoundary", "RoleName", "c", "PermissionsBoundary", s3FullARN)
	p := b.do("GetPolicy", "PolicyArn", s3FullARN)
	if p.value("Policy/AttachmentCount") != "2" || p.value("Policy/PermissionsBoundaryUsageCount") != "2" {
		t.Errorf("GetPolicy = %s, want two roles attached and two bounded", p.body)
	}
	for _, c := range []struct{ filter, want []string }{
		{nil, []string{"a", "b", "c"}},
		{[]string{"EntityFilter", "Role"}, []string{"a", "b", "c"}},
		{[]string{"EntityFilter", "User"}, nil},
		{[]string{"EntityFilter", "LocalManagedPolicy"}, nil},
		{[]string{"PathPrefix", "/b/"}, []string{"b"}},
		{[]string{"PolicyUsageFilter", "PermissionsPolicy"}, []string{"a", "b"}},
		{[]string{"PolicyUsageFilter", "PermissionsBoundary"}, []string{"b", "c"}},
		{[]string{"EntityFilter", "Group", "PolicyUsageFilter", "PermissionsBoundary"}, nil},
	} {
		for _, items := range []string{"1", "100"} {
			got, _ := b.walk("PolicyRoles/member/RoleName", "ListEntitiesForPolicy", append([]string{"PolicyArn", s3FullARN, "MaxItems", items}, c.filter...)...)
			if !slices.Equal(got, c.want) {
				t.Errorf("ListEntitiesForPolicy %v, %s a page = %v, want %v", c.filter, items, got, c.want)
			}
		}
	}
	b.do("DeleteRolePermissionsBoundary", "RoleName", "c")
	b.do("DeleteRolePermissionsBoundary", "RoleName", "c")
	own := b.do("CreatePolicy", "PolicyName", "own", "PolicyDocument", allowAll).value("Policy/Arn")
	b.do("AttachRolePolicy", "RoleName", "c", "PolicyArn", own)
	b.refused(409, "DeleteConflict", "Cannot delete a policy attached to entities.", "DeletePolicy", "PolicyArn", own)
}

func TestASimulationOfARole(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	const arn = "arn:aws:iam::123456789012:role/ci/deploy"
	b.do("CreateRole", "RoleName", "deploy", "Path", "/ci/", "AssumeRolePolicyDocument", trustEC2, "PermissionsBoundary", s3FullARN)
	b.do("PutRolePolicy", "RoleName", "deploy", "PolicyName", "own", "PolicyDocument", readReports)
	b.do("AttachRolePolicy", "RoleName", "deploy", "PolicyArn", adminARN)
	call := slices.Concat([]string{"PolicySourceArn", arn}, lists("ActionNames", "s3:GetObject", "ec2:RunInstances"), lists("ResourceArns", reportsFile))
	a := b.do("SimulatePrincipalPolicy", call...)
	if got := a.values(results + "EvalDecision"); !slices.Equal(got, []string{"allowed", "implicitDeny"}) {
		t.Errorf("SimulatePrincipalPolicy of a role = %v, want what its boundary leaves", got)
	}
	if got := a.values(results + "MatchedStatements/member/SourcePolicyId"); !slices.Contains(got, "role_deploy_own") || !slices.Contains(got, "AdministratorAccess") {
		t.Errorf("SimulatePrincipalPolicy of a role: statements of %v, want of both its policies", got)
	}
	b.refused(400, "InvalidInput", "Invalid caller - Caller must be an IAM user", "SimulatePrincipalPolicy", append(call, "ResourcePolicy", allowAll)...)
	b.refused(404, "NoSuchEntity", "The role with name deploy cannot be found.", "SimulatePrincipalPolicy", append(call, "PolicySourceArn", "arn:aws:iam::123456789012:role/deploy")...)
}

func TestConditionsAskForARolesBoundary(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", `{"Version":"2012-10-17","Statement":{"Effect":"Allow",
		"Action":["iam:CreateRole","iam:AttachRolePolicy","iam:DeleteRole"],"Resource":"arn:aws:iam::123456789012:role/ci/*",
		"Condition":{"StringEquals":{"iam:PermissionsBoundary":"`+s3FullARN+`"}}}}`)
	made := []string{"RoleName", "r", "Path", "/ci/", "AssumeRolePolicyDocument", trustEC2}
	ana.refused(403, "AccessDenied", "iam:CreateRole on resource: arn:aws:iam::123456789012:role/ci/r because", "CreateRole", made...)
	ana.do("CreateRole", append(made, "PermissionsBoundary", s3FullARN)...)
	ana.do("AttachRolePolicy", "RoleName", "R", "PolicyArn", adminARN)
	b.do("DeleteRolePermissionsBoundary", "RoleName", "r")
	ana.refused(403, "AccessDenied", "", "AttachRolePolicy", "RoleName", "r", "PolicyArn", adminARN)
}
