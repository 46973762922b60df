package templates

import (
	"strconv"

	"keyporter/internal/fault"
)

// Failure is the page of a failure that no form can mend.
type Failure struct {
	Page
	Status string
	Text   string // what happened
	Do     string // what to do about it
	Code   string // for people who ask for help
	ToURL  string
	ToText string
}

// NewFailure makes the page of a fault that is answered with an HTTP status.
func NewFailure(p Page, status int, f *fault.Fault) Failure {
	advice := p.T.Advice(f.Kind)
	p.Title = advice.Title
	page := Failure{
		Page: p, Status: strconv.Itoa(status), Text: faultWords(p.T, f), Do: advice.Do, Code: string(f.Code),
		ToURL: HomeURL(), ToText: p.T.Failures.Home,
	}
	if !p.SignedIn {
		page.ToURL, page.ToText = SignInURL(""), p.T.Failures.SignIn
	}
	return page
}
