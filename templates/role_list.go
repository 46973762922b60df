package templates

import "keyporter/internal/desk"

// RoleList is the page of what each role may do, and of who has it.
type RoleList struct {
	Page
	Roles []RoleHead
	Rows  []RoleRow
}

// RoleHead is one role, with the operators who have it.
type RoleHead struct {
	Name, What string
	Operators  []NameLink // without an address for who may not look at operators
}

// RoleRow is one capability, and whether each role has it.
type RoleRow struct {
	What string
	May  []bool
}

// NewRoleList makes the page. The operators are the enabled ones.
func NewRoleList(p Page, operators []desk.Operator) RoleList {
	p.Title, p.Section = p.T.Roles.Title, SectionRoles
	v := RoleList{Page: p}
	for _, r := range desk.Roles() {
		head := RoleHead{Name: p.T.Role(string(r)), What: p.T.RoleWhat(string(r))}
		for _, o := range operators {
			if o.Role != r || o.Disabled {
				continue
			}
			link := NameLink{Name: o.Name}
			if p.May(desk.CanOperators) {
				link.URL = OperatorURL(o.ID)
			}
			head.Operators = append(head.Operators, link)
		}
		v.Roles = append(v.Roles, head)
	}
	for _, c := range desk.Cans() {
		row := RoleRow{What: p.T.Roles.Cans[string(c)]}
		for _, r := range desk.Roles() {
			row.May = append(row.May, r.May(c))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
