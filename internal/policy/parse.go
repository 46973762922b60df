package policy

import "strings"

// Parse reads a policy document: any text that AWS would not call a syntax
// error ("Grammar of the IAM JSON policy language", IAM User Guide). What AWS
// refuses beyond that depends on what the document is for: see Check. The error
// is an *Error, the first thing that is wrong.
func Parse(text string) (*Document, error) {
	r := &reader{text: text}
	top, err := r.read()
	if err != nil {
		return nil, err
	}
	return r.document(&top)
}

func (r *reader) document(top *node) (*Document, error) {
	if top.kind != '{' {
		return nil, r.fault(CodeType, top.at, "")
	}
	doc := &Document{text: r.text}
	for i := range top.members {
		if err := r.topElement(doc, &top.members[i]); err != nil {
			return nil, err
		}
	}
	if doc.Statements == nil {
		return nil, r.fault(CodeNoStatement, top.at)
	}
	return doc, nil
}

func (r *reader) topElement(doc *Document, m *member) (err error) {
	switch m.name {
	case "Version":
		doc.Version, err = r.one(m)
		if err == nil && doc.Version != Version2008 && doc.Version != Version2012 {
			err = r.fault(CodeVersion, m.value.at, doc.Version)
		}
	case "Id":
		doc.ID, err = r.one(m)
	case "Statement":
		doc.Statements, err = r.statements(&m.value)
	default:
		err = r.fault(CodeUnknown, m.at, m.name)
	}
	return err
}

// items are the elements of a list, or the one value that stands for a list.
func items(n *node) []node {
	if n.kind == '[' {
		return n.list
	}
	return []node{*n}
}

func (r *reader) statements(n *node) ([]Statement, error) {
	nodes := items(n)
	if len(nodes) == 0 {
		return nil, r.fault(CodeEmptyStatements, n.at)
	}
	list := make([]Statement, len(nodes))
	for i := range nodes {
		if nodes[i].kind != '{' {
			return nil, r.fault(CodeType, nodes[i].at, "Statement")
		}
		if err := r.statement(&list[i], &nodes[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (r *reader) statement(s *Statement, n *node) error {
	s.At, s.End = n.at, n.end
	for i := range n.members {
		if err := r.element(s, &n.members[i]); err != nil {
			return err
		}
	}
	switch {
	case s.Effect == "":
		return r.fault(CodeEffect, n.at, "")
	case s.Actions != nil && s.NotActions != nil:
		return r.fault(CodeBothActions, n.at)
	case s.Resources != nil && s.NotResources != nil:
		return r.fault(CodeBothResources, n.at)
	case s.Principal != nil && s.NotPrincipal != nil:
		return r.fault(CodeBothPrincipals, n.at)
	}
	return nil
}

func (r *reader) element(s *Statement, m *member) (err error) {
	switch m.name {
	case "Sid":
		s.sidAt = m.value.at
		s.Sid, err = r.one(m)
	case "Effect":
		var effect string
		effect, err = r.one(m)
		s.Effect, s.effectAt = Effect(effect), m.value.at
		if err == nil && !strings.EqualFold(effect, string(Allow)) && !strings.EqualFold(effect, string(Deny)) {
			err = r.fault(CodeEffect, m.value.at, effect)
		}
	case "Action":
		s.Actions, err = r.texts(m)
	case "NotAction":
		s.NotActions, err = r.texts(m)
	case "Resource":
		s.Resources, err = r.texts(m)
	case "NotResource":
		s.NotResources, err = r.texts(m)
	case "Principal":
		s.Principal, err = r.principals(m)
	case "NotPrincipal":
		s.NotPrincipal, err = r.principals(m)
	case "Condition":
		s.Conditions, err = r.conditions(&m.value)
	default:
		err = r.fault(CodeUnknown, m.at, m.name)
	}
	return err
}

func (r *reader) one(m *member) (string, error) {
	if m.value.kind != '"' {
		return "", r.fault(CodeType, m.value.at, m.name)
	}
	return m.value.text, nil
}

// texts reads one text or a list of texts.
func (r *reader) texts(m *member) ([]Text, error) {
	nodes := items(&m.value)
	list := make([]Text, len(nodes))
	for i := range nodes {
		if nodes[i].kind != '"' {
			return nil, r.fault(CodeType, nodes[i].at, m.name)
		}
		list[i] = Text{Value: nodes[i].text, At: nodes[i].at}
	}
	return list, nil
}

// principals reads "*", or an object of the known kinds.
func (r *reader) principals(m *member) (*Principals, error) {
	p := &Principals{At: m.at}
	if m.value.kind == '"' && m.value.text == "*" {
		p.List = []Principal{{Kind: PrincipalAny, Value: "*", At: m.value.at}}
		return p, nil
	}
	if m.value.kind != '{' || len(m.value.members) == 0 {
		return nil, r.fault(CodePrincipalForm, m.value.at, m.name)
	}
	for i := range m.value.members {
		one := &m.value.members[i]
		kind := PrincipalKind(one.name)
		switch kind {
		case PrincipalAWS, PrincipalService, PrincipalFederated, PrincipalCanonical:
		default:
			return nil, r.fault(CodePrincipalForm, one.at, one.name)
		}
		values, err := r.texts(one)
		if err != nil {
			return nil, err
		}
		for _, v := range values {
			p.List = append(p.List, Principal{Kind: kind, Value: v.Value, At: v.At})
		}
	}
	return p, nil
}

// conditions reads operator → key → values. An operator without keys says
// nothing, whatever its name: AWS takes it.
func (r *reader) conditions(n *node) ([]Condition, error) {
	if n.kind != '{' {
		return nil, r.fault(CodeCondition, n.at, "Condition")
	}
	var list []Condition
	for i := range n.members {
		operator := &n.members[i]
		if operator.value.kind != '{' {
			return nil, r.fault(CodeCondition, operator.at, operator.name)
		}
		for j := range operator.value.members {
			if _, known := operatorNamed(operator.name); !known {
				return nil, r.fault(CodeOperator, operator.at, operator.name)
			}
			key := &operator.value.members[j]
			values, err := r.conditionValues(key)
			if err != nil {
				return nil, err
			}
			list = append(list, Condition{Operator: operator.name, Key: key.name, Values: values, At: key.at})
		}
	}
	return list, nil
}

// conditionValues takes texts, numbers and booleans ("Condition" of the grammar:
// a value without quotes is read as its text).
func (r *reader) conditionValues(key *member) ([]Text, error) {
	nodes := items(&key.value)
	list := make([]Text, len(nodes))
	for i := range nodes {
		switch nodes[i].kind {
		case '"', '0', 't', 'f':
			list[i] = Text{Value: nodes[i].text, At: nodes[i].at}
		default:
			return nil, r.fault(CodeType, nodes[i].at, key.name)
		}
	}
	return list, nil
}
