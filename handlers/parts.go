//go:build parts

package handlers

import (
	"net/http"

	"keyporter/templates"
)

// ShowParts shows the gallery of components.
func (h *Handlers) ShowParts(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, http.StatusOK, templates.Parts{Page: h.page(r, "Parts", "")}.View())
}
