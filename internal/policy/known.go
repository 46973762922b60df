package policy

import "strings"

// Truth says of how many requests something holds, where not everything is known
// of them.
type Truth byte

// The truths, in the order of their strength. Sometimes includes what nobody can
// tell: it is never said of what is known to hold always or never.
const (
	Never Truth = iota
	Sometimes
	Always
)

// Not is the truth of the opposite.
func (t Truth) Not() Truth { return Always - t }

func truth(holds bool) Truth {
	if holds {
		return Always
	}
	return Never
}

// State says what is known of a condition key.
type State byte

// The states of a key: it may be absent or have any values; it has a value,
// whichever; it is absent; it has the values of the fact; it has one value, which
// begins with one of them and goes on.
const (
	Open State = iota
	Present
	Absent
	Exact
	Begins
)

// Fact is what is known of a condition key in all requests that are looked at.
type Fact struct {
	State  State
	Values []string // in Exact and Begins, at least one
}

// Known tells what is known of a condition key in lower case.
type Known func(key string) Fact

// bind puts what is known for the variables, as template.bind does. open says
// that one of them has no value that is known: any text may stand there. It is ok
// where something may be covered at all.
func (k Known) bind(t template) (out template, open, ok bool) {
	for _, p := range t {
		if p.kind == variable {
			switch f := k(p.text); {
			case f.State == Exact && len(f.Values) == 1:
				p = piece{kind: literal, text: f.Values[0]}
			case f.State != Exact && f.State != Absent:
				p, open = piece{kind: star}, true
			case p.fallbackOK:
				p = piece{kind: literal, text: p.fallback}
			default:
				return nil, false, false
			}
		}
		out = append(out, p)
	}
	return out, open, true
}

// Test is a condition made ready to be asked about requests that are known in
// part. It may be used by several goroutines.
type Test struct {
	op       operator
	key      string
	keys     []string
	plain    test       // by the values without variables
	wants    []template // all values, for the operators that take wildcards or variables
	bindable []template // those with variables
}

// Test makes a condition ready; variables says whether its document has policy
// variables.
func (c *Condition) Test(variables bool) *Test {
	op, _ := operatorNamed(c.Operator)
	t := &Test{op: op, key: strings.ToLower(c.Key)}
	t.keys = []string{t.key}
	var plain []string
	for i := range c.Values {
		want := newTemplate(c.Values[i].Value, variables && op.textual(), op.wild())
		t.wants = append(t.wants, want)
		if !want.variables() {
			plain = append(plain, c.Values[i].Value)
			continue
		}
		t.bindable = append(t.bindable, want)
		t.keys = append(t.keys, want.keys()...)
	}
	if op.family == familyNull {
		t.plain = func(have string, _ *Context) bool {
			return anyText(c.Values, func(want string) bool { return compareNull(want, have != "") })
		}
	} else {
		t.plain = compileTest(op, plain, variables)
	}
	return t
}

// textual reports whether policy variables stand in the operator's values.
func (o operator) textual() bool { return o.family <= familyLike || o.family == familyARN }

// wild reports whether the operator's values have wildcards.
func (o operator) wild() bool { return o.family == familyLike || o.family == familyARN }

func (t template) keys() []string {
	var keys []string
	for i := range t {
		if t[i].kind == variable {
			keys = append(keys, t[i].text)
		}
	}
	return keys
}

// Keys returns the condition keys that the test looks at, in lower case: its own
// first, then those of policy variables.
func (t *Test) Keys() []string { return t.keys }

// Holds tells of how many of the requests the condition holds. Each condition is
// looked at by itself: two that exclude one another may both hold sometimes.
func (t *Test) Holds(known Known) Truth {
	f := known(t.key)
	switch {
	case t.op.family == familyNull:
		return t.null(f.State)
	case f.State == Open || f.State == Present:
		return Sometimes
	case f.State == Absent || f.State == Exact && t.op.empty(f.Values):
		return truth(t.op.absent())
	case f.State == Exact && len(f.Values) == 1 && t.bindable == nil:
		return truth(t.plain(f.Values[0], nil) != t.op.negated)
	case f.State == Begins:
		least, most := Always, Never
		for _, begin := range f.Values {
			one := t.begins(begin, known)
			least, most = min(least, one), max(most, one)
		}
		if t.op.negated {
			least, most = most.Not(), least.Not()
		}
		return between(least == Always, most != Never)
	}
	least := t.op.over(f.Values, nil, func(value string, _ *Context) bool { return t.matches(value, known) == Always })
	most := t.op.over(f.Values, nil, func(value string, _ *Context) bool { return t.matches(value, known) != Never })
	return between(least, most)
}

// between is the truth of what is one thing where as little as may be matches,
// and another where as much does.
func between(least, most bool) Truth {
	if least == most {
		return truth(least)
	}
	return Sometimes
}

// null is the Null operator. plain is asked for a key with a value, and for one
// without.
func (t *Test) null(s State) Truth {
	present, absent := t.plain("value", nil), t.plain("", nil)
	switch {
	case s == Absent:
		return truth(absent)
	case s != Open || present == absent:
		return truth(present)
	}
	return Sometimes
}

// matches compares a whole value with the policy's, without regard to negation.
func (t *Test) matches(value string, known Known) Truth {
	if t.plain(value, nil) {
		return Always
	}
	best := Never
	for _, want := range t.bindable {
		bound, open, ok := known.bind(want)
		switch {
		case open:
			best = Sometimes
		case ok && t.op.text(bound, value):
			return Always
		}
	}
	return best
}

// text compares by the families that take variables.
func (o operator) text(want template, value string) bool {
	switch o.family {
	case familyIgnoreCase:
		return want.equalFold(value, nil)
	case familyARN:
		return matchARN(want, value, nil)
	}
	return glob(want, value)
}

// begins compares all texts that begin so and go on.
func (t *Test) begins(begin string, known Known) Truth {
	if !t.op.textual() {
		return Sometimes
	}
	best := Never
	for _, want := range t.wants {
		bound, open, ok := known.bind(want)
		if !ok {
			continue
		}
		one := t.op.below(bound, begin)
		if open {
			one = min(one, Sometimes)
		}
		best = max(best, one)
	}
	return best
}

func (o operator) below(want template, begin string) Truth {
	switch {
	case o.family == familyARN:
		return below(want, begin, arnParts-1)
	case o.family == familyIgnoreCase:
		return min(below(want.fold(), strings.ToLower(begin), 0), Sometimes)
	}
	return below(want, begin, 0)
}

// fold returns the template in lower case.
func (t template) fold() template {
	out := make(template, len(t))
	for i, p := range t {
		p.text = strings.ToLower(p.text)
		out[i] = p
	}
	return out
}
