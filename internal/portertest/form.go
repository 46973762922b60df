package portertest

import (
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Form is a form of a page with the values that a browser would send.
type Form struct {
	view   *View
	method string
	action string
	known  map[string]bool
	fields url.Values
}

// Form finds the page's form with the action. It fails the test when the page
// has none.
func (v *View) Form(action string) *Form {
	v.w.t.Helper()
	if f := v.FindForm(action); f != nil {
		return f
	}
	_, actions := v.Links()
	v.w.t.Fatalf("%s (%d) has no form with the action %q, only %q:\n%s", v.URL, v.Status, action, actions, v.Text())
	return nil
}

// FindForm finds the page's form with the action, or returns nil.
func (v *View) FindForm(action string) *Form {
	if v.doc == nil {
		return nil
	}
	for _, n := range find(v.doc, func(n *html.Node) bool { return n.Data == "form" && attr(n, "action") == action }) {
		f := &Form{view: v, method: strings.ToUpper(attr(n, "method")), action: action, known: map[string]bool{}, fields: url.Values{}}
		f.read(n)
		return f
	}
	return nil
}

func (f *Form) read(form *html.Node) {
	for _, n := range find(form, func(n *html.Node) bool { return has(n, "name") && !has(n, "disabled") }) {
		name := attr(n, "name")
		f.known[name] = true
		switch {
		case n.Data == "select":
			f.readSelect(name, n)
		case n.Data == "textarea":
			f.fields.Set(name, raw(n))
		case n.Data == "button", attr(n, "type") == "submit":
			// only the button that is pressed is sent
		case attr(n, "type") == "checkbox", attr(n, "type") == "radio":
			if has(n, "checked") {
				f.fields.Add(name, attr(n, "value"))
			}
		case n.Data == "input":
			f.fields.Add(name, attr(n, "value"))
		}
	}
}

func (f *Form) readSelect(name string, n *html.Node) {
	options := find(n, func(o *html.Node) bool { return o.Data == "option" })
	for i, o := range options {
		if has(o, "selected") || i == 0 {
			f.fields.Set(name, optionValue(o))
		}
	}
}

// optionValue is what an option sends: its text where it has no value of its own
// ("The option element", HTML).
func optionValue(o *html.Node) string {
	if has(o, "value") {
		return attr(o, "value")
	}
	return inner(o)
}

// Has reports whether the form has a control of the name.
func (f *Form) Has(name string) bool { return f.known[name] }

// Get returns what the form would send for the name.
func (f *Form) Get(name string) string { return f.fields.Get(name) }

// Set gives a control its values, instead of what it had.
func (f *Form) Set(name string, values ...string) *Form {
	f.view.w.t.Helper()
	if !f.known[name] {
		f.view.w.t.Fatalf("%s: the form %s has no control %q", f.view.URL, f.action, name)
	}
	f.fields[name] = values
	return f
}

// Tick adds a value to a control, as a tick on one of several boxes does.
func (f *Form) Tick(name, value string) *Form {
	f.view.w.t.Helper()
	if !f.known[name] {
		f.view.w.t.Fatalf("%s: the form %s has no control %q", f.view.URL, f.action, name)
	}
	f.fields.Add(name, value)
	return f
}

// Values returns what the form would send.
func (f *Form) Values() url.Values { return f.fields }

// Submit sends the form and fails the test when the answer, after redirects,
// has another status.
func (f *Form) Submit(status int) *View {
	f.view.w.t.Helper()
	return f.Send().Want(status)
}

// Send sends the form.
func (f *Form) Send() *View {
	f.view.w.t.Helper()
	if f.method == http.MethodPost {
		return f.view.w.Post(f.action, f.fields)
	}
	return f.view.w.Get(f.action + "?" + f.fields.Encode())
}
