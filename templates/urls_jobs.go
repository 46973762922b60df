package templates

import "strconv"

// Jobs: changes of many rows that are carried out in the background.

func JobsURL() string               { return "/jobs" }
func JobURL(id string) string       { return JobsURL() + "/" + seg(id) }
func JobEventsURL(id string) string { return JobURL(id) + "/events" }
func JobCancelURL(id string) string { return JobURL(id) + "/cancel" }
func JobRetryURL(id string) string  { return JobURL(id) + "/retry" }

// The secrets that a job has made.

func JobResultsURL(id string) string     { return JobURL(id) + "/results" }
func JobResultsDoneURL(id string) string { return JobResultsURL(id) + "/done" }
func JobResultsLostURL(id string) string { return JobResultsURL(id) + "/lost" }

// Users from a table.

func ImportURL() string              { return "/users/~import" }
func ImportTemplateURL() string      { return ImportURL() + "/template.csv" }
func ImportRunURL(id string) string  { return ImportReviewURL(id, "", 0) + "/run" }
func ImportDropURL(id string) string { return ImportReviewURL(id, "", 0) + "/drop" }

// ImportReviewURL is a part of the rows of a table: those of a view, after a line.
func ImportReviewURL(id, view string, after int) string {
	return query(ImportURL()+"/"+seg(id), "show", view, "after", positive(after))
}

// ImportReports are the rows of a table as reports.
func ImportReports(id string) ReportLinks {
	rows := ImportURL() + "/" + seg(id) + "/rows"
	return ReportLinks{CSV: CSVOf(rows), JSON: JSONOf(rows)}
}

// positive writes a number in an address; nothing where it is 0.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// JobsAtURL is a part of the list of jobs: those of a view, before an id.
func JobsAtURL(view, before string) string { return query(JobsURL(), "show", view, "before", before) }

// JobsReports are the jobs of a view as reports.
func JobsReports(view string) ReportLinks {
	return ReportLinks{CSV: query(CSVOf(JobsURL()), "show", view), JSON: query(JSONOf(JobsURL()), "show", view)}
}

// JobRowsURL is a part of the rows of a job: those of a view, after a number.
func JobRowsURL(id, view string, after int) string {
	return query(JobURL(id), "rows", view, "after", positive(after))
}

// JobRowsReports are the rows of a job of a view as reports.
func JobRowsReports(id, view string) ReportLinks {
	rows := JobURL(id) + "/rows"
	return ReportLinks{CSV: query(CSVOf(rows), "rows", view), JSON: query(JSONOf(rows), "rows", view)}
}
