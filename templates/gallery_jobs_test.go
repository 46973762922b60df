package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// sampleJob is a job in a state, of whose 5,000 rows so many have come to an end.
func sampleJob(state desk.JobState, done, failed, unknown int) desk.Job {
	j := desk.Job{
		ID: "06h13", Verb: desk.BulkJoin, Target: longName, Actor: "kim", By: desk.JobActor{Name: "kim"}, State: state, Total: 5000,
		Done: done, Failed: failed, Unknown: unknown, Current: longName, Created: now.Add(-12 * time.Minute),
	}
	if state != desk.JobWaiting {
		j.Began = now.Add(-11 * time.Minute)
	}
	if !state.Open() {
		j.Ended = now.Add(-time.Minute)
	}
	return j
}

// jobLines are rows of a job in all their states.
func jobLines(p templates.Page, n int) []templates.JobRowLine {
	var lines []templates.JobRowLine
	states := []desk.RowState{desk.RowFailed, desk.RowUnknown, desk.RowTodo, desk.RowWorking, desk.RowDone}
	for i := range n {
		r := desk.JobRow{Number: i + 1, Call: "AddUserToGroup", Verb: desk.UserJoin, Target: fmt.Sprintf("svc-ingest-%03d", i), Detail: []string{"admins"}, State: states[i%5]}
		switch r.State {
		case desk.RowFailed:
			r.Fault, r.Args = fault.CodeUserNotFound, []string{"<b>" + longName}
		case desk.RowUnknown:
			r.Fault, r.Args = fault.CodeAwsUnknown, []string{"AddUserToGroup"}
		}
		lines = append(lines, templates.NewJobRowLine(p.T, r))
	}
	return lines
}

// jobSamples are the list of jobs, and jobs in all their states.
func jobSamples(p templates.Page) []sample {
	list := templates.JobList{Page: titled(p, p.T.Jobs.Title, templates.SectionJobs), Reports: templates.JobsReports(""),
		NewURL: templates.JobsURL(), OlderURL: templates.JobsAtURL("", "06h13"), Views: []templates.ViewLink{{Label: p.T.Jobs.All, URL: templates.JobsURL(), Current: true}}}
	list.Follows, list.Counts.Jobs = true, 2
	states := []desk.JobState{desk.JobWaiting, desk.JobRunning, desk.JobDone, desk.JobPart, desk.JobCancelled, desk.JobStopped}
	for _, s := range states {
		list.Rows = append(list.Rows, templates.NewJobListRow(list.Page, sampleJob(s, 1200, 3, 1)))
	}
	empty := list
	empty.Rows, empty.None = nil, true
	none := list
	none.Rows = nil
	all := []sample{{"jobs", list.View()}, {"jobs-empty", empty.View()}, {"jobs-none", none.View()}}
	show := func(name string, page templates.Page, j desk.Job, left int) {
		s := templates.JobShow{Page: titled(page, p.T.Verb(string(j.Verb)), templates.SectionJobs, templates.Crumb{Text: p.T.Jobs.Title, URL: templates.JobsURL()}),
			At: templates.JobProgress{T: p.T, Job: j, Now: now}, Left: left, Reports: templates.JobRowsReports(j.ID, ""), Back: p.T.Selection.ToUsers, BackURL: templates.UsersURL()}
		s.Follows = j.State.Open()
		if name == "part" {
			s.Note = p.T.Selection.RotateWait
		}
		if s.Follows && j.Failed > 0 {
			s.At.Failures = jobLines(p, 20)
		}
		if !s.Follows && j.Left() > 0 {
			s.Rows, s.NextURL, s.NewURL = jobLines(p, 100), templates.JobRowsURL(j.ID, "all", 100), templates.JobURL(j.ID)
			s.Fault = fault.New(fault.Conflict, fault.CodeJobEnded)
		}
		all = append(all, sample{"job-" + name, s.Prepare().View()})
	}
	show("waiting", p, sampleJob(desk.JobWaiting, 0, 0, 0), 0)
	show("begun", p, sampleJob(desk.JobRunning, 1, 0, 0), 0)
	show("running", p, sampleJob(desk.JobRunning, 1200, 3, 1), 0)
	cancelling := sampleJob(desk.JobRunning, 1200, 0, 0)
	cancelling.Cancel = true
	show("cancelling", p, cancelling, 0)
	show("read-only", readOnly(p), sampleJob(desk.JobRunning, 1200, 0, 0), 0)
	show("done", p, sampleJob(desk.JobDone, 5000, 0, 0), 0)
	show("part", p, sampleJob(desk.JobPart, 4990, 9, 1), 9)
	show("cancelled", p, sampleJob(desk.JobCancelled, 1200, 3, 1), 3800)
	show("stopped", p, sampleJob(desk.JobStopped, 1200, 3, 1), 3800)
	return all
}
