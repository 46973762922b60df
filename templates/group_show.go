package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates/ui"
)

// GroupShow is the page of one group: its members and policies.
type GroupShow struct {
	Page
	Name         string
	ARN          string
	ID           string
	Path         string
	Created      Stamp
	Fresh        string
	Live         bool
	RenameURL    string // the same as DeleteURL, and where the server cannot
	DeleteURL    string // "" for an operator who may not delete
	Members      []MemberRow
	AddURL       string
	RemoveURL    string
	Users        UserPick
	Policies     PolicyTable
	RequireURL   string // of the policy that requires MFA; as NewInlineURL
	NewInlineURL string // "" for an operator who may not create one
	Room         string // how many there may be
	Pick         PolicyPick
	AttachURL    string
	Fault        *fault.Fault
}

// MemberRow is one member of a group.
type MemberRow struct {
	Name   string
	URL    string
	Button string // the button's name for those who cannot see its row
}

// UserPick is what a search for new members found.
type UserPick struct {
	Query  string
	Chosen []iam.UserName // ticked
	Found  []iam.UserName // without the ticked ones and the members
	Match  int            // how many the search finds, those beyond Found included
}

// NewGroupShow makes the page of a group, without what the forms of an operator
// who may change it need.
func NewGroupShow(p Page, g iam.Group, members []iam.UserName, at time.Time, live bool) GroupShow {
	w := p.T.Groups
	v := GroupShow{
		Page: p, Name: string(g.Name), ARN: string(g.ARN), ID: g.ID, Path: g.Path, Created: DateStamp(p.T, g.Created),
		Fresh: w.ReadLive, Live: live, AddURL: GroupMembersURL(g.Name), RemoveURL: GroupMemberRemoveURL(g.Name),
		AttachURL: GroupAttachURL(g.Name), Policies: groupPolicies(p, g),
	}
	if !live {
		v.Fresh = fmt.Sprintf(w.ReadBefore, p.T.Ago(at, p.Now))
	}
	if !p.ReadOnly {
		v.DeleteURL = GroupDeleteURL(g.Name)
		if !p.Lacks(iam.FeatureRename) {
			v.RenameURL = GroupRenameURL(g.Name)
		}
		if p.May(desk.CanPolicies) && !p.Lacks(iam.FeatureInline) {
			v.NewInlineURL = NewInlineURL(GroupURL(g.Name))
		}
		if p.May(desk.CanPolicies) && !p.Lacks(iam.FeatureInline) && !p.Lacks(iam.FeatureMFA) {
			v.RequireURL = RequireMFAURL(GroupURL(g.Name))
		}
	}
	for _, n := range members {
		v.Members = append(v.Members, MemberRow{Name: string(n), URL: UserURL(n), Button: fmt.Sprintf(w.RemoveWhat, n)})
	}
	return v
}

func groupPolicies(p Page, g iam.Group) PolicyTable {
	w := p.T.Groups
	t := PolicyTable{
		T: p.T, Caption: w.PolicyCaption, Empty: w.NoPolicies, What: w.NoPolicyText,
		Action: GroupDetachURL(g.Name), FormKey: p.FormKey, Detach: !p.ReadOnly,
	}
	for _, a := range g.Attached {
		row := NewPolicyRow(p.T, a, "")
		row.Detach = !p.ReadOnly
		t.Rows = append(t.Rows, row)
	}
	for _, in := range g.Inline {
		row := NewPolicyRow(p.T, iam.AttachedPolicy{Name: in.Name}, "")
		t.Rows = append(t.Rows, row.Inline(p.T, GroupURL(g.Name), in.Name, p.May(desk.CanPolicies)))
	}
	return t
}

// MayAdd reports whether there is a user to add.
func (p GroupShow) MayAdd() bool {
	return len(p.Users.Chosen)+len(p.Users.Found) > 0 || p.Users.Query != ""
}

func (p GroupShow) userPick() ui.PickProps {
	w := p.T.Groups
	props := ui.PickProps{
		Field: "user", QueryField: "u", Query: p.Users.Query, Legend: w.AddLegend,
		Search: w.AddSearch, Find: w.Find, FindURL: GroupURL(iam.GroupName(p.Name)), Error: p.Wrong(p.Fault, "user"),
		ChosenHead: w.Chosen, Chosen: userChoices(p.Users.Chosen), FoundHead: w.Found, Found: userChoices(p.Users.Found),
	}
	switch more := p.Users.Match - len(p.Users.Found); {
	case more > 0:
		props.More = fmt.Sprintf(w.More, p.T.Count(more))
	case p.Users.Match == 0 && p.Users.Query != "":
		props.None = fmt.Sprintf(w.AddNone, p.Users.Query)
	}
	return props
}

func userChoices(names []iam.UserName) []ui.PickChoice {
	list := make([]ui.PickChoice, len(names))
	for i, n := range names {
		list[i] = ui.PickChoice{Value: string(n), Label: string(n)}
	}
	return list
}

// AddOpen reports whether the form for new members is in use.
func (p GroupShow) AddOpen() bool {
	return len(p.Members) == 0 || p.Users.Query != "" || len(p.Users.Chosen) > 0 || p.Wrong(p.Fault, "user") != ""
}

// AttachOpen reports whether the form for further policies is in use.
func (p GroupShow) AttachOpen() bool {
	return len(p.Policies.Rows) == 0 || p.Pick.Query != "" || len(p.Pick.Chosen) > 0 || p.Pick.Error != ""
}
