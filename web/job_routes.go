package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// jobRoutes are the pages of changes of many rows that are carried out in the
// background. Events are sent as they come, so they are not compressed.
func jobRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/jobs", desk.CanSee, false, h.ListJobs},
		{get, "/jobs.csv", desk.CanExport, false, h.ReportJobs},
		{get, "/jobs.json", desk.CanExport, false, h.ReportJobs},
		{get, "/jobs/{id}", desk.CanSee, false, h.ShowJob},
		{get, "/jobs/{id}/events", desk.CanSee, true, h.FollowJob},
		{get, "/jobs/{id}/rows.csv", desk.CanExport, false, h.ReportJobRows},
		{get, "/jobs/{id}/rows.json", desk.CanExport, false, h.ReportJobRows},
		{post, "/jobs/{id}/cancel", desk.CanUsers, false, h.CancelJob},
		{post, "/jobs/{id}/retry", desk.CanUsers, false, h.RetryJob},
		{post, "/jobs/{id}/results", desk.CanUsers, true, h.DownloadResults},
		{post, "/jobs/{id}/results/done", desk.CanUsers, false, h.FinishResults},
		{post, "/jobs/{id}/results/lost", desk.CanUsers, false, h.LoseResults},
	}
}
