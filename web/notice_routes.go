package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// noticeRoutes are the pages of reminders.
func noticeRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/settings/notices", desk.CanAudit, false, h.ShowNotices},
		{get, "/settings/notices.csv", desk.CanAudit, false, h.ReportNotices},
		{get, "/settings/notices.json", desk.CanAudit, false, h.ReportNotices},
		{post, "/settings/notices/kinds", desk.CanSettings, false, h.SwitchNotices},
		{post, "/settings/notices/test", desk.CanSettings, false, h.TestNotices},
		{post, "/settings/notices/retry", desk.CanSettings, false, h.RetryNotice},
	}
}
