package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// PolicyDelete asks before a customer managed policy is deleted. While it is
// attached somewhere it says where, and asks nothing.
type PolicyDelete struct {
	Page
	Name    string
	BackURL string
	Action  string
	Steps   []StepLine
	Goes    []GoesAway
	Users   []NameLink
	Groups  []NameLink
	Roles   []string
	Bound   Bound
	Label   string // of the field in which the name is typed
	Typed   string // what was typed, in a form that comes back
	Fault   *fault.Fault
}

// NewPolicyDelete makes the page for a policy with its versions. What it is
// attached to is filled by the caller.
func NewPolicyDelete(p Page, pol iam.Policy, versions []iam.PolicyVersion) PolicyDelete {
	v := PolicyDelete{
		Page: p, Name: string(pol.Name), BackURL: PolicyURL(pol.ARN), Action: PolicyDeleteURL(pol.ARN),
		Label: fmt.Sprintf(p.T.Versions.ConfirmLabel, pol.Name),
	}
	var ids []string
	for _, one := range versions {
		ids = append(ids, one.ID)
	}
	v.Goes = goesAway(v.Goes, p.T.Versions.EndVersions, ids)
	return v
}

// Attached reports whether the policy is attached somewhere.
func (p PolicyDelete) Attached() bool { return len(p.Users)+len(p.Groups)+len(p.Roles) > 0 }

// Held reports whether AWS would not delete the policy.
func (p PolicyDelete) Held() bool { return p.Attached() || p.Bound.Any() }
