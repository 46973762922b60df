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
		{get, "/users/~import", desk.CanUsers, false, h.NewImport},
		{post, "/users/~import", desk.CanUsers, false, h.ReadImport},
		{get, "/users/~import/template.csv", desk.CanUsers, false, h.ImportTemplate},
		{get, "/users/~import/{id}", desk.CanUsers, false, h.ShowImport},
		{get, "/users/~import/{id}/rows.csv", desk.CanUsers, false, h.ReportImport},
		{get, "/users/~import/{id}/rows.json", desk.CanUsers, false, h.ReportImport},
		{post, "/users/~import/{id}/run", desk.CanUsers, false, h.RunImport},
		{post, "/users/~import/{id}/drop", desk.CanUsers, false, h.DropImport},
	}
}
