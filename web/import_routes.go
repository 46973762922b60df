package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// importRoutes are the pages of importing users from a table, which may be a long
// body.
func importRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/users/~import", desk.CanChange, false, h.NewImport},
		{post, "/users/~import", desk.CanChange, false, h.ReadImport},
		{get, "/users/~import/template.csv", desk.CanChange, false, h.ImportTemplate},
		{get, "/users/~import/{id}", desk.CanChange, false, h.ShowImport},
		{get, "/users/~import/{id}/rows.csv", desk.CanChange, false, h.ReportImport},
		{get, "/users/~import/{id}/rows.json", desk.CanChange, false, h.ReportImport},
		{post, "/users/~import/{id}/run", desk.CanChange, false, h.RunImport},
		{post, "/users/~import/{id}/drop", desk.CanChange, false, h.DropImport},
	}
}
