package templates

import (
	"fmt"
	"slices"
	"strings"

	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// DraftPermissions is the wizard's second step: groups, and policies attached
// directly.
type DraftPermissions struct {
	DraftFrame
	Groups    []GroupChoice
	NewGroups []GroupChoice
	Pick      PolicyPick
	Inline    []string // names of copied inline policies
	Boundary  NameLink // the permissions boundary; Name is "" where there is none
	Bound     bool     // every new user has it: it cannot be changed
}

// GroupChoice is one group to tick.
type GroupChoice struct {
	Name     string
	Policies string // what its members may do, in words
	Ticked   bool
}

// NewGroupChoice says a group by the names of its policies.
func NewGroupChoice(t *text.Text, g iam.GroupName, policies []string, ticked bool) GroupChoice {
	c := GroupChoice{Name: string(g), Policies: t.Wizard.GroupNoPolicies, Ticked: ticked}
	if len(policies) > 0 {
		c.Policies = fmt.Sprintf(t.Wizard.GroupPolicies, strings.Join(policies, ", "))
	}
	return c
}

// AllBuckets reports whether a chosen policy reaches every bucket.
func (p DraftPermissions) AllBuckets() bool {
	return slices.ContainsFunc(p.Pick.Chosen, func(c PolicyChoice) bool { return c.ARN == fullAccessS3 })
}
