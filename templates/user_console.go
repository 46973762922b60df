package templates

import (
	"keyporter/internal/fault"
)

// The kinds of console password that a form offers.
const (
	GeneratedPassword = "generated"
	CustomPassword    = "custom"
)

// UserConsole is the tab of a user's console access.
type UserConsole struct {
	Page
	Head       UserHead
	Known      bool // false: could not be read
	On         bool
	Since      Stamp
	MustChange bool
	LastUsed   Stamp
	SignInURL  string
	Sandbox    bool // the sign-in URL leads nowhere
	Form       PasswordForm
	EnableURL  string
	ResetURL   string
	RemoveURL  string
	Fault      *fault.Fault
}

// PasswordForm is what the form of a console password said. It never holds the
// password.
type PasswordForm struct {
	Custom     bool
	MustChange bool
}

// Action is where the form of a password posts to.
func (p UserConsole) Action() string {
	if p.On {
		return p.ResetURL
	}
	return p.EnableURL
}
