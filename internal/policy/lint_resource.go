package policy

import "strings"

// covered is what an action of a statement covers of the known actions.
type covered struct {
	types   masks // what they are about
	nowhere bool  // some of them are about nothing in particular
	exact   bool  // it is one action, without wildcards
}

// resolve finds what an action covers. known is false where it covers, or may
// cover, anything else as well.
func resolve(action string) (c covered, known bool) {
	prefix, _, _ := strings.Cut(action, ":")
	c.exact = !strings.ContainsAny(action, "*?")
	expand(action, func(service int, row *actionRow) {
		known = true
		c.nowhere = c.nowhere || row.types == 0
		c.types[service] |= row.types
	})
	return c, known && !strings.ContainsAny(prefix, "*?")
}

// resources looks at the resources of a statement by themselves, and together
// with its actions.
func (l *linter) resources() {
	s := l.statement
	same := func(v string) string { return v }
	for _, list := range [...][]Text{s.Resources, s.NotResources} {
		l.redundant(list, same, LintRepeatedResource, LintCoveredResource)
	}
	each(l.resource, s.Resources, s.NotResources)
	if s.Effect == Allow && s.NotResources != nil {
		l.add(SeverityWarning, LintAllowNotResource, s.At)
	}
	if len(s.Actions) > 0 && len(s.Resources) > 0 && !l.refused {
		l.pairs()
	}
}

func (l *linter) resource(r Text) {
	arn, ok := ParseARN(r.Value)
	if !ok {
		return
	}
	if strings.Trim(arn.Account, "0123456789-") == "" && arn.Account != "" && !isAccount(arn.Account) {
		l.add(SeverityError, LintAccountForm, r.At, arn.Account, r.Value)
	}
	if arn.Service != "s3" || arn.Region+arn.Account != "" {
		return
	}
	for _, p := range newTemplate(arn.Resource, true, true) {
		name, _, rest := strings.Cut(p.text, "/")
		if p.kind == literal && strings.ToLower(name) != name {
			l.add(SeverityWarning, LintBucketCase, r.At, r.Value)
			return
		}
		if p.kind == literal && rest {
			return
		}
	}
}

// pairs finds actions without a resource to act on, and resources that no action
// of the statement is about.
func (l *linter) pairs() {
	s := l.statement
	types := make([]masks, len(s.Resources))
	var all, wanted masks
	star, starWanted := false, false
	for i, r := range s.Resources {
		types[i] = l.typesOf(r.Value)
		all.add(&types[i])
		star = star || isStar(r.Value)
	}
	complete, useful := true, false
	for _, a := range s.Actions {
		c, known := resolve(a.Value)
		if !known {
			complete = false
			continue
		}
		wanted.add(&c.types)
		starWanted = starWanted || c.nowhere
		if !c.nowhere && !c.types.meets(&all) {
			severity := SeverityWarning
			if c.exact {
				severity = SeverityError
			}
			l.add(severity, LintActionElsewhere, a.At, a.Value, c.patterns())
			continue
		}
		useful = true
		if c.exact && c.nowhere && !star {
			l.add(SeverityWarning, LintActionNeedsStar, a.At, a.Value)
		}
	}
	for i, r := range s.Resources {
		if complete && useful && !types[i].meets(&wanted) && !(starWanted && isStar(r.Value)) {
			l.add(SeverityWarning, LintResourceUnused, r.At, r.Value)
		}
	}
}

// isStar reports whether a resource is *, or so wide that calls about nothing in
// particular fall under it.
func isStar(resource string) bool {
	if strings.Trim(resource, "*") == "" {
		return true
	}
	rest, wild := strings.CutSuffix(after(resource, arnParts-1), "*")
	return wild && (rest == "" || strings.IndexByte(rest, '/') == len(rest)-1)
}

// patterns are the forms of the ARNs that the actions are about, as one text.
func (c *covered) patterns() string {
	var list []string
	for i := range serviceFacts {
		for j, t := range serviceFacts[i].types {
			if c.types[i]&(1<<j) != 0 {
				list = append(list, t.arn)
			}
		}
	}
	return strings.Join(list, ", ")
}

// principals looks at who is allowed in the policy of a resource.
func (l *linter) principals() {
	s := l.statement
	if s.Effect != Allow {
		return
	}
	if s.NotPrincipal != nil {
		l.add(SeverityWarning, LintAllowNotPrincipal, s.NotPrincipal.At)
	}
	if p := s.everybody(); p != nil && len(s.Conditions) == 0 {
		l.add(SeverityWarning, LintPublic, p.At)
	}
}

// everybody returns the principal that stands for everybody, nil where none does.
func (s *Statement) everybody() *Principal {
	for i := 0; s.Principal != nil && i < len(s.Principal.List); i++ {
		if n := s.Principal.List[i].namer(); n.everybody {
			return &s.Principal.List[i]
		}
	}
	return nil
}

// anonymous reports whether the statement is about requests without signature.
func (s *Statement) anonymous() bool { return s.NotPrincipal != nil || s.everybody() != nil }
