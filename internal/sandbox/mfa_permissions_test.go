package sandbox_test

import (
	"slices"
	"testing"
)

func TestTagsOfAnMFADevice(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.device("phone")
	b.device("other")
	of := []string{"SerialNumber", mfaARN + "Phone"}
	b.do("TagMFADevice", append(of, "Tags.member.1.Key", "team", "Tags.member.1.Value", "core", "Tags.member.2.Key", "Team", "Tags.member.2.Value", "web")...)
	b.do("TagMFADevice", append(of, "Tags.member.1.Key", "team", "Tags.member.1.Value", "data")...)
	if got, pages := b.walk("Tags/member/Value", "ListMFADeviceTags", append(of, "MaxItems", "1")...); !slices.Equal(got, []string{"web", "data"}) || pages != 2 {
		t.Errorf("ListMFADeviceTags = %v on %d pages, want web, data on 2: keys of devices mind their case", got, pages)
	}
	b.refused(404, "NoSuchEntity", "does not exist", "TagMFADevice", "SerialNumber", mfaARN+"none", "Tags.member.1.Key", "a", "Tags.member.1.Value", "")
	b.refused(404, "NoSuchEntity", "does not exist", "UntagMFADevice", "SerialNumber", mfaARN+"none", "TagKeys.member.1", "a")
	b.refused(404, "NoSuchEntity", "does not exist", "ListMFADeviceTags", "SerialNumber", mfaARN+"none")
	b.refused(400, "ValidationError", "Value null at 'tags'", "TagMFADevice", of...)
	b.refused(400, "ValidationError", "Value null at 'tagKeys'", "UntagMFADevice", of...)
	b.refused(400, "InvalidInput", "reserved", "TagMFADevice", append(of, "Tags.member.1.Key", "aws:x", "Tags.member.1.Value", "")...)

	b.do("UntagMFADevice", append(of, "TagKeys.member.1", "Team", "TagKeys.member.2", "TEAM")...)

	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ListMFADeviceTags","iam:UntagMFADevice"],"Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"data"}}},`+
			`{"Effect":"Allow","Action":"iam:CreateVirtualMFADevice","Resource":"arn:aws:iam::*:mfa/x/${aws:username}","Condition":{"StringEquals":{"aws:RequestTag/team":"data"}}}]}`)
	ana.do("ListMFADeviceTags", of...)
	ana.refused(403, "AccessDenied", "iam:ListMFADeviceTags on resource: "+mfaARN+"other ", "ListMFADeviceTags", "SerialNumber", mfaARN+"other")
	ana.refused(403, "AccessDenied", "iam:CreateVirtualMFADevice on resource: "+mfaARN+"x/ana ", "CreateVirtualMFADevice", "VirtualMFADeviceName", "ana", "Path", "/x/")
	ana.do("CreateVirtualMFADevice", "VirtualMFADeviceName", "ana", "Path", "/x/", "Tags.member.1.Key", "team", "Tags.member.1.Value", "data")
	ana.do("UntagMFADevice", append(of, "TagKeys.member.1", "team")...)
	ana.refused(403, "AccessDenied", "", "UntagMFADevice", append(of, "TagKeys.member.1", "team")...)
}

// TestUsersManageTheirOwnMFA follows "Allows MFA-authenticated IAM users to manage
// their own credentials", IAM user guide: with a long-term key there is no MFA.
func TestUsersManageTheirOwnMFA(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("CreateUser", "UserName", "bo")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument", `{"Version":"2012-10-17","Statement":[`+
		`{"Effect":"Allow","Action":"iam:ListVirtualMFADevices","Resource":"*"},`+
		`{"Effect":"Allow","Action":["iam:CreateVirtualMFADevice","iam:DeleteVirtualMFADevice"],"Resource":"arn:aws:iam::*:mfa/*"},`+
		`{"Effect":"Allow","Action":["iam:EnableMFADevice","iam:ListMFADevices","iam:ResyncMFADevice","iam:GetMFADevice"],"Resource":"arn:aws:iam::*:user/${aws:username}"},`+
		`{"Effect":"Allow","Action":"iam:DeactivateMFADevice","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},`+
		`{"Effect":"Allow","Action":["iam:ListUsers","iam:ListGroups"],"Resource":"*"},`+
		`{"Effect":"Deny","Action":"iam:ListUsers","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}},`+
		`{"Effect":"Deny","Action":"iam:ListGroups","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}]}`)
	b.do("PutUserPolicy", "UserName", "bo", "PolicyName", "own", "PolicyDocument", allowAll)
	ana.refused(403, "AccessDenied", "with an explicit deny in an identity-based policy", "ListUsers")
	ana.do("ListGroups") // the key is absent, not false
	b.owned("ana", "phone")
	if got := ana.do("ListMFADevices").value("MFADevices/member/SerialNumber"); got != mfaARN+"phone" {
		t.Errorf("ListMFADevices of the caller = %q, want the phone", got)
	}
	if got := ana.do("GetMFADevice", "SerialNumber", mfaARN+"phone").value("UserName"); got != "ana" {
		t.Errorf("GetMFADevice of the caller = %q, want ana", got)
	}
	if got := b.do("GetMFADevice", "SerialNumber", mfaARN+"phone").value("UserName"); got != "ana" {
		t.Errorf("GetMFADevice of the root = %q, want ana", got)
	}
	if got := b.do("ListMFADevices").values("MFADevices/member"); got != nil {
		t.Errorf("ListMFADevices of the root = %v, want none", got)
	}
	ana.refused(403, "AccessDenied", "iam:ListMFADevices on resource: arn:aws:iam::123456789012:user/bo ", "ListMFADevices", "UserName", "bo")
	ana.refused(403, "AccessDenied", "iam:DeactivateMFADevice on resource: arn:aws:iam::123456789012:user/ana ", "DeactivateMFADevice", "SerialNumber", mfaARN+"phone")
	ana.refused(403, "AccessDenied", "iam:TagMFADevice on resource: "+mfaARN+"phone ", "TagMFADevice", "SerialNumber", mfaARN+"PHONE", "Tags.member.1.Key", "a", "Tags.member.1.Value", "")
	ana.refused(409, "DeleteConflict", "", "DeleteVirtualMFADevice", "SerialNumber", mfaARN+"phone")
}
