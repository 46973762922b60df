package handlers

import (
	"net/http"

	"keyporter/internal/fault"
	"keyporter/templates"
)

// ShowFailure draws the page of a failure that no form can mend: what
// happened, what to do, and the request's id.
func (h *Handlers) ShowFailure(w http.ResponseWriter, r *http.Request, status int, f *fault.Fault) error {
	page := h.page(r, "", "")
	page.Outside = nil // the failure says it
	return h.show(w, r, status, templates.NewFailure(page, status, f).View())
}
