package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// ShowSetup shows what a link of one use leads to. Looking spends nothing.
func (h *Handlers) ShowSetup(w http.ResponseWriter, r *http.Request) error {
	link, err := h.auth.Link(r.Context(), r.PathValue("token"))
	if err != nil {
		return h.linkGone(w, r, err)
	}
	return h.show(w, r, http.StatusOK, h.setup(r, link, auth.Redemption{Name: link.Name}, nil))
}

// RunSetup spends the link and signs in.
func (h *Handlers) RunSetup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := auth.Redemption{
		Token: r.PathValue("token"), Name: f.Get("name"), Language: f.Get("language"),
		Password: secretField(f, "password"), Repeat: secretField(f, "repeat"), RequestID: RequestID(r.Context()),
	}
	_, err = h.auth.Redeem(w, r, in)
	if err == nil {
		return h.seeOther(w, r, templates.HomeURL())
	}
	link, gone := h.auth.Link(r.Context(), in.Token)
	if gone != nil {
		return h.linkGone(w, r, gone)
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.setup(r, link, in, ft) })
}

// linkGone tells how to get a new link.
func (h *Handlers) linkGone(w http.ResponseWriter, r *http.Request, err error) error {
	if !fault.Is(err, fault.CodeLinkGone) {
		return err
	}
	return h.show(w, r, http.StatusGone, templates.NewSetupGone(h.page(r, "", "")).View())
}

func (h *Handlers) setup(r *http.Request, link desk.Link, in auth.Redemption, f *fault.Fault) templ.Component {
	name := link.Name
	if link.Kind == desk.SetupLink {
		name = in.Name
	}
	return templates.Setup{
		Page: h.page(r, "", ""), Link: link, Name: name, Language: in.Language,
		Action: templates.InLanguage(templates.SetupURL(r.PathValue("token")), r.URL.Query().Get("lang")), Fault: f,
	}.Prepare().View()
}

// ShowSignIn shows the form; who is signed in already goes on.
func (h *Handlers) ShowSignIn(w http.ResponseWriter, r *http.Request) error {
	if _, signedIn := desk.ActorFrom(r.Context()); signedIn {
		return h.seeOther(w, r, afterSignIn(r))
	}
	return h.show(w, r, http.StatusOK, h.signIn(r, "", nil))
}

// SignIn signs in and goes on to the page that asked for it.
func (h *Handlers) SignIn(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name := f.Get("name")
	_, err = h.auth.SignIn(w, r, auth.Attempt{Name: name, Password: secretField(f, "password"), RequestID: RequestID(r.Context())})
	if fault.Is(err, fault.CodeSecondStep) {
		return h.seeOther(w, r, templates.InLanguage(templates.SecondStepURL(onward(r)), r.URL.Query().Get("lang")))
	}
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.signIn(r, name, ft) })
	}
	return h.seeOther(w, r, afterSignIn(r))
}

func (h *Handlers) signIn(r *http.Request, name string, f *fault.Fault) templ.Component {
	q, to := r.URL.Query(), onward(r)
	return templates.SignIn{
		Page: h.page(r, "", ""), Name: name, Continue: to != "", Out: q.Get("out") != "",
		Action: templates.InLanguage(templates.SignInURL(to), q.Get("lang")), Fault: f,
		Provider: h.auth.Provider(), OIDCURL: templates.OIDCURL(to),
	}.Prepare().View()
}

// SignOut ends the session, if there is one.
func (h *Handlers) SignOut(w http.ResponseWriter, r *http.Request) error {
	if err := h.auth.SignOut(w, r, RequestID(r.Context())); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.SignedOutURL())
}

// afterSignIn is the page to go to after signing in.
func afterSignIn(r *http.Request) string {
	if to := onward(r); to != "" {
		return to
	}
	return templates.HomeURL()
}

// onward is the page that the visitor wanted before signing in, or "".
func onward(r *http.Request) string {
	to := r.URL.Query().Get("next")
	if !localPath(to) {
		return ""
	}
	return to
}

// localPath reports whether s is a path on this server. Browsers take two
// slashes for a host, a backslash for a slash, and drop tabs and line ends.
func localPath(s string) bool {
	odd := func(r rune) bool { return r == '\\' || r < 0x20 || r == 0x7f }
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsFunc(s, odd) {
		return false
	}
	_, err := url.Parse(s)
	return err == nil
}
