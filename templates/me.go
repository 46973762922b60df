package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// What ?saved= of one's settings may say.
const (
	SavedSettings = "settings"
	SavedPassword = "password"
	SavedLink     = "linked"
	SavedUnlink   = "unlinked"
)

// Me is the page of an operator's own settings. The handler fills the first
// block; Prepare decides the rest.
type Me struct {
	Page
	Language string // that is chosen; "" for the browser's
	Chosen   string // theme that is chosen; "" for the system's
	Factor   bool   // there is a second factor
	Provider string // host of the OpenID Connect provider, or ""
	Linked   []desk.Identity
	Fault    *fault.Fault

	Role      string
	RoleWhat  string
	Since     Stamp
	Languages []Choice
	Themes    []Choice

	PasswordHint string
}

// Prepare decides what the page shows.
func (p Me) Prepare() Me {
	w := p.T.Me
	p.Title, p.Faulty = w.Title, p.Fault != nil
	p.Role, p.RoleWhat = p.T.Role(string(p.Operator.Role)), p.T.RoleWhat(string(p.Operator.Role))
	p.Since = DateStamp(p.T, p.Operator.Created)
	p.Languages = []Choice{{Label: w.BrowserLanguage, Checked: p.Language == ""}}
	for _, c := range languages(p.T, p.Language) {
		c.Checked = c.Value == p.Language
		p.Languages = append(p.Languages, c)
	}
	p.Themes = []Choice{
		{Label: w.SystemTheme, Checked: p.Chosen == ""},
		{Value: "light", Label: w.Light, Checked: p.Chosen == "light"},
		{Value: "dark", Label: w.Dark, Checked: p.Chosen == "dark"},
	}
	p.PasswordHint = fmt.Sprintf(w.PasswordHint, strconv.Itoa(desk.MinOperatorPassword))
	return p
}
