package templates

import (
	"fmt"

	"keyporter/internal/text"
)

// Overview is the first page: the first steps, the account's key facts and the
// last acts.
type Overview struct {
	Page
	Tasks    []Task
	AllDone  bool // the list is not drawn, as where it is hidden
	Hidden   bool
	Progress string
	Facts    []Fact
	About    []AboutLine
	Acts     []AuditRow
	MayAudit bool
	Ages     KeyAges
	Findings []Fact     // how many there are of each severity
	Waits    []ViewLink // what waits for the operator
	Wants    string     // rights that Keyporter itself lacks, in a sentence, or ""
}

// Task is one of the first steps.
type Task struct {
	text.Task
	Done    bool
	Note    bool   // only the reader can tell whether it is done
	More    string // a further paragraph, or ""
	URL     string // "" where there is nothing to click
	Outside bool   // the URL leads away from the dashboard
	Look    string // a step that is ticked by going to the URL
}

// StepsURL is where a first step is ticked.
func StepsURL() string { return MeURL() + "/steps" }

// StepDone and StepAgain are what the form of the steps asks for.
const (
	StepDone  = "done"
	StepAgain = "again"
)

// WithProgress counts what is done. A note counts, for only its reader can check it.
func (p Overview) WithProgress() Overview {
	done := 0
	p.AllDone = true
	for _, task := range p.Tasks {
		if task.Done {
			done++
		}
		p.AllDone = p.AllDone && (task.Done || task.Note)
	}
	p.Progress = fmt.Sprintf(p.T.Overview.Progress, p.T.Count(done), p.T.Count(len(p.Tasks)))
	return p
}

// Fact is one number of the account.
type Fact struct {
	Label string
	Value string // "" while it is not known
	Part  string // said where the number covers only a part, or ""
	URL   string // or ""
}

// AboutLine is one line of what is known of the account itself.
type AboutLine struct {
	Label   string
	Value   string // "" where there is none
	Unknown bool   // "" says that the server did not tell
	Note    string
}
