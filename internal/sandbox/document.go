package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"keyporter/internal/policy"
)

// partition is the one in which the account lies; IAM takes resources of no
// other in a document that it keeps.
const partition = "aws"

// checkDocument refuses what AWS refuses as a policy that it is to keep, with
// its words. Sizes are left to the caller: they are counted over several texts.
func checkDocument(text string, use policy.Use) error {
	if err := checkCharacters("policyDocument", text); err != nil {
		return err
	}
	doc, err := policy.Parse(text)
	if err == nil {
		err = doc.CheckIn(use, partition)
	}
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		return malformedPolicy("%s", documentMessage(wrong))
	}
	return err
}

// checkManaged is checkDocument for a version of a managed policy, with its size.
func checkManaged(text string) error {
	if err := checkDocument(text, policy.UseManaged); err != nil {
		return err
	}
	if dense(text) > quotaPolicySize {
		return quotaExceeded("PolicySize", quotaPolicySize)
	}
	return nil
}

// checkCharacters refuses a document for its length or its characters. at is the
// parameter, as AWS's messages name it.
func checkCharacters(at, text string) error {
	bound := ""
	switch n := utf8.RuneCountInString(text); {
	case n < 1:
		bound = "greater than or equal to 1"
	case n > longestPolicyDocument:
		bound = "less than or equal to " + strconv.Itoa(longestPolicyDocument)
	}
	if bound != "" {
		return validation("1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length %s", at, bound)
	}
	if strings.IndexFunc(text, notInDocument) >= 0 {
		return validation("The specified value for %s is invalid. It must contain only printable ASCII characters and Latin-1 Supplement characters.", at)
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

// documentMessages are what IAM says of a document. Codes that are not here say
// that the text is no policy document.
var documentMessages = map[policy.Code]string{
	policy.CodeOldVersion:       "Policy document must be version 2012-10-17 or greater.",
	policy.CodeLegacy:           "The policy failed legacy parsing",
	policy.CodeSid:              "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
	policy.CodeSidRepeated:      "Statement IDs (SID) in a single policy must be unique.",
	policy.CodePrincipal:        "Policy document should not specify a principal.",
	policy.CodeNoPrincipal:      "Missing required field Principal",
	policy.CodePrincipalInvalid: "Invalid principal in policy: \"%s\":\"%s\"",
	policy.CodeNoAction:         "Policy statement must contain actions.",
	policy.CodeAction:           "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
	policy.CodeActionColons:     "Actions/Condition can contain only one colon.",
	policy.CodeActionVendor:     "Vendor %s is not valid",
	policy.CodeNoResource:       "Policy statement must contain resources.",
	policy.CodeResource:         `Resource %s must be in ARN format or "*".`,
	policy.CodePartition:        `Partition "%s" is not valid for resource "%s".`,
	policy.CodeVendor:           "Resource vendor must be fully qualified and cannot contain regexes.",
	policy.CodeRegion:           "Resource %s can not contain region information.",
	policy.CodeIAMPath:          `IAM resource path must either be "*" or start with %s.`,
}

// documentMessage puts what a code's message needs of the error into it.
func documentMessage(e *policy.Error) string {
	message, known := documentMessages[e.Code]
	switch {
	case !known:
		return "Syntax errors in policy."
	case e.Code == policy.CodeIAMPath:
		return fmt.Sprintf(message, strings.Join(policy.IAMPaths(), ", "))
	case e.Code == policy.CodeRegion && len(e.Args) > 1 && e.Args[1] == "iam":
		message = "IAM resource %s cannot contain region information."
	}
	args := make([]any, strings.Count(message, "%s"))
	for i := range args {
		args[i] = e.Args[i]
	}
	return fmt.Sprintf(message, args...)
}

// accessToAWSPolicy refuses changes of what AWS manages.
func accessToAWSPolicy(action, arn string) error {
	return fail(http.StatusForbidden, "AccessDenied", "Cannot perform the operation on the protected policy: iam:%s on resource: %s", action, arn)
}
