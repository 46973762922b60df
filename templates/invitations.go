package templates

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// Invitations is the page of invitations. The handler fills the first block;
// Prepare decides the rest.
type Invitations struct {
	Page
	Open  []desk.Invitation
	Name  string // that was typed
	Role  desk.Role
	For   string // name of who was invited just now
	Link  string // that is shown once, or ""
	Fault *fault.Fault

	Made  string
	Rows  []InvitationRow
	Roles []Choice
}

// InvitationRow is an open invitation.
type InvitationRow struct {
	ID    string
	Name  string
	Role  string
	By    string
	Since Stamp
	Until Stamp
	Label string
}

// Prepare decides what the page shows.
func (p Invitations) Prepare() Invitations {
	t := p.T
	p.Title, p.Faulty = t.Invites.Title, p.Fault != nil
	p.Made = fmt.Sprintf(t.Invites.Made, p.For)
	for _, role := range desk.Roles() {
		p.Roles = append(p.Roles, Choice{Value: string(role), Label: t.Role(string(role)), Checked: role == p.Role})
	}
	for _, i := range p.Open {
		p.Rows = append(p.Rows, InvitationRow{
			ID: i.ID, Name: i.Name, Role: t.Role(string(i.Role)), By: i.Inviter,
			Since: AgoStamp(t, i.Created, p.Now), Until: DateStamp(t, i.Expires), Label: fmt.Sprintf(t.Invites.RevokeLabel, i.Name),
		})
	}
	return p
}
