package templates

// What is unused, and what a look over the account finds.

func UnusedURL() string         { return "/access/unused" }
func FindingsURL() string       { return "/access/findings" }
func FindingsReportURL() string { return "/access/report" }
