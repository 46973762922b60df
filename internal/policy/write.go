package policy

import "strings"

// indent is one level of the text that JSON writes, as the policy editor of
// AWS's console has it.
const indent = "    "

// JSON writes the document in one form for all documents of the same content:
// indented, with the elements in the order of the grammar ("Grammar of the IAM
// JSON policy language"), a list of one text as that text, conditions grouped
// by operator, and every value quoted. Parse reads from it what it was written
// from. No operator may have the same key twice, as in any parsed document.
func (d *Document) JSON() string {
	w := &writer{}
	w.open('{')
	w.text("Version", d.Version)
	w.text("Id", d.ID)
	w.name("Statement")
	w.open('[')
	for i := range d.Statements {
		w.item()
		w.statement(&d.Statements[i])
	}
	w.close(']')
	w.close('}')
	return w.String()
}

// writer writes indented JSON. Each open wants its close.
type writer struct {
	strings.Builder
	depth int
	empty bool // nothing stands yet within what was opened last
}

func (w *writer) open(brace byte) {
	w.WriteByte(brace)
	w.depth++
	w.empty = true
}

func (w *writer) close(brace byte) {
	w.depth--
	if !w.empty {
		w.line()
	}
	w.WriteByte(brace)
	w.empty = false
}

func (w *writer) line() {
	w.WriteByte('\n')
	for range w.depth {
		w.WriteString(indent)
	}
}

// item begins an element of what is open.
func (w *writer) item() {
	if !w.empty {
		w.WriteByte(',')
	}
	w.empty = false
	w.line()
}

func (w *writer) name(name string) {
	w.item()
	w.quote(name)
	w.WriteString(": ")
}

// text writes a member that is left out when it is "".
func (w *writer) text(name, value string) {
	if value != "" {
		w.name(name)
		w.quote(value)
	}
}

func (w *writer) statement(s *Statement) {
	w.open('{')
	w.text("Sid", s.Sid)
	w.text("Effect", string(s.Effect))
	w.principals("Principal", s.Principal)
	w.principals("NotPrincipal", s.NotPrincipal)
	w.texts("Action", s.Actions)
	w.texts("NotAction", s.NotActions)
	w.texts("Resource", s.Resources)
	w.texts("NotResource", s.NotResources)
	w.conditions(s.Conditions)
	w.close('}')
}

// texts leaves out a list that is absent, not one that is empty: it covers
// nothing.
func (w *writer) texts(name string, list []Text) {
	if list == nil {
		return
	}
	w.name(name)
	if len(list) == 1 {
		w.quote(list[0].Value)
		return
	}
	w.open('[')
	for i := range list {
		w.item()
		w.quote(list[i].Value)
	}
	w.close(']')
}

// principals keeps the kinds in the order of their first values. The empty list
// names nobody.
func (w *writer) principals(name string, p *Principals) {
	if p == nil {
		return
	}
	w.name(name)
	kinds := map[PrincipalKind][]Text{}
	var order []PrincipalKind
	for _, one := range p.List {
		if one.Kind == PrincipalAny {
			w.quote("*")
			return
		}
		if kinds[one.Kind] == nil {
			order = append(order, one.Kind)
		}
		kinds[one.Kind] = append(kinds[one.Kind], Text{Value: one.Value})
	}
	w.open('{')
	if len(order) == 0 {
		w.texts(string(PrincipalAWS), []Text{})
	}
	for _, kind := range order {
		w.texts(string(kind), kinds[kind])
	}
	w.close('}')
}

// conditions keeps the operators in the order of their first keys.
func (w *writer) conditions(list []Condition) {
	if len(list) == 0 {
		return
	}
	w.name("Condition")
	w.open('{')
	for i := range list {
		operator := list[i].Operator
		if hasOperator(list[:i], operator) {
			continue // written with the first
		}
		w.name(operator)
		w.open('{')
		for j := i; j < len(list); j++ {
			if list[j].Operator == operator {
				w.texts(list[j].Key, list[j].Values)
			}
		}
		w.close('}')
	}
	w.close('}')
}

func hasOperator(list []Condition, operator string) bool {
	for i := range list {
		if list[i].Operator == operator {
			return true
		}
	}
	return false
}

// quote escapes only what JSON does not take as it is (RFC 8259, section 7).
func (w *writer) quote(s string) {
	w.WriteByte('"')
	plain := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		w.WriteString(s[plain:i])
		plain = i + 1
		if c >= 0x20 {
			w.WriteByte('\\')
			w.WriteByte(c)
			continue
		}
		w.WriteString(`\u00`)
		w.WriteByte("0123456789abcdef"[c>>4])
		w.WriteByte("0123456789abcdef"[c&15])
	}
	w.WriteString(s[plain:])
	w.WriteByte('"')
}
