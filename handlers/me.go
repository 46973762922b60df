package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// ShowMe shows the operator's own settings.
func (h *Handlers) ShowMe(w http.ResponseWriter, r *http.Request) error {
	o := actor(r).Operator
	page := templates.Me{Page: h.page(r, "", templates.SectionMe), Language: o.Language, Chosen: o.Theme, Factor: actor(r).Factor}
	switch r.URL.Query().Get("saved") {
	case templates.SavedSettings:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.Me.Saved}
	case templates.SavedPassword:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.Me.Changed}
	}
	return h.show(w, r, http.StatusOK, page.Prepare().View())
}

// SaveMe saves language and theme.
func (h *Handlers) SaveMe(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	language, theme := f.Get("language"), f.Get("theme")
	if err := h.auth.SavePreferences(r.Context(), actor(r), language, theme); err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.me(r, language, theme, ft) })
	}
	return h.seeOther(w, r, templates.MeSavedURL(templates.SavedSettings))
}

// ChangePassword changes the operator's own password. The session goes on under
// a new id, the operator's other sessions end.
func (h *Handlers) ChangePassword(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	by := actor(r)
	err = h.auth.ChangePassword(w, r, by, auth.NewPassword{
		Present: secretField(f, "present"), Password: secretField(f, "password"), Repeat: secretField(f, "repeat"),
	})
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
			return h.me(r, by.Operator.Language, by.Operator.Theme, ft)
		})
	}
	return h.seeOther(w, r, templates.MeSavedURL(templates.SavedPassword))
}

// me is the page of one's settings after a mistake in one of its forms.
func (h *Handlers) me(r *http.Request, language, theme string, f *fault.Fault) templ.Component {
	return templates.Me{
		Page: h.page(r, "", templates.SectionMe), Language: language, Chosen: theme, Factor: actor(r).Factor, Fault: f,
	}.Prepare().View()
}
