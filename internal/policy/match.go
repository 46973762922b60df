package policy

import "strings"

// MatchAction reports whether the pattern covers the action. Case does not
// count ("Action", IAM JSON policy elements reference).
func MatchAction(pattern, action string) bool {
	return match(strings.ToLower(pattern), strings.ToLower(action))
}

// MatchResource reports whether the pattern covers the resource. Case counts
// ("Resource", IAM JSON policy elements reference).
func MatchResource(pattern, resource string) bool { return match(pattern, resource) }

// match knows * for any characters and ? for exactly one. It looks back at most
// to the last star, so that its time is bounded by the product of the lengths.
func match(pattern, text string) bool {
	p, t := 0, 0
	star, mark := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == '?':
			p++
			t += width(text[t:])
		case p < len(pattern) && pattern[p] == text[t]:
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// width is how many bytes the first character takes.
func width(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}
