package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowGeneral shows how people reach this Keyporter.
func (h *Handlers) ShowGeneral(w http.ResponseWriter, r *http.Request) error {
	return h.ownSettings(w, r, func(s porter.OwnSettings) templ.Component { return h.general(r, s, nil, nil) })
}

// SetGeneral saves the address that people use.
func (h *Handlers) SetGeneral(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	typed := strings.TrimSpace(f.Get("public"))
	done, err := h.app.SetGeneral(r.Context(), actor(r), f.Get("form"), desk.General{Public: typed})
	return h.afterSetting(w, r, sent{done, err, templates.GeneralURL()}, func(s porter.OwnSettings, ft *fault.Fault) templ.Component {
		return h.general(r, s, &typed, ft)
	})
}

func (h *Handlers) general(r *http.Request, s porter.OwnSettings, typed *string, ft *fault.Fault) templ.Component {
	return templates.NewGeneral(h.page(r, "", templates.SectionAccount), s.Settings, s.Started, typed, ft).View()
}

// ShowThresholds shows from when on something is among the findings.
func (h *Handlers) ShowThresholds(w http.ResponseWriter, r *http.Request) error {
	return h.ownSettings(w, r, func(s porter.OwnSettings) templ.Component { return h.thresholdPage(r, s, nil, nil) })
}

// SetThresholds saves from when on something is among the findings.
func (h *Handlers) SetThresholds(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := templates.ThresholdFields{KeyAge: strings.TrimSpace(f.Get("key-age")), Unused: strings.TrimSpace(f.Get("unused"))}
	done, err := h.app.SetThresholds(r.Context(), actor(r), f.Get("form"), desk.Thresholds{KeyAge: wholeNumber(in.KeyAge), Unused: wholeNumber(in.Unused)})
	return h.afterSetting(w, r, sent{done, err, templates.ThresholdsURL()}, func(s porter.OwnSettings, ft *fault.Fault) templ.Component {
		return h.thresholdPage(r, s, &in, ft)
	})
}

func (h *Handlers) thresholdPage(r *http.Request, s porter.OwnSettings, in *templates.ThresholdFields, ft *fault.Fault) templ.Component {
	return templates.NewThresholds(h.page(r, "", templates.SectionAccount), s.Settings, in, ft).View()
}

// ShowSignInRules shows what holds for everybody who signs in.
func (h *Handlers) ShowSignInRules(w http.ResponseWriter, r *http.Request) error {
	p, err := h.signInRules(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// SetSignInRules saves what holds for everybody who signs in.
func (h *Handlers) SetSignInRules(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := templates.SignInRuleFields{Factor: f.Get("factor"), Idle: strings.TrimSpace(f.Get("idle")), Life: strings.TrimSpace(f.Get("life"))}
	rules := desk.SignInRules{Factor: in.Factor, Idle: wholeNumber(in.Idle), Life: wholeNumber(in.Life)}
	done, err := h.app.SetSignIn(r.Context(), actor(r), f.Get("form"), rules)
	if err == nil {
		return h.after(w, r, done, templates.SignInRulesURL())
	}
	p, unread := h.signInRules(r)
	if unread != nil {
		return unread
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Typed, p.Fault = &in, ft
		return p.Prepare().View()
	})
}

func (h *Handlers) signInRules(r *http.Request) (templates.SignInRules, error) {
	rules, err := h.auth.Rules(r.Context())
	if err != nil {
		return templates.SignInRules{}, err
	}
	s, err := h.app.OwnSettings(r.Context())
	if err != nil {
		return templates.SignInRules{}, err
	}
	return templates.SignInRules{
		Page: h.page(r, "", templates.SectionSignIn), Demanded: rules.Demanded, Bare: rules.Bare,
		Idle: rules.Idle, Life: rules.Life, Links: rules.Links, Window: rules.Window, Tries: rules.Tries, Proof: desk.ProofLife,
		Provider: h.auth.Provider(), Rules: s.SignIn, By: s.Set[desk.SettingSignIn], Started: s.Started,
	}, nil
}

func (h *Handlers) ownSettings(w http.ResponseWriter, r *http.Request, page func(porter.OwnSettings) templ.Component) error {
	s, err := h.app.OwnSettings(r.Context())
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, page(s))
}

// sent is what came of a form, and the page that it is on.
type sent struct {
	done porter.Done
	err  error
	at   string
}

func (h *Handlers) afterSetting(w http.ResponseWriter, r *http.Request, in sent, page func(porter.OwnSettings, *fault.Fault) templ.Component) error {
	if in.err == nil {
		return h.after(w, r, in.done, in.at)
	}
	s, err := h.app.OwnSettings(r.Context())
	if err != nil {
		return err
	}
	return h.again(w, r, in.err, func(ft *fault.Fault) templ.Component { return page(s, ft) })
}

// thresholds are from when on something is among the findings. A store that does not
// answer has let nobody come so far; what fails in between is in the log.
func (h *Handlers) thresholds(r *http.Request) desk.Thresholds {
	s, err := h.app.OwnSettings(r.Context())
	if err != nil {
		h.log.WarnContext(r.Context(), "the usual thresholds stand in for those that were set", "error", err)
	}
	return s.Thresholds.Filled()
}
