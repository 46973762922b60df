package sandbox_test

import (
	"strings"
	"testing"
	"time"
)

func TestEveryWayToSetAPasswordMeetsEveryRule(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("CreateUser", "UserName", "bo")
	b.do("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "6", "AllowUsersToChangePassword", "true")
	b.do("CreateLoginProfile", "UserName", "ana", "Password", "simple")
	b.do("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "10", "RequireSymbols", "true", "RequireNumbers", "true", "RequireUppercaseCharacters", "true",
		"RequireLowercaseCharacters", "true", "AllowUsersToChangePassword", "true")
	for _, c := range []struct{ password, message string }{
		{"Aa1!", "Password should have a minimum length of 10"},
		{"alllower1!", "Password should have at least one uppercase letter"},
		{"ALLUPPER1!", "Password should have at least one lowercase letter"},
		{"NoNumbers!", "Password should have at least one number"},
		{"NoSymbols1", "Password should have at least one symbol"},
		{"lower12345", "Password should have at least one uppercase letter, Password should have at least one symbol"},
	} {
		b.refused(400, "PasswordPolicyViolation", c.message, "CreateLoginProfile", "UserName", "bo", "Password", c.password)
		b.refused(400, "PasswordPolicyViolation", c.message, "UpdateLoginProfile", "UserName", "ana", "Password", c.password)
		ana.refused(400, "PasswordPolicyViolation", c.message, "ChangePassword", "OldPassword", "simple", "NewPassword", c.password)
	}
	for _, c := range []struct{ password, message string }{
		{"", "Value at 'password' failed to satisfy constraint: Member must have length greater than or equal to 1"},
		{strings.Repeat("aA1!", 33), "Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 128"},
		{"Passwort-1-한", "Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern"},
	} {
		for _, action := range []string{"CreateLoginProfile", "UpdateLoginProfile"} {
			b.refused(400, "ValidationError", c.message, action, "UserName", "ana", "Password", c.password)
			if a := b.call(action, "UserName", "ana", "Password", c.password); c.password != "" && strings.Contains(a.body, c.password) {
				t.Errorf("%s repeats the password: %s", action, a.body)
			}
		}
	}
	b.refused(400, "ValidationError", "Value null at 'password'", "CreateLoginProfile", "UserName", "bo")
	b.refused(404, "NoSuchEntity", "Login Profile for User bo cannot be found.", "UpdateLoginProfile", "UserName", "bo", "Password", "Correct-horse-1")
	b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", "UpdateLoginProfile", "UserName", "cy", "Password", "Correct-horse-1")
	b.do("CreateLoginProfile", "UserName", "bo", "Password", "Correct-horse-1")
}

func TestWhatAnswersAChangeOfOnesOwnPassword(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana := b.user("ana")
		b.refused(400, "InvalidUserType", "", "ChangePassword", "OldPassword", "a", "NewPassword", "Correct-horse-2")
		ana.refused(403, "AccessDenied", "iam:ChangePassword on resource: arn:aws:iam::123456789012:user/ana", "ChangePassword", "OldPassword", "a", "NewPassword", "Correct-horse-2")
		ana.refused(403, "AccessDenied", "iam:GetAccountPasswordPolicy", "GetAccountPasswordPolicy")
		b.do("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true", "PasswordReusePrevention", "2")
		ana.do("GetAccountPasswordPolicy")
		ana.refused(403, "AccessDenied", "", "UpdateAccountPasswordPolicy")
		ana.refused(404, "NoSuchEntity", "Login Profile for User ana cannot be found.", "ChangePassword", "OldPassword", "a", "NewPassword", "Correct-horse-2")
		b.do("CreateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1", "PasswordResetRequired", "true")
		ana.refused(400, "ValidationError", "2 validation errors detected: Value null at 'oldPassword'", "ChangePassword")
		ana.refused(403, "AccessDenied", "The old password was incorrect.", "ChangePassword", "OldPassword", "correct-horse-1", "NewPassword", "Correct-horse-2")
		ana.do("ChangePassword", "OldPassword", "Correct-horse-1", "NewPassword", "Correct-horse-2")
		if got := b.do("GetLoginProfile", "UserName", "ana").value("LoginProfile/PasswordResetRequired"); got != "false" {
			t.Errorf("GetLoginProfile after ChangePassword: reset %q, want false", got)
		}
		const again = "password reuse prevention"
		ana.refused(403, "AccessDenied", "", "ChangePassword", "OldPassword", "Correct-horse-1", "NewPassword", "Correct-horse-3")
		ana.refused(400, "PasswordPolicyViolation", again, "ChangePassword", "OldPassword", "Correct-horse-2", "NewPassword", "Correct-horse-2")
		ana.refused(400, "PasswordPolicyViolation", again, "ChangePassword", "OldPassword", "Correct-horse-2", "NewPassword", "Correct-horse-1")
		b.refused(400, "PasswordPolicyViolation", again, "UpdateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1")
		b.do("UpdateLoginProfile", "UserName", "ana", "Password", "Correct-horse-3")
		ana.do("ChangePassword", "OldPassword", "Correct-horse-3", "NewPassword", "Correct-horse-1")

		b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "no", "PolicyDocument", `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:ChangePassword","Resource":"*"}}`)
		ana.refused(403, "AccessDenied", "explicit deny", "ChangePassword", "OldPassword", "Correct-horse-1", "NewPassword", "Correct-horse-4")
	})
}

func TestAnExpiredPasswordCanStillBeChangedWithAKey(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true", "MaxPasswordAge", "1", "HardExpiry", "true")
	b.do("CreateLoginProfile", "UserName", "ana", "Password", "Correct-horse-1")
	b.clock.Add(48 * time.Hour)
	ana.do("ChangePassword", "OldPassword", "Correct-horse-1", "NewPassword", "Correct-horse-2")
	if got := b.do("GetUser", "UserName", "ana"); strings.Contains(got.body, "PasswordLastUsed") {
		t.Errorf("GetUser = %s, want no PasswordLastUsed without a console", got.body)
	}
}
