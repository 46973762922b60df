package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/otp"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowSecondStep asks for the second factor of who has given the password.
func (h *Handlers) ShowSecondStep(w http.ResponseWriter, r *http.Request) error {
	return h.secondStep(w, r, nil)
}

// SecondStep ends signing in and goes on to the page that asked for it.
func (h *Handlers) SecondStep(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	_, err = h.auth.SecondStep(w, r, auth.Proof{
		Code: secretField(f, templates.ProofField), Passkey: f.Get(templates.ProofPasskey), RequestID: RequestID(r.Context()),
	})
	switch {
	case fault.Is(err, fault.CodeSecondGone):
		return h.secondStep(w, r, nil)
	case err != nil:
		return h.secondStep(w, r, err)
	}
	return h.seeOther(w, r, afterSignIn(r))
}

func (h *Handlers) secondStep(w http.ResponseWriter, r *http.Request, wrong error) error {
	o, err := h.auth.Half(r)
	p := templates.SecondStep{Page: h.page(r, "", ""), Name: o.Name, AgainURL: templates.SignInURL(onward(r)), Action: r.URL.RequestURI()}
	switch {
	case fault.Is(err, fault.CodeSecondGone):
		return h.show(w, r, http.StatusGone, p.Prepare().View())
	case err != nil:
		return err
	}
	if r.Method == http.MethodPost { // what was asked before is answered
		if _, err := h.auth.AskHalf(r); err != nil {
			return err
		}
	}
	if p.Passkey.Options, err = h.auth.AskedHalf(r); err != nil {
		return err
	}
	has, err := h.auth.Factors(r.Context(), desk.Actor{Operator: o})
	if err != nil {
		return err
	}
	p.App = !has.TOTP.IsZero()
	if wrong == nil {
		return h.show(w, r, http.StatusOK, p.Prepare().View())
	}
	return h.again(w, r, wrong, func(ft *fault.Fault) templ.Component {
		p.Fault = ft
		return p.Prepare().View()
	})
}

// LeadToFactors goes to the page on which a second factor is added.
func (h *Handlers) LeadToFactors(w http.ResponseWriter, r *http.Request) error {
	return h.seeOther(w, r, templates.FactorsURL())
}

// ShowFactors shows the operator's second factors.
func (h *Handlers) ShowFactors(w http.ResponseWriter, r *http.Request) error {
	by := actor(r)
	f, err := h.auth.Factors(r.Context(), by)
	if err != nil {
		return err
	}
	demanded, err := h.auth.MustEnrol(r.Context(), by)
	if err != nil {
		return err
	}
	p := templates.Factors{Page: h.page(r, "", templates.SectionMe), Has: f, Demanded: demanded, Place: h.auth.Passkeys(r)}
	words := p.T.Factors
	if said, ok := map[string]string{
		templates.SavedAppOn: words.AppOn, templates.SavedAppOff: words.AppOff, templates.SavedKeyOn: words.KeyOn, templates.SavedKeyOff: words.KeyOff,
	}[r.URL.Query().Get("saved")]; ok {
		p.Flash = &templates.Flash{Kind: "ok", Text: said}
	}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// StartApp makes the key of an authenticator app, which the next page shows.
func (h *Handlers) StartApp(w http.ResponseWriter, r *http.Request) error {
	if err := h.auth.StartTOTP(r.Context(), actor(r)); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.AppURL())
}

// ShowApp shows the key of the authenticator app that is set up.
func (h *Handlers) ShowApp(w http.ResponseWriter, r *http.Request) error {
	page, err := h.seedPage(r, nil)
	if fault.Is(err, fault.CodeFactorDraft) {
		return h.seeOther(w, r, templates.FactorsURL())
	}
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, page)
}

// ConfirmApp takes an authenticator app into use, and shows the recovery codes that
// came with the first factor.
func (h *Handlers) ConfirmApp(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	codes, err := h.auth.ConfirmTOTP(w, r, actor(r), secretField(f, "code"))
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
			page, gone := h.seedPage(r, ft)
			if gone != nil {
				return templates.NewFailure(h.page(r, "", ""), http.StatusGone, fault.New(fault.Gone, fault.CodeFactorDraft)).View()
			}
			return page
		})
	}
	if len(codes) == 0 {
		return h.seeOther(w, r, templates.FactorsSavedURL(templates.SavedAppOn))
	}
	return h.recoveryCodes(w, r, codes, text.From(r.Context()).Factors.AppOn)
}

func (h *Handlers) seedPage(r *http.Request, f *fault.Fault) (templ.Component, error) {
	seed, err := h.auth.TOTPDraft(r.Context(), actor(r))
	if err != nil {
		return nil, err
	}
	path, side, err := otp.Dots(seed.Address.Reveal())
	if err != nil {
		return nil, err
	}
	return templates.NewAppSeed(h.page(r, "", templates.SectionMe), seed.Seed.Reveal(), templates.Dots{Path: path, Side: side}, f).View(), nil
}

// RemoveApp takes the authenticator app away.
func (h *Handlers) RemoveApp(w http.ResponseWriter, r *http.Request) error {
	if err := h.auth.RemoveTOTP(w, r, actor(r)); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.FactorsSavedURL(templates.SavedAppOff))
}

// MakeRecovery makes new recovery codes and shows them, in this response and in no
// other.
func (h *Handlers) MakeRecovery(w http.ResponseWriter, r *http.Request) error {
	codes, err := h.auth.NewRecovery(r, actor(r))
	if err != nil {
		return err
	}
	return h.recoveryCodes(w, r, codes, "")
}

func (h *Handlers) recoveryCodes(w http.ResponseWriter, r *http.Request, codes []string, said string) error {
	w.Header().Set("Cache-Control", "no-store")
	p := templates.RecoveryCodes{Page: h.page(r, "", templates.SectionMe), Codes: codes}
	p.Faulty = false // a form that is answered with a page
	if said != "" {
		p.Flash = &templates.Flash{Kind: "ok", Text: said}
	}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// DownloadRecovery gives the codes that are on screen as a file.
func (h *Handlers) DownloadRecovery(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	file, err := h.auth.RecoveryFile(r.Context(), actor(r), strings.Fields(f.Get("codes")))
	if err != nil {
		return err
	}
	return h.download(w, file)
}
