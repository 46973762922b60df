package templates

import "fmt"

// PolicyReview is the last page before a policy is saved: the steps in plain
// words, what the document says, and what a check finds in it.
type PolicyReview struct {
	Page
	Form    PolicyForm // what was filled in: it is sent with either button
	Commit  string     // address that saves
	Button  string
	Steps   []StepLine
	Drop    string // the version that goes to make room, or ""
	Diff    Diff   // from what is saved to what is to be
	Reading PolicyReading
	Gate    GateBlock
	WhatIf  WhatIfForm // asks which answers about buckets would change; without a kind none would
}

// DropNote says that a version goes to make room; "" where none does.
func (p PolicyReview) DropNote() string {
	if p.Drop == "" {
		return ""
	}
	return fmt.Sprintf(p.T.PolicyForm.DropNote, p.Drop)
}
