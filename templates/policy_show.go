package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// PolicyShow is the page of one managed policy, or of a version of it that is
// not the default.
type PolicyShow struct {
	Page
	Name     string
	ARN      string
	Type     string
	About    string
	Version  string
	Reading  PolicyReading
	HasText  bool   // the document was read
	Diff     Diff   // from another version to the one that is shown
	Old      string // the version shown, where it is not the default
	Created  Stamp
	Updated  Stamp
	Fresh    string
	Live     bool
	Users    []NameLink
	Groups   []NameLink
	Roles    []string
	Bound    Bound
	Own      bool
	Versions []VersionRow
	Known    bool   // the versions were read
	EditURL  string // "" for what may not be changed
	EndURL   string
	SetURL   string
	DropURL  string
	ShowURL  string // of the default version
	Fault    *fault.Fault

	// The form that compares two versions; no choices where there is one.
	From, To []ListChoice
}

// Bound is whose permissions boundary a policy is.
type Bound struct {
	Users        []NameLink
	Roles        []string
	RolesUnknown bool
}

// Any reports whether anybody has it.
func (b Bound) Any() bool { return len(b.Users)+len(b.Roles) > 0 }

// VersionRow is one version of a policy.
type VersionRow struct {
	ID      string
	URL     string
	Label   string // the link's name
	Created Stamp
	Default bool
	Set     string // names of its buttons for those who cannot see the row
	Drop    string
}

// NewPolicyShow makes the page of a policy. What it is attached to is filled by
// the caller.
func NewPolicyShow(p Page, pol iam.Policy, at time.Time, live bool) PolicyShow {
	v := PolicyShow{
		Page: p, Name: string(pol.Name), ARN: string(pol.ARN), Type: PolicyType(p.T, pol.ARN), About: pol.Description,
		Version: pol.DefaultVersion, Own: !pol.ARN.AWSManaged(), ShowURL: PolicyURL(pol.ARN),
		SetURL: PolicySetURL(pol.ARN), DropURL: PolicyDropURL(pol.ARN),
		Created: DateStamp(p.T, pol.Created), Updated: DateStamp(p.T, pol.Updated), Live: live, Fresh: p.T.Policies.ReadLive,
	}
	if !live {
		v.Fresh = fmt.Sprintf(p.T.Policies.ReadBefore, p.T.Ago(at, p.Now))
	}
	if v.Own && p.May(desk.CanPolicies) {
		v.EndURL = PolicyDeleteURL(pol.ARN)
		if !p.Lacks(iam.FeatureVersions) { // an edit is a new version
			v.EditURL = PolicyEditURL(pol.ARN, "")
		}
	}
	return v.Read(pol.Document)
}

// Read puts a document on the page.
func (p PolicyShow) Read(document string) PolicyShow {
	if p.HasText = document != ""; p.HasText {
		p.Reading = NewPolicyReading(p.T, Indented(document), policyUse(p.Own))
	}
	return p
}

// policyUse is what the document of a managed policy is for.
func policyUse(own bool) policy.Use {
	if own {
		return policy.UseManaged
	}
	return ofAWS
}

// WithVersions lists the versions of the policy.
func (p PolicyShow) WithVersions(arn iam.ARN, list []iam.PolicyVersion) PolicyShow {
	w := p.T.Versions
	p.Known = true
	for _, v := range list {
		p.Versions = append(p.Versions, VersionRow{
			ID: v.ID, URL: PolicyVersionURL(arn, v.ID), Label: fmt.Sprintf(w.Show, v.ID), Created: DateStamp(p.T, v.Created), Default: v.Default,
			Set: fmt.Sprintf(w.SetWhat, v.ID), Drop: fmt.Sprintf(w.DeleteWhat, v.ID),
		})
	}
	return p
}

// Compared chooses the versions in the form that compares two: those compared
// now, or the default and the newest other one.
func (p PolicyShow) Compared(from, to string) PolicyShow {
	if len(p.Versions) < 2 {
		return p
	}
	for _, v := range p.Versions {
		if to == "" && v.Default {
			to = v.ID
		}
	}
	for _, v := range p.Versions {
		if from == "" && v.ID != to {
			from = v.ID
		}
	}
	for _, v := range p.Versions {
		c := ListChoice{Value: v.ID, Label: v.ID}
		if v.Default {
			c.Label = fmt.Sprintf(p.T.PolicyUse.Default, v.ID)
		}
		before, after := c, c
		before.Chosen, after.Chosen = v.ID == from, v.ID == to
		p.From, p.To = append(p.From, before), append(p.To, after)
	}
	return p
}

// OldTitle says that the version shown does not apply.
func (p PolicyShow) OldTitle() string { return fmt.Sprintf(p.T.Versions.Old, p.Old) }

// Nowhere reports whether the policy is attached to nothing.
func (p PolicyShow) Nowhere() bool { return len(p.Users)+len(p.Groups)+len(p.Roles) == 0 }
