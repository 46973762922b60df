package templates

import (
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// PolicyList is the page of all managed policies.
type PolicyList struct {
	Page
	Query     string
	Scope     string // "", "aws" or "own"
	Rows      []PolicyListRow
	Summary   string // said when not all that match are shown, or ""
	CreateURL string // "" for an operator who may not create
	NoMatch   string // what to say when nothing matches, or ""
}

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

// ScopeURL returns the address of the list with another scope.
func (p PolicyList) ScopeURL(scope string) string {
	return query(PoliciesURL(), "q", p.Query, "scope", scope)
}

// ClearURL returns the address of the list without a search.
func (p PolicyList) ClearURL() string { return query(PoliciesURL(), "scope", p.Scope) }
