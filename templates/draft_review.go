package templates

import (
	"fmt"

	"keyporter/internal/desk"
)

// DraftReview is the wizard's last step: what will happen, in plain words.
type DraftReview struct {
	DraftFrame
	Steps   []StepLine
	Console bool
	Custom  bool // the password is typed here
	Nothing bool // the user gets no permission at all
	Sandbox bool
	Gate    GateBlock

	Path     string // "" for /
	Tags     []string
	Boundary NameLink // Name is "" where there is none
}

// button says what the form does: it creates, or asks for approval.
func (p DraftReview) button() string {
	if p.Gate.Guarded {
		return p.T.Requests.Send
	}
	return p.T.Wizard.Create
}

// Prepare decides what the page shows: the link that changes each step.
func (p DraftReview) Prepare() DraftReview {
	w := p.T.Wizard
	for i := range p.Steps {
		s := &p.Steps[i]
		step, word := StepPermissions, w.Permissions
		switch s.Verb {
		case desk.UserCreate:
			step, word = StepWho, w.Who
		case desk.ConsoleEnable:
			step, word = StepConsole, w.Console
		}
		s.URL, s.Label = DraftURL(p.ID, step), fmt.Sprintf(w.Change, word)
	}
	return p
}
