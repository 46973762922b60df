package templates

import (
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// The views of the list of jobs, as its address names them; "" is all.
const (
	JobsOpen     = "open"
	JobsProblems = "left"
)

// JobList is the list of jobs, newest first.
type JobList struct {
	Page
	Rows     []JobListRow
	Views    []ViewLink
	Reports  ReportLinks
	OlderURL string // "" at the end
	NewURL   string // "" on the newest page
	None     bool   // there is no job at all
}

// JobListRow is one job.
type JobListRow struct {
	URL      string
	What     string
	Target   string
	Who      string
	Begun    Stamp
	Progress string
	State    string
	Kind     string // of the tag of the state
}

// NewJobListRow makes the row of a job.
func NewJobListRow(p Page, j desk.Job) JobListRow {
	return JobListRow{
		URL: JobURL(j.ID), What: p.T.Verb(string(j.Verb)), Target: j.Target, Who: j.Actor,
		Begun: AgoStamp(p.T, j.Created, p.Now), Progress: jobRows(p.T, j),
		State: p.T.Jobs.States[string(j.State)], Kind: jobKind(j.State),
	}
}

// jobRows says how many rows of a job have come to an end.
func jobRows(t *text.Text, j desk.Job) string {
	return fmt.Sprintf(t.Jobs.Of, t.Count(j.Total-j.Waits()), t.Count(j.Total))
}

// jobKind says how the state of a job is marked.
func jobKind(s desk.JobState) string {
	switch s {
	case desk.JobDone:
		return "ok"
	case desk.JobPart, desk.JobStopped:
		return "bad"
	case desk.JobCancelled:
		return "warn"
	case desk.JobRunning:
		return "info"
	}
	return ""
}
