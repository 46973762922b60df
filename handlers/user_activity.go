package handlers

import (
	"net/http"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// activityPerPage is how many entries of the audit log a user's tab has.
const activityPerPage = 50

// ShowUserActivity shows when AWS saw a user last, and what was done to it.
func (h *Handlers) ShowUserActivity(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	page := h.userPage(r, v)
	p := userSeen(templates.UserActivity{Page: page, Head: userHead(page, v, templates.TabActivity)}, v)
	if !page.Operator.Role.May(desk.CanAudit) {
		return h.show(w, r, http.StatusOK, p.View())
	}
	filter := desk.AuditFilter{Limit: activityPerPage}
	if n, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64); err == nil && n > 0 {
		filter.Before = n
	}
	entries, from, err := h.app.Activity(r.Context(), actor(r), v, filter)
	if err != nil {
		return err
	}
	p.MayAudit, p.WholeURL = true, templates.AuditOfURL(string(v.User.Name))
	p.Log = templates.AuditList{Page: page, Label: page.T.Activity.Caption}
	for _, e := range entries {
		p.Log.Rows = append(p.Log.Rows, templates.NewAuditRow(page, e))
	}
	if from > 0 {
		p.Log.OlderURL = templates.UserActivityPageURL(v.User.Name, from)
		if len(entries) < activityPerPage {
			p.More = page.T.Activity.More
		}
	}
	if filter.Before > 0 {
		p.Log.NewURL = templates.UserActivityURL(v.User.Name)
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// userSeen fills in when AWS saw the user last.
func userSeen(p templates.UserActivity, v porter.UserView) templates.UserActivity {
	w := p.T.Activity
	p.SignIn = templates.AgoStamp(p.T, v.User.PasswordLastUsed, p.Now)
	switch {
	case !v.User.PasswordLastUsed.IsZero():
	case v.LoginKnown && v.Login == nil:
		p.NoSignIn = w.NoConsole
	default:
		p.NoSignIn = w.NoSignIn
	}
	for _, k := range v.Keys {
		p = p.WithKey(templates.KeyRow{ID: k.ID, User: k.User, Status: k.Status, Created: k.Created, Use: k.Use, UseKnown: k.UseKnown})
	}
	switch {
	case !v.KeysKnown:
		p.KeysNote = w.KeysUnk
	case len(v.Keys) == 0:
		p.KeysNote = w.NoKeys
	}
	return p
}
