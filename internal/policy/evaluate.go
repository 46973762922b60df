package policy

import "strings"

// Request is what is to be decided. Resource is an ARN, or "*" where the action
// has no resource: only a statement about every resource covers that.
type Request struct{ Principal, Action, Resource string }

// Kind says how a policy reaches the principal.
type Kind string

// The ways in which an identity policy reaches a user.
const (
	UserInline   Kind = "user-inline"
	UserManaged  Kind = "user-managed"
	GroupInline  Kind = "group-inline"
	GroupManaged Kind = "group-managed"
)

// Source is a policy that applies to the principal.
type Source struct {
	Name string
	Kind Kind
	Doc  *Document
}

// Outcome is the decision as AWS names it.
type Outcome string

// The outcomes.
const (
	Allowed          Outcome = "Allowed"
	ExplicitlyDenied Outcome = "ExplicitlyDenied"
	ImplicitlyDenied Outcome = "ImplicitlyDenied"
)

// Reason is a statement that counted. Index counts statements from 0.
type Reason struct {
	Source string
	Kind   Kind
	Effect Effect
	Sid    string
	Index  int
	Line   int
}

// Decision is the outcome with every statement that counted, in the order of
// the sources.
type Decision struct {
	Outcome Outcome
	Reasons []Reason
}

// Evaluate decides a request by the identity policies of one account: an
// explicit deny wins, then an allow, else the request is denied ("Policy
// evaluation logic", IAM user guide). It looks at every statement, so that the
// reasons are complete.
//
// What is not evaluated is taken in the stricter way: a statement with a
// Condition or a principal denies, but does not allow; a pattern with a policy
// variable covers everything it could where that denies, and nothing where that
// would allow.
func Evaluate(request Request, sources []Source) Decision {
	decision := Decision{Outcome: ImplicitlyDenied}
	for _, source := range sources {
		for i := range source.Doc.Statements {
			s := &source.Doc.Statements[i]
			if !s.counts(request) {
				continue
			}
			decision.Reasons = append(decision.Reasons, Reason{
				Source: source.Name, Kind: source.Kind, Effect: s.Effect, Sid: s.Sid, Index: i, Line: s.Position.Line,
			})
			if s.Effect == Deny {
				decision.Outcome = ExplicitlyDenied
			} else if decision.Outcome == ImplicitlyDenied {
				decision.Outcome = Allowed
			}
		}
	}
	return decision
}

func (s *Statement) counts(request Request) bool {
	if s.Effect == Allow && s.undecided() {
		return false
	}
	return s.coversAction(request.Action) && s.coversResource(request.Resource)
}

func (s *Statement) coversAction(action string) bool {
	if s.NotActions != nil {
		return !anyOf(s.NotActions, action, MatchAction)
	}
	return anyOf(s.Actions, action, MatchAction)
}

// coversResource widens variables in Resource of a Deny and NotResource of an
// Allow; left as they are, they match no ARN, which is the stricter reading in
// the two other cases.
func (s *Statement) coversResource(resource string) bool {
	patterns, not := s.Resources, s.NotResources != nil
	if not {
		patterns = s.NotResources
	}
	wide := s.Effect == Deny && !not || s.Effect == Allow && not
	covered := anyOf(patterns, resource, func(pattern, text string) bool {
		if hasVariable(pattern) {
			return wide && MatchResource(widen(pattern), text)
		}
		return MatchResource(pattern, text)
	})
	return covered != not
}

func anyOf(patterns []string, text string, match func(pattern, text string) bool) bool {
	for _, p := range patterns {
		if match(p, text) {
			return true
		}
	}
	return false
}

func hasVariable(pattern string) bool { return strings.Contains(pattern, "${") }

// widen puts a star for each policy variable.
func widen(pattern string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(pattern, "${")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('*')
		_, pattern, _ = strings.Cut(rest, "}")
	}
}
