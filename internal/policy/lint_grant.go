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
	if !l.identity() || s.Effect != Allow || s.narrowed() || !slices.ContainsFunc(s.Resources, func(r Text) bool { return everything(r.Value) }) {
		return
	}
	for _, a := range s.Actions {
		prefix, _, _ := strings.Cut(a.Value, ":")
		service := serviceNamed(prefix)
		switch {
		case everything(a.Value):
			l.powerful = true
			l.add(SeverityWarning, LintFullAccess, a.At)
		case service != nil && everything(a.Value[len(prefix)+1:]) && service.name == "iam":
			l.powerful = true
			l.add(SeverityWarning, LintGrantsIAM, a.At)
		case service != nil && everything(a.Value[len(prefix)+1:]):
			l.add(SeverityAdvice, LintServiceFull, a.At, a.Value)
		case service != nil && actionCovers(a.Value, passRole):
			l.add(SeverityWarning, LintPassAnyRole, a.At)
		}
	}
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
