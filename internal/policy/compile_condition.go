package policy

import (
	"net/netip"
	"slices"
	"strings"
	"time"
)

// compileCondition turns a condition into a closure. What can be read of the
// policy's values is read now; a value that is none of its operator's never
// matches, as in compare.
func compileCondition(c *Condition, variables bool) func(*Context) bool {
	op, _ := operatorNamed(c.Operator)
	key := strings.ToLower(c.Key)
	wants := make([]string, len(c.Values))
	for i := range c.Values {
		wants[i] = c.Values[i].Value
	}
	if op.family == familyNull {
		present := slices.ContainsFunc(wants, func(w string) bool { return compareNull(w, true) })
		absent := slices.ContainsFunc(wants, func(w string) bool { return compareNull(w, false) })
		return func(c *Context) bool {
			if len(c.values(key)) > 0 {
				return present
			}
			return absent
		}
	}
	matches := compileTest(op, wants, variables)
	missing := op.absent()
	return func(c *Context) bool {
		values := c.values(key)
		if len(values) == 0 || op.empty(values) {
			return missing
		}
		return op.over(values, c, matches)
	}
}

func compileTest(op operator, wants []string, variables bool) test {
	switch op.family {
	case familyString, familyLike, familyIgnoreCase:
		return compileText(op.family, wants, variables)
	case familyARN:
		return compileARN(wants, variables)
	case familyNumeric:
		numbers := readable(wants, parseNumber)
		return func(value string, _ *Context) bool {
			return slices.ContainsFunc(numbers, func(n number) bool { return op.compareNumber(value, n) })
		}
	case familyDate:
		dates := readable(wants, parseDate)
		return func(value string, _ *Context) bool {
			return slices.ContainsFunc(dates, func(t time.Time) bool { return op.compareDate(value, t) })
		}
	case familyIP:
		networks := readable(wants, parseNetwork)
		return func(value string, _ *Context) bool {
			return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return compareIP(value, n) })
		}
	case familyBinary:
		binaries := slices.DeleteFunc(wants, func(w string) bool { return !isBinary(w) })
		return func(value string, _ *Context) bool { return slices.Contains(binaries, value) }
	}
	bools := slices.DeleteFunc(wants, func(w string) bool { return !isBool(w) })
	return func(value string, _ *Context) bool {
		return slices.ContainsFunc(bools, func(w string) bool { return strings.EqualFold(w, value) })
	}
}

// readable keeps the values that can be read.
func readable[T any](wants []string, parse func(string) (T, bool)) []T {
	var list []T
	for _, w := range wants {
		if v, ok := parse(w); ok {
			list = append(list, v)
		}
	}
	return list
}

func compileText(f family, wants []string, variables bool) test {
	templates := make([]template, len(wants))
	for i, w := range wants {
		templates[i] = newTemplate(w, variables, f == familyLike)
	}
	if f == familyIgnoreCase {
		return func(value string, c *Context) bool {
			for _, t := range templates {
				if t.equalFold(value, c) {
					return true
				}
			}
			return false
		}
	}
	return func(value string, c *Context) bool {
		for _, t := range templates {
			if t.match(value, c) {
				return true
			}
		}
		return false
	}
}

// compileARN splits the templates at their colons, where no variable could bring
// more of them.
func compileARN(wants []string, variables bool) test {
	templates := make([]template, len(wants))
	for i, w := range wants {
		templates[i] = newTemplate(w, variables, true)
		if !templates[i].variables() {
			templates[i] = splitColons(templates[i], new(bound))
		}
	}
	return func(value string, c *Context) bool {
		for _, t := range templates {
			if t.variables() && matchARN(t, value, c) || !t.variables() && matchParts(t, value) {
				return true
			}
		}
		return false
	}
}
