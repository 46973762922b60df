package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// demoRoutes is the page that removes the demo data.
func demoRoutes(h *handlers.Handlers) []route {
	return []route{
		{http.MethodGet, "/settings/demo", desk.CanSettings, false, h.AskRemoveDemo},
		{http.MethodPost, "/settings/demo", desk.CanSettings, false, h.RemoveDemo},
	}
}
