package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// peopleRoutes are the sessions of operators.
func peopleRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/me/sessions", desk.CanSelf, false, h.ShowMySessions},
		{post, "/me/sessions/end", desk.CanSelf, false, h.EndMySession},
		{post, "/me/sessions/end-others", desk.CanSelf, false, h.EndMySessions},
		{get, "/operators/{id}/sessions", desk.CanPeople, false, h.ShowSessions},
		{post, "/operators/{id}/sessions/end", desk.CanPeople, false, h.EndSession},
		{post, "/operators/{id}/sessions/end-all", desk.CanPeople, false, h.EndSessions},
	}
}
