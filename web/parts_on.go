//go:build parts

package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// partRoutes lead to the gallery of components, which only a development build has.
func partRoutes(h *handlers.Handlers) []route {
	return []route{{http.MethodGet, "/-/parts", desk.CanSee, false, h.ShowParts}}
}
