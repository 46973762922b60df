package static

import "strings"

// spaces are those of a stylesheet that only its readers need. No string in
// ours has one of these pairs.
var spaces = strings.NewReplacer("\n", "", " { ", "{", " {", "{", " }", "}", "; ", ";", ": ", ":", ", ", ",")

// squeeze leaves out of a stylesheet what only its readers need: comments, line
// ends, and spaces around punctuation.
func squeeze(sheet []byte) []byte {
	var b strings.Builder
	rest := string(sheet)
	for {
		before, after, found := strings.Cut(rest, "/*")
		b.WriteString(spaces.Replace(before))
		if !found {
			return []byte(b.String())
		}
		_, rest, _ = strings.Cut(after, "*/")
	}
}
