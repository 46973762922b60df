package policy

import (
	"slices"
	"strings"
)

// maxBits is how many actions a compiler can tell apart by a bit. Others are
// matched by their names.
const maxBits = 512

// bits is a set of the compiler's actions.
type bits [maxBits / 64]uint64

func (b *bits) has(id int) bool { return b[id>>6]&(1<<(id&63)) != 0 }
func (b *bits) add(id int)      { b[id>>6] |= 1 << (id & 63) }

// Compiler turns documents into a form in which many requests are decided
// without allocating. Statements are interned by their text, so that a policy
// held by many is compiled once. A Compiler is for one goroutine at a time; what
// it made may be used by many.
type Compiler struct {
	names      []string       // of the actions, in lower case, sorted; the index is the bit
	ids        map[string]int // the bit of each name
	statements map[statementKey]*compiled
}

// statementKey is what makes statements the same.
type statementKey struct {
	text      string
	variables bool
}

// NewCompiler makes a compiler. The first 512 of the actions are told apart by
// bits; all others work as well, more slowly.
func NewCompiler(actions []string) *Compiler {
	c := &Compiler{ids: map[string]int{}, statements: map[statementKey]*compiled{}}
	for _, name := range actions[:min(len(actions), maxBits)] {
		c.names = append(c.names, strings.ToLower(name))
	}
	slices.Sort(c.names)
	c.names = slices.Compact(c.names)
	for id, name := range c.names {
		c.ids[name] = id
	}
	return c
}

// Statements returns how many different statements have been compiled.
func (c *Compiler) Statements() int { return len(c.statements) }

// compiled is a statement.
type compiled struct {
	actions    bits       // of the compiler's, those that are covered
	patterns   []template // for all others
	except     bool       // the patterns are those of NotAction
	heads      []head     // of the resources, in their order
	resources  []resource
	outside    bool // the resources are those of NotResource
	everywhere bool // every resource is covered
	conditions []func(*Context) bool
	source     *Statement
	principals []namer // of Principal or NotPrincipal
}

func (c *Compiler) statement(doc *Document, s *Statement) *compiled {
	key := statementKey{doc.text[s.At:s.End], doc.variables()}
	if found := c.statements[key]; found != nil && key.text != "" {
		return found
	}
	out := &compiled{source: s, except: s.Actions == nil, outside: s.NotResources != nil}
	names := s.Actions
	if out.except {
		names = s.NotActions
	}
	for _, n := range names {
		out.patterns = append(out.patterns, newTemplate(strings.ToLower(n.Value), false, true))
	}
	out.actions = c.actions(out)
	out.principals = newNamers(s)
	patterns := s.Resources
	if out.outside {
		patterns = s.NotResources
	}
	out.everywhere = patterns == nil
	for _, p := range patterns {
		r := newResource(p.Value, key.variables)
		out.everywhere = out.everywhere || r.kind == resourceAny && !out.outside
		out.heads = append(out.heads, r.head())
		out.resources = append(out.resources, r)
	}
	for i := range s.Conditions {
		out.conditions = append(out.conditions, compileCondition(&s.Conditions[i], key.variables))
	}
	c.statements[key] = out
	return out
}

// actions are those that the statement covers. A pattern is tried only on the
// names that begin as it does.
func (c *Compiler) actions(s *compiled) bits {
	var covered, all bits
	for _, p := range s.patterns {
		prefix := ""
		if len(p) > 0 && p[0].kind == literal {
			prefix = p[0].text
		}
		first, _ := slices.BinarySearch(c.names, prefix)
		for id := first; id < len(c.names) && strings.HasPrefix(c.names[id], prefix); id++ {
			if glob(p, c.names[id]) {
				covered.add(id)
			}
		}
	}
	if !s.except || s.source.NotActions == nil {
		return covered
	}
	for id := range c.names {
		if !covered.has(id) {
			all.add(id)
		}
	}
	return all
}

// coversName is for an action, in lower case, without a bit. A statement
// without actions covers none.
func (s *compiled) coversName(action string) bool {
	for _, p := range s.patterns {
		if glob(p, action) {
			return !s.except
		}
	}
	return s.except && s.source.NotActions != nil
}

// resourceKind is how a resource pattern is matched.
type resourceKind byte

const (
	resourceAny      resourceKind = iota
	resourceExact                 // the beginning is all
	resourcePrefix                // the beginning, then anything
	resourcePattern               // the beginning, then wildcards
	resourceVariable              // the same, with policy variables
)

// resource is a pattern of Resource or NotResource.
type resource struct {
	kind     resourceKind
	begin    string // what every text that is covered begins with
	template template
}

func newResource(pattern string, variables bool) resource {
	t := newTemplate(pattern, variables, true)
	r := resource{kind: resourcePattern, template: t}
	if len(t) > 0 && t[0].kind == literal {
		r.begin = t[0].text
	}
	switch {
	case t.variables():
		r.kind = resourceVariable
	case len(t) == 1 && t[0].kind == star:
		r.kind = resourceAny
	case len(t) == 1 && t[0].kind == literal:
		r.kind = resourceExact
	case len(t) == 2 && t[0].kind == literal && t[1].kind == star:
		r.kind = resourcePrefix
	}
	return r
}

// head is what most texts are told apart by, without reading the pattern: the
// length of its beginning and the last eight characters of that. ARNs differ
// late, and a decision looks at many patterns that it does not take.
type head struct {
	last  uint64
	n     int32
	exact bool
}

func (r *resource) head() head {
	h := head{n: int32(len(r.begin)), exact: r.kind == resourceExact}
	if h.n >= 8 {
		h.last = eight(r.begin[h.n-8:])
	}
	return h
}

// eight packs the first eight characters.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// fits reports whether the text may be covered.
func (h *head) fits(text string) bool {
	n := int(h.n)
	if n > len(text) || h.exact && n != len(text) {
		return false
	}
	return n < 8 || eight(text[n-8:]) == h.last
}

// covers is for a text that fits the head.
func (r *resource) covers(text string, c *Context) bool {
	if !strings.HasPrefix(text, r.begin) {
		return false
	}
	switch r.kind {
	case resourcePattern:
		return glob(r.template, text)
	case resourceVariable:
		return r.template.match(text, c)
	}
	return true
}

// covers reports whether the statement applies, but for its principals.
func (s *compiled) covers(q *Query) bool {
	if q.id >= 0 {
		if !s.actions.has(q.id) {
			return false
		}
	} else if !s.coversName(q.action) {
		return false
	}
	if !s.everywhere && s.coversAny(q) == s.outside {
		return false
	}
	for _, holds := range s.conditions {
		if !holds(q.request.Context) {
			return false
		}
	}
	return true
}

func (s *compiled) coversAny(q *Query) bool {
	for i := range s.heads {
		if s.heads[i].fits(q.request.Resource) && s.resources[i].covers(q.request.Resource, q.request.Context) {
			return true
		}
	}
	return false
}
