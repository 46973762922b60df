package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
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
	Changed    Stamp
	Rotation   Stamp
	Reported   string // where those come from
	SignInURL  string
	Sandbox    bool // the sign-in URL leads nowhere
	Form       PasswordForm
	Rules      []string // of the account, for a typed password
	EnableURL  string
	ResetURL   string
	RemoveURL  string
	Removal    []StepLine // what removing the password calls
	ChangeURL  string
	Keys       string // how many active keys go on working, in a sentence
	KeysURL    string
	MFA        []MFARow
	MFAUnknown string // why they are not known, or ""
	MFAMissing bool   // signs in with the password alone
	RequireURL string // "" for an operator who may not
	Message    HandOver
	Fault      *fault.Fault
}

// MFARow is one second factor of a user.
type MFARow struct {
	Serial    string
	Kind      string
	Since     Stamp
	RemoveURL string // "" for an operator who may not
	Label     string // the full name of that link
}

// NewMFARow makes the row of a device of a user.
func NewMFARow(p Page, n iam.UserName, d iam.MFADevice) MFARow {
	w := &p.T.ConsoleFacts
	row := MFARow{Serial: d.Serial, Kind: w.Hardware, Since: DateStamp(p.T, d.Enabled)}
	if d.Virtual {
		row.Kind = w.Virtual
	}
	if !p.ReadOnly {
		row.RemoveURL, row.Label = UserMFAURL(n, d.Serial), fmt.Sprintf(w.RemoveWhat, d.Serial)
	}
	return row
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

// WithRules says the account's password rules beside a typed password.
func (p UserConsole) WithRules(rules iam.PasswordPolicy) UserConsole {
	p.Rules = passwordNeeds(p.T, rules)
	return p
}

// WithReport says what the credential report tells of the user. Age is how old
// it is; "" where it tells nothing.
func (p UserConsole) WithReport(row iam.ReportRow, age string) UserConsole {
	p.Reported = p.T.ConsoleFacts.Unreported
	if age == "" {
		return p
	}
	p.Reported = fmt.Sprintf(p.T.ConsoleFacts.Reported, age)
	p.Changed, p.Rotation = AgoStamp(p.T, row.PasswordChanged, p.Now), DateStamp(p.T, row.PasswordRotation)
	if p.LastUsed.Text == "" {
		p.LastUsed = AgoStamp(p.T, row.PasswordUsed, p.Now)
	}
	return p
}

// MFADelete asks before a second factor is taken from a user.
type MFADelete struct {
	Page
	Last    string // what it means that there is no other, or ""
	Steps   []StepLine
	Action  string
	BackURL string
	Fault   *fault.Fault
}
