package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskDeleteUser shows all that goes away with a user and asks for its name.
func (h *Handlers) AskDeleteUser(w http.ResponseWriter, r *http.Request) error {
	p, err := h.userDelete(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// DeleteUser deletes a user with all that hangs on it.
func (h *Handlers) DeleteUser(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	n, typed := userName(r), f.Get("confirm")
	done := porter.Done{}
	if typed != string(n) {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = h.app.DeleteUser(r.Context(), actor(r), f.Get("form"), n)
	}
	if err == nil {
		return h.after(w, r, done, templates.UsersURL())
	}
	p, perr := h.userDelete(r)
	if perr != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault, p.Typed = ft, typed
		return p.View()
	})
}

// userDelete asks the account what goes away with the user of the path.
func (h *Handlers) userDelete(r *http.Request) (templates.UserDelete, error) {
	n := userName(r)
	d, err := h.app.Dependents(r.Context(), n)
	if err != nil {
		return templates.UserDelete{}, err
	}
	page := h.aboutUser(r, n, text.From(r.Context()).Removal.Title)
	p := templates.NewUserDelete(page, n, d)
	p.Steps = stepLines(page.T, porter.PlanDeleteUser(n, d))
	return p, nil
}
