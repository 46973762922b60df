package policy

import (
	"slices"
	"strings"
)

// Context is what is known of a request: condition keys with their values. Keys
// are compared without regard to case ("Condition context keys", IAM JSON
// policy elements reference). The zero value knows nothing.
type Context struct{ entries []entry }

type entry struct {
	key    string // lower case
	values []string
}

// NewContext makes a context. Of keys that differ in case only, one counts. A
// key without values is absent: its value is null.
func NewContext(values map[string][]string) *Context {
	c := &Context{entries: make([]entry, 0, len(values))}
	for key, list := range values {
		if len(list) > 0 {
			c.entries = append(c.entries, entry{strings.ToLower(key), list})
		}
	}
	slices.SortFunc(c.entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	return c
}

// values returns the values of a key in lower case, nil where it is absent.
func (c *Context) values(key string) []string {
	if c != nil {
		for i := range c.entries {
			if c.entries[i].key == key {
				return c.entries[i].values
			}
		}
	}
	return nil
}

// single returns the one value of a key. A key with several values has none: it
// cannot be a policy variable ("Single-valued vs. multivalued context keys").
func (c *Context) single(key string) (string, bool) {
	if list := c.values(key); len(list) == 1 {
		return list[0], true
	}
	return "", false
}
