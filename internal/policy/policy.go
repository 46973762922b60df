// Package policy is the IAM policy language. It parses documents, says what AWS
// would refuse or warn of, decides requests as AWS decides them, and tells every
// reason. It is pure: the standard library only, no I/O, no clock, no sentences;
// what is wrong or why something holds is told by codes, arguments and positions.
//
// There are two evaluators. Evaluate explains: it looks at every statement of
// every policy and tells what each had to say. A compiled Set decides only, many
// times, without allocating. They give the same outcome for every request, which
// the tests of this package hold them to.
//
// The language is that of the "IAM JSON policy reference", and the decisions are
// those of "Policy evaluation logic", both in the AWS IAM User Guide.
package policy

import (
	"strings"
	"unicode/utf8"
)

// Versions of the policy language ("Version", IAM JSON policy elements
// reference). A document that names none is of the older one, in which policy
// variables are plain text.
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

// Document is a parsed policy document. It is never changed after Parse.
type Document struct {
	Version    string // "" where the text names none, which means Version2008
	ID         string
	Statements []Statement
	text       string
}

// Statement is one statement. Which of its parts a document must have depends
// on its use: see Check. Absent lists are nil; an empty list in the text is
// empty, not nil.
type Statement struct {
	Sid          string
	Effect       Effect
	Actions      []Text
	NotActions   []Text
	Resources    []Text
	NotResources []Text
	Principal    *Principals
	NotPrincipal *Principals
	Conditions   []Condition
	At, End      int // offsets of the statement in the document
	sidAt        int // offset of the value of Sid
	effectAt     int // offset of the value of Effect
}

// Condition is one operator on one key; all conditions of a statement must hold.
type Condition struct {
	Operator string // as the document spells it, such as "ForAnyValue:StringLike"
	Key      string // as the document spells it
	Values   []Text // numbers and booleans as their text
	At       int    // offset of the key
}

// Principals is the value of Principal or NotPrincipal.
type Principals struct {
	List []Principal
	At   int
}

// PrincipalKind says in which list of a Principal element a value stands.
type PrincipalKind string

// The kinds of principals ("Principal", IAM JSON policy elements reference).
const (
	PrincipalAny       PrincipalKind = "*" // the element is the text "*"
	PrincipalAWS       PrincipalKind = "AWS"
	PrincipalService   PrincipalKind = "Service"
	PrincipalFederated PrincipalKind = "Federated"
	PrincipalCanonical PrincipalKind = "CanonicalUser"
)

// Principal is one principal that a statement names.
type Principal struct {
	Kind  PrincipalKind
	Value string
	At    int
}

// Text is a value of a document with its place.
type Text struct {
	Value string
	At    int // offset in bytes
}

// Position is a place in a document's text. Line and Column count from 1;
// Column counts characters.
type Position struct{ Line, Column int }

// Text returns what the document was parsed from.
func (d *Document) Text() string { return d.text }

// Position returns the place of an offset in the document.
func (d *Document) Position(at int) Position { return position(d.text, at) }

func position(text string, at int) Position {
	c := cursor{text: text}
	return c.to(at)
}

// cursor finds places in a text one behind the other, so that all of them take
// one walk through it.
type cursor struct {
	text string
	at   int
	seen Position // of at, counted from 0
}

func (c *cursor) to(at int) Position {
	between := c.text[c.at:at]
	if i := strings.LastIndexByte(between, '\n'); i >= 0 {
		c.seen = Position{Line: c.seen.Line + strings.Count(between, "\n")}
		between = between[i+1:]
	}
	c.seen.Column += utf8.RuneCountInString(between)
	c.at = at
	return Position{Line: c.seen.Line + 1, Column: c.seen.Column + 1}
}

// variables reports whether policy variables are more than plain text.
func (d *Document) variables() bool { return d.Version == Version2012 }
