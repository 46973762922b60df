package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// UserPermissions is the tab that says where each permission of a user comes
// from, and attaches and detaches policies.
type UserPermissions struct {
	Page
	Head           UserHead
	Policies       PolicyTable
	NewInlineURL   string // "" for an operator who may not create one
	Boundary       string // a sentence about the permissions boundary, or ""
	Room           string // how many there may be
	CopyURL        string // of the page that copies them from a user; as NewInlineURL
	BoundaryURL    string // of the page that sets it; as NewInlineURL
	BoundaryButton string
	Pick           PolicyPick
	AttachURL      string
	Fault          *fault.Fault
}

// BoundaryOf says what a permissions boundary does; "" where there is none.
func BoundaryOf(t *text.Text, boundary iam.ARN) string {
	if boundary == "" {
		return ""
	}
	return fmt.Sprintf(t.Users.BoundaryNote, boundary.Name())
}
