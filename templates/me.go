package templates

import (
	"cmp"
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
	Chosen   desk.Preferences // also where they are not saved, for a mistake
	Factor   bool             // there is a second factor
	Provider string           // host of the OpenID Connect provider, or ""
	Linked   []desk.Identity
	Fault    *fault.Fault

	Role      string
	RoleWhat  string
	Since     Stamp
	Languages []Choice
	Themes    []Choice
	Zone      string
	Densities []Choice
	Keys      []Choice

	PasswordHint string
}

// Prepare decides what the page shows.
func (p Me) Prepare() Me {
	w := p.T.Me
	p.Title, p.Faulty = w.Title, p.Fault != nil
	p.Role, p.RoleWhat = p.T.Role(string(p.Operator.Role)), p.T.RoleWhat(string(p.Operator.Role))
	p.Since = DateStamp(p.T, p.Operator.Created)
	p.Languages = []Choice{{Label: w.BrowserLanguage, Checked: p.Chosen.Language == ""}}
	for _, c := range languages(p.T, p.Chosen.Language) {
		c.Checked = c.Value == p.Chosen.Language
		p.Languages = append(p.Languages, c)
	}
	p.Themes = []Choice{
		{Label: w.SystemTheme, Checked: p.Chosen.Theme == ""},
		{Value: "light", Label: w.Light, Checked: p.Chosen.Theme == "light"},
		{Value: "dark", Label: w.Dark, Checked: p.Chosen.Theme == "dark"},
	}
	p.Zone = cmp.Or(p.Chosen.Zone, "UTC")
	p.Densities = []Choice{{Label: w.Compact, Checked: p.Chosen.Density == ""}, {Value: "cosy", Label: w.Cosy, Checked: p.Chosen.Density == "cosy"}}
	p.Keys = []Choice{{Label: w.KeysOn, Checked: p.Chosen.Keys == ""}, {Value: "off", Label: w.KeysOff, Checked: p.Chosen.Keys == "off"}}
	p.PasswordHint = fmt.Sprintf(w.PasswordHint, strconv.Itoa(desk.MinOperatorPassword))
	return p
}

// usualZones are suggested where a time zone is typed; any of desk.Zones can be.
var usualZones = [...]string{
	"UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
	"America/Anchorage", "America/Bogota", "America/Chicago", "America/Denver", "America/Halifax", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Sao_Paulo", "America/Toronto", "America/Vancouver",
	"Asia/Bangkok", "Asia/Dubai", "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Jerusalem", "Asia/Karachi", "Asia/Kolkata", "Asia/Manila", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Asia/Tokyo",
	"Australia/Perth", "Australia/Sydney", "Europe/Amsterdam", "Europe/Athens", "Europe/Berlin", "Europe/Istanbul", "Europe/Kyiv", "Europe/London", "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Stockholm", "Europe/Warsaw", "Europe/Zurich",
	"Pacific/Auckland", "Pacific/Honolulu",
}
