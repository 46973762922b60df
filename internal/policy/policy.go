// Package policy is the IAM policy language: it parses documents, matches
// actions and resources, and decides requests with the reasons. It is pure: no
// I/O, no clock, no sentences; what is wrong is told by codes and positions.
//
// This version knows actions, resources, wildcards and explicit deny. Conditions,
// principals and policy variables are kept but not evaluated; wherever one of
// them matters the decision is the stricter one (see Evaluate).
package policy

// Versions of the policy language ("Version", IAM JSON policy elements
// reference). A document that names none is of the older one.
const (
	Version2008 = "2008-10-17"
	Version2012 = "2012-10-17"
)

// Effect is what a statement does to the requests it covers.
type Effect string

// The effects, as documents spell them.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// Document is a parsed policy document.
type Document struct {
	Version    string // Version2008 where the text names none
	ID         string
	Statements []Statement
}

// Statement is one statement. Of Actions and NotActions exactly one is set, of
// Resources and NotResources at most one. Condition and the principals hold the
// text of the element, "" where it is absent.
type Statement struct {
	Sid          string
	Effect       Effect
	Actions      []string
	NotActions   []string
	Resources    []string
	NotResources []string
	Principal    string
	NotPrincipal string
	Condition    string
	Position     Position
}

// Position is a place in a document's text. Line and Column count from 1;
// Column counts characters.
type Position struct{ Line, Column int }

// undecided reports whether the statement holds something that this package
// does not evaluate.
func (s *Statement) undecided() bool {
	return s.Condition != "" || s.Principal != "" || s.NotPrincipal != ""
}
