package policy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Pattern is a pattern with wildcards and policy variables, as Action and
// Resource have them, taken apart. It is never changed.
type Pattern struct{ template template }

// NewPattern takes a pattern apart; variables says whether ${ begins a policy
// variable.
func NewPattern(text string, variables bool) Pattern {
	return Pattern{newTemplate(text, variables, true)}
}

// Keys returns the condition keys of the variables, in lower case.
func (p Pattern) Keys() []string { return p.template.keys() }

// Bind puts what is known for the variables. open says that of one of them no
// value is known, and that the pattern returned has a star for it. It is not ok
// where nothing is covered, because a variable has no value.
func (p Pattern) Bind(known Known) (bound Pattern, open, ok bool) {
	bound.template, open, ok = known.bind(p.template)
	return bound, open, ok
}

// Begin returns the text that all that is covered begins with. whole says that
// it is the only text that is covered.
func (p Pattern) Begin() (text string, whole bool) {
	t := p.template
	n := 0
	for n < len(t) && t[n].kind == literal {
		text += t[n].text
		n++
	}
	return text, n == len(t)
}

// Covers reports whether the pattern, which has no variables, covers the text.
func (p Pattern) Covers(text string) bool { return glob(p.template, text) }

// Below tells how many of the texts that begin so and go on the pattern covers,
// which has no variables.
func (p Pattern) Below(begin string) Truth { return below(p.template, begin, 0) }

// below tells how many of the texts that begin so and go on are covered. The
// first parts, which end in colons, are compared each by itself, as those of an
// ARN are: a wildcard does not reach over their ends.
func below(t template, begin string, parts int) Truth {
	if parts > 0 {
		t = splitColons(t, new(bound))
	}
	for range parts {
		i := 0
		for i < len(t) && !(t[i].kind == literal && t[i].text == ":") {
			i++
		}
		part, rest, colon := strings.Cut(begin, ":")
		switch {
		case i == len(t) || colon && !glob(t[:i], part):
			return Never
		case !colon:
			return Sometimes
		}
		t, begin = t[i+1:], rest
	}
	best := Never
	var room [2][256]bool
	reached, next := room[0][:], room[1][:] // the places in begin where a piece may stand
	if len(begin) >= len(reached) {
		reached, next = make([]bool, len(begin)+1), make([]bool, len(begin)+1)
	}
	reached[0] = true
	for i := range t {
		if reached[len(begin)] || t[i].kind == star && slices.Contains(reached[:len(begin)], true) {
			best = max(best, t[i:].rest())
		}
		clear(next)
		if t[i].step(begin, reached, next) {
			best = max(best, Sometimes)
		}
		reached, next = next, reached
	}
	return best
}

// step marks the places behind the piece. It reports whether the text ends
// within the piece.
func (p *piece) step(text string, from, to []bool) (within bool) {
	for at := range len(text) + 1 {
		switch rest := text[at:]; {
		case !from[at]:
		case p.kind == star:
			for ; at <= len(text); at++ {
				to[at] = at == len(text) || utf8.RuneStart(text[at])
			}
			return false
		case rest != "" && len(rest) < len(p.text) && strings.HasPrefix(p.text, rest):
			within = true
		case rest != "":
			if n := p.width(rest); n >= 0 {
				to[at+n] = true
			}
		}
	}
	return within
}

// rest tells how many texts that are not empty the end of a template covers: all
// of them where it has a star and no more than one character beside.
func (t template) rest() Truth {
	stars, questions := 0, 0
	for i := range t {
		switch t[i].kind {
		case star:
			stars++
		case question:
			questions++
		}
	}
	if stars > 0 && questions <= 1 && stars+questions == len(t) {
		return Always
	}
	return Sometimes
}
