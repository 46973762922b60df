package handlers

import (
	"context"
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
	v, err := h.app.User(r.Context(), userName(r))
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
	return h.afterUser(w, r, done, err, templates.UserConsoleURL(userName(r)), func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userConsole(r, v, in, ft)
	})
}

func (h *Handlers) userConsole(r *http.Request, v porter.UserView, in templates.PasswordForm, f *fault.Fault) templ.Component {
	page := h.userPage(r, v)
	p := templates.UserConsole{
		Page: page, Head: userHead(page, v, templates.TabConsole), Known: v.LoginKnown, On: v.Login != nil,
		SignInURL: h.app.Snapshot().SignInURL(), Sandbox: h.app.Place().Sandbox,
		LastUsed: templates.AgoStamp(page.T, v.User.PasswordLastUsed, page.Now), Form: in, Fault: f,
		EnableURL: templates.UserConsoleURL(v.User.Name), ResetURL: templates.UserConsoleResetURL(v.User.Name),
		RemoveURL: templates.UserConsoleRemoveURL(v.User.Name),
	}
	if v.Login != nil {
		p.Since, p.MustChange = templates.DateStamp(page.T, v.Login.Created), v.Login.ResetRequired
	}
	return p.View()
}
