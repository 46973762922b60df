package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// How many subjects and buckets a page of the matrix has.
const (
	matrixRows    = 25
	matrixBuckets = 8
)

// matrixKinds are the kinds of subjects that the matrix shows.
func matrixKinds() []access.SubjectKind {
	return []access.SubjectKind{access.SubjectUser, access.SubjectGroup, access.SubjectRole, access.SubjectAccount}
}

// ShowAccess shows the table of subjects and buckets.
func (h *Handlers) ShowAccess(w http.ResponseWriter, r *http.Request) error {
	t := text.From(r.Context())
	p := templates.AccessMatrix{AccessFrame: h.accessFrame(r, t.Matrix.Title, templates.SectionMatrix), At: matrixAt(r.URL.Query())}
	if p.AccessFrame.Unread {
		return h.show(w, r, http.StatusOK, p.View())
	}
	table := h.table()
	part := table.Part(matrixQuery(p.At, matrixRows, matrixBuckets))
	p.At.From, p.At.BFrom = part.From, part.BucketFrom
	return h.show(w, r, http.StatusOK, fillMatrix(p, table, part).View())
}

func matrixAt(v url.Values) templates.MatrixAt {
	at := templates.MatrixAt{By: access.SubjectUser, Who: v.Get("q"), Where: v.Get("b"), Holding: v.Get("only") == "holding"}
	for _, k := range matrixKinds() {
		if v.Get("by") == string(k) {
			at.By = k
		}
	}
	at.From, at.BFrom = place(v, "from"), place(v, "bfrom")
	return at
}

// place reads where a page begins; 0 where the address does not say it well.
func place(v url.Values, name string) int {
	n, err := strconv.Atoi(v.Get(name))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func matrixQuery(at templates.MatrixAt, size, buckets int) access.Query {
	return access.Query{Kind: at.By, Who: at.Who, Where: at.Where, Holding: at.Holding, From: at.From, Size: size, BucketFrom: at.BFrom, BucketSize: buckets}
}

func fillMatrix(p templates.AccessMatrix, table *access.Table, part access.Part) templates.AccessMatrix {
	t, list, all := p.T, table.Subjects(), table.Account().Buckets
	p.NoBucket = len(all) == 0
	for _, b := range part.Buckets {
		p.Heads = append(p.Heads, templates.NameLink{Name: all[b].Name, URL: templates.BucketURL(all[b].Name)})
	}
	for _, s := range part.Subjects {
		row := templates.MatrixRow{Name: templates.SubjectName(t, list[s]), URL: subjectURL(list[s])}
		for _, b := range part.Buckets {
			row.Cells = append(row.Cells, templates.NewMatrixCell(p.Page, list[s], all[b].Name, table.Level(s, b)))
		}
		p.Rows = append(p.Rows, row)
	}
	for _, k := range matrixKinds() {
		to := p.At
		to.By, to.From = k, 0
		p.Kinds = append(p.Kinds, templates.ViewLink{Label: t.Access.Plurals[string(k)], URL: to.URL(), Current: p.At.By == k})
	}
	if p.At.By == access.SubjectGroup {
		p.Note = t.Matrix.GroupsBy
	}
	to := p.At
	to.Holding, to.From = !p.At.Holding, 0
	p.Holding = templates.ViewLink{Label: t.Matrix.Holding, URL: to.URL(), Current: p.At.Holding}
	p.Summary = span(t, t.Matrix.Rows, part.From, len(part.Subjects), part.Match)
	p.Buckets = span(t, t.Matrix.Columns, part.BucketFrom, len(part.Buckets), part.BucketHits)
	p.PrevURL, p.NextURL = neighbours(part.From, matrixRows, part.Match, func(from int) string {
		to := p.At
		to.From = from
		return to.URL()
	})
	p.BPrevURL, p.BNextURL = neighbours(part.BucketFrom, matrixBuckets, part.BucketHits, func(from int) string {
		to := p.At
		to.BFrom = from
		return to.URL()
	})
	return p
}

// span says which part of how many a page is; "" of none.
func span(t *text.Text, words string, from, shown, of int) string {
	if shown == 0 {
		return ""
	}
	return fmt.Sprintf(words, t.Count(from+1), t.Count(from+shown), t.Count(of))
}

// neighbours are the addresses of the pages before and after one; "" where there
// is none.
func neighbours(from, size, of int, at func(from int) string) (prev, next string) {
	if from > 0 {
		prev = at(max(from-size, 0))
	}
	if from+size < of {
		next = at(from + size)
	}
	return prev, next
}

// subjectURL is the page of a subject, or "".
func subjectURL(s access.Subject) string {
	switch s.Kind {
	case access.SubjectUser:
		return templates.UserAccessURL(iam.UserName(s.Name))
	case access.SubjectGroup:
		return templates.GroupURL(iam.GroupName(s.Name))
	}
	return ""
}

// accessFrame starts a page about access.
func (h *Handlers) accessFrame(r *http.Request, title, section string) templates.AccessFrame {
	return newAccessFrame(h.page(r, title, section), h.app.Snapshot())
}

// table is who reaches which bucket; nil where no bucket was ever read.
func (h *Handlers) table() *access.Table {
	snap := h.app.Snapshot()
	if snap.BucketsAt.IsZero() {
		return nil
	}
	return snap.Access()
}

func newAccessFrame(page templates.Page, snap *porter.Snapshot) templates.AccessFrame {
	age := ""
	if !snap.BucketsAt.IsZero() {
		age = fmt.Sprintf(page.T.Access.Age, page.T.Ago(snap.BucketsAt, page.Now))
	}
	if snap.BucketsAt.IsZero() {
		return templates.NewAccessFrame(page, nil, age)
	}
	return templates.NewAccessFrame(page, snap.Access(), age)
}

// accessColumns are the columns of every report about access.
func accessColumns(first ...string) []string {
	list := append(first, "level")
	for c := range access.Column(access.Columns) {
		list = append(list, c.String())
	}
	return append(list, "scope", "incomplete")
}

// accessRow writes one cell of the table in a report.
func accessRow(rep *desk.Report, table *access.Table, subject, bucket int, first ...string) {
	c := table.Cell(subject, bucket)
	row, some := make([]any, 0, len(first)+access.Columns+3), false
	for _, s := range first {
		row = append(row, s)
	}
	row = append(row, table.Level(subject, bucket).String())
	for col := range access.Column(access.Columns) {
		row = append(row, c.Column(col).String())
		for _, q := range col.Questions() {
			some = some || c.Some(q)
		}
	}
	rep.Row(append(row, scopeOf(some), strconv.FormatBool(!table.Complete()))...)
}

// scopeOf says in a report that an answer holds for some objects only.
func scopeOf(some bool) string {
	if some {
		return "some objects"
	}
	return ""
}

// accessNotes says at the end of a report what could not be read.
func accessNotes(rep *desk.Report, t *text.Text, table *access.Table) {
	for _, g := range table.Account().Gaps {
		rep.Note(templates.GapWords(t, g))
	}
	for _, b := range table.Problems() {
		rep.Note(t.Access.Problems + ": " + templates.ProblemWords(t, b))
	}
	if !table.Complete() {
		rep.Note(t.Access.IncompleteDo)
	}
}

// ReportAccess sends the matrix as a file, one line for each subject and bucket.
func (h *Handlers) ReportAccess(w http.ResponseWriter, r *http.Request) error {
	t, table := text.From(r.Context()), h.table()
	if table == nil {
		return notRead()
	}
	at := matrixAt(r.URL.Query())
	part := table.Part(matrixQuery(at, 0, 0))
	return h.report(w, r, sheet{"s3-access", accessColumns("kind", "name", "bucket"), func(rep *desk.Report) error {
		for _, s := range part.Subjects {
			subject := table.Subjects()[s]
			for _, b := range part.Buckets {
				if at.Holding && table.Cell(s, b) == 0 {
					continue
				}
				accessRow(rep, table, s, b, string(subject.Kind), subject.Name, table.Account().Buckets[b].Name)
			}
		}
		accessNotes(rep, t, table)
		return nil
	}})
}
