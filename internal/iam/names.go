// Package iam holds the nouns of an AWS account as Keyporter sees them: users,
// groups, policies and access keys, with the rules that AWS has for their
// names. It does no I/O and knows nothing of the SDK.
package iam

import (
	"strconv"
	"strings"

	"keyporter/internal/fault"
)

// Names that must never be taken for one another.
type (
	UserName   string
	GroupName  string
	PolicyName string
	KeyID      string
	ARN        string
)

// Limits of AWS on names and texts: "IAM and AWS STS quotas", IAM user guide.
const (
	MaxUserName       = 64
	MaxGroupName      = 128
	MaxPolicyName     = 128
	MaxPath           = 512
	MaxPolicyAbout    = 1000
	VersionsPerPolicy = 5
	MaxKeyDescription = 256
	MaxPassword       = 128
	KeysPerUser       = 2
	GroupsPerUser     = 10
	PoliciesPerEntity = 10
	UserInlineSize    = 2048 // characters of a user's inline policies together, without white space
)

// Check returns the fault of a name for a new user, in field, or nil.
// Rule: CreateUser, parameter UserName, IAM API reference.
func (n UserName) Check(field string) *fault.Fault {
	switch {
	case n == "":
		return fault.Field(field, fault.CodeRequired)
	case len(n) > MaxUserName:
		return fault.Field(field, fault.CodeUserNameLong, strconv.Itoa(MaxUserName))
	case !wordChars(string(n)):
		return fault.Field(field, fault.CodeUserName, string(n))
	}
	return nil
}

// Check returns the fault of a name for a new group, in field, or nil.
// Rule: CreateGroup, parameter GroupName, IAM API reference.
func (n GroupName) Check(field string) *fault.Fault {
	switch {
	case n == "":
		return fault.Field(field, fault.CodeRequired)
	case len(n) > MaxGroupName:
		return fault.Field(field, fault.CodeGroupNameLong, strconv.Itoa(MaxGroupName))
	case !wordChars(string(n)):
		return fault.Field(field, fault.CodeGroupName, string(n))
	}
	return nil
}

// Check returns the fault of an access key id, in field, or nil.
// Rule: GetAccessKeyLastUsed, parameter AccessKeyId, IAM API reference.
func (id KeyID) Check(field string) *fault.Fault {
	word := func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if len(id) < 16 || len(id) > 128 || strings.ContainsFunc(string(id), func(r rune) bool { return !word(r) }) {
		return fault.Field(field, fault.CodeKeyID)
	}
	return nil
}

// LongLived reports whether id begins as AWS's ids of long-lived access keys do:
// "Understanding unique ID prefixes", IAM user guide.
func (id KeyID) LongLived() bool {
	return strings.HasPrefix(string(id), "AKIA") && id.Check("") == nil
}

// Risky reports whether a spreadsheet may take the name for a formula. Such
// names are legal in AWS; the page warns.
func (n UserName) Risky() bool { return n != "" && strings.ContainsRune("=+-@", rune(n[0])) }

// Fold returns the form in which AWS compares names: it ignores case.
func (n UserName) Fold() string { return strings.ToLower(string(n)) }

// Fold returns the form in which AWS compares names: it ignores case.
func (n GroupName) Fold() string { return strings.ToLower(string(n)) }

// wordChars reports whether s matches [\w+=,.@-]* with ASCII word characters.
func wordChars(s string) bool {
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		case strings.ContainsRune("_+=,.@-", r):
		default:
			return false
		}
	}
	return true
}

// CheckDescription returns the fault of a key's description, or nil. AWS keeps
// it as the value of a user tag: at most 256 characters; letters, digits,
// spaces and _ . : / = + - @ (TagUser, IAM API reference).
func CheckDescription(field, s string) *fault.Fault {
	if len([]rune(s)) > MaxKeyDescription {
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxKeyDescription))
	}
	for _, r := range s {
		if !tagChar(r) {
			return fault.Field(field, fault.CodeKeyDescription)
		}
	}
	return nil
}

// CheckPassword returns the fault of a console password's characters, or nil:
// tab, line ends and U+0020 to U+00FF (CreateLoginProfile, IAM API reference).
// Whether it meets the account's policy only AWS can tell.
func CheckPassword(field, s string) *fault.Fault {
	if s == "" {
		return fault.Field(field, fault.CodeRequired)
	}
	if len([]rune(s)) > MaxPassword {
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxPassword))
	}
	for _, r := range s {
		if r != '\t' && r != '\n' && r != '\r' && (r < 0x20 || r > 0xff) {
			return fault.Field(field, fault.CodePasswordChars)
		}
	}
	return nil
}

// Name returns the last part of the ARN: the entity's name without its path.
func (a ARN) Name() string {
	s := string(a)
	if i := strings.LastIndexByte(s, '/'); i >= 0 {
		return s[i+1:]
	}
	if i := strings.LastIndexByte(s, ':'); i >= 0 {
		return s[i+1:]
	}
	return s
}

// Resource returns what an ARN of IAM names, as "user/team/ana"; "" where it is
// of another service or no ARN.
func (a ARN) Resource() string {
	if a.part(2) != "iam" {
		return ""
	}
	return a.part(5)
}

// Partition returns the partition that the ARN is in, as "aws"; "" where it is no
// ARN.
func (a ARN) Partition() string { return a.part(1) }

// Account returns the account's id in the ARN; "" where it has none.
func (a ARN) Account() string { return a.part(4) }

// AWSManaged reports whether the ARN is of a policy that AWS manages: its
// account part is "aws".
func (a ARN) AWSManaged() bool { return a.part(4) == "aws" }

// part returns one of the six parts of an ARN.
// Rule: "Amazon Resource Names (ARNs)", IAM user guide.
func (a ARN) part(i int) string {
	parts := strings.SplitN(string(a), ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return ""
	}
	return parts[i]
}
