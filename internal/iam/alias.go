package iam

import (
	"strings"

	"keyporter/internal/fault"
)

// CheckAlias returns the fault of an account alias, in field, or nil. Rule:
// CreateAccountAlias, parameter AccountAlias, IAM API reference.
func CheckAlias(field, alias string) *fault.Fault {
	if alias == "" {
		return fault.Field(field, fault.CodeRequired)
	}
	fits := len(alias) >= 3 && len(alias) <= 63 && alias[0] != '-' && alias[len(alias)-1] != '-' && !strings.Contains(alias, "--")
	for _, c := range alias {
		fits = fits && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
	}
	if !fits {
		return fault.Field(field, fault.CodeAlias, alias)
	}
	return nil
}

// SignInURL is where users sign in to the console under an alias or account id.
// Rule: "How IAM users sign in to AWS", IAM user guide.
func SignInURL(name string) string { return "https://" + name + ".signin.aws.amazon.com/console" }
