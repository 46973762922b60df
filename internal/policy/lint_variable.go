package policy

import "strings"

// variables looks for policy variables in every value of a statement.
func (l *linter) variables() {
	s := l.statement
	each(func(t Text) { l.plain(t, "Action") }, s.Actions, s.NotActions)
	each(l.variableText, s.Resources, s.NotResources)
	for _, p := range [...]*Principals{s.Principal, s.NotPrincipal} {
		for i := 0; p != nil && i < len(p.List); i++ {
			l.plain(Text{Value: p.List[i].Value, At: p.List[i].At}, "Principal")
		}
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		switch op, _ := operatorNamed(c.Operator); op.family {
		case familyString, familyIgnoreCase, familyLike, familyARN:
			each(l.variableText, c.Values)
		default:
			each(func(t Text) { l.plain(t, c.Operator) }, c.Values)
		}
	}
}

// plain tells of a variable where none works ("Where you can use policy
// variables").
func (l *linter) plain(t Text, element string) {
	if _, rest, found := strings.Cut(t.Value, "${"); found {
		inside, _, _ := strings.Cut(rest, "}")
		l.add(SeverityError, LintVariablePlace, t.At, "${"+inside+"}", element)
	}
}

// variableText looks at the variables of a value that may have some.
func (l *linter) variableText(t Text) {
	for rest := t.Value; ; {
		_, inside, found := strings.Cut(rest, "${")
		if !found {
			return
		}
		inside, rest, found = strings.Cut(inside, "}")
		switch {
		case !found:
			l.add(SeverityError, LintVariableOpen, t.At, t.Value)
			return
		case !l.doc.variables():
			l.add(SeverityWarning, LintVariable2008, t.At, "${"+inside+"}")
			return
		}
		l.variable(inside, t)
	}
}

func (l *linter) variable(inside string, t Text) {
	if inside == "*" || inside == "?" || inside == "$" {
		return
	}
	key, fallback, hasFallback := strings.Cut(inside, ",")
	name, _, tagged := strings.Cut(key, "/")
	whole := "${" + inside + "}"
	_, many, known := KeyType(strings.TrimSpace(key))
	switch fallback = strings.TrimSpace(fallback); {
	case strings.TrimSpace(key) == "":
		l.add(SeverityError, LintVariableEmpty, t.At, t.Value)
	case strings.TrimSpace(key) != key, strings.ContainsAny(name, " \t\r\n"), !tagged && strings.ContainsAny(key, " \t\r\n"):
		l.add(SeverityError, LintVariableSpace, t.At, whole)
	case hasFallback && (len(fallback) < 2 || fallback[0] != '\'' || fallback[len(fallback)-1] != '\''):
		l.add(SeverityError, LintVariableDefault, t.At, whole)
	case many:
		l.add(SeverityError, LintVariableMany, t.At, whole)
	case !known && isOurs(key):
		l.add(SeverityWarning, LintVariableUnknown, t.At, whole, l.nearKey(key))
	}
}

// isOurs reports whether all keys that begin like this one are known, or it has
// no such beginning at all.
func isOurs(key string) bool {
	prefix, _, found := strings.Cut(key, ":")
	return !found || strings.EqualFold(prefix, "aws") || serviceNamed(prefix) != nil
}

// nearKey returns the key that was most likely meant.
func (l *linter) nearKey(key string) string {
	var names []string
	for i := range globalKeys {
		names = append(names, globalKeys[i].name)
	}
	for i := range serviceFacts {
		for _, k := range serviceFacts[i].keys {
			if !strings.ContainsAny(k.name, "<$") {
				names = append(names, k.name)
			}
		}
	}
	return l.near(key, names)
}
