package desk

import "time"

// LinkKind says what a link of one use leads to.
type LinkKind string

// The kinds of links.
const (
	SetupLink  LinkKind = "setup"  // become the first operator
	InviteLink LinkKind = "invite" // become an operator
	ResetLink  LinkKind = "reset"  // choose a new password
)

// Link is a link that is spent once. Its token is no part of it: the store
// keeps only the token's hash.
type Link struct {
	Kind       LinkKind
	Name       string // of the operator; "" for the first one, who chooses it
	Role       Role
	OperatorID string // of a reset; else ""
	Inviter    string // name of who wrote an invitation; else ""
	Created    time.Time
	Expires    time.Time
}

// Invitation is a link of kind InviteLink that nobody has spent.
type Invitation struct {
	Link
	ID string // SHA-256 of the token, as hexadecimal text
}
