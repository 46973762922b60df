package desk

import "slices"

// Step is one of the first steps that an operator ticks by looking at it.
type Step string

// The steps. StepList is the list as a whole: ticked, it is not shown.
const (
	StepList   Step = "list"
	StepPublic Step = "public" // a bucket that everyone reads
	StepAdmin  Step = "admin"  // an administrator whose group does not tell
	StepOld    Step = "old"    // keys of more than a year
	StepReport Step = "report" // of all findings
)

// Known reports whether there is such a step.
func (s Step) Known() bool {
	return slices.Contains([]Step{StepList, StepPublic, StepAdmin, StepOld, StepReport}, s)
}
