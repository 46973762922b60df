package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// KeyDelete asks before an access key is deleted. The handler fills the first
// block; Prepare decides the rest.
type KeyDelete struct {
	Page
	User  iam.UserName
	Row   KeyRow
	Typed string
	Steps []StepLine
	Fault *fault.Fault

	TypeLabel string
	Used      string // what is known of the key's last use, or ""
}

// Prepare decides what the page shows.
func (p KeyDelete) Prepare() KeyDelete {
	w := p.T.Keys
	p.Title, p.Faulty = fmt.Sprintf(w.DeleteTitle, p.Row.ID), p.Fault != nil
	p.Crumbs = userCrumbs(p.T, p.User)
	p.TypeLabel = fmt.Sprintf(w.DeleteType, p.Row.ID)
	p.Row.prepare(p.Page)
	switch {
	case !p.Row.Use.At.IsZero():
		p.Used = fmt.Sprintf(w.DeleteUsed, p.Row.LastUsed.Exact)
		if p.Row.UsedWith != "" {
			p.Used += " (" + p.Row.UsedWith + ")"
		}
	case p.Row.UseKnown:
		p.Used = w.DeleteUnused
	}
	return p
}
