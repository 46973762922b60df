package policy

import "strings"

// Query is a request made ready for many decisions. It may be used by several
// goroutines.
type Query struct {
	request Request
	who     requester
	target  target
	action  string // lower case
	id      int    // of the compiler's actions, -1 for others
}

// Query makes a request ready for the sets of this compiler.
func (c *Compiler) Query(r Request) *Query {
	q := &Query{request: r, who: newRequester(r.Principal), action: strings.ToLower(r.Action), id: -1}
	q.target = newTarget(&q.request, &q.who)
	if id, known := c.ids[q.action]; known {
		q.id = id
	}
	return q
}

// Set is all that bears on a principal and a resource, compiled. It may be used
// by several goroutines.
type Set struct {
	identity, boundary, resource, session statements
	control                               []statements
	findings                              // what is known before any request
}

// statements are those of a layer, by their effect.
type statements struct{ deny, allow []*compiled }

// Set compiles policies.
func (c *Compiler) Set(p Policies) *Set {
	s := &Set{findings: findings{bounded: p.Boundary != nil, limited: len(p.Session) > 0}}
	c.add(&s.identity, p.Identity...)
	c.add(&s.session, p.Session...)
	if p.Boundary != nil {
		c.add(&s.boundary, *p.Boundary)
	}
	if p.Resource != nil {
		c.add(&s.resource, *p.Resource)
	}
	s.control = make([]statements, len(p.Control))
	for i := range p.Control {
		c.add(&s.control[i], p.Control[i].Policies...)
	}
	return s
}

func (c *Compiler) add(to *statements, sources ...Source) {
	for _, source := range sources {
		for i := range source.Doc.Statements {
			s := &source.Doc.Statements[i]
			if s.Effect == Deny {
				to.deny = append(to.deny, c.statement(source.Doc, s))
			} else {
				to.allow = append(to.allow, c.statement(source.Doc, s))
			}
		}
	}
}

// Decide decides a request. The outcome is that of Evaluate.
func (s *Set) Decide(q *Query) Outcome { return s.DecideOn(s, q) }

// DecideOn decides with the resource policy of another set, so that the policies
// of principals and of resources are compiled apart.
func (s *Set) DecideOn(resource *Set, q *Query) Outcome {
	f := s.findings
	f.denied = s.denied(resource, q)
	f.control = true
	for i := range s.control {
		f.control = f.control && anyCovers(s.control[i].allow, q)
	}
	for _, one := range resource.resource.allow {
		if f.resource < namedDirect && one.covers(q) {
			f.resource = max(f.resource, one.source.names(one.principals, &q.who, s.bounded))
		}
	}
	if f.resource < namedDirect || q.target.foreign { // else the resource policy is enough
		f.identity = anyCovers(s.identity.allow, q)
		granted := f.identity || f.resource == namedRole || q.who.kind == rootRequester
		f.boundary = granted && anyCovers(s.boundary.allow, q)
		f.session = granted && anyCovers(s.session.allow, q)
	}
	outcome, _ := f.decide(q.target, &q.who)
	return outcome
}

func (s *Set) denied(resource *Set, q *Query) bool {
	if anyCovers(s.identity.deny, q) || anyCovers(s.boundary.deny, q) || anyCovers(s.session.deny, q) {
		return true
	}
	for i := range s.control {
		if anyCovers(s.control[i].deny, q) {
			return true
		}
	}
	for _, one := range resource.resource.deny {
		if one.covers(q) && one.source.names(one.principals, &q.who, s.bounded) != notNamed {
			return true
		}
	}
	return false
}

func anyCovers(list []*compiled, q *Query) bool {
	for _, one := range list {
		if one.covers(q) {
			return true
		}
	}
	return false
}
