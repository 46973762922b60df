package policy

import "strings"

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
	switch {
	case coversBelow(t, begin):
		return Always
	case reachesBelow(t, begin):
		return Sometimes
	}
	return Never
}

// coversBelow reports whether all texts are covered that begin so and go on: the
// template ends in a star, beside which no more than one character is left for
// what comes behind the beginning.
func coversBelow(t template, begin string) bool {
	end, stars, questions := len(t), 0, 0
	for ; end > 0 && t[end-1].kind != literal && t[end-1].kind != variable; end-- {
		if t[end-1].kind == star {
			stars++
		} else {
			questions++
		}
	}
	if stars == 0 {
		return false
	}
	var room bound
	within := append(room[:0], t[:end]...)
	for range questions - 1 {
		within = append(within, piece{kind: question})
	}
	return glob(append(within, piece{kind: star}), begin)
}

// reachesBelow reports whether a text is covered that begins so and goes on. What
// stands behind a star finds its place behind the beginning.
func reachesBelow(t template, begin string) bool {
	for i := range t {
		switch {
		case t[i].kind == star || begin == "":
			return true
		case t[i].kind == literal && len(begin) < len(t[i].text):
			return strings.HasPrefix(t[i].text, begin)
		}
		n := t[i].width(begin)
		if n < 0 {
			return false
		}
		begin = begin[n:]
	}
	return false
}
