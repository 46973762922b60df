package templates

import (
	"fmt"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// OperatorShow is the page of one operator, with a form for each act. The handler
// fills the first block; Prepare decides the rest.
type OperatorShow struct {
	Page
	Of     desk.Operator
	User   NameLink
	Fields OperatorFields
	Fault  *fault.Fault

	Row     OperatorRow
	Since   Stamp
	Self    bool
	Choices []PickedRole
	Command string
}

// OperatorFields are the fields of the forms, as they are or were typed.
type OperatorFields struct{ User, Groups, Paths, Tags string }

// PickedRole is one role to choose.
type PickedRole struct {
	Value, Label string
	Chosen       bool
}

// Prepare decides what the page shows.
func (p OperatorShow) Prepare() OperatorShow {
	p.Title, p.Section, p.Faulty = p.Of.Name, SectionOperators, p.Fault != nil
	p.Crumbs = []Crumb{{Text: p.T.Operators.Title, URL: OperatorsURL()}}
	p.Row, p.Since = newOperatorRow(p.Page, p.Of, p.User), DateStamp(p.T, p.Of.Created)
	p.Self = p.Row.Self
	for _, r := range desk.Roles() {
		p.Choices = append(p.Choices, PickedRole{Value: string(r), Label: p.T.Role(string(r)), Chosen: r == p.Of.Role})
	}
	p.Command = "keyporter operator reset '" + strings.ReplaceAll(p.Of.Name, "'", "") + "'"
	return p
}

// OperatorReview asks before an operator gets another role, or is disabled or
// enabled.
type OperatorReview struct {
	Page
	Of      desk.Operator
	Role    desk.Role // "" for a change of state
	Fault   *fault.Fault
	Action  string
	BackURL string
	Button  string
	Danger  bool
	Text    string
	Lists   []OperatorChanges
}

// OperatorChanges is what an operator gains or loses by a role.
type OperatorChanges struct {
	Caption string
	Rows    []string
}

// Prepare decides what the page shows.
func (p OperatorReview) Prepare() OperatorReview {
	w := &p.T.Operators
	p.Section, p.Faulty, p.BackURL = SectionOperators, p.Fault != nil, OperatorURL(p.Of.ID)
	p.Crumbs = []Crumb{{Text: w.Title, URL: OperatorsURL()}, {Text: p.Of.Name, URL: p.BackURL}}
	if p.Role == "" {
		p.Title, p.Action = fmt.Sprintf(w.SwitchOf, p.Of.Name), OperatorSwitchURL(p.Of.ID)
		p.Button, p.Text, p.Danger = w.Disable, w.OffText, true
		if p.Of.Disabled {
			p.Button, p.Text, p.Danger = w.Enable, w.OnText, false
		}
		return p
	}
	p.Title, p.Action, p.Button = fmt.Sprintf(w.RoleOf, p.Of.Name), OperatorRoleURL(p.Of.ID, ""), w.RoleSave
	p.Text = p.T.Role(string(p.Of.Role)) + " → " + p.T.Role(string(p.Role)) + ". " + p.T.RoleWhat(string(p.Role))
	gains, loses := OperatorChanges{Caption: w.Gains}, OperatorChanges{Caption: w.Loses}
	for _, c := range desk.Cans() {
		switch before, after := p.Of.Role.May(c), p.Role.May(c); {
		case after && !before:
			gains.Rows = append(gains.Rows, p.T.Roles.Cans[string(c)])
		case before && !after:
			loses.Rows = append(loses.Rows, p.T.Roles.Cans[string(c)])
		}
	}
	for _, l := range []OperatorChanges{gains, loses} {
		if len(l.Rows) > 0 {
			p.Lists = append(p.Lists, l)
		}
	}
	return p
}
