package templates

import "keyporter/internal/fault"

// GroupForm creates a group.
type GroupForm struct {
	Page
	Name  string
	Pick  PolicyPick
	Fault *fault.Fault
}
