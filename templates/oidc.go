package templates

import (
	"fmt"
	"strconv"

	"keyporter/internal/fault"
)

// NewOIDCFailure makes the page of a sign-in at the provider that failed.
func NewOIDCFailure(p Page, status int, f *fault.Fault) Failure {
	p.Title = p.T.OIDC.Failed
	page := Failure{
		Page: p, Status: strconv.Itoa(status), Text: p.T.Fault(f), Do: p.T.OIDC.Do(f.Code), Code: string(f.Code),
		ToURL: SignInURL(""), ToText: p.T.OIDC.Back,
	}
	if p.SignedIn {
		page.Title, page.ToURL, page.ToText = p.T.OIDC.GoTitle, MeURL(), p.T.Me.Title
	}
	return page
}

// OIDCGo is the page that leads to the provider to link an identity.
type OIDCGo struct {
	Page
	Lead string
	To   string
	Text string
}

// NewOIDCGo makes the page. To is the address at the provider.
func NewOIDCGo(p Page, provider, to string) OIDCGo {
	p.Title, p.Faulty = p.T.OIDC.GoTitle, false
	p.Crumbs = []Crumb{{Text: p.T.Me.Title, URL: MeURL()}}
	return OIDCGo{Page: p, Lead: fmt.Sprintf(p.T.OIDC.GoLead, provider), To: to, Text: fmt.Sprintf(p.T.OIDC.Go, provider)}
}
