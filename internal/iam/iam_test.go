package iam_test

import (
	"strings"
	"testing"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// code returns the code of a fault, or "".
func code(f *fault.Fault) fault.Code {
	if f == nil {
		return ""
	}
	return f.Code
}

func TestUserNamesAreThoseThatAWSTakes(t *testing.T) {
	t.Parallel()
	for name, want := range map[iam.UserName]fault.Code{
		"ana":                                 "",
		"a+b=c,d.e@f_g-h":                     "",
		"=cmd":                                "",
		".":                                   "",
		iam.UserName(strings.Repeat("a", 64)): "",
		iam.UserName(strings.Repeat("a", 65)): fault.CodeUserNameLong,
		"":                                    fault.CodeRequired,
		"ana kim":                             fault.CodeUserName,
		"ana/kim":                             fault.CodeUserName,
		"~new":                                fault.CodeUserName,
		"지수":                                  fault.CodeUserName,
		"ana\n":                               fault.CodeUserName,
		"<img/src=x/onerror=alert(1)>":        fault.CodeUserName,
	} {
		if got := code(name.Check("name")); got != want {
			t.Errorf("UserName(%q).Check = %q, want %q", name, got, want)
		}
	}
}

func TestGroupNamesMayBeLonger(t *testing.T) {
	t.Parallel()
	for length, want := range map[int]fault.Code{0: fault.CodeRequired, 65: "", 128: "", 129: fault.CodeGroupNameLong} {
		if got := code(iam.GroupName(strings.Repeat("g", length)).Check("name")); got != want {
			t.Errorf("a group name of %d characters = %q, want %q", length, got, want)
		}
	}
}

func TestRiskyNamesBeginAsFormulasDo(t *testing.T) {
	t.Parallel()
	for name, want := range map[iam.UserName]bool{"=a": true, "+a": true, "-a": true, "@a": true, "a=": false, "": false} {
		if got := name.Risky(); got != want {
			t.Errorf("UserName(%q).Risky() = %v, want %v", name, got, want)
		}
	}
}

func TestDescriptionsAreTagValues(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]fault.Code{
		"":                       "",
		"Spring Boot: upload/1":  "",
		"야간 보고서":                 "",
		"100 % sure":             fault.CodeKeyDescription,
		"line\nend":              fault.CodeKeyDescription,
		strings.Repeat("가", 256): "",
		strings.Repeat("가", 257): fault.CodeTooLong,
	} {
		if got := code(iam.CheckDescription("description", text)); got != want {
			t.Errorf("CheckDescription(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPasswordPolicies(t *testing.T) {
	t.Parallel()
	own := iam.PasswordPolicy{MinLength: 14, Upper: true, Symbol: true}
	for _, c := range []struct {
		name     string
		policy   iam.PasswordPolicy
		password string
		want     fault.Code
	}{
		{"three kinds of the default policy", iam.DefaultPasswordPolicy(), "Tutorial1", ""},
		{"two kinds of the default policy", iam.DefaultPasswordPolicy(), "tutorial1", fault.CodePasswordClasses},
		{"seven characters of the default policy", iam.DefaultPasswordPolicy(), "Tutor-1", fault.CodePasswordClasses},
		{"a policy of the account that is met", own, "Tutorial-tutorial", ""},
		{"a required kind is missing", own, "Tutorialtutorial", fault.CodePasswordRules},
		{"too short for the account", own, "Tutorial-1", fault.CodePasswordRules},
		{"no policy is known", iam.PasswordPolicy{}, "x", ""},
		{"nothing typed", iam.PasswordPolicy{}, "", fault.CodeRequired},
		{"a character that AWS does not take", iam.DefaultPasswordPolicy(), "Tutorial-1-암호", fault.CodePasswordChars},
		{"longer than AWS takes", iam.PasswordPolicy{}, strings.Repeat("a", 129), fault.CodeTooLong},
	} {
		if got := code(c.policy.Check("password", c.password)); got != c.want {
			t.Errorf("%s: Check(%q) = %q, want %q", c.name, c.password, got, c.want)
		}
	}
}

func TestARNs(t *testing.T) {
	t.Parallel()
	for arn, want := range map[iam.ARN]struct {
		name               string
		aws                bool
		partition, account string
	}{
		"arn:aws:iam::aws:policy/AdministratorAccess":      {"AdministratorAccess", true, "aws", "aws"},
		"arn:aws:iam::aws:policy/job-function/Billing":     {"Billing", true, "aws", "aws"},
		"arn:aws-cn:iam::aws:policy/ReadOnlyAccess":        {"ReadOnlyAccess", true, "aws-cn", "aws"},
		"arn:aws:iam::123456789012:policy/team/AdminOfAws": {"AdminOfAws", false, "aws", "123456789012"},
		"arn:aws:iam:::policy/P1":                          {"P1", false, "aws", ""},
		"arn:aws:iam::123456789012:root":                   {"root", false, "aws", "123456789012"},
		"arn:aws:iam::aws":                                 {"aws", false, "", ""},
		"not:aws:iam::aws:policy/P1":                       {"P1", false, "", ""},
	} {
		if p, a := arn.Partition(), arn.Account(); p != want.partition || a != want.account {
			t.Errorf("ARN(%s) is of partition %q and account %q, want %q and %q", arn, p, a, want.partition, want.account)
		}
		if got := arn.Name(); got != want.name {
			t.Errorf("ARN(%s).Name() = %q, want %q", arn, got, want.name)
		}
		if got := arn.AWSManaged(); got != want.aws {
			t.Errorf("ARN(%s).AWSManaged() = %v, want %v", arn, got, want.aws)
		}
	}
}
