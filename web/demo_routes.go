package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// demoRoutes are the page that removes the demo data, and the first steps.
func demoRoutes(h *handlers.Handlers) []route {
	return []route{
		{http.MethodGet, "/settings/demo", desk.CanSettings, false, h.AskRemoveDemo},
		{http.MethodPost, "/settings/demo", desk.CanSettings, false, h.RemoveDemo},
		{http.MethodPost, "/me/steps", desk.CanSelf, false, h.TickStep},
	}
}
