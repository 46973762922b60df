package iam

import (
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
