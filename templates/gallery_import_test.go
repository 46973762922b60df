package templates_test

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// importSamples are the pages of importing users: the form, the review of a table,
// and jobs that make secrets.
func importSamples(p templates.Page) []sample {
	w, users := p.T.Import, templates.Crumb{Text: p.T.Users.Title, URL: templates.UsersURL()}
	form := templates.ImportForm{Page: titled(p, w.Title, templates.SectionUsers, users)}
	for _, c := range []string{"user_name", "path", "groups", "policies", "tags", "boundary", "console", "key", "description"} {
		form.Columns = append(form.Columns, templates.ImportColumn{Head: w.Heads[c], About: w.Abouts[c]})
	}
	refused := form
	refused.Table, refused.Fault = "path\n<b>/dev/", fault.Field("table", fault.CodeSheetName)
	refused.Faulty = true
	empty := templates.ImportReview{Page: titled(p, w.Review, templates.SectionUsers, users, templates.Crumb{Text: w.Title, URL: templates.ImportURL()}), ID: "06h13",
		Encoding: w.Encodings["utf-8"], Separator: w.Separators[","], Reports: templates.ImportReports("06h13"), Fault: fault.New(fault.Conflict, fault.CodeImportNothing)}
	review := empty
	review.Encoding, review.Separator, review.Unknown, review.Fault = w.Encodings["cp949"], w.Separators["\t"], "<b>Shoe size, "+longName, nil
	review.Good, review.NextURL, review.NewURL = 950, templates.ImportReviewURL("06h13", "error", 51), templates.ImportReviewURL("06h13", "error", 0)
	review.Calls = []string{fmt.Sprintf(w.CallCount, "CreateUser", "950"), fmt.Sprintf(w.CallCount, "CreateAccessKey", "950")}
	for i, state := range []string{"error", "exists", "create"} {
		review.Views = append(review.Views, templates.ViewLink{Label: w.States[state], Count: "17", URL: templates.ImportReviewURL("06h13", state, 0), Current: i == 0})
	}
	for i := range 50 {
		review.Rows = append(review.Rows, templates.ImportLine{Line: p.T.Count(i + 2), Name: longName, State: []string{"error", "exists", "create"}[i%3],
			Why: fmt.Sprintf(w.InColumn, w.Heads["groups"], p.T.Fault(fault.Field("groups", fault.CodeGroupNotFound, "<b>crew")))})
		if i < 20 {
			review.First = append(review.First, templates.CallWord("CreateUser", []string{longName}))
		}
	}
	all := []sample{{"import", form.View()}, {"import-refused", refused.View()}, {"import-review", review.Prepare().View()}, {"import-nothing", empty.Prepare().View()}}
	job := func(name string, state desk.JobState, r desk.Results) {
		j := sampleJob(state, 4990, 10, 0)
		j.Verb, j.Target = desk.BulkImport, "5000"
		s := templates.JobShow{Page: titled(p, p.T.Verb(string(j.Verb)), templates.SectionJobs, templates.Crumb{Text: p.T.Jobs.Title, URL: templates.JobsURL()}),
			At: templates.JobProgress{T: p.T, Job: j, Now: now}, Left: 10, Reports: templates.JobRowsReports(j.ID, ""), Back: p.T.Selection.ToUsers, BackURL: templates.UsersURL(),
			Hands: true, Results: r, LostHint: p.T.Import.LostHint}
		s.Follows = state.Open()
		line := templates.NewJobRowLine(p.T, desk.JobRow{Number: 7, Call: "CreateUser", Verb: desk.UserImport, Target: longName, State: desk.RowFailed, Fault: fault.CodeAwsThrottled})
		line.Steps = []templates.StepLine{{Call: "CreateUser", State: "done"}, {Call: "CreateAccessKey", State: "failed"}}
		s.Rows = []templates.JobRowLine{line}
		all = append(all, sample{"import-job-" + name, s.Prepare().View()})
	}
	job("running", desk.JobRunning, desk.Results{Waiting: 12})
	job("waiting", desk.JobPart, desk.Results{Waiting: 4990, Elsewhere: 3, Until: now.Add(24 * time.Hour)})
	job("taken", desk.JobPart, desk.Results{Taken: 4990, Unclaimed: 2})
	return all
}
