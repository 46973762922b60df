package templates

import (
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// The fields of a proof, which any form may carry: what was typed, and the page to
// go back to.
const (
	ProofField   = "prove"
	ProofPasskey = "prove-passkey" // what the browser sends for an authenticator
	ProofBack    = "prove-back"
)

// PasskeyAsk is what the browser asks an authenticator, as JSON. Without it, Can
// says that a form can ask for it.
type PasskeyAsk struct {
	Options string
	Can     bool
}

// Carried is a field of the form that a page carries along.
type Carried struct{ Name, Value string }

// StepUp is the page that asks for a fresh proof of who is there. The handler fills
// the first block; Prepare decides the rest.
type StepUp struct {
	Page
	Factor  bool // the second factor is asked for; else the password
	App     bool // there is an authenticator app
	Passkey PasskeyAsk
	Sent    bool // it stands between a form and its answer
	Fields  []Carried
	Dropped bool // passwords among the fields are not carried
	TooLong bool // the form is not carried
	Action  string
	BackURL string
	// Provider is the host of the OpenID Connect provider, or "".
	Provider string
	Fault    *fault.Fault

	Lead string
}

// Prepare decides what the page shows.
func (p StepUp) Prepare() StepUp {
	w := p.T.Factors
	p.Title, p.Faulty = w.ProofTitle, p.Fault != nil
	p.Lead = fmt.Sprintf(w.ProofLead, strconv.Itoa(int(desk.ProofLife/time.Minute)))
	return p
}

// SecondStep is the page that asks for the second factor at sign-in. Without a name
// nothing is waited for.
type SecondStep struct {
	Page
	Name     string
	Action   string
	AgainURL string
	App      bool // there is an authenticator app
	Passkey  PasskeyAsk
	Fault    *fault.Fault

	Lead string
}

// Prepare decides what the page shows.
func (p SecondStep) Prepare() SecondStep {
	w := p.T.Factors
	p.Title, p.Lead, p.Faulty = w.StepTitle, w.StepGone, p.Fault != nil
	if p.Name != "" {
		p.Lead = fmt.Sprintf(w.StepLead, p.Name)
	}
	return p
}

// submitKind is primary where nothing better is offered.
func (a PasskeyAsk) submitKind() string {
	if a.Options != "" || a.Can {
		return ""
	}
	return "primary"
}
