package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/fault"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskPasskey asks for a new passkey, which the next page lets the browser make.
func (h *Handlers) AskPasskey(w http.ResponseWriter, r *http.Request) error {
	if err := h.auth.AskToRegister(r, actor(r)); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.NewPasskeyURL())
}

// NewPasskey shows the form that makes a passkey.
func (h *Handlers) NewPasskey(w http.ResponseWriter, r *http.Request) error {
	options, err := h.auth.AskedToRegister(r.Context(), actor(r))
	if err != nil {
		return err
	}
	if options == "" {
		return h.seeOther(w, r, templates.FactorsURL())
	}
	p := templates.PasskeyNew{Page: h.page(r, "", templates.SectionMe), Options: options}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// AddPasskey takes a passkey into use, and shows the recovery codes that came with
// the first factor.
func (h *Handlers) AddPasskey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	by, name := actor(r), f.Get("name")
	codes, err := h.auth.AddPasskey(w, r, by, auth.NewPasskey{Name: name, Answer: f.Get(templates.ProofPasskey)})
	if err != nil {
		return h.againPasskey(w, r, name, err)
	}
	if len(codes) == 0 {
		return h.seeOther(w, r, templates.FactorsSavedURL(templates.SavedKeyOn))
	}
	return h.recoveryCodes(w, r, codes, text.From(r.Context()).Factors.KeyOn)
}

// againPasskey draws the form again. What the authenticator was asked is answered,
// so that it is asked anew.
func (h *Handlers) againPasskey(w http.ResponseWriter, r *http.Request, name string, failed error) error {
	by := actor(r)
	if err := h.auth.AskToRegister(r, by); err != nil {
		return err
	}
	options, err := h.auth.AskedToRegister(r.Context(), by)
	if err != nil {
		return err
	}
	return h.again(w, r, failed, func(ft *fault.Fault) templ.Component {
		return templates.PasskeyNew{Page: h.page(r, "", templates.SectionMe), Name: name, Options: options, Fault: ft}.Prepare().View()
	})
}

// RemovePasskey takes a passkey away.
func (h *Handlers) RemovePasskey(w http.ResponseWriter, r *http.Request) error {
	if err := h.auth.RemovePasskey(w, r, actor(r), r.PathValue("id")); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.FactorsSavedURL(templates.SavedKeyOff))
}
