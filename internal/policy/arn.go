package policy

import "strings"

// arnParts is how many parts an ARN has: arn, partition, service, region,
// account, resource ("Amazon Resource Names", AWS General Reference).
const arnParts = 6

// ARN is an Amazon Resource Name taken apart.
type ARN struct{ Partition, Service, Region, Account, Resource string }

// ParseARN takes an ARN apart. It reports false for any other text.
func ParseARN(s string) (a ARN, ok bool) {
	s, ok = strings.CutPrefix(s, "arn:")
	for _, part := range [...]*string{&a.Partition, &a.Service, &a.Region, &a.Account} {
		var found bool
		*part, s, found = strings.Cut(s, ":")
		ok = ok && found
	}
	a.Resource = s
	return a, ok
}

// matchARN compares each of the six parts by itself ("ARN condition operators").
func matchARN(want template, value string, c *Context) bool {
	var room, split bound
	resolved, ok := want.bind(c, &room)
	return ok && matchParts(splitColons(resolved, &split), value)
}

// matchParts compares part by part with a template whose colons are pieces of
// their own.
func matchParts(want template, value string) bool {
	for range arnParts - 1 {
		i := 0
		for i < len(want) && !(want[i].kind == literal && want[i].text == ":") {
			i++
		}
		part, rest, colon := strings.Cut(value, ":")
		if i == len(want) || !colon || !glob(want[:i], part) {
			return false
		}
		want, value = want[i+1:], rest
	}
	return glob(want, value)
}

// splitColons makes each colon of the literals a piece of its own.
func splitColons(t template, room *bound) template {
	out := room[:0]
	for i := range t {
		text := t[i].text
		for t[i].kind == literal {
			before, after, found := strings.Cut(text, ":")
			if before != "" {
				out = append(out, piece{kind: literal, text: before})
			}
			if !found {
				break
			}
			out = append(out, piece{kind: literal, text: ":"})
			text = after
		}
		if t[i].kind != literal {
			out = append(out, t[i])
		}
	}
	return out
}
