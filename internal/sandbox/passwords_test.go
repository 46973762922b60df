package sandbox_test

import "testing"

func TestThePasswordPolicyIsReplacedWhole(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.refused(404, "NoSuchEntity", "Password Policy", "GetAccountPasswordPolicy")
		b.refused(404, "NoSuchEntity", "PasswordPolicy", "DeleteAccountPasswordPolicy")
		b.do("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "14", "RequireSymbols", "true", "AllowUsersToChangePassword", "true",
			"MaxPasswordAge", "90", "PasswordReusePrevention", "2", "HardExpiry", "true")
		for name, want := range map[string]string{
			"MinimumPasswordLength": "14", "RequireSymbols": "true", "RequireNumbers": "false", "RequireUppercaseCharacters": "false",
			"RequireLowercaseCharacters": "false", "AllowUsersToChangePassword": "true", "ExpirePasswords": "true", "MaxPasswordAge": "90",
			"PasswordReusePrevention": "2", "HardExpiry": "true",
		} {
			if got := b.do("GetAccountPasswordPolicy").value("PasswordPolicy/" + name); got != want {
				t.Errorf("%s = %q, want %q", name, got, want)
			}
		}
		b.do("UpdateAccountPasswordPolicy")
		now := b.do("GetAccountPasswordPolicy")
		if got := now.value("PasswordPolicy/MinimumPasswordLength"); got != "6" {
			t.Errorf("MinimumPasswordLength that was left out = %q, want AWS's default of 6", got)
		}
		if age, ends := now.values("PasswordPolicy/MaxPasswordAge"), now.value("PasswordPolicy/ExpirePasswords"); len(age) != 0 || ends != "false" {
			t.Errorf("MaxPasswordAge that was left out = %v, ExpirePasswords %s, want none, false", age, ends)
		}
		b.do("DeleteAccountPasswordPolicy")
		b.refused(404, "NoSuchEntity", "Password Policy", "GetAccountPasswordPolicy")
	})
}

func TestThePasswordPolicyHasBounds(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, c := range [][2]string{
		{"MinimumPasswordLength", "5"}, {"MinimumPasswordLength", "129"}, {"MaxPasswordAge", "0"}, {"MaxPasswordAge", "1096"},
		{"PasswordReusePrevention", "0"}, {"PasswordReusePrevention", "25"}, {"RequireSymbols", "maybe"}, {"MinimumPasswordLength", "many"},
	} {
		b.refused(400, "ValidationError", c[0][1:], "UpdateAccountPasswordPolicy", c[0], c[1])
	}
}

func TestEveryPasswordMeetsThePolicy(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		b.refused(400, "PasswordPolicyViolation", "minimum length of 8", "CreateLoginProfile", "UserName", "ana", "Password", "Short-1")
		b.refused(400, "PasswordPolicyViolation", "1 more", "CreateLoginProfile", "UserName", "ana", "Password", "tutorial1")
		b.do("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "6", "RequireNumbers", "true", "RequireUppercaseCharacters", "true", "PasswordReusePrevention", "2")
		b.refused(400, "PasswordPolicyViolation", "one number", "CreateLoginProfile", "UserName", "ana", "Password", "Letters")
		b.refused(400, "ValidationError", "at 'password'", "CreateLoginProfile", "UserName", "ana", "Password", "암호-Password-1")
		b.do("CreateLoginProfile", "UserName", "ana", "Password", "First1")
		b.refused(400, "PasswordPolicyViolation", "one uppercase letter", "UpdateLoginProfile", "UserName", "ana", "Password", "second2")
		b.refused(400, "PasswordPolicyViolation", "reuse", "UpdateLoginProfile", "UserName", "ana", "Password", "First1")
		b.do("UpdateLoginProfile", "UserName", "ana", "Password", "Second2")
		b.refused(400, "PasswordPolicyViolation", "reuse", "UpdateLoginProfile", "UserName", "ana", "Password", "First1")
		b.do("UpdateLoginProfile", "UserName", "ana", "Password", "Third3")
		b.do("UpdateLoginProfile", "UserName", "ana", "Password", "First1") // the last two do not come again, this one may
		b.do("CreateUser", "UserName", "bo")
		b.refused(404, "NoSuchEntity", "Login Profile", "UpdateLoginProfile", "UserName", "bo", "Password", "First1")
	})
}

func TestUsersChangeTheirOwnPassword(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.refused(400, "InvalidUserType", "Only IAM Users", "ChangePassword", "OldPassword", "a", "NewPassword", "b")
		ana := b.user("ana")
		b.do("CreateLoginProfile", "UserName", "ana", "Password", "First-password1", "PasswordResetRequired", "true")
		change := []string{"OldPassword", "First-password1", "NewPassword", "Second-password2"}
		ana.refused(403, "AccessDenied", "iam:ChangePassword", "ChangePassword", change...)
		b.do("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true")
		ana.refused(403, "AccessDenied", "old password was incorrect", "ChangePassword", "OldPassword", "Wrong-password1", "NewPassword", "Second-password2")
		ana.refused(400, "PasswordPolicyViolation", "minimum length", "ChangePassword", "OldPassword", "First-password1", "NewPassword", "x")
		ana.do("ChangePassword", change...)
		if got := b.do("GetLoginProfile", "UserName", "ana").value("LoginProfile/PasswordResetRequired"); got != "false" {
			t.Errorf("PasswordResetRequired after the change = %s, want false", got)
		}
		ana.refused(403, "AccessDenied", "old password was incorrect", "ChangePassword", change...)
		ana.do("GetAccountPasswordPolicy")
	})
}
