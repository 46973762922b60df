package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/jobs"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// jobsPerPage is how many jobs the list shows at once, jobRowsPerPage how many rows
// a job does, and jobPiece how many of either a report reads at once.
const (
	jobsPerPage    = 50
	jobRowsPerPage = 100
	jobPiece       = 500
)

// jobStates are the states of a view of the list; none for all.
func jobStates(view string) []desk.JobState {
	switch view {
	case templates.JobsOpen:
		return []desk.JobState{desk.JobWaiting, desk.JobRunning}
	case templates.JobsProblems:
		return []desk.JobState{desk.JobPart, desk.JobCancelled, desk.JobStopped}
	}
	return nil
}

// ListJobs shows the jobs, newest first.
func (h *Handlers) ListJobs(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	view, before := q.Get("show"), q.Get("before")
	list, err := h.app.Jobs(r.Context(), desk.JobFilter{States: jobStates(view), Before: before, Limit: jobsPerPage + 1})
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	p := templates.JobList{Page: h.page(r, t.Jobs.Title, templates.SectionJobs), Reports: templates.JobsReports(view)}
	if len(list) > jobsPerPage {
		list = list[:jobsPerPage]
		p.OlderURL = templates.JobsAtURL(view, list[jobsPerPage-1].ID)
	}
	if before != "" {
		p.NewURL = templates.JobsAtURL(view, "")
	}
	p.None = len(list) == 0 && view == "" && before == ""
	for _, j := range list {
		p.Rows = append(p.Rows, templates.NewJobListRow(p.Page, j))
		p.Follows = p.Follows || j.State.Open()
	}
	for _, v := range []struct{ view, label string }{{"", t.Jobs.All}, {templates.JobsOpen, t.Jobs.Open}, {templates.JobsProblems, t.Jobs.Problems}} {
		p.Views = append(p.Views, templates.ViewLink{Label: v.label, URL: templates.JobsAtURL(v.view, ""), Current: v.view == view})
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// ReportJobs sends the jobs of a view as a report, newest first.
func (h *Handlers) ReportJobs(w http.ResponseWriter, r *http.Request) error {
	filter := desk.JobFilter{States: jobStates(r.URL.Query().Get("show")), Limit: jobPiece}
	list, err := h.app.Jobs(r.Context(), filter)
	if err != nil {
		return err
	}
	columns := []string{"job", "act", "target", "operator", "begun", "ended", "state", "rows", "done", "failed", "unknown"}
	return h.report(w, r, sheet{"jobs", columns, func(rep *desk.Report) error {
		for len(list) > 0 {
			for _, j := range list {
				rep.Row(j.ID, string(j.Verb), j.Target, j.Actor, j.Created, j.Ended, string(j.State), j.Total, j.Done, j.Failed, j.Unknown)
			}
			if len(list) < jobPiece {
				return nil
			}
			filter.Before = list[len(list)-1].ID
			if list, err = h.app.Jobs(r.Context(), filter); err != nil {
				return err
			}
		}
		return nil
	}})
}

// ShowJob shows how far a job has come and, once it has ended, what came of its
// rows.
func (h *Handlers) ShowJob(w http.ResponseWriter, r *http.Request) error {
	return h.jobPage(w, r, nil)
}

// jobPage shows a job; failed is what a form of the page was refused for, or nil.
func (h *Handlers) jobPage(w http.ResponseWriter, r *http.Request, failed error) error {
	v, err := h.app.Job(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	p := templates.JobShow{Page: h.page(r, t.Verb(string(v.Job.Verb)), templates.SectionJobs), Left: v.Left}
	p.Crumbs = []templates.Crumb{{Text: t.Jobs.Title, URL: templates.JobsURL()}}
	p.At, p.Follows = h.jobProgress(t, v.Glance), v.Job.State.Open()
	p.Back, p.BackURL = jobBack(t, v.Job.Verb)
	p.LostHint = map[desk.Verb]string{desk.BulkImport: t.Import.LostHint, desk.BulkRotate: t.Selection.RotateLost}[v.Job.Verb]
	if p.Hands = p.LostHint != "" && !p.ReadOnly; p.Hands {
		if p.Results, err = h.app.Results(r.Context(), actor(r), v.Job.ID); err != nil {
			return err
		}
	}
	if v.Job.Verb == desk.BulkRotate {
		p.Note = t.Selection.RotateWait
	}
	if !v.Job.State.Open() {
		if err := h.jobRows(r, v.Job, &p); err != nil {
			return err
		}
	}
	if failed == nil {
		return h.show(w, r, http.StatusOK, p.Prepare().View())
	}
	return h.again(w, r, failed, func(ft *fault.Fault) templ.Component {
		p.Fault = ft
		return p.Prepare().View()
	})
}

func (h *Handlers) jobProgress(t *text.Text, g jobs.Glance) templates.JobProgress {
	p := templates.JobProgress{T: t, Job: g.Job, Now: h.now()}
	for _, row := range g.Failures {
		p.Failures = append(p.Failures, templates.NewJobRowLine(t, row))
	}
	return p
}

// jobRowStates are the states of a view of the rows of a job; none for all.
func jobRowStates(view string) []desk.RowState {
	if view == templates.JobRowsLeft {
		return []desk.RowState{desk.RowTodo, desk.RowWorking, desk.RowFailed, desk.RowUnknown}
	}
	return nil
}

// jobRows fills the table of rows: those that are not done, where there are any,
// unless the address says another view.
func (h *Handlers) jobRows(r *http.Request, j desk.Job, p *templates.JobShow) error {
	q, t := r.URL.Query(), p.T
	view := q.Get("rows")
	if view != templates.JobRowsAll && (view != templates.JobRowsLeft || j.Left() == 0) {
		view = templates.JobRowsAll
		if j.Left() > 0 {
			view = templates.JobRowsLeft
		}
	}
	after, _ := strconv.Atoi(q.Get("after")) // what is no number begins at the first
	rows, err := h.app.JobRows(r.Context(), j.ID, desk.JobRowFilter{States: jobRowStates(view), After: after, Limit: jobRowsPerPage + 1})
	if err != nil {
		return err
	}
	if len(rows) > jobRowsPerPage {
		rows = rows[:jobRowsPerPage]
		p.NextURL = templates.JobRowsURL(j.ID, view, rows[jobRowsPerPage-1].Number)
	}
	if after > 0 {
		p.NewURL = templates.JobRowsURL(j.ID, view, 0)
	}
	for _, row := range rows {
		line := templates.NewJobRowLine(t, row)
		line.Steps = stepLines(t, porter.ImportSteps(row))
		p.Rows = append(p.Rows, line)
	}
	for _, v := range []struct{ view, label string }{{templates.JobRowsLeft, t.Jobs.RowsLeft}, {templates.JobRowsAll, t.Jobs.RowsAll}} {
		if v.view == templates.JobRowsAll || j.Left() > 0 {
			p.Views = append(p.Views, templates.ViewLink{Label: v.label, URL: templates.JobRowsURL(j.ID, v.view, 0), Current: v.view == view})
		}
	}
	p.Reports = templates.JobRowsReports(j.ID, view)
	return nil
}

// ReportJobRows sends the rows of a job as a report.
func (h *Handlers) ReportJobRows(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Job(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	filter := desk.JobRowFilter{States: jobRowStates(r.URL.Query().Get("rows")), Limit: jobPiece}
	rows, err := h.app.JobRows(r.Context(), v.Job.ID, filter)
	if err != nil {
		return err
	}
	columns := []string{"row", "act", "target", "details", "call", "outcome", "fault", "fault_about", "ended", "steps"}
	return h.report(w, r, sheet{"job-rows", columns, func(rep *desk.Report) error {
		for len(rows) > 0 {
			for _, row := range rows {
				rep.Row(row.Number, string(row.Verb), row.Target, row.Detail, row.Call, string(row.State), string(row.Fault), row.Args, row.Ended, importSteps(row))
			}
			if len(rows) < jobPiece {
				break
			}
			filter.After = rows[len(rows)-1].Number
			if rows, err = h.app.JobRows(r.Context(), v.Job.ID, filter); err != nil {
				return err
			}
		}
		if v.Job.State.Open() {
			rep.Note(text.From(r.Context()).Jobs.Leads[string(v.Job.State)])
		}
		return nil
	}})
}

// importSteps are the steps of a row of an import, each with its state.
func importSteps(r desk.JobRow) []string {
	var list []string
	for _, s := range porter.ImportSteps(r) {
		list = append(list, s.Call+" "+cmp.Or(string(s.State), string(desk.RowTodo)))
	}
	return list
}

// CancelJob ends a job before its next row.
func (h *Handlers) CancelJob(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if err := h.app.CancelJob(r.Context(), actor(r), id); err != nil {
		return h.jobPage(w, r, err)
	}
	return h.seeOther(w, r, templates.JobURL(id))
}

// RetryJob lets a job that has ended go on with the rows that are left.
func (h *Handlers) RetryJob(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	if v, err := h.app.Job(r.Context(), id); err == nil && v.Job.Verb == desk.BulkKeysDelete {
		if err := h.NeedProof(actor(r)); err != nil {
			return err
		}
	}
	if err := h.app.RetryJob(r.Context(), actor(r), f.Get("form"), id); err != nil {
		return h.jobPage(w, r, err)
	}
	return h.seeOther(w, r, templates.JobURL(id))
}

// jobBack is where the page of a job leads, with its words.
func jobBack(t *text.Text, v desk.Verb) (words, to string) {
	if v == desk.BulkRotate {
		return t.Selection.ToRotate, templates.RotationsURL()
	}
	if slices.Contains([]desk.Verb{desk.BulkKeysOff, desk.BulkKeysDelete}, v) {
		return t.Selection.ToKeys, templates.AllKeysURL()
	}
	return t.Selection.ToUsers, templates.UsersURL()
}
