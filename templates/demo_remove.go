package templates

import (
	"keyporter/internal/fault"
)

// DemoWord is what is typed to remove the demo data.
const DemoWord = "haneul-demo"

// DemoURL is the page that removes the demo data.
func DemoURL() string { return "/settings/demo" }

// DemoRemove asks before the demo account is emptied.
type DemoRemove struct {
	Page
	Label string // of the field in which the word is typed
	Typed string // what was typed, in a form that comes back
	Fault *fault.Fault
}
