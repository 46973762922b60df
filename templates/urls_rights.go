package templates

import "strconv"

// RightsURL is the page of what Keyporter's own credentials may do.
func RightsURL() string { return "/settings/rights" }

// RightsCheckURL is where it is asked to look again.
func RightsCheckURL() string { return RightsURL() + "/check" }

// RightsReports are the same as files.
func RightsReports() ReportLinks {
	return ReportLinks{CSV: CSVOf(RightsURL()), JSON: JSONOf(RightsURL())}
}

// RightsPolicyURL is the n-th document of the policy as a file, from 1.
func RightsPolicyURL(n int, path string, reads bool) string {
	only := ""
	if reads {
		only = "1"
	}
	return query(RightsURL()+"/policy.json", "n", strconv.Itoa(n), "path", path, "reads", only)
}
