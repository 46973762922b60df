package templates

import (
	"strings"

	"keyporter/internal/desk"
)

// OperatorList is the list of those who may sign in.
type OperatorList struct {
	Page
	Rows     []OperatorRow
	Commands string
}

// OperatorRow is one operator.
type OperatorRow struct {
	Name, URL string
	Role      string
	Scope     string
	User      NameLink
	Signed    Stamp
	Disabled  bool
	Factor    bool // has a second factor
	Self      bool
}

// NewOperatorList makes the page. Users are the IAM users of operators, factored those
// who have a second factor, both by id.
func NewOperatorList(p Page, list []desk.Operator, users map[string]NameLink, factored map[string]bool) OperatorList {
	p.Title, p.Section = p.T.Operators.Title, SectionOperators
	v := OperatorList{Page: p, Commands: "keyporter operator invite NAME --role ROLE\nkeyporter operator add NAME --role ROLE"}
	for _, o := range list {
		v.Rows = append(v.Rows, newOperatorRow(p, o, users[o.ID]))
		v.Rows[len(v.Rows)-1].Factor = factored[o.ID]
	}
	return v
}

func newOperatorRow(p Page, o desk.Operator, user NameLink) OperatorRow {
	row := OperatorRow{
		Name: o.Name, URL: OperatorURL(o.ID), Role: p.T.Role(string(o.Role)), User: user,
		Signed: AgoStamp(p.T, o.Signed, p.Now), Disabled: o.Disabled, Self: o.ID == p.Operator.ID,
	}
	if o.Role == desk.Manager {
		row.Scope = p.T.Operators.Whole
		if !o.Scope.All() {
			row.Scope = strings.Join(o.Scope.Words(), ", ")
		}
	}
	return row
}
