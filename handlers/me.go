package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// ShowMe shows the operator's own settings.
func (h *Handlers) ShowMe(w http.ResponseWriter, r *http.Request) error {
	page, err := h.mine(r, actor(r).Operator.Preferences)
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("saved") {
	case templates.SavedSettings:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.Me.Saved}
	case templates.SavedPassword:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.Me.Changed}
	case templates.SavedLink:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.OIDC.Linked}
	case templates.SavedUnlink:
		page.Flash = &templates.Flash{Kind: "ok", Text: page.T.OIDC.Unlinked}
	}
	return h.show(w, r, http.StatusOK, page.Prepare().View())
}

// SaveMe saves how the operator wants the pages.
func (h *Handlers) SaveMe(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	wanted := desk.Preferences{
		Language: f.Get("language"), Theme: f.Get("theme"), Zone: f.Get("zone"), Density: f.Get("density"), Keys: f.Get("keys"),
	}
	if err := h.auth.SavePreferences(r.Context(), actor(r), wanted); err != nil {
		return h.meAgain(w, r, err, wanted)
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
		return h.meAgain(w, r, err, by.Operator.Preferences)
	}
	return h.seeOther(w, r, templates.MeSavedURL(templates.SavedPassword))
}

// mine is the page of one's settings.
func (h *Handlers) mine(r *http.Request, chosen desk.Preferences) (templates.Me, error) {
	linked, err := h.auth.Identities(r.Context(), actor(r).Operator.ID)
	return templates.Me{
		Page: h.page(r, "", templates.SectionMe), Chosen: chosen, Factor: actor(r).Factor, Provider: h.auth.Provider(), Linked: linked,
	}, err
}

// meAgain is the page of one's settings after a mistake in one of its forms.
func (h *Handlers) meAgain(w http.ResponseWriter, r *http.Request, mistake error, chosen desk.Preferences) error {
	page, err := h.mine(r, chosen)
	if err != nil {
		return err
	}
	return h.again(w, r, mistake, func(ft *fault.Fault) templ.Component {
		page.Fault = ft
		return page.Prepare().View()
	})
}
