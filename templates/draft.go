package templates

import (
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// The steps of the create-user wizard, as ?step= names them.
const (
	StepWho         = "who"
	StepPermissions = "permissions"
	StepConsole     = "console"
	StepReview      = "review"
)

// The choices of the step about console access.
const (
	ConsoleNone      = "none"
	ConsoleGenerated = "generated"
	ConsoleCustom    = "custom"
)

// fullAccessS3 is the policy whose reach the wizard points out.
const fullAccessS3 = iam.ARN("arn:aws:iam::aws:policy/AmazonS3FullAccess")

// DraftFrame is what all steps of the create-user wizard share. ID is "" while
// there is no draft yet.
type DraftFrame struct {
	Page
	ID    string
	Step  string
	User  iam.UserName
	Fault *fault.Fault
}

// Risky reports whether a spreadsheet may take the user's name for a formula.
func (p DraftFrame) Risky() bool { return p.User.Risky() }

// Action is where the form of the step posts to.
func (p DraftFrame) Action() string {
	switch {
	case p.ID == "":
		return DraftsURL()
	case p.Step == StepReview:
		return DraftRunURL(p.ID)
	}
	return DraftURL(p.ID, p.Step)
}

// BackURL is the step before this one; "" at the first.
func (p DraftFrame) BackURL() string {
	switch p.Step {
	case StepPermissions:
		return DraftURL(p.ID, StepWho)
	case StepConsole:
		return DraftURL(p.ID, StepPermissions)
	case StepReview:
		return DraftURL(p.ID, StepConsole)
	}
	return ""
}

// rail is the list of steps. Before the first step is saved there is nowhere
// else to go; afterwards each step can be gone to, for the draft keeps them.
func (p DraftFrame) rail() []ui.Step {
	w := p.T.Wizard
	steps := []ui.Step{{Text: w.Who}, {Text: w.Permissions}, {Text: w.Console}, {Text: w.Review}}
	passed := true
	for i, id := range []string{StepWho, StepPermissions, StepConsole, StepReview} {
		s := &steps[i]
		switch {
		case id == p.Step:
			s.State, passed = "current", false
		case passed:
			s.State, s.Word, s.URL = "done", w.RailDone, DraftURL(p.ID, id)
		default:
			s.State = "todo"
		}
	}
	return steps
}

// userCrumbs is the path to a page that belongs to one user.
func userCrumbs(t *text.Text, n iam.UserName) []Crumb {
	return []Crumb{{Text: t.Shell.Users, URL: UsersURL()}, {Text: string(n), URL: UserURL(n)}}
}
