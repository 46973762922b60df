package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// The views of the rows of a job, as its address names them; "" is those that are
// not done where there are any.
const (
	JobRowsAll  = "all"
	JobRowsLeft = "left"
)

// JobShow is the page of a job: how far it has come and, once it has ended, what
// came of each row. The handler fills the first block; Prepare decides the rest.
type JobShow struct {
	Page
	At       JobProgress
	Left     int // how many rows can be tried again
	Rows     []JobRowLine
	Views    []ViewLink
	Reports  ReportLinks
	Fault    *fault.Fault
	Back     string // where it leads back to, in words
	BackURL  string
	NextURL  string // "" at the end
	NewURL   string // "" on the first page
	Hands    bool   // its rows make secrets, for the operator
	Results  desk.Results
	LostHint string // what happens to secrets that did not arrive
	Note     string // what its rows leave for a person to do, or ""

	Said                []string // of the results
	Reason              string   // how many rows are left, or ""
	MayCancel, MayRetry bool
	Stuck               bool // rows are left that are not tried again
}

// JobProgress is the part of the page that follows a job while it is at work.
type JobProgress struct {
	T        *text.Text
	Job      desk.Job
	Now      time.Time
	Failures []JobRowLine
}

// JobRowLine is one row of a job in words.
type JobRowLine struct {
	Number string
	Text   string
	Call   string
	Word   string
	Kind   string     // of the tag of the outcome
	Why    string     // why it was not done, or ""
	Steps  []StepLine // of a row of several calls
}

// calls are the calls of a row; of several each has its outcome where the row is
// not done.
func (r JobRowLine) calls(p Page) string {
	if len(r.Steps) == 0 {
		return r.Call
	}
	list := make([]string, len(r.Steps))
	for i, s := range r.Steps {
		if list[i] = s.Call; r.Why != "" {
			word, _ := stepState(p, s.State)
			list[i] += ": " + word
		}
	}
	return strings.Join(list, ", ")
}

// NewJobRowLine says a row of a job.
func NewJobRowLine(t *text.Text, r desk.JobRow) JobRowLine {
	line := JobRowLine{
		Number: t.Count(r.Number), Text: t.Step(string(r.Verb), append([]string{r.Target}, r.Detail...)...), Call: r.Call,
		Word: t.Jobs.Outcomes[string(r.State)],
		Kind: map[desk.RowState]string{desk.RowDone: "ok", desk.RowFailed: "bad", desk.RowUnknown: "warn", desk.RowWorking: "info"}[r.State],
	}
	if f := r.Reason(); f != nil {
		line.Why = t.Fault(f)
	}
	return line
}

// words is the row with the reason why it was not done.
func (r JobRowLine) words() string {
	if r.Why == "" {
		return r.Text
	}
	return r.Text + ": " + r.Why
}

// Prepare decides what the page shows.
func (p JobShow) Prepare() JobShow {
	open := p.At.Job.State.Open()
	p.MayCancel = open && !p.At.Job.Cancel && !p.ReadOnly
	p.MayRetry = p.Left > 0 && !open && !p.ReadOnly
	p.Stuck = !open && p.At.Job.Left() > p.Left
	if left := p.At.Job.Left(); !open && left > 0 {
		p.Reason = p.T.Fault(fault.New(fault.Conflict, fault.CodeRowsLeft, p.T.Count(left), p.T.Count(p.At.Job.Total)))
	}
	w := p.T.Import
	for _, s := range []struct {
		n     int
		words string
	}{{p.Results.Waiting, w.ResultsLead}, {p.Results.Elsewhere, w.Elsewhere}, {p.Results.Taken, w.Taken}, {p.Results.Unclaimed, w.Unclaimed}} {
		if s.n > 0 {
			p.Said = append(p.Said, fmt.Sprintf(s.words, p.T.Count(s.n)))
		}
	}
	if !p.Results.Until.IsZero() {
		p.Said = append(p.Said, fmt.Sprintf(w.Until, p.T.DateTime(p.Results.Until)))
	}
	if len(p.Said) == 0 {
		p.Said = []string{p.T.Fault(fault.New(fault.Gone, fault.CodeResultsNone))}
	}
	p.Faulty = p.Fault != nil
	return p
}

// named reports whether the target of the job is more than the number of its rows.
func (p JobProgress) named() bool {
	return p.Job.Verb == desk.BulkJoin || p.Job.Verb == desk.BulkTag
}

// Events is the address at which the page follows the job; "" when it has ended.
func (p JobProgress) Events() string {
	if p.Job.State.Open() {
		return JobEventsURL(p.Job.ID)
	}
	return ""
}

func (p JobProgress) label() string { return jobRows(p.T, p.Job) }
func (p JobProgress) ended() string { return strconv.Itoa(p.Job.Total - p.Job.Waits()) }
func (p JobProgress) total() string { return strconv.Itoa(p.Job.Total) }
func (p JobProgress) state() string { return p.T.Jobs.States[string(p.Job.State)] }
func (p JobProgress) kind() string  { return jobKind(p.Job.State) }

// elapsed says for how long the job is or was at work, this time.
func (p JobProgress) elapsed() string {
	switch {
	case p.Job.Began.IsZero():
		return ""
	case p.Job.Ended.IsZero():
		return p.T.Span(max(p.Now.Sub(p.Job.Began), 0))
	}
	return p.T.Span(max(p.Job.Ended.Sub(p.Job.Began), 0))
}

// toldFrom is how much of a job must have come to an end before its pace tells
// when it ends: a twentieth.
const toldFrom = 20

// remaining says how long the job will take at its pace so far.
func (p JobProgress) remaining() string {
	ran, waits := p.Job.Ran(), p.Job.Waits()
	if ran == 0 || ran*toldFrom < ran+waits || p.Job.Began.IsZero() {
		return p.T.Jobs.NotYet
	}
	each := max(p.Now.Sub(p.Job.Began), 0) / time.Duration(ran)
	return fmt.Sprintf(p.T.Jobs.About, p.T.Span(each*time.Duration(waits)))
}
