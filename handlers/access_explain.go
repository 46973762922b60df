package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates"
)

// asked is what a question about access comes to: places in the table, -1 where
// something was left blank.
type asked struct {
	subject, bucket int
	question        access.Question
	any             bool // no question
}

// whole reports whether at most one of the three was left blank.
func (a asked) whole() bool {
	blank := 0
	for _, b := range []bool{a.subject < 0, a.bucket < 0, a.any} {
		if b {
			blank++
		}
	}
	return blank <= 1
}

// readAsked finds what an address names, and the first fault in it.
func readAsked(table *access.Table, at templates.ExplainAt) (asked, *fault.Fault) {
	a := asked{subject: -1, bucket: -1, any: true}
	for q := range access.Question(access.Questions) {
		if strings.EqualFold(at.Can, q.Action()) {
			a.question, a.any = q, false
		}
	}
	if at.Can != "" && a.any {
		return a, fault.Field("can", fault.CodeChoice)
	}
	if at.Who != "" {
		found := false
		if a.subject, found = findSubject(table, at.Who); !found {
			a.subject = -1
			return a, fault.Field("who", fault.CodeSubjectNotFound, at.Who)
		}
	}
	if at.On != "" {
		found := false
		if a.bucket, found = table.Bucket(at.On); !found {
			a.bucket = -1
			return a, fault.Field("on", fault.CodeBucketNotFound, at.On)
		}
	}
	return a, nil
}

// findSubject reads who is meant: a user's name, or a kind and a name.
func findSubject(table *access.Table, who string) (int, bool) {
	if kind, name, ok := strings.Cut(who, ":"); ok {
		return table.Find(access.SubjectKind(strings.ToLower(kind)), name)
	}
	return table.Find(access.SubjectUser, who)
}

func explainAt(v url.Values) templates.ExplainAt {
	return templates.ExplainAt{
		Who: strings.TrimSpace(v.Get("who")), Can: strings.TrimSpace(v.Get("can")), On: strings.TrimSpace(v.Get("on")),
		Only: v.Get("only") == access.Yes.String(), From: place(v, "from"),
	}
}

// Explain answers who can do what on which bucket, and why; what is left blank
// is filled with the list of answers.
func (h *Handlers) Explain(w http.ResponseWriter, r *http.Request) error {
	t := text.From(r.Context())
	p := templates.AccessExplain{AccessFrame: h.accessFrame(r, t.AccessWhy.Title, templates.SectionExplain), At: explainAt(r.URL.Query())}
	if p.AccessFrame.Unread {
		return h.show(w, r, http.StatusOK, p.View())
	}
	table := h.table()
	for q := range access.Question(access.Questions) {
		label := q.Action() + " · " + t.Access.Questions[q.Action()]
		p.Questions = append(p.Questions, templates.ListChoice{Value: q.Action(), Label: label, Chosen: strings.EqualFold(p.At.Can, q.Action())})
	}
	a, wrong := readAsked(table, p.At)
	if wrong != nil {
		p.WhoError, p.OnError = p.Wrong(wrong, "who"), p.Wrong(wrong, "on")
		if wrong.Field == "can" {
			p.Hint = t.Fault(wrong)
		}
		return h.show(w, r, http.StatusNotFound, p.View())
	}
	return h.show(w, r, http.StatusOK, fillExplain(p, table, a).View())
}

func fillExplain(p templates.AccessExplain, table *access.Table, a asked) templates.AccessExplain {
	t := p.T
	who, on, can := "", p.At.On, t.Access.Questions[a.question.Action()]
	if a.subject >= 0 {
		who = templates.SubjectName(t, table.Subjects()[a.subject])
	}
	switch {
	case a.subject >= 0 && a.bucket >= 0 && !a.any:
		w := whyOf(p.Page, table, a)
		p.Why = &w
		return p
	case a.subject >= 0 && a.bucket >= 0:
		p.Heading = fmt.Sprintf(t.AccessWhy.Answers, who, on)
	case a.bucket >= 0 && !a.any:
		p.Heading = fmt.Sprintf(t.AccessWhy.Lists, can, on)
	case a.subject >= 0 && !a.any:
		p.Heading = fmt.Sprintf(t.AccessWhy.Buckets, who, can)
	default:
		p.Hint = t.AccessWhy.TwoBlank
		return p
	}
	p.Listed = true
	list := answersTo(table, a, p.At.Only)
	from := min(p.At.From, max(len(list)-1, 0)/accessPerPage*accessPerPage)
	for _, one := range list[from:min(from+accessPerPage, len(list))] {
		p.Rows = append(p.Rows, explainRow(t, table, a, one))
	}
	if a.any {
		return p
	}
	for _, only := range []bool{false, true} {
		to := p.At
		to.Only, to.From = only, 0
		v := templates.ViewLink{Label: t.Buckets.Any, URL: to.URL(), Current: p.At.Only == only}
		if only {
			v.Label = t.AccessWhy.Only
		}
		p.Views = append(p.Views, v)
	}
	p.Summary = span(t, t.AccessWhy.ListRange, from, len(p.Rows), len(list))
	p.PrevURL, p.NextURL = neighbours(from, accessPerPage, len(list), func(from int) string {
		to := p.At
		to.From = from
		return to.URL()
	})
	return p
}

// answer is one answer of what was left blank.
type answer struct {
	subject, bucket int
	question        access.Question
	cell            access.Cell
}

// answersTo lists the answers of what was left blank. Only says that just
// certain ones are wanted.
func answersTo(table *access.Table, a asked, only bool) []answer {
	var list []answer
	if a.any {
		for q := range access.Question(access.Questions) {
			list = append(list, answer{a.subject, a.bucket, q, table.Cell(a.subject, a.bucket)})
		}
		return list
	}
	holds := func(c access.Cell) bool {
		return c.Answer(a.question) == access.Yes || !only && c.Answer(a.question) != access.No
	}
	if a.subject < 0 {
		for s, c := range table.Who(a.bucket) {
			if holds(c) {
				list = append(list, answer{s, a.bucket, a.question, c})
			}
		}
		return list
	}
	for b, c := range table.What(a.subject) {
		if holds(c) {
			list = append(list, answer{a.subject, b, a.question, c})
		}
	}
	return list
}

// explainRow is an answer as a row of the list.
func explainRow(t *text.Text, table *access.Table, a asked, one answer) templates.ExplainRow {
	subject, bucket, action := table.Subjects()[one.subject], table.Account().Buckets[one.bucket].Name, one.question.Action()
	row := templates.ExplainRow{Name: bucket, URL: templates.BucketURL(bucket)}
	switch {
	case a.any:
		row = templates.ExplainRow{Name: templates.Capital(t.Access.Questions[action]), Code: action}
	case a.subject < 0:
		row = subjectRow(t, subject)
	}
	row.Tag = templates.NewAnswerTag(t, one.cell.Answer(one.question), one.cell.Some(one.question))
	row.WhyURL = templates.WhyURL(subject, bucket, action)
	return row
}

func subjectRow(t *text.Text, s access.Subject) templates.ExplainRow {
	row := templates.ExplainRow{Name: templates.SubjectName(t, s), URL: subjectURL(s)}
	if s.Kind != access.SubjectUser && s.Kind != access.SubjectEveryone {
		row.Kind = t.Access.Kinds[string(s.Kind)]
	}
	return row
}

// ReportExplain sends the list of answers as a file.
func (h *Handlers) ReportExplain(w http.ResponseWriter, r *http.Request) error {
	t, table := text.From(r.Context()), h.table()
	if table == nil {
		return notRead()
	}
	at := explainAt(r.URL.Query())
	a, wrong := readAsked(table, at)
	if wrong != nil {
		return wrong
	}
	if !a.whole() {
		return fault.New(fault.Invalid, fault.CodeRequired)
	}
	return h.report(w, r, sheet{"s3-access", []string{"who", "kind", "can", "on", "answer", "scope", "incomplete"}, func(rep *desk.Report) error {
		for _, one := range answersTo(table, a, at.Only) {
			subject := table.Subjects()[one.subject]
			rep.Row(subject.Name, string(subject.Kind), one.question.Action(), table.Account().Buckets[one.bucket].Name,
				one.cell.Answer(one.question).String(), scopeOf(one.cell.Some(one.question)), strconv.FormatBool(!table.Complete()))
		}
		accessNotes(rep, t, table)
		return nil
	}})
}

// notRead says that nobody can tell yet who reaches what.
func notRead() *fault.Fault { return fault.New(fault.Away, fault.CodeAccessUnread) }

// userNotFound says that no such user was read.
func userNotFound(n iam.UserName) *fault.Fault {
	return fault.New(fault.NotFound, fault.CodeUserNotFound, string(n))
}
