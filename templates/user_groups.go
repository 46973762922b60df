package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// UserGroups is the tab of a user's memberships.
type UserGroups struct {
	Page
	Head     UserHead
	Groups   []MembershipRow
	Room     string // how many there may be
	Query    string
	Chosen   []iam.Group // ticked to join
	Found    []iam.Group // other groups that the search finds
	Match    int         // how many the search finds, those beyond Found included
	JoinURL  string
	LeaveURL string
	Fault    *fault.Fault
}

// MembershipRow is one group of a user.
type MembershipRow struct {
	Name     string
	URL      string
	Policies string // names with commas, or ""
	Button   string // the button's name for those who cannot see its row
}

// NewMembershipRow makes the row of a group.
func NewMembershipRow(t *text.Text, g iam.Group) MembershipRow {
	return MembershipRow{
		Name: string(g.Name), URL: GroupURL(g.Name), Policies: policyNames(g),
		Button: fmt.Sprintf(t.Users.LeaveWhat, g.Name),
	}
}

// policyNames lists the policies of a group, with commas.
func policyNames(g iam.Group) string {
	names := make([]iam.PolicyName, 0, len(g.Attached)+len(g.Inline))
	for _, p := range g.Attached {
		names = append(names, p.Name)
	}
	for _, p := range g.Inline {
		names = append(names, p.Name)
	}
	return joinNames(names)
}

// MayJoin reports whether there is a group to join.
func (p UserGroups) MayJoin() bool { return len(p.Chosen)+len(p.Found) > 0 || p.Query != "" }

func (p UserGroups) pick() ui.PickProps {
	w := p.T.Users
	props := ui.PickProps{
		Field: "group", QueryField: "q", Query: p.Query, Legend: w.JoinLegend,
		Search: w.JoinSearch, Find: w.Find, FindURL: p.JoinURL, Error: p.Wrong(p.Fault, "group"),
		ChosenHead: p.T.Groups.Chosen, Chosen: p.choices(p.Chosen), FoundHead: w.Groups, Found: p.choices(p.Found),
	}
	switch more := p.Match - len(p.Found); {
	case more > 0:
		props.More = fmt.Sprintf(p.T.Groups.More, p.T.Count(more))
	case p.Match == 0 && p.Query != "":
		props.None = fmt.Sprintf(w.JoinNone, p.Query)
	}
	return props
}

func (p UserGroups) choices(groups []iam.Group) []ui.PickChoice {
	list := make([]ui.PickChoice, len(groups))
	for i, g := range groups {
		list[i] = ui.PickChoice{Value: string(g.Name), Label: string(g.Name), Note: p.T.Users.GroupBare}
		if names := policyNames(g); names != "" {
			list[i].Note = fmt.Sprintf(p.T.Users.GroupPolicies, names)
		}
	}
	return list
}
