package handlers

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// This file makes users from a table: it is read, checked against the account on a
// page that changes nothing, and carried out by a job.

const (
	// importsPerPage is how many rows of a table a page shows.
	importsPerPage = 50
	// uploadTime is how long a table may take to arrive.
	uploadTime = 2 * time.Minute
	// uploadKept is how much of a table is kept in memory: all that a body may be.
	uploadKept = 16 << 20
)

// NewImport shows the form that takes a table.
func (h *Handlers) NewImport(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, http.StatusOK, h.importForm(r, "", nil))
}

func (h *Handlers) importForm(r *http.Request, table string, ft *fault.Fault) templ.Component {
	t := text.From(r.Context())
	p := templates.ImportForm{Page: h.page(r, t.Import.Title, templates.SectionUsers), Table: table, Fault: ft}
	p.Crumbs = []templates.Crumb{{Text: t.Users.Title, URL: templates.UsersURL()}}
	for _, c := range porter.ImportColumns() {
		p.Columns = append(p.Columns, templates.ImportColumn{Head: t.Import.Heads[string(c)], About: t.Import.Abouts[string(c)]})
	}
	return p.View()
}

// ImportTemplate sends a table that has the heads only, in the reader's language.
func (h *Handlers) ImportTemplate(w http.ResponseWriter, r *http.Request) error {
	var heads []string
	for _, c := range porter.ImportColumns() {
		heads = append(heads, text.From(r.Context()).Import.Heads[string(c)])
	}
	return h.report(w, r, sheet{"users-template", heads, func(*desk.Report) error { return nil }})
}

// ReadImport reads a table, from a file or pasted, and goes to its review.
func (h *Handlers) ReadImport(w http.ResponseWriter, r *http.Request) error {
	// Deadlines are of the machine's clock. A writer that has none needs none.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(uploadTime))
	table, pasted, err := upload(r)
	if err != nil {
		return err
	}
	id, err := "", error(fault.Field("table", fault.CodeRequired))
	if len(table) > 0 {
		id, err = h.app.ReadImport(r.Context(), actor(r), table, importWords())
	}
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.importForm(r, pasted, ft) })
	}
	return h.seeOther(w, r, templates.ImportReviewURL(id, "", 0))
}

// upload returns the table of a form, and what of it was pasted: that can be
// shown again.
func upload(r *http.Request) (table []byte, pasted string, err error) {
	if err := r.ParseMultipartForm(uploadKept); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		var long *http.MaxBytesError
		if errors.As(err, &long) {
			return nil, "", fault.New(fault.TooLarge, fault.CodeBodyTooLarge, strconv.FormatInt(long.Limit>>20, 10)+" MiB").Because(err)
		}
		return nil, "", fault.New(fault.Invalid, fault.CodeFormBroken).Because(err)
	}
	if err := fewFields(r.PostForm); err != nil {
		return nil, "", err
	}
	pasted = r.PostForm.Get("table")
	if r.MultipartForm == nil {
		return []byte(pasted), pasted, nil
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // nothing of it is on disk
	for _, head := range r.MultipartForm.File["file"] {
		if head.Size == 0 {
			continue
		}
		f, err := head.Open()
		if err != nil {
			return nil, "", fmt.Errorf("open the upload: %w", err)
		}
		defer func() { _ = f.Close() }()
		if table, err = io.ReadAll(f); err != nil {
			return nil, "", fmt.Errorf("read the upload: %w", err)
		}
		return table, pasted, nil
	}
	return []byte(pasted), pasted, nil
}

func importWords() porter.ImportWords {
	w := porter.ImportWords{Heads: map[string]porter.ImportColumn{}, Answers: text.ImportAnswers()}
	for head, column := range text.ImportHeads() {
		w.Heads[head] = porter.ImportColumn(column)
	}
	return w
}

// ShowImport shows what each row of a table would do.
func (h *Handlers) ShowImport(w http.ResponseWriter, r *http.Request) error {
	im, err := h.app.Import(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.importReview(r, im, nil))
}

func (h *Handlers) importReview(r *http.Request, im porter.Import, ft *fault.Fault) templ.Component {
	t, id := text.From(r.Context()), r.PathValue("id")
	p := templates.ImportReview{
		Page: h.page(r, t.Import.Review, templates.SectionUsers), ID: id, Fault: ft, Unknown: strings.Join(im.Unknown, ", "),
		Encoding: t.Import.Encodings[string(im.Encoding)], Separator: t.Import.Separators[im.Separator], Reports: templates.ImportReports(id),
	}
	p.Crumbs = []templates.Crumb{{Text: t.Users.Title, URL: templates.UsersURL()}, {Text: t.Import.Title, URL: templates.ImportURL()}}
	list := h.app.CheckImport(r.Context(), actor(r), im)
	counts, calls := map[porter.ImportState]int{}, map[string]int{}
	var order []string
	for _, k := range list {
		counts[k.State]++
		for _, s := range k.Calls() {
			if calls[s.Call]++; calls[s.Call] == 1 {
				order = append(order, s.Call)
			}
			if len(p.First) < templates.CallsTold/10 {
				p.First = append(p.First, templates.CallWord(s.Call, s.Args))
			}
		}
	}
	p.Good = counts[porter.ImportCreate]
	for _, call := range order {
		p.Calls = append(p.Calls, fmt.Sprintf(t.Import.CallCount, call, t.Count(calls[call])))
	}
	h.importRows(r, &p, list, counts)
	return p.Prepare().View()
}

// importRows fills the table of rows: those with mistakes, where there are any,
// unless the address says another view.
func (h *Handlers) importRows(r *http.Request, p *templates.ImportReview, list []porter.ImportCheck, counts map[porter.ImportState]int) {
	q, w := r.URL.Query(), p.T.Import
	view := q.Get("show")
	if view == "" && counts[porter.ImportWrong] > 0 {
		view = string(porter.ImportWrong)
	}
	for _, v := range []struct {
		state porter.ImportState
		label string
		count int
	}{
		{porter.ImportWrong, w.Wrong, counts[porter.ImportWrong]}, {porter.ImportExists, w.Exists, counts[porter.ImportExists]},
		{porter.ImportCreate, w.Create, counts[porter.ImportCreate]}, {"all", w.All, len(list)},
	} {
		p.Views = append(p.Views, templates.ViewLink{Label: v.label, Count: p.T.Count(v.count),
			URL: templates.ImportReviewURL(p.ID, string(v.state), 0), Current: string(v.state) == cmp.Or(view, "all")})
	}
	after, _ := strconv.Atoi(q.Get("after")) // what is no number begins at the first
	last := 0
	for _, k := range list {
		if k.Line <= after || view != "" && view != "all" && string(k.State) != view {
			continue
		}
		if len(p.Rows) == importsPerPage {
			p.NextURL = templates.ImportReviewURL(p.ID, view, last)
			break
		}
		last = k.Line
		p.Rows = append(p.Rows, templates.ImportLine{Line: p.T.Count(k.Line), Name: k.Name, State: string(k.State), Why: importWhy(p.T, k)})
	}
	if after > 0 {
		p.NewURL = templates.ImportReviewURL(p.ID, view, 0)
	}
}

// importWhy says what is wrong with a row, or what it calls.
func importWhy(t *text.Text, k porter.ImportCheck) string {
	var parts []string
	for _, f := range k.Faults {
		why := t.Fault(f)
		if head, ok := t.Import.Heads[f.Field]; ok {
			why = fmt.Sprintf(t.Import.InColumn, head, why)
		}
		parts = append(parts, why)
	}
	for _, s := range k.Calls() {
		parts = append(parts, s.Call)
	}
	sep := ", "
	if len(k.Faults) > 0 {
		sep = " "
	}
	return strings.Join(parts, sep)
}

// ReportImport sends what each row of a table would do.
func (h *Handlers) ReportImport(w http.ResponseWriter, r *http.Request) error {
	im, err := h.app.Import(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	columns := []string{"line", "user", "state", "columns", "faults", "reason", "calls"}
	return h.report(w, r, sheet{"users-import", columns, func(rep *desk.Report) error {
		for _, k := range h.app.CheckImport(r.Context(), actor(r), im) {
			var fields, codes, calls []string
			for _, f := range k.Faults {
				fields, codes = append(fields, f.Field), append(codes, string(f.Code))
			}
			for _, s := range k.Calls() {
				calls = append(calls, s.Call)
			}
			rep.Row(k.Line, k.Name, string(k.State), fields, codes, importWhy(t, k), calls)
		}
		return nil
	}})
}

// RunImport begins the job that makes the users, and goes to its page.
func (h *Handlers) RunImport(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	im, err := h.app.Import(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	job, err := h.app.RunImport(r.Context(), actor(r), id, im)
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.importReview(r, im, ft) })
	}
	return h.seeOther(w, r, templates.JobURL(job))
}

// DropImport forgets a table.
func (h *Handlers) DropImport(w http.ResponseWriter, r *http.Request) error {
	if err := h.app.DropDraft(r.Context(), actor(r), r.PathValue("id")); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.ImportURL())
}

// DownloadResults sends the file of all secrets that a job has made, once.
func (h *Handlers) DownloadResults(w http.ResponseWriter, r *http.Request) error {
	f, err := h.app.TakeResults(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return h.jobPage(w, r, err)
	}
	return h.download(w, f)
}

// FinishResults ends what was downloaded.
func (h *Handlers) FinishResults(w http.ResponseWriter, r *http.Request) error {
	return h.resultsEnd(w, r, h.app.SaveResults(r.Context(), actor(r), r.PathValue("id")))
}

// LoseResults has the keys and passwords of a job removed.
func (h *Handlers) LoseResults(w http.ResponseWriter, r *http.Request) error {
	return h.resultsEnd(w, r, h.app.LoseResults(r.Context(), actor(r), r.PathValue("id")))
}

func (h *Handlers) resultsEnd(w http.ResponseWriter, r *http.Request, err error) error {
	if err != nil {
		return h.jobPage(w, r, err)
	}
	return h.seeOther(w, r, templates.JobURL(r.PathValue("id")))
}
