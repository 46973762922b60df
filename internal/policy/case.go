package policy

import (
	"strconv"
	"strings"
)

// Case is one decision to take, with all that bears on it.
type Case struct {
	ID       string // as JSON; "" where there is none
	Request  Request
	Policies Policies
}

// CodeMissing is a field that a case must have and lacks; Args: its name.
const CodeMissing Code = "missing"

// CaseError says why a case cannot be decided: Field is where, such as
// identityPolicies[2].policy, "" for the whole; the position counts from the
// beginning of the field where that is a document, else of the case.
type CaseError struct {
	Field string
	Err   *Error
}

// Error is for logs and machines.
func (e *CaseError) Error() string { return strings.TrimPrefix(e.Field+": ", ": ") + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *CaseError) Unwrap() error { return e.Err }

// ReadCase reads a case from a JSON object: id; request with principal, action,
// resource, resourceAccount and context (key to text or list of texts);
// identityPolicies, a list of name, source and policy; permissionBoundary and
// resourcePolicy, each a document or null; serviceControlPolicies, root first, a
// list of orgIdentifier and policies with name and policy. Fields that it does
// not know are ignored. The error is a *CaseError; the case then holds the id, if
// that could be read.
func ReadCase(text string) (*Case, error) {
	r := &caseReader{reader: reader{text: text}}
	c := &Case{}
	top, err := r.read()
	if err != nil {
		r.err = &CaseError{Err: err.(*Error)}
		return c, r.err
	}
	if top.kind != '{' {
		r.wrong("", &top)
		return c, r.err
	}
	if id := get(&top, "id"); id != nil {
		c.ID = text[id.at:id.end]
	}
	r.request(c, &top)
	r.policies(c, &top)
	if r.err != nil {
		return c, r.err
	}
	return c, nil
}

// caseReader remembers the first thing that is wrong.
type caseReader struct {
	reader
	err error
}

func (r *caseReader) fail(field string, code Code, at int, args ...string) {
	if r.err == nil {
		r.err = &CaseError{Field: field, Err: newError(r.text, code, at, args...)}
	}
}

func (r *caseReader) wrong(field string, n *node) { r.fail(field, CodeType, n.at, field) }

// get returns a member that is not null.
func get(n *node, name string) *node {
	if m := n.member(name); m != nil && m.kind != 'n' {
		return m
	}
	return nil
}

// need returns a member of the kind, or reports that it is not there.
func (r *caseReader) need(n *node, path, name string, kind byte) *node {
	m := get(n, name)
	switch {
	case m == nil:
		r.fail(path+name, CodeMissing, n.at, name)
	case m.kind != kind:
		r.wrong(path+name, m)
	default:
		return m
	}
	return &node{}
}

func (r *caseReader) request(c *Case, top *node) {
	n := r.need(top, "", "request", '{')
	const path = "request."
	c.Request.Principal = r.need(n, path, "principal", '"').text
	c.Request.Action = r.need(n, path, "action", '"').text
	c.Request.Resource = r.need(n, path, "resource", '"').text
	if account := get(n, "resourceAccount"); account != nil {
		c.Request.ResourceAccount = r.need(n, path, "resourceAccount", '"').text
	}
	values := map[string][]string{}
	if get(n, "context") != nil {
		context := r.need(n, path, "context", '{')
		for i := range context.members {
			r.contextValues(values, &context.members[i])
		}
	}
	c.Request.Context = NewContext(values)
}

// contextValues takes numbers and booleans as their text, as conditions do.
func (r *caseReader) contextValues(values map[string][]string, m *member) {
	nodes := items(&m.value)
	list := make([]string, len(nodes))
	for i := range nodes {
		switch nodes[i].kind {
		case '"', '0', 't', 'f':
			list[i] = nodes[i].text
		default:
			r.wrong("request.context."+m.name, &nodes[i])
		}
	}
	values[m.name] = list
}

func (r *caseReader) policies(c *Case, top *node) {
	p := &c.Policies
	p.Identity = r.sources(r.need(top, "", "identityPolicies", '['), "identityPolicies", UseInline)
	if n := get(top, "permissionBoundary"); n != nil {
		p.Boundary = &Source{Name: "permissionBoundary", Doc: r.policy(n, "permissionBoundary", UseInline)}
	}
	if n := get(top, "resourcePolicy"); n != nil {
		p.Resource = &Source{Name: "resourcePolicy", Doc: r.policy(n, "resourcePolicy", ResourceUse(c.Request.Resource))}
	}
	if get(top, "serviceControlPolicies") == nil {
		return
	}
	levels := r.need(top, "", "serviceControlPolicies", '[')
	for i := range levels.list {
		field := "serviceControlPolicies[" + strconv.Itoa(i) + "]"
		level := &levels.list[i]
		list := r.sources(r.need(level, field+".", "policies", '['), field+".policies", UseControl)
		l := Level{ID: field, Policies: list}
		if id := get(level, "orgIdentifier"); id != nil {
			l.ID = id.text
		}
		p.Control = append(p.Control, l)
	}
}

// ResourceUse tells a role's trust policy from the policy of any other resource.
func ResourceUse(resource string) Use {
	if arn, ok := ParseARN(resource); ok && arn.Service == "iam" && strings.HasPrefix(arn.Resource, "role/") {
		return UseTrust
	}
	return UseResource
}

func (r *caseReader) sources(list *node, path string, use Use) []Source {
	var sources []Source
	for i := range list.list {
		field := path + "[" + strconv.Itoa(i) + "]"
		one := &list.list[i]
		s := Source{Name: field}
		if name := get(one, "name"); name != nil {
			s.Name = name.text
		}
		if kind := get(one, "source"); kind != nil {
			s.Kind = Kind(kind.text)
		}
		if doc := get(one, "policy"); doc != nil {
			s.Doc = r.policy(doc, field+".policy", use)
		} else {
			r.fail(field+".policy", CodeMissing, one.at, "policy")
		}
		sources = append(sources, s)
	}
	return sources
}

// policy reads a document from nodes, or from a text that holds one.
func (r *caseReader) policy(n *node, field string, use Use) *Document {
	var doc *Document
	var err error
	if n.kind == '"' {
		doc, err = Read(n.text, use)
	} else {
		inner := reader{text: r.text[n.at:n.end]}
		n.shift(n.at)
		if doc, err = inner.document(n); err == nil {
			err = doc.Check(use)
		}
	}
	if err != nil && r.err == nil {
		r.err = &CaseError{Field: field, Err: err.(*Error)}
	}
	return doc
}

// shift makes the places within a value count from another beginning.
func (n *node) shift(by int) {
	n.at, n.end = n.at-by, n.end-by
	for i := range n.list {
		n.list[i].shift(by)
	}
	for i := range n.members {
		n.members[i].at -= by
		n.members[i].value.shift(by)
	}
}
