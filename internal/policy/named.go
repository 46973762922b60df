package policy

import "strings"

// Renamed says what a thing is called before and after: its ARN, and for a user
// the value of aws:username, which is "" for others.
type Renamed struct{ ARN, NewARN, Name, NewName string }

// NamedText is a pattern or value through which a statement is about a thing.
type NamedText struct {
	Statement int // its number, from 0
	Sid       string
	Element   string // Resource, NotResource, or the key of the condition
	Text
}

// NamesOnly returns what no longer reaches a thing when it is renamed: the
// patterns of Resource and NotResource that cover the old ARN, and the values of
// conditions that match it or the old name. Lists in which another entry matches
// what it is called after are left out. A pattern with a policy variable names
// nobody: its value is the request's. Principal elements are left out, because
// AWS keeps the unique id in them.
func (d *Document) NamesOnly(r Renamed) []NamedText {
	var list []NamedText
	for i := range d.Statements {
		s := &d.Statements[i]
		add := func(element string, texts []Text, old, now string, match func(pattern, text string) bool) {
			if old == "" || old == now || anyText(texts, func(p string) bool { return match(p, now) }) {
				return
			}
			for _, p := range texts {
				if match(p.Value, old) {
					list = append(list, NamedText{Statement: i, Sid: s.Sid, Element: element, Text: p})
				}
			}
		}
		pattern := func(p, text string) bool { return covers(p, text, d.variables(), nil) }
		add("Resource", s.Resources, r.ARN, r.NewARN, pattern)
		add("NotResource", s.NotResources, r.ARN, r.NewARN, pattern)
		for _, c := range s.Conditions {
			value := func(v, text string) bool { return c.names(v, text, d.variables()) }
			add(c.Key, c.Values, r.ARN, r.NewARN, value)
			if strings.EqualFold(c.Key, "aws:username") {
				add(c.Key, c.Values, r.Name, r.NewName, value)
			}
		}
	}
	return list
}

// names reports whether a value of the condition stands for the text, by the
// operators that compare texts or ARNs.
func (c *Condition) names(value, text string, variables bool) bool {
	op := strings.ToLower(c.Operator)
	switch {
	case strings.Contains(op, "like"), strings.Contains(op, "arn"):
		return covers(value, text, variables, nil)
	case strings.Contains(op, "ignorecase"):
		return strings.EqualFold(value, text)
	}
	return strings.Contains(op, "string") && value == text
}
