package templates

// Reminders.

func NoticesURL() string       { return "/settings/notices" }
func NoticesSwitchURL() string { return NoticesURL() + "/kinds" }
func NoticesTestURL() string   { return NoticesURL() + "/test" }
func NoticesRetryURL() string  { return NoticesURL() + "/retry" }
func NoticeReports() ReportLinks {
	return ReportLinks{CSV: CSVOf(NoticesURL()), JSON: JSONOf(NoticesURL())}
}
