package iam

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/fault"
)

// Check returns the fault of a name for a new policy, in field, or nil.
// Rule: CreatePolicy, parameter PolicyName, IAM API reference.
func (n PolicyName) Check(field string) *fault.Fault {
	switch {
	case n == "":
		return fault.Field(field, fault.CodeRequired)
	case len(n) > MaxPolicyName:
		return fault.Field(field, fault.CodePolicyNameLong, strconv.Itoa(MaxPolicyName))
	case !wordChars(string(n)):
		return fault.Field(field, fault.CodePolicyName, string(n))
	}
	return nil
}

// Fold returns the form in which AWS compares names: it ignores case.
func (n PolicyName) Fold() string { return strings.ToLower(string(n)) }

// CheckUserPath returns the fault of the path of a user or group, or nil.
// Rule: CreateUser, parameter Path, IAM API reference: (/)|(/[!-~]+/).
func CheckUserPath(field, path string) *fault.Fault {
	middle := strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	outside := func(r rune) bool { return r < '!' || r > '~' }
	switch {
	case len(path) > MaxPath:
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxPath))
	case path == "/":
		return nil
	case path != "/"+middle+"/" || middle == "" || strings.ContainsFunc(middle, outside):
		return fault.Field(field, fault.CodeUserPath)
	}
	return nil
}

// CheckPath returns the fault of a path, or nil. "" is the path /.
// Rule: CreatePolicy, parameter Path, IAM API reference.
func CheckPath(field, path string) *fault.Fault {
	if len(path) > MaxPath {
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxPath))
	}
	if path == "" || path == "/" {
		return nil
	}
	between, slashed := strings.CutPrefix(strings.TrimSuffix(path, "/"), "/")
	if !slashed || path[len(path)-1] != '/' {
		return fault.Field(field, fault.CodePath)
	}
	for part := range strings.SplitSeq(between, "/") {
		if part == "" || !wordChars(part) {
			return fault.Field(field, fault.CodePath)
		}
	}
	return nil
}

// CheckAbout returns the fault of a policy's description, or nil: AWS takes
// 1,000 characters (CreatePolicy, parameter Description, IAM API reference).
func CheckAbout(field, s string) *fault.Fault {
	if len([]rune(s)) > MaxPolicyAbout {
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxPolicyAbout))
	}
	return nil
}

// CheckDocument returns the fault of a policy document's characters, or nil:
// AWS takes tabs, line ends and U+0020 to U+00FF only (CreatePolicy, parameter
// PolicyDocument). Whether it is a policy, package policy tells.
func CheckDocument(field, s string) *fault.Fault {
	switch {
	case strings.TrimSpace(s) == "":
		return fault.Field(field, fault.CodeRequired)
	case strings.ContainsFunc(s, notLatin):
		return fault.Field(field, fault.CodeLatin)
	}
	return nil
}

func notLatin(r rune) bool {
	return r != '\t' && r != '\n' && r != '\r' && (r < 0x20 || r > 0xff)
}

// DefaultOf returns the id of the default version, or "".
func DefaultOf(versions []PolicyVersion) string {
	for _, v := range versions {
		if v.Default {
			return v.ID
		}
	}
	return ""
}

// Oldest returns the id of the version that makes room for another one: the
// oldest that is not the default. It is "" while there is room.
// Rule: CreatePolicyVersion, IAM API reference: at most five versions.
func Oldest(versions []PolicyVersion) string {
	if len(versions) < VersionsPerPolicy {
		return ""
	}
	old := slices.DeleteFunc(slices.Clone(versions), func(v PolicyVersion) bool { return v.Default })
	slices.SortStableFunc(old, func(a, b PolicyVersion) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(versionNumber(a.ID), versionNumber(b.ID)))
	})
	return old[0].ID
}

// SortVersions puts the newest version first.
func SortVersions(list []PolicyVersion) {
	slices.SortStableFunc(list, func(a, b PolicyVersion) int {
		return cmp.Or(cmp.Compare(versionNumber(b.ID), versionNumber(a.ID)), strings.Compare(b.ID, a.ID))
	})
}

// versionNumber is the number in an id as v12; 0 where there is none.
func versionNumber(id string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "v"))
	if err != nil {
		return 0
	}
	return n
}
