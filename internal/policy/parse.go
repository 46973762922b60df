package policy

import "strings"

// Parse reads a policy document. The error is an *Error: the first thing that
// is wrong. Element names are matched as the grammar spells them ("Grammar of
// the IAM JSON policy language", IAM user guide).
func Parse(text []byte) (*Document, error) {
	r := &reader{text: text}
	top, err := r.read()
	if err != nil {
		return nil, err
	}
	if top.kind != '{' {
		return nil, r.fault(CodeType, top.at, "")
	}
	doc := &Document{Version: Version2008}
	found := false
	for _, m := range top.members {
		switch m.name {
		case "Version":
			doc.Version, err = r.text1(m)
			if err == nil && doc.Version != Version2008 && doc.Version != Version2012 {
				err = r.fault(CodeVersion, m.node.at, doc.Version)
			}
		case "Id":
			doc.ID, err = r.text1(m)
		case "Statement":
			found = true
			doc.Statements, err = r.statements(m)
		default:
			err = r.fault(CodeUnknown, m.at, m.name)
		}
		if err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, r.fault(CodeNoStatement, top.at, "Statement")
	}
	return doc, nil
}

// CheckIdentity returns what keeps the document from being a policy of a user,
// a group or a role: a principal, or a statement without resources.
func (d *Document) CheckIdentity() error {
	for _, s := range d.Statements {
		switch {
		case s.Principal != "" || s.NotPrincipal != "":
			return &Error{Code: CodePrincipal, Position: s.Position, Arg: s.Sid}
		case len(s.Resources)+len(s.NotResources) == 0:
			return &Error{Code: CodeNoResource, Position: s.Position, Arg: s.Sid}
		}
	}
	return nil
}

func (r *reader) statements(m member) ([]Statement, error) {
	nodes := []*node{m.node}
	if m.node.kind == '[' {
		nodes = m.node.list
	}
	if len(nodes) == 0 {
		return nil, r.fault(CodeEmptyStatements, m.node.at, "Statement")
	}
	sids := map[string]bool{}
	list := make([]Statement, 0, len(nodes))
	for _, n := range nodes {
		if n.kind != '{' {
			return nil, r.fault(CodeType, n.at, "Statement")
		}
		s, err := r.statement(n)
		if err != nil {
			return nil, err
		}
		if s.Sid != "" && sids[s.Sid] {
			return nil, r.fault(CodeSidRepeated, n.at, s.Sid)
		}
		sids[s.Sid] = true
		list = append(list, s)
	}
	return list, nil
}

func (r *reader) statement(n *node) (Statement, error) {
	s := Statement{Position: r.position(n.at)}
	seen := map[string]bool{}
	for _, m := range n.members {
		seen[m.name] = true
		if err := r.element(&s, m); err != nil {
			return s, err
		}
	}
	switch {
	case s.Effect == "":
		return s, r.fault(CodeEffect, n.at, "")
	case seen["Action"] && seen["NotAction"]:
		return s, r.fault(CodeBothActions, n.at, s.Sid)
	case !seen["Action"] && !seen["NotAction"]:
		return s, r.fault(CodeNoAction, n.at, s.Sid)
	case seen["Resource"] && seen["NotResource"]:
		return s, r.fault(CodeBothResources, n.at, s.Sid)
	case seen["Principal"] && seen["NotPrincipal"]:
		return s, r.fault(CodeBothPrincipals, n.at, s.Sid)
	}
	return s, nil
}

func (r *reader) element(s *Statement, m member) (err error) {
	switch m.name {
	case "Sid":
		if s.Sid, err = r.text1(m); err == nil && !alphanumeric(s.Sid) {
			err = r.fault(CodeSid, m.node.at, s.Sid)
		}
	case "Effect":
		var effect string
		effect, err = r.text1(m)
		s.Effect = Effect(effect)
		if err == nil && s.Effect != Allow && s.Effect != Deny {
			err = r.fault(CodeEffect, m.node.at, effect)
		}
	case "Action":
		s.Actions, err = r.texts(m, CodeNoAction, CodeAction, isAction)
	case "NotAction":
		s.NotActions, err = r.texts(m, CodeNoAction, CodeAction, isAction)
	case "Resource":
		s.Resources, err = r.texts(m, CodeNoResource, CodeResource, isResource)
	case "NotResource":
		s.NotResources, err = r.texts(m, CodeNoResource, CodeResource, isResource)
	case "Principal":
		s.Principal = r.raw(m.node)
	case "NotPrincipal":
		s.NotPrincipal = r.raw(m.node)
	case "Condition":
		s.Condition, err = r.condition(m.node)
	default:
		err = r.fault(CodeUnknown, m.at, m.name)
	}
	return err
}

func (r *reader) raw(n *node) string { return string(r.text[n.at:n.end]) }

// condition keeps the element's text. An empty object is no condition.
func (r *reader) condition(n *node) (string, error) {
	if n.kind != '{' {
		return "", r.fault(CodeCondition, n.at, "Condition")
	}
	for _, operator := range n.members {
		if operator.node.kind != '{' {
			return "", r.fault(CodeCondition, operator.at, operator.name)
		}
	}
	if len(n.members) == 0 {
		return "", nil
	}
	return r.raw(n), nil
}

func (r *reader) text1(m member) (string, error) {
	if s, ok := m.node.token.(string); ok {
		return s, nil
	}
	return "", r.fault(CodeType, m.node.at, m.name)
}

// texts reads one text or a list of texts, each of which must pass the check.
func (r *reader) texts(m member, empty, bad Code, check func(string) bool) ([]string, error) {
	nodes := []*node{m.node}
	if m.node.kind == '[' {
		nodes = m.node.list
	}
	if len(nodes) == 0 {
		return nil, r.fault(empty, m.node.at, m.name)
	}
	list := make([]string, 0, len(nodes))
	for _, n := range nodes {
		s, ok := n.token.(string)
		if !ok {
			return nil, r.fault(CodeType, n.at, m.name)
		}
		if !check(s) {
			return nil, r.fault(bad, n.at, s)
		}
		list = append(list, s)
	}
	return list, nil
}

// alphanumeric follows "Sid" of the elements reference: letters and digits.
func alphanumeric(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool {
		return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
	}) < 0
}

// isAction follows "Action" of the elements reference: * or service:name.
func isAction(s string) bool {
	service, name, ok := strings.Cut(s, ":")
	return s == "*" || ok && service != "" && name != "" && !strings.ContainsAny(s, " \t\r\n")
}

// isResource follows "Resource" of the elements reference: * or an ARN, whose
// last parts a wildcard may stand for.
func isResource(s string) bool {
	return s == "*" || strings.HasPrefix(s, "arn:") && (strings.Count(s, ":") >= 5 || strings.HasSuffix(s, "*"))
}
