package templates

import (
	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// The fields by which a form says why a dangerous change is wanted, and which
// approval it uses up.
const (
	GateReason   = "gate-reason"
	GateApproval = "gate-approval"
)

// GateBlock says why a change is dangerous and asks for the reason. The zero value
// draws nothing.
type GateBlock struct {
	Shown   bool
	Guarded bool // a second person is needed
	Dangers []string
	Reason  string // that was given
	Fault   *fault.Fault
}

// Gate is the page between a form and its answer that asks for the reason of a
// dangerous change. The handler fills it; Prepare decides the rest.
type Gate struct {
	Page
	Block   GateBlock
	Steps   []StepLine
	Diff    Diff
	Fields  []Carried
	Secrets []string // fields that are not carried, and typed again
	TooLong bool     // the form is not carried
	Action  string
	BackURL string

	Lead   string
	Button string
}

// Prepare decides what the page shows.
func (p Gate) Prepare() Gate {
	w := p.T.Requests
	p.Title, p.Lead, p.Button, p.Faulty = w.GateTitle, w.GateOpen, w.GoOn, p.Block.Fault != nil
	if p.Block.Guarded {
		p.Lead, p.Button = w.GateGuarded, w.Send
	}
	return p
}

// secretLabel names a field that is typed again.
func (p Page) secretLabel(name string) string {
	if name == "repeat" {
		return p.T.Requests.Repeat
	}
	return p.T.SignIn.Password
}

// maxReason is how long a reason may be, in characters.
const maxReason = desk.MaxReason
