package templates

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// MyKeys is the page of the access keys of one's own IAM user: to issue, to rotate
// and to deactivate one. The handler fills the first block; Prepare decides the
// rest.
type MyKeys struct {
	Page
	User        iam.UserName // "" is none
	Known       bool         // its keys were read
	Keys        []KeyRow
	OpenID      string // the rotation that has not ended, or ""
	HeldBy      string // the operation that holds the user's keys, or ""
	Description string
	Fault       *fault.Fault

	Lead    string
	Rows    []MyKeyRow
	MayNew  bool
	OpenURL string
	HeldURL string
}

// MyKeyRow is one of one's own keys.
type MyKeyRow struct {
	ID, Text, Status      string
	Kind                  string
	Made                  Stamp
	StopURL, StopLabel    string // "" where it cannot be
	RotateURL, TurnedWhat string
}

// Prepare decides what the page shows.
func (p MyKeys) Prepare() MyKeys {
	w := &p.T.Operators
	p.Title, p.Section, p.Faulty = w.Mine, SectionMe, p.Fault != nil
	p.Crumbs = []Crumb{{Text: p.T.Me.Title, URL: MeURL()}}
	if p.User == "" {
		return p
	}
	p.Lead = fmt.Sprintf(w.MineLead, p.User)
	may := p.May(desk.CanOwn)
	for _, k := range p.Keys {
		row := MyKeyRow{ID: string(k.ID), Text: k.Description, Status: p.T.Keys.Inactive, Made: AgoStamp(p.T, k.Created, p.Now)}
		if k.Status == iam.KeyActive {
			row.Status, row.Kind = p.T.Keys.Active, "ok"
			if may && p.OpenID == "" && p.HeldBy == "" {
				row.StopURL, row.StopLabel = MyKeyStopURL(row.ID), fmt.Sprintf(w.StopWhat, row.ID)
				if len(p.Keys) < iam.KeysPerUser {
					row.RotateURL, row.TurnedWhat = MyKeyRotateURL(row.ID), fmt.Sprintf(w.TurnWhat, row.ID)
				}
			}
		}
		p.Rows = append(p.Rows, row)
	}
	p.MayNew = may && p.Known && len(p.Keys) < iam.KeysPerUser && p.HeldBy == "" && p.OpenID == ""
	if p.OpenID != "" {
		p.OpenURL = RotationURL(p.OpenID)
	}
	if p.HeldBy != "" {
		p.HeldURL = OpURL(p.HeldBy)
	}
	return p
}
