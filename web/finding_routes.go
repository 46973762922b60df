package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// findingRoutes are the pages of what is unused and of what is not as it should be.
func findingRoutes(h *handlers.Handlers) []route {
	const get = http.MethodGet
	return []route{
		{get, "/access/unused", desk.CanSee, false, h.ShowUnused},
		{get, "/access/unused.csv", desk.CanExport, false, h.ReportUnused},
		{get, "/access/unused.json", desk.CanExport, false, h.ReportUnused},
		{get, "/access/findings", desk.CanSee, false, h.ShowFindings},
		{get, "/access/findings.csv", desk.CanExport, false, h.ReportFindings},
		{get, "/access/findings.json", desk.CanExport, false, h.ReportFindings},
		{get, "/access/report", desk.CanSee, false, h.ShowFindingsReport},
	}
}
