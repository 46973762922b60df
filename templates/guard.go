package templates

import (
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// GuardReview shows the policy that requires MFA, what it says, and the steps
// that attach it to a user or group.
type GuardReview struct {
	Page
	Held    string // said where it is attached already, or ""
	Found   string // said where the account has the policy, or ""
	Keys    string // active access keys that it stops, in a sentence, or ""
	Bare    string // who has no MFA device, in a sentence, or ""
	Steps   []StepLine
	Reading PolicyReading
	Action  string
	BackURL string
	Fault   *fault.Fault
}

// namesShown is how many names a sentence has.
const namesShown = 10

// Names joins the first names for a sentence, and counts the rest.
func Names(list []iam.UserName, t *text.Text) string {
	if len(list) <= namesShown {
		return joinNames(list)
	}
	return joinNames(list[:namesShown]) + " … +" + t.Count(len(list)-namesShown)
}
