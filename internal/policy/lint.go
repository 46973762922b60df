package policy

import (
	"cmp"
	"errors"
	"slices"
	"unicode/utf8"
)

// Severity says how much a remark matters.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // AWS refuses it, or it can never do anything
	SeverityWarning Severity = "warning" // it does something else than it seems, or more than is wise
	SeverityAdvice  Severity = "advice"  // it could be said better
)

// Remark is what there is to say about a place of a document. Args are the
// values that the code's comment names, in its order; one that is not known is
// "".
type Remark struct {
	Severity  Severity
	Code      LintCode
	Args      []string
	Position  Position
	Statement int // its index, -1 for the document
}

// Lint returns what AWS would refuse or warn of in a document for this use, and
// what its author may not have meant, sorted by position. Of each statement it
// tells the first thing that Check refuses, with Check's code. What it goes by is
// "IAM Access Analyzer policy check reference" (IAM User Guide) and the pages that
// the codes name.
func (d *Document) Lint(use Use) []Remark {
	l := &linter{doc: d, use: use, nearest: map[string]string{}, types: map[string]masks{}, given: map[string]grant{}}
	refused := l.refusals()
	l.versionAndSize()
	for i := range d.Statements {
		l.index, l.statement, l.refused = i, &d.Statements[i], refused[i]
		l.actions()
		l.resources()
		l.principals()
		l.variables()
		l.conditions()
		l.grants()
	}
	l.repeatedStatements()
	l.escalations()
	return l.sorted()
}

// linter gathers remarks. Their positions are found at the end, all in one pass
// over the text.
type linter struct {
	doc       *Document
	use       Use
	index     int // of the statement that is looked at
	statement *Statement
	refused   bool // Check refuses the statement
	keys      keyScope
	needed    map[string]bool // keys, in lower case, without which the statement fails
	remarks   []placed
	powerful  bool // a statement grants all there is to grant through IAM
	nearest   map[string]string
	types     map[string]masks // of the resources that were looked at
	given     map[string]grant // of the actions that were looked for
}

// placed is a remark with the offset of its place, -1 where it has its position.
type placed struct {
	Remark
	at int
}

func (l *linter) add(severity Severity, code LintCode, at int, args ...string) {
	l.remarks = append(l.remarks, placed{Remark{Severity: severity, Code: code, Args: args, Statement: l.index}, at})
}

// refusals tells what Check refuses: of every statement by itself, and of the
// whole, as Sids must differ from one another. It returns which statements.
func (l *linter) refusals() map[int]bool {
	refused := map[int]bool{}
	seen := map[string]bool{}
	check := func(d *Document, index int) {
		var err *Error
		if !errors.As(d.Check(l.use), &err) || seen[err.Error()] {
			return
		}
		seen[err.Error()] = true
		refused[index] = true
		if err.Code == CodeOldVersion {
			index = -1
		}
		l.remarks = append(l.remarks, placed{Remark{SeverityError, LintCode(err.Code), err.Args, err.Position, index}, -1})
	}
	for i := range l.doc.Statements {
		check(&Document{Version: l.doc.Version, Statements: l.doc.Statements[i : i+1], text: l.doc.text}, i)
	}
	check(l.doc, -1)
	return refused
}

// sorted gives every remark its position and brings them into order.
func (l *linter) sorted() []Remark {
	slices.SortStableFunc(l.remarks, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	out := make([]Remark, len(l.remarks))
	p, last := Position{1, 1}, 0
	for i := range l.remarks {
		out[i] = l.remarks[i].Remark
		if at := l.remarks[i].at; at >= 0 {
			for ; last < at; last++ {
				switch c := l.doc.text[last]; {
				case c == '\n':
					p = Position{p.Line + 1, 1}
				case utf8.RuneStart(c):
					p.Column++
				}
			}
			out[i].Position = p
		}
	}
	slices.SortStableFunc(out, func(a, b Remark) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	return out
}

// each calls see for every value of the lists.
func each(see func(Text), lists ...[]Text) {
	for _, list := range lists {
		for _, v := range list {
			see(v)
		}
	}
}
