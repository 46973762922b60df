package handlers

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/seal"
	"keyporter/templates"
)

// ShowUserConsole shows whether a user can sign in to the console, and the
// forms that change it.
func (h *Handlers) ShowUserConsole(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Console(r.Context(), userName(r))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.userConsole(r, v, templates.PasswordForm{MustChange: true}, nil))
}

// EnableConsole gives a user a console password and goes to its ticket.
func (h *Handlers) EnableConsole(w http.ResponseWriter, r *http.Request) error {
	return h.setPassword(w, r, h.app.EnableConsole)
}

// ResetConsole gives a user another console password and goes to its ticket.
func (h *Handlers) ResetConsole(w http.ResponseWriter, r *http.Request) error {
	return h.setPassword(w, r, h.app.ResetConsole)
}

// RemoveConsole takes a user's console password away.
func (h *Handlers) RemoveConsole(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.RemoveConsole(r.Context(), actor(r), f.Get("form"), userName(r))
	return h.afterConsole(w, r, done, err, templates.PasswordForm{MustChange: true})
}

// SetMustChange sets whether a user must change the password at the next sign-in.
func (h *Handlers) SetMustChange(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.SetMustChange(r.Context(), actor(r), f.Get("form"), userName(r), f.Get("change") != "")
	return h.afterConsole(w, r, done, err, templates.PasswordForm{MustChange: true})
}

type passwordAct func(ctx context.Context, by desk.Actor, form string, n iam.UserName, password seal.Secret, reset bool) (porter.Done, error)

// setPassword reads the form of a console password and carries out act.
func (h *Handlers) setPassword(w http.ResponseWriter, r *http.Request, act passwordAct) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := templates.PasswordForm{Custom: f.Get("kind") == templates.CustomPassword, MustChange: f.Get("change") != ""}
	password, err := chosenPassword(f)
	done := porter.Done{}
	if err == nil {
		done, err = act(r.Context(), actor(r), f.Get("form"), userName(r), password, in.MustChange)
	}
	return h.afterConsole(w, r, done, err, in)
}

// chosenPassword returns the typed password, or none where one is to be generated.
func chosenPassword(f url.Values) (seal.Secret, error) {
	switch f.Get("kind") {
	case templates.GeneratedPassword:
		return seal.Secret{}, nil
	case templates.CustomPassword:
		if ft := iam.CheckPassword("password", f.Get("password")); ft != nil {
			return seal.Secret{}, ft
		}
		return secretField(f, "password"), nil
	}
	return seal.Secret{}, fault.Field("kind", fault.CodeChoice)
}

func (h *Handlers) afterConsole(w http.ResponseWriter, r *http.Request, done porter.Done, err error, in templates.PasswordForm) error {
	switch {
	case err == nil:
		return h.after(w, r, done, templates.UserConsoleURL(userName(r)))
	case fault.Of(err) == nil:
		return err
	}
	v, gone := h.app.Console(r.Context(), userName(r))
	if gone != nil {
		return gone
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.userConsole(r, v, in, ft) })
}

func (h *Handlers) userConsole(r *http.Request, v porter.ConsoleView, in templates.PasswordForm, f *fault.Fault) templ.Component {
	page, n, snap := h.userPage(r, v.UserView), v.User.Name, h.app.Snapshot()
	p := templates.UserConsole{
		Page: page, Head: userHead(page, v.UserView, templates.TabConsole), Known: v.LoginKnown, On: v.Login != nil,
		SignInURL: snap.SignInURL(), Sandbox: h.app.Place().Sandbox,
		LastUsed: templates.AgoStamp(page.T, v.User.PasswordLastUsed, page.Now), Form: in, Fault: f,
		EnableURL: templates.UserConsoleURL(n), ResetURL: templates.UserConsoleResetURL(n),
		RemoveURL: templates.UserConsoleRemoveURL(n), ChangeURL: templates.MustChangeURL(n), KeysURL: templates.KeysURL(n),
	}
	if page.May(desk.CanPolicies) && !page.Lacks(iam.FeatureMFA) {
		p.RequireURL = templates.RequireMFAURL(templates.UserURL(n))
	}
	if v.RulesKnown {
		p = p.WithRules(v.Rules)
	}
	if v.KeysKnown {
		p.Keys = fmt.Sprintf(page.T.ConsoleFacts.GoesOnKeys, page.T.Count(activeKeys(v.Keys)))
	}
	for _, d := range v.MFA {
		p.MFA = append(p.MFA, templates.NewMFARow(page, n, d))
	}
	if v.MFAProblem != nil {
		p.MFAUnknown = page.T.Fault(v.MFAProblem)
	}
	if v.Login == nil {
		return p.View()
	}
	age := ""
	if !v.Made.IsZero() {
		age = page.T.Ago(v.Made, page.Now)
	}
	p = p.WithReport(v.Row, age)
	p.Removal = stepLines(page.T, []porter.Step{porter.PlanRemoveConsole(n)})
	p.Since, p.MustChange, p.MFAMissing = templates.DateStamp(page.T, v.Login.Created), v.Login.ResetRequired, v.MFAProblem == nil && len(v.MFA) == 0
	p.Message = templates.NewHandOver(page.T, templates.HandOverFacts{User: string(n), SignInURL: p.SignInURL, Account: accountName(snap)})
	return p.View()
}

func activeKeys(keys []porter.KeyView) int {
	active := 0
	for _, k := range keys {
		if k.Active() {
			active++
		}
	}
	return active
}

// accountName is what people call the account: its alias, else its id.
func accountName(s *porter.Snapshot) string { return cmp.Or(s.Alias, s.Identity.Account) }
