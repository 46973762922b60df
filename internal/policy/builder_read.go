package policy

import (
	"slices"
	"strings"
)

// ReadRecipe reads the recipe from which Document made a policy, whatever the
// order of its statements and values, their Sids, and the case of actions and
// keys. It reports false for every policy that says anything else.
func ReadRecipe(d *Document) (Recipe, bool) {
	var r Recipe
	for i := range d.Statements {
		r.guess(&d.Statements[i])
	}
	if d.Version != Version2012 || len(r.Check()) > 0 || !slices.Equal(meaning(d), meaning(r.Document())) {
		return Recipe{}, false
	}
	return r, true
}

// guess takes from a statement what a recipe would have put there. Whether one
// did is seen afterwards.
func (r *Recipe) guess(s *Statement) {
	for _, resource := range s.Resources {
		name, below, _ := strings.Cut(strings.TrimPrefix(resource.Value, bucketARN), "/")
		r.Bucket = name
		r.below(below)
	}
	for _, action := range s.Actions {
		for _, verb := range [...]struct {
			action string
			on     *bool
		}{{recipeList, &r.List}, {recipeRead, &r.Read}, {recipeWrite, &r.Write}, {recipeDelete, &r.Delete}} {
			*verb.on = *verb.on || strings.EqualFold(action.Value, verb.action)
		}
	}
	for i := range s.Conditions {
		c := &s.Conditions[i]
		switch {
		case strings.EqualFold(c.Key, keyPrefix) && len(c.Values) == 1:
			r.below(c.Values[0].Value)
		case strings.EqualFold(c.Key, keyMFA):
			r.MFA = true
		case strings.EqualFold(c.Key, keySource) && r.SourceIPs == nil:
			for _, v := range c.Values {
				r.SourceIPs = append(r.SourceIPs, v.Value)
			}
		}
	}
}

// below takes the prefix from a pattern of all that begins with it.
func (r *Recipe) below(pattern string) {
	if plain, ok := strings.CutSuffix(pattern, "*"); ok {
		if prefix, ok := plainPattern(plain); ok {
			r.Prefix = prefix
		}
	}
}

// meaning lists what the statements of an identity policy say, with all that
// makes no difference taken out: equal lists mean the same.
func meaning(d *Document) []string {
	list := make([]string, len(d.Statements))
	for i := range d.Statements {
		s := d.Statements[i]
		s.Sid = ""
		s.Actions, s.NotActions = sorted(s.Actions, strings.ToLower), sorted(s.NotActions, strings.ToLower)
		s.Resources, s.NotResources = sorted(s.Resources, nil), sorted(s.NotResources, nil)
		s.Conditions = slices.Clone(s.Conditions)
		for j := range s.Conditions {
			c := &s.Conditions[j]
			c.Key = strings.ToLower(c.Key)
			fold := map[bool]func(string) string{true: strings.ToLower}[c.Operator == opBool]
			c.Values = sorted(c.Values, fold)
		}
		slices.SortFunc(s.Conditions, func(a, b Condition) int {
			return strings.Compare(a.Operator+" "+a.Key, b.Operator+" "+b.Key)
		})
		list[i] = (&Document{Statements: []Statement{s}}).JSON()
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// sorted returns the values as a set, folded to one case where fold is not nil.
func sorted(list []Text, fold func(string) string) []Text {
	if list == nil {
		return nil
	}
	values := make([]string, len(list))
	for i := range list {
		values[i] = list[i].Value
		if fold != nil {
			values[i] = fold(values[i])
		}
	}
	slices.Sort(values)
	return plainTexts(slices.Compact(values))
}
