package templates

import (
	"fmt"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// What ?saved= of the page of second factors may say.
const (
	SavedAppOn  = "app"
	SavedAppOff = "app-off"
	SavedKeyOn  = "passkey"
	SavedKeyOff = "passkey-off"
)

// Factors is the page of an operator's second factors. The handler fills the first
// block; Prepare decides the rest.
type Factors struct {
	Page
	Has      desk.Factors
	Demanded bool // nothing else is open before one is added
	Place    bool // browsers can use passkeys at this address

	Keys     []PasskeyRow
	App      bool
	Since    Stamp
	Recovery string // codes that are left; "" where none can be
}

// Prepare decides what the page shows.
func (p Factors) Prepare() Factors {
	w := p.T.Factors
	p.Title, p.Crumbs = w.Title, []Crumb{{p.T.Me.Title, MeURL()}}
	p.App, p.Since = !p.Has.TOTP.IsZero(), DateStamp(p.T, p.Has.TOTP)
	for _, k := range p.Has.Passkeys {
		row := PasskeyRow{Name: k.Name, Added: DateStamp(p.T, k.Created), RemoveURL: PasskeyRemoveURL(k.ID), RemoveOf: fmt.Sprintf(w.KeyRemoveOf, k.Name)}
		if row.UsedOnce = !k.Used.IsZero(); row.UsedOnce {
			row.Used = AgoStamp(p.T, k.Used, p.Now)
		}
		p.Keys = append(p.Keys, row)
	}
	if p.Has.Any() {
		p.Recovery = fmt.Sprintf(w.RecoveryLeft, strconv.Itoa(p.Has.Recovery), strconv.Itoa(desk.RecoveryCodes))
	}
	return p
}

// PasskeyRow is a passkey in the list.
type PasskeyRow struct {
	Name      string
	Added     Stamp
	Used      Stamp
	UsedOnce  bool
	RemoveURL string
	RemoveOf  string
}

// PasskeyNew is the page on which a passkey is made. Without what the authenticator
// is asked, the form begins again.
type PasskeyNew struct {
	Page
	Name    string
	Options string
	Fault   *fault.Fault
}

// Prepare decides what the page shows.
func (p PasskeyNew) Prepare() PasskeyNew {
	p.Title, p.Faulty = p.T.Factors.KeyNewTitle, p.Fault != nil
	p.Crumbs = []Crumb{{p.T.Me.Title, MeURL()}, {p.T.Factors.Title, FactorsURL()}}
	return p
}

// Dots is a QR code: the path of its dark dots, and the length of its sides.
type Dots struct {
	Path string
	Side int
}

func (d Dots) box() string {
	return fmt.Sprintf("0 0 %d %d", d.Side, d.Side)
}

func (d Dots) ground() string { return fmt.Sprintf("M0 0h%dv%dh-%dz", d.Side, d.Side, d.Side) }

// AppSeed is the page that hands the key of an authenticator app over.
type AppSeed struct {
	Page
	Seed  string // in groups of four
	Dots  Dots
	Fault *fault.Fault
}

// NewAppSeed makes the page of a seed in base32.
func NewAppSeed(p Page, seed string, d Dots, f *fault.Fault) AppSeed {
	p.Title, p.Faulty = p.T.Factors.SeedTitle, f != nil
	p.Crumbs = []Crumb{{p.T.Me.Title, MeURL()}, {p.T.Factors.Title, FactorsURL()}}
	var groups []string
	for len(seed) > 4 {
		groups, seed = append(groups, seed[:4]), seed[4:]
	}
	return AppSeed{Page: p, Seed: strings.Join(append(groups, seed), " "), Dots: d, Fault: f}
}

// RecoveryCodes is the page that shows new recovery codes, once.
type RecoveryCodes struct {
	Page
	Codes []string
}

// Prepare decides what the page shows.
func (p RecoveryCodes) Prepare() RecoveryCodes {
	p.Title = p.T.Factors.CodesTitle
	return p
}

func (p RecoveryCodes) all() string { return strings.Join(p.Codes, "\n") }
