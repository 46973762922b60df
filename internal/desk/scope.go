package desk

import (
	"encoding/json"
	"fmt"
)

// Scope is what a manager may administer: what lies in any of its parts. A scope
// without parts is the whole account.
type Scope struct {
	Groups []string `json:"groups,omitempty"` // by name: the groups, and their members
	Paths  []string `json:"paths,omitempty"`  // as /dev/: users and groups under them
	Tags   []string `json:"tags,omitempty"`   // as team=core: users that have one of them
}

// All reports whether the scope is the whole account.
func (s Scope) All() bool { return len(s.Groups)+len(s.Paths)+len(s.Tags) == 0 }

// Text is the scope as it is stored: "" for the whole account.
func (s Scope) Text() string {
	if s.All() {
		return ""
	}
	doc, err := json.Marshal(s)
	if err != nil {
		return "" // strings always encode
	}
	return string(doc)
}

// Words are the parts of the scope, each with its kind, for the audit log.
func (s Scope) Words() []string {
	var words []string
	for _, g := range s.Groups {
		words = append(words, "group "+g)
	}
	for _, p := range s.Paths {
		words = append(words, "path "+p)
	}
	for _, t := range s.Tags {
		words = append(words, "tag "+t)
	}
	return words
}

// ParseScope reads a scope as Text has written it. What cannot be read is an
// error, never the whole account.
func ParseScope(text string) (Scope, error) {
	var s Scope
	if text == "" {
		return s, nil
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return s, fmt.Errorf("read a scope: %w", err)
	}
	if s.All() {
		return s, fmt.Errorf("read a scope: %q names nothing", text)
	}
	return s, nil
}
