package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// teamRoutes are the pages of operators, of what each role may do, and of one's own
// keys.
func teamRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/roles", desk.CanSee, false, h.ListRoles},

		{get, "/me/keys", desk.CanOwn, false, h.ShowMyKeys},
		{post, "/me/keys", desk.CanOwn, true, h.CreateMyKey},
		{post, "/me/keys/{id}/deactivate", desk.CanOwn, false, h.StopMyKey},
		{post, "/me/keys/{id}/rotate", desk.CanOwn, true, h.RotateMyKey},

		{get, "/operators", desk.CanOperators, false, h.ListOperators},
		{get, "/operators/{id}", desk.CanOperators, false, h.ShowOperator},
		{get, "/operators/{id}/role", desk.CanOperators, false, h.AskOperatorRole},
		{post, "/operators/{id}/role", desk.CanOperators, false, h.SetOperatorRole},
		{get, "/operators/{id}/state", desk.CanOperators, false, h.AskOperatorState},
		{post, "/operators/{id}/state", desk.CanOperators, false, h.SetOperatorState},
		{post, "/operators/{id}/user", desk.CanOperators, false, h.LinkOperator},
		{post, "/operators/{id}/scope", desk.CanOperators, false, h.SetOperatorScope},
	}
}
