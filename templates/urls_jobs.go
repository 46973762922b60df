package templates

import "strconv"

// Jobs: changes of many rows that are carried out in the background.

func JobsURL() string               { return "/jobs" }
func JobURL(id string) string       { return JobsURL() + "/" + seg(id) }
func JobEventsURL(id string) string { return JobURL(id) + "/events" }
func JobCancelURL(id string) string { return JobURL(id) + "/cancel" }
func JobRetryURL(id string) string  { return JobURL(id) + "/retry" }

// JobsAtURL is a part of the list of jobs: those of a view, before an id.
func JobsAtURL(view, before string) string { return query(JobsURL(), "show", view, "before", before) }

// JobsReports are the jobs of a view as reports.
func JobsReports(view string) ReportLinks {
	return ReportLinks{CSV: query(CSVOf(JobsURL()), "show", view), JSON: query(JSONOf(JobsURL()), "show", view)}
}

// JobRowsURL is a part of the rows of a job: those of a view, after a number.
func JobRowsURL(id, view string, after int) string {
	from := ""
	if after > 0 {
		from = strconv.Itoa(after)
	}
	return query(JobURL(id), "rows", view, "after", from)
}

// JobRowsReports are the rows of a job of a view as reports.
func JobRowsReports(id, view string) ReportLinks {
	rows := JobURL(id) + "/rows"
	return ReportLinks{CSV: query(CSVOf(rows), "rows", view), JSON: query(JSONOf(rows), "rows", view)}
}
