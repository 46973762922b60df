package text

import (
	"fmt"
	"strings"
	"time"

	"keyporter/internal/policy"
)

// PolicyWords holds the words in which a policy is told. A phrase takes the
// arguments of its code; where it has fewer %s than arguments, the last takes
// the rest as a list.
type PolicyWords struct {
	Lines   map[policy.Effect]string // %[1]s: what, %[2]s: where, %[3]s: for whom, %[4]s: when; the last three come ready to be set
	Nothing map[policy.Effect]string // the same without what

	Everything string
	AllBut     string // %s: deeds
	Phrases    map[policy.PhraseCode]string

	Where      string // %s: places
	WhereApart string // %s: places, behind AllBut
	Elsewhere  string // %s: places that are spared
	For        string // %s: parties
	ForOthers  string // %s: parties that are spared

	Clauses  map[policy.ClauseCode]ClauseWords // %s: values
	Compares map[policy.ClauseCode]Comparison  // %s: values
	One      string                            // %[1]s: key, %[2]s: comparison
	Some     string                            // %[1]s: key, %[2]s: comparison, %[3]s: its contrary
	NoneOf   string                            // likewise
	Every    string                            // likewise
	NotEvery string                            // likewise
	OrAbsent string                            // %s: clause, %s: key

	OnlyIf string // %s: clauses; this and the next two come ready to be set
	If     string // %s: clauses
	Unless string // %[1]s: a clause, %[2]s: its contrary

	ListEnd     string // %s: all but the last, %s: the last
	PartsEnd    string // likewise, where parts have commas of their own
	ClauseAnd   string // between clauses
	Or          string // %s: all but the last, %s: the last
	Empty       string
	OwnName     string // %s: the variable
	Placeholder string // %s: the variable
	NoVariable  string // %s: what looks like one
}

// ClauseWords is a condition: that it holds, that it does not, and, ready to be
// set, that only then something is allowed.
type ClauseWords struct{ Is, Not, Only string }

// Comparison is what a value must be, and must not.
type Comparison struct{ Is, Not string }

// Sentence tells what a statement of a policy says, or a part of it. It is plain
// text and holds parts of the policy as they are, which may be anything.
func (t *Text) Sentence(s policy.Sentence) string {
	w := &t.PolicyWords
	lines, what := w.Lines, w.list(w.phrases(s.Deeds))
	switch s.Code {
	case policy.SentenceEverything:
		what = w.Everything
	case policy.SentenceAllBut:
		what = fmt.Sprintf(w.AllBut, what)
	case policy.SentenceNothing:
		lines = w.Nothing
	}
	out := fmt.Sprintf(lines[s.Effect], what, w.where(&s), w.parties(&s), w.conditions(&s))
	for _, v := range s.Variables {
		format := w.Placeholder
		switch {
		case s.Plain:
			format = w.NoVariable
		case v == "${aws:username}":
			format = w.OwnName
		}
		out += " " + fmt.Sprintf(format, v)
	}
	return out
}

// phrases puts each phrase in words.
func (w *PolicyWords) phrases(list []policy.Phrase) []string {
	out := make([]string, len(list))
	for i, p := range list {
		format := w.Phrases[p.Code]
		args := make([]any, strings.Count(format, "%"))
		for j := range args {
			args[j] = p.Args[j]
			if j == len(args)-1 {
				args[j] = strings.Join(p.Args[j:], ", ")
			}
		}
		out[i] = fmt.Sprintf(format, args...)
	}
	return out
}

// list joins parts.
func (w *PolicyWords) list(parts []string) string {
	format := w.ListEnd
	for _, p := range parts {
		if strings.Contains(p, ", ") {
			format = w.PartsEnd
		}
	}
	return join(parts, ", ", format)
}

func join(parts []string, comma, end string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return fmt.Sprintf(end, strings.Join(parts[:last], comma), parts[last])
}

// where tells the places, but not that everything is allowed everywhere.
func (w *PolicyWords) where(s *policy.Sentence) string {
	all := s.Code == policy.SentenceEverything || s.Code == policy.SentenceAllBut
	everywhere := len(s.Places) > 0 && s.Places[0].Code == policy.PlaceEverywhere
	switch {
	case len(s.Places) == 0 && !s.Elsewhere || everywhere && all && !s.Elsewhere:
		return ""
	case s.Elsewhere:
		return fmt.Sprintf(w.Elsewhere, w.list(w.phrases(s.Places)))
	case s.Code == policy.SentenceAllBut:
		return fmt.Sprintf(w.WhereApart, w.list(w.phrases(s.Places)))
	}
	return fmt.Sprintf(w.Where, w.list(w.phrases(s.Places)))
}

func (w *PolicyWords) parties(s *policy.Sentence) string {
	switch {
	case !s.Named:
		return ""
	case s.Others:
		return fmt.Sprintf(w.ForOthers, w.list(w.phrases(s.Parties)))
	}
	return fmt.Sprintf(w.For, w.list(w.phrases(s.Parties)))
}

// conditions tells when: for an allow only then, for a deny unless the contrary
// is shorter.
func (w *PolicyWords) conditions(s *policy.Sentence) string {
	if len(s.Conditions) == 0 {
		return ""
	}
	first := &s.Conditions[0]
	single := len(s.Conditions) == 1 && !first.OrAbsent
	words, known := w.Clauses[first.Code]
	if single && s.Effect == policy.Allow && known && !first.Not {
		return fill(words.Only, w.values(first))
	}
	if single && s.Effect == policy.Deny && first.Not && first.Many == policy.OneValue {
		is, not := w.both(first)
		return fmt.Sprintf(w.Unless, is, not)
	}
	parts := make([]string, len(s.Conditions))
	for i := range s.Conditions {
		parts[i] = w.clause(&s.Conditions[i])
	}
	format := w.OnlyIf
	if s.Effect == policy.Deny {
		format = w.If
	}
	return fmt.Sprintf(format, strings.Join(parts, w.ClauseAnd))
}

// clause tells one condition as it must be.
func (w *PolicyWords) clause(c *policy.Clause) string {
	is, not := w.both(c)
	format := w.One
	switch {
	case c.Many == policy.SomeValue && c.Not:
		format = w.NoneOf
	case c.Many == policy.SomeValue:
		format = w.Some
	case c.Many == policy.EveryValue && c.Not:
		format = w.NotEvery
	case c.Many == policy.EveryValue:
		format = w.Every
	}
	out := is
	if _, special := w.Clauses[c.Code]; c.Many != policy.OneValue && !special {
		compare, values := w.Compares[c.Code], w.values(c)
		out = fmt.Sprintf(format, c.Key, fill(compare.Is, values), fill(compare.Not, values))
	} else if c.Not {
		out = not
	}
	if c.OrAbsent {
		out = fmt.Sprintf(w.OrAbsent, out, c.Key)
	}
	return out
}

// both tells a condition on one value and its contrary.
func (w *PolicyWords) both(c *policy.Clause) (is, not string) {
	values := w.values(c)
	if words, special := w.Clauses[c.Code]; special {
		return fill(words.Is, values), fill(words.Not, values)
	}
	compare := w.Compares[c.Code]
	return fmt.Sprintf(w.One, c.Key, fill(compare.Is, values)), fmt.Sprintf(w.One, c.Key, fill(compare.Not, values))
}

// values lists the values of a condition, any of which will do.
func (w *PolicyWords) values(c *policy.Clause) string {
	if len(c.Values) == 0 {
		return w.Empty
	}
	list := make([]string, len(c.Values))
	for i, v := range c.Values {
		list[i] = v
		if v == "" {
			list[i] = `""`
		}
		at, err := time.Parse(time.RFC3339Nano, v)
		switch {
		case err != nil || c.Code != policy.ClauseUntil && c.Code != policy.ClauseSince:
		case at.Equal(at.Truncate(24 * time.Hour)):
			list[i] = at.Format(time.DateOnly)
		default:
			list[i] = at.Format(time.DateTime) + " UTC"
		}
	}
	return join(list, ", ", w.Or)
}
