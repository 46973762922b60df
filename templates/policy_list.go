package templates

import (
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// PolicyList is the page of all managed policies.
type PolicyList struct {
	ListFrame
	Heads     PolicyHeads
	Rows      []PolicyListRow
	CreateURL string // "" for an operator who may not create
}

// PolicyHeads are the columns that sort.
type PolicyHeads struct{ Name, Type, Attached, Updated SortHead }

// PolicyListRow is one policy of the list.
type PolicyListRow struct {
	Name     string
	URL      string
	Type     string
	Own      bool
	Attached string // how many users, groups and roles have it
	Updated  Stamp
}

// NewPolicyListRow makes the row of a policy.
func NewPolicyListRow(t *text.Text, p *iam.Policy) PolicyListRow {
	return PolicyListRow{
		Name: string(p.Name), URL: PolicyURL(p.ARN), Type: PolicyType(t, p.ARN), Own: !p.ARN.AWSManaged(),
		Attached: t.Count(p.Attachments), Updated: DateStamp(t, p.Updated),
	}
}
