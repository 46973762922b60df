package policy

import (
	"slices"
	"strings"
)

// identity reports whether the document grants what it allows to whom it is
// attached.
func (l *linter) identity() bool { return l.use == UseManaged || l.use == UseInline }

// grants looks for statements that give more than is wise.
func (l *linter) grants() {
	s := l.statement
	if !l.identity() || s.Effect != Allow || s.narrowed() {
		return
	}
	for _, a := range s.Actions {
		prefix, name, _ := strings.Cut(a.Value, ":")
		service := serviceNamed(prefix)
		switch {
		case everything(a.Value) && s.reachesAll(""):
			l.powerful = true
			l.add(SeverityWarning, LintFullAccess, a.At)
		case service == nil:
		case everything(name) && s.reachesAll(service.name) && service.name == "iam":
			l.powerful = true
			l.add(SeverityWarning, LintGrantsIAM, a.At)
		case everything(name) && s.reachesAll(service.name):
			l.add(SeverityAdvice, LintServiceFull, a.At, a.Value)
		case actionCovers(a.Value, passRole) && s.reachesAll("iam", "role/*"):
			l.add(SeverityWarning, LintPassAnyRole, a.At)
		}
	}
}

// reachesAll reports whether a resource of the statement stands for all that the
// service has, or for all of one of these beginnings.
func (s *Statement) reachesAll(service string, kinds ...string) bool {
	return slices.ContainsFunc(s.Resources, func(r Text) bool {
		arn, ok := ParseARN(r.Value)
		return everything(r.Value) || ok && arn.Service == service && (everything(arn.Resource) || slices.Contains(kinds, arn.Resource))
	})
}

// everything reports whether a pattern is made of * alone.
func everything(pattern string) bool { return strings.Trim(pattern, "*:") == "" && pattern != "" }

func actionCovers(pattern, action string) bool {
	return glob(newTemplate(strings.ToLower(pattern), false, true), strings.ToLower(action))
}

// narrowed reports whether a condition on what is done, rather than on who does
// it and from where, limits a statement.
func (s *Statement) narrowed() bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		prefix, name, _ := strings.Cut(strings.ToLower(c.Key), ":")
		return prefix != "aws" || strings.HasPrefix(name, "resource") || strings.HasPrefix(name, "requesttag/") || strings.HasPrefix(name, "calledvia")
	})
}
