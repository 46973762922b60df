package handlers

import (
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskRemoveMFA shows the calls that take a second factor from a user.
func (h *Handlers) AskRemoveMFA(w http.ResponseWriter, r *http.Request) error {
	p, err := h.mfaDelete(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// RemoveMFA takes a second factor from a user.
func (h *Handlers) RemoveMFA(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	n := userName(r)
	done, err := h.app.RemoveMFA(r.Context(), actor(r), f.Get("form"), n, serial(r))
	if err == nil {
		return h.after(w, r, done, templates.UserConsoleURL(n))
	}
	p, gone := h.mfaDelete(r)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault = ft
		return p.View()
	})
}

// serial reads ?serial=, also of a form that is posted there.
func serial(r *http.Request) string { return r.URL.Query().Get("serial") }

func (h *Handlers) mfaDelete(r *http.Request) (templates.MFADelete, error) {
	n, id := userName(r), serial(r)
	steps, last, err := h.app.PlanRemoveMFA(r.Context(), n, id)
	if err != nil {
		return templates.MFADelete{}, err
	}
	page := h.page(r, fmt.Sprintf(text.From(r.Context()).ConsoleFacts.EndTitle, n), templates.SectionUsers)
	page.Crumbs = []templates.Crumb{{Text: page.T.Users.Title, URL: templates.UsersURL()}, {Text: string(n), URL: templates.UserConsoleURL(n)}}
	p := templates.MFADelete{Page: page, Steps: stepLines(page.T, steps), Action: templates.UserMFAURL(n, id), BackURL: templates.UserConsoleURL(n)}
	if last {
		p.Last = page.T.ConsoleFacts.EndLast
	}
	return p, nil
}
