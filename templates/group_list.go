package templates

import (
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// GroupList is the page of all groups.
type GroupList struct {
	ListFrame
	Heads     GroupHeads
	Rows      []GroupRow
	CreateURL string // "" for an operator who may not create
}

// GroupHeads are the columns that sort.
type GroupHeads struct{ Name, Members, Created SortHead }

// GroupRow is one group of the list.
type GroupRow struct {
	Name     string
	URL      string
	Members  string // how many
	Policies string // names with commas, or ""
	Created  Stamp
}

// NewGroupRow makes the row of a group with so many members.
func NewGroupRow(t *text.Text, g *iam.Group, members int) GroupRow {
	return GroupRow{
		Name: string(g.Name), URL: GroupURL(g.Name), Members: t.Count(members), Policies: policyNames(*g),
		Created: DateStamp(t, g.Created),
	}
}
