package sandbox_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestAUserIsMadeReadListedAndDeleted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	made := b.do("CreateUser", "UserName", "Ana+1", "Path", "/dev/", "Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
	for path, want := range map[string]string{
		"User/UserName": "^Ana\\+1$", "User/Path": "^/dev/$", "User/UserId": "^AIDA[A-Z2-7]{16}$",
		"User/Arn": `^arn:aws:iam::123456789012:user/dev/Ana\+1$`, "User/CreateDate": "^2026-11-23T09:00:30Z$", "User/Tags/member/Value": "^core$",
	} {
		if got := made.value(path); !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("CreateUser: %s = %q, want %s", path, got, want)
		}
	}
	if ns := made.root.XMLName; ns.Space != "https://iam.amazonaws.com/doc/2010-05-08/" || ns.Local != "CreateUserResponse" {
		t.Errorf("CreateUser: root %v, want CreateUserResponse of IAM's namespace", ns)
	}
	if got := b.do("GetUser", "UserName", "ana+1").value("User/UserName"); got != "Ana+1" {
		t.Errorf("GetUser(ana+1) = %q, want Ana+1 whatever the case", got)
	}
	list := b.do("ListUsers", "PathPrefix", "/dev/")
	if list.value("Users/member/UserName") != "Ana+1" || strings.Contains(list.body, "Tags") || list.value("IsTruncated") != "false" {
		t.Errorf("ListUsers = %s, want Ana+1 without tags", list.body)
	}
	if got := b.do("ListUsers", "PathPrefix", "/ops/").values("Users/member"); got != nil {
		t.Errorf("ListUsers(/ops/) = %v, want none", got)
	}
	b.refused(409, "EntityAlreadyExists", "User with name ANA+1 already exists.", "CreateUser", "UserName", "ANA+1")
	b.do("DeleteUser", "UserName", "Ana+1")
	b.refused(404, "NoSuchEntity", "The user with name Ana+1 cannot be found.", "GetUser", "UserName", "Ana+1")
}

func TestParametersAreChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, c := range []struct{ name, message, param, value string }{
		{"a space in the name", "The specified value for userName is invalid.", "UserName", "a b"},
		{"a letter outside ASCII", "The specified value for userName is invalid.", "UserName", "café"},
		{"a name too long", "1 validation error detected: Value '" + strings.Repeat("a", 65) + "' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64", "UserName", strings.Repeat("a", 65)},
		{"an empty name", "length greater than or equal to 1", "UserName", ""},
		{"a path without its end", "The specified value for path is invalid.", "Path", "/dev"},
		{"a tag of AWS's", "reserved", "Tags.member.1.Key", "aws:x"},
		{"a tag with a bad character", "regular expression", "Tags.member.1.Key", "a?b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code := "ValidationError"
			if strings.HasPrefix(c.value, "aws:") {
				code = "InvalidInput"
			}
			pairs := []string{"UserName", "ana", c.param, c.value}
			b.refused(400, code, c.message, "CreateUser", pairs...)
		})
	}
	b.refused(400, "ValidationError", "Value null at 'userName' failed to satisfy constraint: Member must not be null", "CreateUser")
	b.refused(400, "ValidationError", "2 validation errors detected", "CreateUser", "UserName", "", "Path", "")
	b.refused(400, "ValidationError", "Must specify userName", "CreateAccessKey")
}

func TestAUserIsNotDeletedWhileAnythingHangsOnIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	key := b.user("ana").id
	const admin = "arn:aws:iam::aws:policy/AdministratorAccess"
	b.do("CreateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1")
	b.owned("ana", "phone")
	ssh := b.do("UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", sshKey).value("SSHPublicKey/SSHPublicKeyId")
	cert := b.do("UploadSigningCertificate", "UserName", "ana", "CertificateBody", certificate(t, -time.Hour, time.Hour)).value("Certificate/CertificateId")
	git := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", codeCommit).value("ServiceSpecificCredential/ServiceSpecificCredentialId")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", allowAll)
	b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", admin)
	b.do("CreateGroup", "GroupName", "devs")
	b.do("AddUserToGroup", "UserName", "ana", "GroupName", "devs")
	b.do("AddUserToGroup", "UserName", "ana", "GroupName", "devs") // AWS is content
	for _, step := range []struct {
		message, action string
		pairs           []string
	}{
		{"must delete login profile first", "DeleteLoginProfile", nil},
		{"must delete access keys first", "DeleteAccessKey", []string{"AccessKeyId", key}},
		{"must delete certificates first", "DeleteSigningCertificate", []string{"CertificateId", cert}},
		{"must remove referenced objects first", "DeleteSSHPublicKey", []string{"SSHPublicKeyId", ssh}},
		{"must remove referenced objects first", "DeleteServiceSpecificCredential", []string{"ServiceSpecificCredentialId", git}},
		{"must delete MFA device first", "DeactivateMFADevice", []string{"SerialNumber", mfaARN + "phone"}},
		{"must delete policies first", "DeleteUserPolicy", []string{"PolicyName", "own"}},
		{"must detach all policies first", "DetachUserPolicy", []string{"PolicyArn", admin}},
		{"must remove users from group first", "RemoveUserFromGroup", []string{"GroupName", "devs"}},
	} {
		b.refused(409, "DeleteConflict", "Cannot delete entity, "+step.message+".", "DeleteUser", "UserName", "ana")
		if step.action == "RemoveUserFromGroup" {
			b.refused(409, "DeleteConflict", "must remove users from group first", "DeleteGroup", "GroupName", "devs")
		}
		b.do(step.action, append([]string{"UserName", "ana"}, step.pairs...)...)
	}
	b.do("DeleteUser", "UserName", "ana")
	b.do("DeleteGroup", "GroupName", "devs")
}

func TestTags(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("TagUser", "UserName", "ana", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "core", "Tags.member.2.Key", "AKIA", "Tags.member.2.Value", "건물 1: key")
	b.do("TagUser", "UserName", "ana", "Tags.member.1.Key", "team", "Tags.member.1.Value", "web")
	got := b.do("ListUserTags", "UserName", "ana")
	if v := got.values("Tags/member/Value"); len(v) != 2 || v[0] != "건물 1: key" || v[1] != "web" {
		t.Errorf("ListUserTags = %q, want the new value once", v)
	}
	b.do("UntagUser", "UserName", "ana", "TagKeys.member.1", "TEAM", "TagKeys.member.2", "absent")
	if v := b.do("GetUser", "UserName", "ana").values("User/Tags/member/Key"); len(v) != 1 || v[0] != "AKIA" {
		t.Errorf("GetUser tags = %q, want AKIA", v)
	}
	b.refused(400, "InvalidInput", "Duplicate tag keys", "TagUser", "UserName", "ana",
		"Tags.member.1.Key", "a", "Tags.member.1.Value", "", "Tags.member.2.Key", "A", "Tags.member.2.Value", "")
}
