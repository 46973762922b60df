package templates

import "keyporter/internal/fault"

// SignIn is the page on which operators sign in. The handler fills it; Prepare
// decides the rest.
type SignIn struct {
	Page
	Name     string
	Continue bool // the visitor came from a page that needs sign-in
	Out      bool // the visitor has just signed out
	Action   string
	Provider string // host of the OpenID Connect provider, or ""
	OIDCURL  string
	Fault    *fault.Fault
}

// Prepare decides what the page shows.
func (p SignIn) Prepare() SignIn {
	p.Title, p.Faulty = p.T.SignIn.Title, p.Fault != nil
	if p.Fault != nil {
		p.Continue, p.Out = false, false
	}
	return p
}
