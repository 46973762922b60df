package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// teamRoutes are the pages of operators and of what each role may do.
func teamRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/roles", desk.CanSee, false, h.ListRoles},

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
