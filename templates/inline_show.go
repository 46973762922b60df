package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
)

// InlineShow is the page of one inline policy of a user or group.
type InlineShow struct {
	Page
	Fresh     string
	Holder    NameLink
	Reading   PolicyReading
	EditURL   string // "" for an operator who may not change it
	DeleteURL string
}

// NewInlineShow makes the page of a policy of the holder. At is when it was
// read; live is false where AWS did not answer in time.
func NewInlineShow(p Page, in iam.InlinePolicy, at time.Time, live bool) InlineShow {
	v := InlineShow{
		Page: p, Fresh: p.T.Policies.ReadLive,
		Reading: NewPolicyReading(p.T, Indented(in.Document), policy.UseInline),
	}
	if !live {
		v.Fresh = fmt.Sprintf(p.T.Policies.ReadBefore, p.T.Ago(at, p.Now))
	}
	return v
}

// Held names the user or group that has the policy, by its link and its address
// UserURL or GroupURL, and for an operator who may change it the ways to do so.
func (p InlineShow) Held(link NameLink, holder string, name iam.PolicyName) InlineShow {
	if p.Holder = link; p.May(desk.CanPolicies) {
		p.EditURL, p.DeleteURL = InlineEditURL(holder, name), InlineDeleteURL(holder, name)
	}
	return p
}

// InlineDelete asks before an inline policy is deleted.
type InlineDelete struct {
	Page
	Name    string
	BackURL string
	Action  string
	Steps   []StepLine
	Reading PolicyReading
	Label   string // of the field in which the name is typed
	Typed   string // what was typed, in a form that comes back
	Fault   *fault.Fault
}

// NewInlineDelete makes the page for a policy of the holder.
func NewInlineDelete(p Page, holder string, in iam.InlinePolicy) InlineDelete {
	return InlineDelete{
		Page: p, Name: string(in.Name), BackURL: InlineURL(holder, in.Name), Action: InlineDeleteURL(holder, in.Name),
		Reading: newReading(p.T, Indented(in.Document), policy.UseInline),
		Label:   fmt.Sprintf(p.T.Inline.ConfirmLabel, in.Name),
	}
}
