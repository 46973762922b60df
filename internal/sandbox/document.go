package sandbox

import (
	"errors"
	"net/http"
	"strings"

	"keyporter/internal/policy"
)

// checkDocument refuses what AWS refuses as an identity policy, with its words
// where they are known. size counts characters without white space.
func checkDocument(text string, size int) error {
	if n := len([]rune(text)); n < 1 || n > longestPolicyDocument {
		return validation("1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length between 1 and %d", longestPolicyDocument)
	}
	if strings.IndexFunc(text, notInDocument) >= 0 {
		return validation(`The specified value for policyDocument is invalid. It must contain only printable ASCII characters and Latin-1 Supplement characters.`)
	}
	_, err := policy.Read(text, policy.UseInline)
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		return malformedPolicy("%s", documentMessage(wrong))
	}
	if err != nil {
		return err
	}
	if dense(text) > size {
		return quotaExceeded("PolicySize", size)
	}
	return nil
}

// notInDocument is the complement of tab, line ends and U+0020 to U+00FF.
func notInDocument(c rune) bool {
	return c != '\t' && c != '\n' && c != '\r' && (c < 0x20 || c > 0xff)
}

// dense counts the characters that quotas count: all but white space.
func dense(text string) int {
	n := 0
	for _, c := range text {
		if !strings.ContainsRune(" \t\r\n", c) {
			n++
		}
	}
	return n
}

func documentMessage(e *policy.Error) string {
	switch e.Code {
	case policy.CodeOldVersion:
		return "Policy document must be version 2012-10-17 or greater."
	case policy.CodeLegacy:
		return "The policy failed legacy parsing"
	case policy.CodeSid:
		return "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
	case policy.CodeSidRepeated:
		return "Statement IDs (SID) in a single policy must be unique."
	case policy.CodePrincipal:
		return "Policy document should not specify a principal."
	case policy.CodeNoAction:
		return "Policy statement must contain actions."
	case policy.CodeAction:
		return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
	case policy.CodeNoResource:
		return "Policy statement must contain resources."
	case policy.CodeResource:
		return "Resource " + e.Arg() + ` must be in ARN format or "*".`
	}
	return "Syntax errors in policy."
}

// accessToAWSPolicy refuses changes of what AWS manages.
func accessToAWSPolicy(action, arn string) error {
	return fail(http.StatusForbidden, "AccessDenied", "Cannot perform the operation on the protected policy: iam:%s on resource: %s", action, arn)
}
