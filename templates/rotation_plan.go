package templates

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// RotationWhen is the fields that say when an old key stops, and when it goes.
type RotationWhen struct {
	Overlaps []ListChoice
	InUses   []ListChoice
	Days     string
	Fault    *fault.Fault
}

// NewRotationWhen makes the fields, with what is chosen and typed.
func NewRotationWhen(p Page, overlap desk.Overlap, inUse desk.InUse, days string, ft *fault.Fault) RotationWhen {
	w, f := &p.T.Rotations, RotationWhen{Days: days, Fault: ft}
	for _, o := range desk.Overlaps() {
		f.Overlaps = append(f.Overlaps, ListChoice{Value: string(o), Label: w.Overlaps[string(o)], Chosen: o == overlap})
	}
	for _, u := range []desk.InUse{desk.InUseWait, desk.InUseStop} {
		f.InUses = append(f.InUses, ListChoice{Value: string(u), Label: w.InUses[string(u)], Chosen: u == inUse})
	}
	return f
}

// RotationPlan is the page before an access key is rotated: what will happen, and
// when. The handler fills the first block; Prepare decides the rest.
type RotationPlan struct {
	Page
	User     iam.UserName
	Row      KeyRow
	When     RotationWhen
	Leak     bool
	Drop     string // the key that is ticked to go
	Full     bool   // the user has two keys
	Other    KeyRow // the one beside it, where there are two
	Why      string // porter's reason why that one may go, or may not
	MayGo    bool
	Self     string // the same of the key itself; "" where it may not go
	OpenID   string // the rotation of the user that has not ended, or ""
	HeldBy   string // the operation that holds the user's keys, or ""
	Inactive bool   // the key cannot sign
	Steps    []StepLine
	Fault    *fault.Fault

	Action    string
	BackURL   string
	OpenURL   string
	HeldURL   string
	DropLabel string
	FullFirst string // the other key cannot go now; "" where it can
	Spare     string // why
	SelfSpare string
	Ready     bool // the form can be sent
}

// Prepare decides what the page shows.
func (p RotationPlan) Prepare() RotationPlan {
	w := &p.T.Rotations
	p.Title, p.Faulty = fmt.Sprintf(w.PlanOf, p.User), p.Fault != nil
	p.Crumbs = userCrumbs(p.T, p.User)
	p.Action, p.BackURL = KeyRotateURL(p.User, p.Row.ID), KeysURL(p.User)
	p.Row.prepare(p.Page)
	if p.OpenID != "" {
		p.OpenURL = RotationURL(p.OpenID)
	}
	if p.HeldBy != "" {
		p.HeldURL = OpURL(p.HeldBy)
	}
	if p.Full {
		p.Other.prepare(p.Page)
		p.Spare, p.DropLabel = w.Spares[p.Why], fmt.Sprintf(w.FullPick, p.Other.ID)
		if !p.MayGo {
			p.FullFirst = fmt.Sprintf(w.FullFirst, p.Other.ID)
		}
	}
	p.SelfSpare = w.SelfSpares[p.Self]
	p.Ready = p.OpenURL == "" && p.HeldURL == "" && !p.Inactive && p.FullFirst == ""
	return p
}
