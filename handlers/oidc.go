package handlers

import (
	"net/http"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// BeginOIDC sends the visitor to the provider. It is a link and no form: the
// policy of our pages lets no form lead to another site.
func (h *Handlers) BeginOIDC(w http.ResponseWriter, r *http.Request) error {
	by, signedIn := desk.ActorFrom(r.Context())
	to, err := "", error(nil)
	switch {
	case !signedIn:
		to, err = h.auth.BeginOIDC(w, r, onward(r))
	case r.URL.Query().Get("again") != "":
		to, err = h.auth.BeginAgain(w, r, by, onward(r))
	default:
		to = afterSignIn(r)
	}
	if err != nil {
		return h.oidcFailed(w, r, err)
	}
	return h.seeOther(w, r, to)
}

// FinishOIDC takes the visitor back from the provider.
func (h *Handlers) FinishOIDC(w http.ResponseWriter, r *http.Request) error {
	to, err := h.auth.FinishOIDC(w, r, RequestID(r.Context()))
	switch {
	case err != nil:
		return h.oidcFailed(w, r, err)
	case to.Linked:
		return h.seeOther(w, r, templates.MeSavedURL(templates.SavedLink))
	case to.Next != "":
		return h.seeOther(w, r, to.Next)
	}
	return h.seeOther(w, r, templates.HomeURL())
}

// oidcFailed is the page of a sign-in that failed: which check, and what to do.
func (h *Handlers) oidcFailed(w http.ResponseWriter, r *http.Request, err error) error {
	f := fault.Of(err)
	if f == nil || f.Code == fault.CodeOIDCOff || !strings.HasPrefix(string(f.Code), "oidc.") {
		return err
	}
	h.log.InfoContext(r.Context(), "sign-in at the provider", "error", err.Error(), "request", RequestID(r.Context()))
	status := map[fault.Kind]int{fault.Away: http.StatusBadGateway, fault.Conflict: http.StatusConflict}[f.Kind]
	if status == 0 {
		status = http.StatusForbidden
	}
	p := h.page(r, "", "")
	p.Path = templates.SignInURL("") // that of the request holds the answer
	return h.show(w, r, status, templates.NewOIDCFailure(p, status, f).View())
}

// LinkIdentity begins to link an identity, and shows the way to the provider: a
// link, for the policy of our pages lets no form lead to another site.
func (h *Handlers) LinkIdentity(w http.ResponseWriter, r *http.Request) error {
	to, err := h.auth.BeginLink(w, r, actor(r))
	if err != nil {
		return h.oidcFailed(w, r, err)
	}
	return h.show(w, r, http.StatusOK, templates.NewOIDCGo(h.page(r, "", templates.SectionMe), h.auth.Provider(), to).View())
}

// UnlinkIdentity takes an identity from the operator's own account.
func (h *Handlers) UnlinkIdentity(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	by := actor(r)
	issuer, subject, _ := strings.Cut(f.Get("identity"), " ")
	if err := h.auth.Unlink(r.Context(), by, issuer, subject); err != nil {
		return h.meAgain(w, r, err, by.Operator.Preferences)
	}
	return h.seeOther(w, r, templates.MeSavedURL(templates.SavedUnlink))
}
