package iam

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"keyporter/internal/fault"
)

// Tag is a key and a value on a user.
type Tag struct{ Key, Value string }

// tagChar follows the pattern of tag values: [\p{L}\p{Z}\p{N}_.:/=+\-@].
func tagChar(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Z, r) ||
		strings.ContainsRune("_.:/=+-@", r)
}

// Check returns the faults of a tag's key and value, each in its field.
// Rule: Tag, IAM API reference; "Rules for tagging in IAM", IAM user guide.
func (t Tag) Check(key, value string) []*fault.Fault {
	var faults []*fault.Fault
	notTag := func(r rune) bool { return !tagChar(r) }
	if n := len([]rune(t.Key)); n == 0 || n > 128 || strings.ContainsFunc(t.Key, notTag) || strings.HasPrefix(strings.ToLower(t.Key), "aws:") {
		faults = append(faults, fault.Field(key, fault.CodeTagKey))
	}
	if len([]rune(t.Value)) > 256 || strings.ContainsFunc(t.Value, notTag) {
		faults = append(faults, fault.Field(value, fault.CodeTagValue))
	}
	return faults
}

// MaxTags is how many tags a user may have: "IAM and AWS STS quotas", IAM user
// guide. Tags in which AWS's console keeps key descriptions count.
const MaxTags = 50

// Fold returns the form in which AWS compares the keys of tags of users: it
// ignores case.
func (t Tag) Fold() string { return strings.ToLower(t.Key) }

// CheckTags returns the faults of all tags that a user is to have, each in the
// field key0, value0, key1 and so on; kept are tags that AWS has taken before. A
// row without key and value is no tag.
func CheckTags(list, kept []Tag) []*fault.Fault {
	var faults []*fault.Fault
	seen, full := map[string]bool{}, false
	for i, t := range list {
		key := "key" + strconv.Itoa(i)
		switch {
		case t == Tag{}:
			continue
		case seen[t.Fold()]:
			faults = append(faults, fault.Field(key, fault.CodeTagTwice, t.Key))
		case !slices.Contains(kept, t):
			faults = append(faults, t.Check(key, "value"+strconv.Itoa(i))...)
		}
		seen[t.Fold()] = true
		if len(seen) > MaxTags && !full {
			faults, full = append(faults, fault.New(fault.Full, fault.CodeTagsFull, strconv.Itoa(MaxTags)).At(key)), true
		}
	}
	return faults
}
