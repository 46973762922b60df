package policy

import "strings"

// How long a name may be, and how many may be compared in one document, so that
// no document takes long.
const (
	longName  = 64
	manyNames = 200
)

// near is Nearest, once for each name.
func (l *linter) near(name string, candidates []string) string {
	if found, done := l.nearest[name]; done {
		return found
	}
	best := ""
	if len(l.nearest) < manyNames {
		best = Nearest(name, candidates)
	}
	l.nearest[name] = best
	return best
}

// Nearest returns the candidate that a name was most likely meant to be: the one
// with the fewest letters to change, at most a quarter of them and at most three,
// whatever their case; "" where none is, or the name is very long.
func Nearest(name string, candidates []string) string {
	best, least := "", 1+min(3, len(name)/4)
	if len(name) > longName {
		return ""
	}
	for _, c := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(c), least); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, change or swap with the next to
// make b of a, up to the limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}
