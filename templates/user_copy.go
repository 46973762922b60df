package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates/ui"
)

// UserCopy is the page that copies permissions from another user: a choice, then
// its review. The wizard has it too, for a user that is not made yet.
type UserCopy struct {
	Page
	From    string
	Heading string
	Users   UserPick
	Items   []CopyRow // of the chosen user; empty while none is
	Review  bool      // what is shown can be saved
	Steps   []StepLine
	Bounded string // a warning, or ""
	Base    string
	Save    string // words of the button
	Not     string // what is not copied
	Fault   *fault.Fault
	Action  string
	BackURL string
}

// CopyRow is one permission that is to be copied.
type CopyRow struct {
	Name    string
	URL     string
	Kind    string
	Mark    string // of the outcome, as ui.Tag takes it
	Outcome string
}

// NewCopyRow makes a row by the call that adds the permission.
func NewCopyRow(p Page, call, name, outcome string, arn iam.ARN) CopyRow {
	w := &p.T.Copying
	row := CopyRow{Name: name, Outcome: w.Outcomes[outcome], Mark: map[string]string{"adds": "ok", "clash": "warn", "other": "warn"}[outcome]}
	switch call {
	case "AddUserToGroup":
		row.Kind, row.URL = w.Group, GroupURL(iam.GroupName(name))
	case "AttachUserPolicy":
		row.Kind, row.URL = w.Managed, PolicyURL(arn)
	case "PutUserPermissionsBoundary":
		row.Kind, row.URL = w.Bound, PolicyURL(arn)
	default:
		row.Kind = w.Inline
	}
	return row
}

// NewUserCopy starts the page of a user.
func NewUserCopy(p Page, n iam.UserName) UserCopy {
	return UserCopy{Page: p, Action: UserCopyURL(n), BackURL: UserPermissionsURL(n), Save: p.T.Copying.Save, Not: p.T.Copying.NotLead}
}

// NewDraftCopy starts the page of a user that is not made yet.
func NewDraftCopy(p Page, id string) UserCopy {
	return UserCopy{Page: p, Action: DraftCopyURL(id), BackURL: DraftURL(id, StepPermissions), Save: p.T.Copying.DraftAdd, Not: p.T.Copying.NotDraft}
}

// Of is the page with another user chosen.
func (p UserCopy) Of(from iam.User, to iam.ARN) UserCopy {
	p.From, p.Heading = string(from.Name), fmt.Sprintf(p.T.Copying.From, from.Name)
	if from.Boundary != "" && to == "" {
		p.Bounded = fmt.Sprintf(p.T.Copying.Bounded, from.Name, from.Boundary.Name())
	}
	return p
}

// pick says the choice of a user in words.
func (p UserCopy) pick() ui.PickProps {
	w, g := p.T.Copying, p.T.Groups
	props := ui.PickProps{
		Field: "from", One: true, QueryField: "u", Query: p.Users.Query, Legend: w.Legend, Hint: w.Hint,
		Search: w.Search, Find: g.Find, FindURL: p.Action, Error: p.Wrong(p.Fault, "from"),
		ChosenHead: g.Chosen, Chosen: userChoices(p.Users.Chosen), FoundHead: g.Found, Found: userChoices(p.Users.Found),
	}
	switch more := p.Users.Match - len(p.Users.Found); {
	case more > 0:
		props.More = fmt.Sprintf(g.More, p.T.Count(more))
	case p.Users.Match == 0 && p.Users.Query != "":
		props.None = fmt.Sprintf(g.AddNone, p.Users.Query)
	}
	return props
}
