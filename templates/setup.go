package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// Setup is the page behind a link of one use: become the first operator, become
// an operator, or choose a new password. The handler fills the first block;
// Prepare decides the rest.
type Setup struct {
	Page
	Link     desk.Link
	Name     string
	Language string // that was chosen, or ""
	Action   string
	Fault    *fault.Fault

	Lead         string
	RoleWhat     string // what the role may do
	Expires      string
	Fixed        bool // the name belongs to the link
	NameHint     string
	Languages    []Choice
	PasswordHint string
	Submit       string
}

// Choice is one entry of a short list, of which one is chosen.
type Choice struct {
	Value   string
	Label   string
	Lang    string // of the label, where it is not the page's
	Checked bool
}

// languages are the two languages, each under its own name. Without a choice
// the page's own is chosen.
func languages(t *text.Text, chosen string) []Choice {
	if chosen == "" {
		chosen = t.Lang
	}
	return []Choice{
		{Value: "en", Label: text.LanguageEnglish, Lang: "en", Checked: chosen == "en"},
		{Value: "ko", Label: text.LanguageKorean, Lang: "ko", Checked: chosen == "ko"},
	}
}

// Prepare decides what the page shows.
func (p Setup) Prepare() Setup {
	w := p.T.Setup
	p.Title, p.Lead, p.Submit, p.Faulty = w.Title, w.Lead, w.Submit, p.Fault != nil
	p.Fixed, p.NameHint = p.Link.Kind != desk.SetupLink, w.NameHint
	if p.Fixed {
		p.NameHint = w.NameFixed
	}
	p.Languages = languages(p.T, p.Language)
	switch p.Link.Kind {
	case desk.InviteLink:
		p.Title, p.Submit = w.InviteTitle, w.InviteSubmit
		p.Lead = fmt.Sprintf(w.InviteLead, p.T.Role(string(p.Link.Role)))
		p.RoleWhat = p.T.RoleWhat(string(p.Link.Role))
	case desk.ResetLink:
		p.Title, p.Lead, p.Submit = fmt.Sprintf(w.ResetTitle, p.Name), w.ResetLead, w.ResetSubmit
		p.Languages = nil // the operator has chosen one before
	}
	p.Expires = fmt.Sprintf(w.Expires, p.T.DateTime(p.Link.Expires))
	p.PasswordHint = fmt.Sprintf(w.PasswordHint, strconv.Itoa(desk.MinOperatorPassword))
	return p
}

// SetupGone is the page behind a link that does not work any more.
type SetupGone struct{ Page }

// goneCommands has the commands that make new links.
const goneCommands = "keyporter operator reset NAME\nkeyporter operator invite NAME --role admin"

// NewSetupGone returns the page.
func NewSetupGone(p Page) SetupGone {
	p.Title = p.T.Setup.GoneTitle
	return SetupGone{p}
}
