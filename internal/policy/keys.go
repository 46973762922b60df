package policy

import (
	"slices"
	"strings"
)

// Keys returns the condition keys that the document asks for: in conditions, and
// as policy variables where its Version has them. Each stands once, as the
// document spells it first; the order is that of the keys in lower case.
func (d *Document) Keys() []string {
	var keys []string
	variables := func(list []Text) {
		for i := range list {
			if d.variables() {
				keys = append(keys, variableKeys(list[i].Value)...)
			}
		}
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		variables(s.Resources)
		variables(s.NotResources)
		for j := range s.Conditions {
			keys = append(keys, s.Conditions[j].Key)
			variables(s.Conditions[j].Values)
		}
	}
	return UniqueKeys(keys)
}

// UniqueKeys puts condition keys in order and keeps each once: keys that differ
// in case only are one.
func UniqueKeys(keys []string) []string {
	list := slices.Clone(keys)
	slices.SortStableFunc(list, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return slices.CompactFunc(list, strings.EqualFold)
}

// variableKeys returns the keys of the variables in a text, which newTemplate
// takes apart by the same rules.
func variableKeys(text string) []string {
	var keys []string
	for {
		_, rest, found := strings.Cut(text, "${")
		inside, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return keys
		}
		if inside != "*" && inside != "?" && inside != "$" {
			key, _, _ := strings.Cut(inside, ",")
			keys = append(keys, strings.TrimSpace(key))
		}
		text = after
	}
}
