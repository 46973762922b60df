package templates

import (
	"fmt"
	"time"

	"keyporter/internal/iam"
)

// PolicyShow is the page of one managed policy.
type PolicyShow struct {
	Page
	Name     string
	ARN      string
	Type     string
	About    string
	Version  string
	Document string
	Created  Stamp
	Updated  Stamp
	Fresh    string
	Live     bool
	Users    []NameLink
	Groups   []NameLink
	Roles    []string
}

// NewPolicyShow makes the page of a policy. What it is attached to is filled by
// the caller.
func NewPolicyShow(p Page, pol iam.Policy, at time.Time, live bool) PolicyShow {
	v := PolicyShow{
		Page: p, Name: string(pol.Name), ARN: string(pol.ARN), Type: PolicyType(p.T, pol.ARN), About: pol.Description,
		Version: pol.DefaultVersion, Document: pol.Document,
		Created: DateStamp(p.T, pol.Created), Updated: DateStamp(p.T, pol.Updated), Live: live, Fresh: p.T.Policies.ReadLive,
	}
	if !live {
		v.Fresh = fmt.Sprintf(p.T.Policies.ReadBefore, p.T.Ago(at, p.Now))
	}
	return v
}

// Nowhere reports whether the policy is attached to nothing.
func (p PolicyShow) Nowhere() bool { return len(p.Users)+len(p.Groups)+len(p.Roles) == 0 }

// RoleNames lists the roles that have the policy, with commas.
func (p PolicyShow) RoleNames() string { return joinNames(p.Roles) }
