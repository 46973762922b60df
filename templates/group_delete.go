package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// GroupDelete asks before a group is deleted: it lists all that goes away.
type GroupDelete struct {
	Page
	Name    string
	BackURL string
	Action  string
	Steps   []StepLine
	Goes    []GoesAway
	Label   string // of the field in which the name is typed
	Typed   string // what was typed, in a form that comes back
	Fault   *fault.Fault
}

// NewGroupDelete makes the page for a group and its members.
func NewGroupDelete(p Page, g iam.Group, members []iam.UserName) GroupDelete {
	w := p.T.Groups
	v := GroupDelete{
		Page: p, Name: string(g.Name), BackURL: GroupURL(g.Name), Action: GroupDeleteURL(g.Name),
		Label: fmt.Sprintf(w.ConfirmLabel, g.Name),
	}
	var managed, inline []iam.PolicyName
	for _, a := range g.Attached {
		managed = append(managed, a.Name)
	}
	for _, in := range g.Inline {
		inline = append(inline, in.Name)
	}
	v.Goes = goesAway(v.Goes, w.DeleteMembers, members)
	v.Goes = goesAway(v.Goes, w.DeleteManaged, managed)
	v.Goes = goesAway(v.Goes, w.DeleteInline, inline)
	return v
}
