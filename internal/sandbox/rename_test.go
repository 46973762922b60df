package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

func TestARenamedUserKeepsAllThatBelongsToIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana := b.user("ana")
		id := b.do("GetUser", "UserName", "ana").value("User/UserId")
		b.do("CreateGroup", "GroupName", "devs")
		b.do("AddUserToGroup", "UserName", "ana", "GroupName", "devs")
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", adminARN)
		b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", allowAll)
		b.do("PutUserPermissionsBoundary", "UserName", "ana", "PermissionsBoundary", adminARN)
		b.do("TagUser", "UserName", "ana", "Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
		b.do("CreateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1")
		b.owned("ana", "phone")
		ssh := b.do("UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", sshKey).value("SSHPublicKey/SSHPublicKeyId")
		cert := b.do("UploadSigningCertificate", "UserName", "ana", "CertificateBody", certificate(t, -time.Hour, time.Hour)).value("Certificate/CertificateId")
		git := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", codeCommit).value("ServiceSpecificCredential/ServiceSpecificCredentialId")

		b.do("UpdateUser", "UserName", "ANA", "NewUserName", "Anna", "NewPath", "/dev/")
		user := b.do("GetUser", "UserName", "anna")
		for path, want := range map[string]string{
			"User/UserId": id, "User/UserName": "Anna", "User/Path": "/dev/", "User/Arn": "arn:aws:iam::123456789012:user/dev/Anna",
			"User/Tags/member/Value": "core", "User/PermissionsBoundary/PermissionsBoundaryArn": adminARN,
		} {
			if got := user.value(path); got != want {
				t.Errorf("GetUser after the rename: %s = %q, want %q", path, got, want)
			}
		}
		for _, c := range []struct{ want, path, action string }{
			{"devs", "Groups/member/GroupName", "ListGroupsForUser"}, {adminARN, "AttachedPolicies/member/PolicyArn", "ListAttachedUserPolicies"},
			{"own", "PolicyNames/member", "ListUserPolicies"}, {ana.id, "AccessKeyMetadata/member/AccessKeyId", "ListAccessKeys"},
			{"Anna", "LoginProfile/UserName", "GetLoginProfile"}, {mfaARN + "phone", "MFADevices/member/SerialNumber", "ListMFADevices"},
			{ssh, "SSHPublicKeys/member/SSHPublicKeyId", "ListSSHPublicKeys"}, {cert, "Certificates/member/CertificateId", "ListSigningCertificates"},
			{git, "ServiceSpecificCredentials/member/ServiceSpecificCredentialId", "ListServiceSpecificCredentials"},
			{"Anna", "VirtualMFADevices/member/User/UserName", "ListVirtualMFADevices"},
		} {
			if got := b.do(c.action, "UserName", "Anna").values(c.path); !slices.Equal(got, []string{c.want}) {
				t.Errorf("%s after the rename = %v, want %s", c.action, got, c.want)
			}
		}
		if got := b.do("GetGroup", "GroupName", "devs").values("Users/member/UserName"); !slices.Equal(got, []string{"Anna"}) {
			t.Errorf("GetGroup after the rename: members %v, want Anna", got)
		}
		if got := ana.identity(); got.value("Arn") != "arn:aws:iam::123456789012:user/dev/Anna" {
			t.Errorf("GetCallerIdentity with the key of before = %d %s, want Anna", got.status, got.body)
		}
		ana.do("ListUsers")
		b.refused(404, "NoSuchEntity", "The user with name ana cannot be found.", "GetUser", "UserName", "ana")
		b.do("CreateUser", "UserName", "ana")
		if got := b.do("ListAccessKeys", "UserName", "ana").values("AccessKeyMetadata/member"); got != nil {
			t.Errorf("ListAccessKeys of a new user of the old name = %v, want none", got)
		}
	})
}

func TestARenamedGroupKeepsAllThatBelongsToIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "devs")
		id := b.do("CreateGroup", "GroupName", "devs").value("Group/GroupId")
		b.do("CreateGroup", "GroupName", "ops")
		for _, group := range []string{"devs", "ops"} {
			b.do("AddUserToGroup", "UserName", "devs", "GroupName", group)
		}
		b.do("AttachGroupPolicy", "GroupName", "devs", "PolicyArn", adminARN)
		b.refused(409, "EntityAlreadyExists", "Group with name OPS already exists.", "UpdateGroup", "GroupName", "devs", "NewGroupName", "OPS")
		b.do("UpdateGroup", "GroupName", "devs", "NewGroupName", "web", "NewPath", "/x/")
		group := b.do("GetGroup", "GroupName", "web")
		if group.value("Group/GroupId") != id || group.value("Group/Arn") != "arn:aws:iam::123456789012:group/x/web" || group.value("Users/member/UserName") != "devs" {
			t.Errorf("GetGroup after the rename = %s, want the same id, a new ARN and the member", group.body)
		}
		if got := b.do("ListGroupsForUser", "UserName", "devs").values("Groups/member/GroupName"); !slices.Equal(got, []string{"ops", "web"}) {
			t.Errorf("ListGroupsForUser = %v, want ops, web", got)
		}
		if got := b.do("ListAttachedGroupPolicies", "GroupName", "web").values("AttachedPolicies/member/PolicyArn"); !slices.Equal(got, []string{adminARN}) {
			t.Errorf("ListAttachedGroupPolicies = %v, want %s", got, adminARN)
		}
	})
}

func TestWhatARenameMayNot(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("CreateUser", "UserName", "Bo")
	b.do("UpdateUser", "UserName", "bo", "NewUserName", "BO")
	b.do("UpdateUser", "UserName", "bo", "NewUserName", "BO")
	if got := b.do("GetUser", "UserName", "bo").value("User/Arn"); got != "arn:aws:iam::123456789012:user/BO" {
		t.Errorf("GetUser after a change of case = %s, want BO", got)
	}
	b.do("UpdateUser", "UserName", "bo")
	b.refused(409, "EntityAlreadyExists", "User with name ANA already exists.", "UpdateUser", "UserName", "bo", "NewUserName", "ANA")
	b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", "UpdateUser", "UserName", "cy", "NewUserName", "dan")
	b.refused(400, "ValidationError", "Value null at 'userName'", "UpdateUser", "NewUserName", "dan")
	b.refused(400, "ValidationError", "The specified value for newUserName is invalid.", "UpdateUser", "UserName", "bo", "NewUserName", "a b")
	b.refused(400, "ValidationError", "at 'newUserName' failed to satisfy constraint: Member must have length less than or equal to 64", "UpdateUser", "UserName", "bo", "NewUserName", strings.Repeat("a", 65))
	b.refused(400, "ValidationError", "at 'newUserName' failed to satisfy constraint: Member must have length greater than or equal to 1", "UpdateUser", "UserName", "bo", "NewUserName", "")
	b.refused(400, "ValidationError", "The specified value for newPath is invalid.", "UpdateUser", "UserName", "bo", "NewPath", "/dev")
	b.refused(400, "ValidationError", "less than or equal to 128", "UpdateGroup", "GroupName", "g", "NewGroupName", strings.Repeat("a", 129))

	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:UpdateUser","Resource":["arn:aws:iam::123456789012:user/BO","arn:aws:iam::123456789012:user/x/b*"]}}`)
	ana.refused(403, "AccessDenied", "not authorized to perform: iam:UpdateUser on resource: arn:aws:iam::123456789012:user/dan", "UpdateUser", "UserName", "BO", "NewUserName", "dan")
	ana.refused(403, "AccessDenied", "user/ana", "UpdateUser", "UserName", "ana", "NewUserName", "BO")
	ana.do("UpdateUser", "UserName", "bo", "NewUserName", "bob", "NewPath", "/x/")
	if got := b.do("GetUser", "UserName", "bob").value("User/Arn"); got != "arn:aws:iam::123456789012:user/x/bob" {
		t.Errorf("GetUser after the permitted rename = %s, want bob", got)
	}
}

// TestRenamesOfTwoProcessesMeet lets two endpoints over one database rename,
// make, use and remove the same names at once. Nothing may fail otherwise than
// AWS would, no key may speak for another user, and nothing may dangle.
func TestRenamesOfTwoProcessesMeet(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		b := newBench(t)
		meet(t, b, b)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dsn := portertest.Postgres(t)
		c := &clock{now: at}
		meet(t, serve(t, open(t, dsn), c), serve(t, open(t, dsn), c))
	})
}

func meet(t *testing.T, one, other *bench) {
	expected := map[string]bool{"": true, "NoSuchEntity": true, "DeleteConflict": true, "EntityAlreadyExists": true, "LimitExceeded": true}
	for round := range 6 {
		a, z, g, h := fmt.Sprintf("a%d", round), fmt.Sprintf("z%d", round), fmt.Sprintf("g%d", round), fmt.Sprintf("h%d", round)
		keys := map[string]*client{}
		for _, name := range []string{a, z} {
			keys[name] = one.user(name)
			one.do("TagUser", "UserName", name, "Tags.member.1.Key", "was", "Tags.member.1.Value", name)
			one.do("AttachUserPolicy", "UserName", name, "PolicyArn", adminARN)
		}
		for _, name := range []string{g, h} {
			one.do("CreateGroup", "GroupName", name)
			one.do("AttachGroupPolicy", "GroupName", name, "PolicyArn", s3FullARN)
			one.do("AddUserToGroup", "UserName", a, "GroupName", name)
			one.do("AddUserToGroup", "UserName", z, "GroupName", name)
		}
		ids := map[string]string{a: one.do("GetUser", "UserName", a).value("User/UserId"), z: one.do("GetUser", "UserName", z).value("User/UserId")}
		var all sync.WaitGroup
		for i, call := range [][]string{
			{"UpdateUser", "UserName", a, "NewUserName", z + "x"}, {"UpdateUser", "UserName", z, "NewUserName", a},
			{"UpdateUser", "UserName", z + "x", "NewUserName", z}, {"UpdateUser", "UserName", a, "NewUserName", z},
			{"UpdateGroup", "GroupName", g, "NewGroupName", h + "x"}, {"UpdateGroup", "GroupName", h, "NewGroupName", g},
			{"CreateUser", "UserName", a}, {"CreateUser", "UserName", z + "x"},
			{"CreateAccessKey", "UserName", a}, {"AddUserToGroup", "UserName", a, "GroupName", h + "x"},
			{"RemoveUserFromGroup", "UserName", z, "GroupName", g}, {"DeleteUser", "UserName", a},
		} {
			box := []*bench{one, other}[i%2]
			all.Go(func() {
				if r := box.call(call[0], call[1:]...); !expected[r.code()] {
					t.Errorf("%v = %d %s %s", call, r.status, r.code(), r.message())
				}
			})
		}
		for name, key := range keys {
			all.Go(func() {
				for range 5 {
					if r := key.identity(); r.value("UserId") != ids[name] {
						t.Errorf("the key of %s meanwhile = %d %s, want %s", name, r.status, r.body, ids[name])
					}
					if r := key.call("ListUsers"); r.status != 200 {
						t.Errorf("ListUsers with the key of %s meanwhile = %d %s", name, r.status, r.message())
					}
				}
			})
		}
		all.Wait()
	}
	nothingDangles(t, one)
}

// nothingDangles compares what belongs to users with what users and groups there
// are, from both sides.
func nothingDangles(t *testing.T, b *bench) {
	t.Helper()
	groups := b.do("ListGroups", "MaxItems", "1000").values("Groups/member/GroupName")
	members := map[string]int{}
	for _, group := range groups {
		if got := b.do("ListAttachedGroupPolicies", "GroupName", group).values("AttachedPolicies/member"); len(got) != 1 {
			t.Errorf("%s has %d policies, want 1", group, len(got))
		}
		for _, user := range b.do("GetGroup", "GroupName", group).values("Users/member/UserName") {
			members[user]++
		}
	}
	attached := 0
	for _, user := range b.do("ListUsers", "MaxItems", "1000").values("Users/member/UserName") {
		if got := b.do("ListGroupsForUser", "UserName", user).values("Groups/member/GroupName"); len(got) != members[user] {
			t.Errorf("%s is in %v, but a member of %d groups", user, got, members[user])
		}
		for _, id := range b.do("ListAccessKeys", "UserName", user).values("AccessKeyMetadata/member/AccessKeyId") {
			if got := b.do("GetAccessKeyLastUsed", "AccessKeyId", id).value("UserName"); got != user {
				t.Errorf("key %s of %s is that of %s", id, user, got)
			}
		}
		attached += len(b.do("ListAttachedUserPolicies", "UserName", user).values("AttachedPolicies/member"))
	}
	if got := b.do("GetPolicy", "PolicyArn", adminARN).value("Policy/AttachmentCount"); got != fmt.Sprint(attached) {
		t.Errorf("AttachmentCount = %s, want %d", got, attached)
	}
}
