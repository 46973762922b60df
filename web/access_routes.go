package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// accessRoutes are the pages of buckets, and of who reaches them. What-if is a
// POST because a policy document does not fit into an address; it changes nothing.
func accessRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/buckets", desk.CanSee, false, h.ListBuckets},
		{get, "/buckets.csv", desk.CanExport, false, h.ReportBuckets},
		{get, "/buckets.json", desk.CanExport, false, h.ReportBuckets},
		{get, "/buckets/{bucket}", desk.CanSee, false, h.ShowBucket},

		{get, "/access", desk.CanSee, false, h.ShowAccess},
		{get, "/access.csv", desk.CanExport, false, h.ReportAccess},
		{get, "/access.json", desk.CanExport, false, h.ReportAccess},
		{get, "/access/explain", desk.CanSee, false, h.Explain},
		{get, "/access/explain.csv", desk.CanExport, false, h.ReportExplain},
		{get, "/access/explain.json", desk.CanExport, false, h.ReportExplain},
		{get, "/access/what-if", desk.CanSee, false, h.ShowWhatIf},
		{post, "/access/what-if", desk.CanSee, false, h.TryWhatIf},
		{post, "/access/what-if.csv", desk.CanExport, false, h.ReportWhatIf},
		{post, "/access/what-if.json", desk.CanExport, false, h.ReportWhatIf},

		{get, "/users/{name}/access", desk.CanSee, false, h.ShowUserAccess},
		{get, "/users/{name}/access.csv", desk.CanExport, false, h.ReportUserAccess},
		{get, "/users/{name}/access.json", desk.CanExport, false, h.ReportUserAccess},
	}
}
