package access

import (
	"slices"
	"strings"

	"keyporter/internal/iam"
)

// WhatIfKind is a kind of change whose effect is to be worked out.
type WhatIfKind string

// The kinds of changes.
const (
	WhatIfAdd      WhatIfKind = "add"      // a policy more at the holder
	WhatIfRemove   WhatIfKind = "remove"   // one less
	WhatIfChange   WhatIfKind = "change"   // a policy with another document
	WhatIfBoundary WhatIfKind = "boundary" // another permissions boundary, or none
)

// WhatIf is a change of an account that nobody makes.
type WhatIf struct {
	Kind     WhatIfKind
	Holder   Subject // a user, group or role; none to change a managed policy
	Policy   string  // name or ARN of a managed policy; the name of an inline one to remove or to change
	Document string  // the new document; to add, instead of a policy that exists
}

// WhatIfProblem says why a change cannot be worked out; "" where it can.
type WhatIfProblem string

// The problems.
const (
	WhatIfNoHolder   WhatIfProblem = "no-holder"   // the holder is none, or not there
	WhatIfNoPolicy   WhatIfProblem = "no-policy"   // no such policy with a document
	WhatIfNotHeld    WhatIfProblem = "not-held"    // the holder does not have it
	WhatIfNoBoundary WhatIfProblem = "no-boundary" // groups have none
	WhatIfNoDocument WhatIfProblem = "no-document" // a changed policy needs one
)

// draftName is the name of the inline policy that stands for a document.
const draftName iam.PolicyName = "what-if"

// holdings is where the policies of a user, group or role lie.
type holdings struct {
	attached *[]iam.AttachedPolicy
	inline   *[]iam.InlinePolicy
	boundary *iam.ARN // nil for a group
}

// WhatIf returns a copy of the account with the change; the account itself stays
// as it is.
func (a *Account) WhatIf(w WhatIf) (*Account, WhatIfProblem) {
	next := *a
	if w.Kind == WhatIfChange && w.Document == "" {
		return nil, WhatIfNoDocument
	}
	if w.Kind == WhatIfChange && w.Holder == (Subject{}) {
		return next.withDocument(w)
	}
	h, ok := next.holdings(w.Holder)
	if !ok {
		return nil, WhatIfNoHolder
	}
	switch w.Kind {
	case WhatIfChange:
		return next.withInline(h, w)
	case WhatIfRemove:
		return next.without(h, w.Policy)
	case WhatIfBoundary:
		if h.boundary == nil {
			return nil, WhatIfNoBoundary
		}
		if w.Policy == "" {
			*h.boundary = ""
			return &next, ""
		}
		p, ok := a.managed(w.Policy)
		if !ok {
			return nil, WhatIfNoPolicy
		}
		*h.boundary = p.ARN
		return &next, ""
	}
	if w.Document != "" {
		*h.inline = append(slices.Clone(*h.inline), iam.InlinePolicy{Name: draftName, Document: w.Document})
		return &next, ""
	}
	p, ok := a.managed(w.Policy)
	if !ok {
		return nil, WhatIfNoPolicy
	}
	*h.attached = append(slices.Clone(*h.attached), iam.AttachedPolicy{Name: p.Name, ARN: p.ARN})
	return &next, ""
}

func (a *Account) withInline(h holdings, w WhatIf) (*Account, WhatIfProblem) {
	list := slices.Clone(*h.inline)
	i := slices.IndexFunc(list, func(p iam.InlinePolicy) bool { return string(p.Name) == w.Policy })
	if i < 0 {
		return nil, WhatIfNotHeld
	}
	list[i].Document = w.Document
	*h.inline = list
	return a, ""
}

func (a *Account) withDocument(w WhatIf) (*Account, WhatIfProblem) {
	p, ok := a.managed(w.Policy)
	if !ok {
		return nil, WhatIfNoPolicy
	}
	a.Policies = slices.Clone(a.Policies)
	for i := range a.Policies {
		if a.Policies[i].ARN == p.ARN {
			a.Policies[i].Document = w.Document
		}
	}
	return a, ""
}

func (a *Account) without(h holdings, name string) (*Account, WhatIfProblem) {
	attached := slices.DeleteFunc(slices.Clone(*h.attached), func(p iam.AttachedPolicy) bool {
		return string(p.ARN) == name || strings.EqualFold(string(p.Name), name)
	})
	inline := slices.DeleteFunc(slices.Clone(*h.inline), func(p iam.InlinePolicy) bool { return string(p.Name) == name })
	if len(attached) == len(*h.attached) && len(inline) == len(*h.inline) {
		return nil, WhatIfNotHeld
	}
	*h.attached, *h.inline = attached, inline
	return a, ""
}

// managed finds a policy with a document by its ARN or its name.
func (a *Account) managed(name string) (iam.Policy, bool) {
	for _, p := range a.Policies {
		if p.Document != "" && (string(p.ARN) == name || strings.EqualFold(string(p.Name), name)) {
			return p, true
		}
	}
	return iam.Policy{}, false
}

// holdings finds where a subject's policies lie, in lists of the account's own.
func (a *Account) holdings(s Subject) (holdings, bool) {
	switch s.Kind {
	case SubjectUser:
		a.Users = slices.Clone(a.Users)
		for i := range a.Users {
			if u := &a.Users[i]; strings.EqualFold(string(u.Name), s.Name) {
				return holdings{&u.Attached, &u.Inline, &u.Boundary}, true
			}
		}
	case SubjectGroup:
		a.Groups = slices.Clone(a.Groups)
		for i := range a.Groups {
			if g := &a.Groups[i]; strings.EqualFold(string(g.Name), s.Name) {
				return holdings{&g.Attached, &g.Inline, nil}, true
			}
		}
	case SubjectRole:
		a.Roles = slices.Clone(a.Roles)
		for i := range a.Roles {
			if r := &a.Roles[i]; strings.EqualFold(r.Name, s.Name) {
				return holdings{&r.Attached, &r.Inline, &r.Boundary}, true
			}
		}
	}
	return holdings{}, false
}
