package templates

import (
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// UserBoundary is the page on which the permissions boundary of a user is set: a
// form, then its review.
type UserBoundary struct {
	Page
	Now     NameLink // Name is "" where there is none
	Then    NameLink
	ARN     iam.ARN // what the review saves; "" removes
	Pick    PolicyPick
	Draft   bool // of a user that is not made yet: there is no review
	Review  bool
	Effect  string
	Steps   []StepLine
	Fault   *fault.Fault
	Action  string
	BackURL string
}

// NewUserBoundary starts the page of a user.
func NewUserBoundary(p Page, u iam.User) UserBoundary {
	return UserBoundary{Page: p, Now: PolicyLink(u.Boundary), Action: UserBoundaryURL(u.Name), BackURL: UserPermissionsURL(u.Name)}
}

// NewDraftBoundary starts the page of a user that is not made yet.
func NewDraftBoundary(p Page, id string, now iam.ARN) UserBoundary {
	return UserBoundary{Page: p, Draft: true, Now: PolicyLink(now), Action: DraftBoundaryURL(id), BackURL: DraftURL(id, StepPermissions)}
}

// PolicyLink leads to a managed policy; it is zero where arn is "".
func PolicyLink(arn iam.ARN) NameLink {
	if arn == "" {
		return NameLink{}
	}
	return NameLink{Name: arn.Name(), URL: PolicyURL(arn)}
}

// To makes the page the review of another boundary, or of none.
func (p UserBoundary) To(arn iam.ARN, steps []StepLine) UserBoundary {
	p.Review, p.ARN, p.Then, p.Steps = true, arn, PolicyLink(arn), steps
	switch {
	case arn == "":
		p.Effect = p.T.Boundary.Lifts
	case p.Now.Name == "":
		p.Effect = p.T.Boundary.Limits
	default:
		p.Effect = p.T.Boundary.Other
	}
	return p
}
