package portertest

import (
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/html"

	"keyporter/internal/otp"
	"keyporter/templates"
)

// ProofForm finds the form of the page that asks for a proof, or for a second
// factor. It fails the test when the page is another one.
func (v *View) ProofForm() *Form {
	v.w.t.Helper()
	_, actions := v.Links()
	for _, action := range actions {
		if f := v.FindForm(action); f.Has(templates.ProofField) {
			return f
		}
	}
	v.w.t.Fatalf("%s (%d) asks for no proof:\n%s", v.URL, v.Status, v.Text())
	return nil
}

// Code is the code that an authenticator app of the seed shows at a time.
func Code(seed string, at time.Time) string {
	code, err := otp.Code(seed, at)
	if err != nil {
		panic(err) // the seed is one of Keyporter's own
	}
	return code
}

// Asked returns what the page lets the browser ask an authenticator, and the form
// that sends the answer. It fails the test when the page asks nothing.
func (v *View) Asked() (options string, answer *Form) {
	v.w.t.Helper()
	for _, n := range find(v.doc, func(n *html.Node) bool { return has(n, "data-passkey") }) {
		f := &Form{view: v, method: http.MethodPost, action: attr(n, "action"), known: map[string]bool{}, fields: url.Values{}}
		f.read(n)
		return attr(n, "data-ask"), f
	}
	v.w.t.Fatalf("%s (%d) asks no authenticator:\n%s", v.URL, v.Status, v.Text())
	return "", nil
}
