package iam

import (
	"strings"
	"unicode"
)

// Tag is a key and a value on a user.
type Tag struct{ Key, Value string }

// tagChar follows the pattern of tag values: [\p{L}\p{Z}\p{N}_.:/=+\-@].
func tagChar(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Z, r) ||
		strings.ContainsRune("_.:/=+-@", r)
}
