package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// rowsPerPage is how many rows a list has unless the reader asks for another
// number.
const rowsPerPage = 50

// listing is what is particular to one list.
type listing struct {
	path       string
	sorts      []string // columns that sort, the usual one first
	columns    []string // that can be chosen
	usual      []string // that it has unless the URL says
	conditions []string // that the page offers: "console:yes", or "group:" for a typed value
	quick      []string // of those, the ones that stand as chips
}

// at reads which part of a list is asked for. Where the address says nothing of
// columns, order and number of rows, those count that the operator keeps.
func (l listing) at(r *http.Request) templates.ListAt {
	views := actor(r).Operator.Views
	if r.URL.RawQuery == "" && views == "" {
		return templates.ListAt{Path: l.path} // most pages
	}
	q := r.URL.Query()
	at, kept := l.read(q), views.Of(l.path)
	if kept == nil {
		return at
	}
	at.Kept = true
	if at.Columns == nil && at.Sort == "" && at.Per == "" && !q.Has("as") {
		own := l.read(kept)
		at.Columns, at.Sort, at.Per = own.Columns, own.Sort, own.Per
	}
	return at
}

// read reads the same from the fields of an address or a form.
func (l listing) read(v url.Values) templates.ListAt {
	at := templates.ListAt{Path: l.path}
	at.Query, at.After, at.Back = v.Get("q"), v.Get("after"), v.Get("back") != ""
	sort := v.Get("sort")
	if i := slices.Index(l.sorts, strings.TrimPrefix(sort, "-")); i > 0 || i == 0 && sort[0] == '-' {
		at.Sort = sort
	}
	for _, f := range v["f"] {
		if f = strings.TrimSpace(f); f != "" && !slices.Contains(at.Filters, f) {
			at.Filters = append(at.Filters, f)
		}
	}
	for _, c := range l.columns { // in the order of the table
		if slices.Contains(v["c"], c) {
			at.Columns = append(at.Columns, c)
		}
	}
	switch per := v.Get("per"); per {
	case "25", "100", "200":
		at.Per = per
	}
	return at
}

// shown are the columns of the table.
func (l listing) shown(at templates.ListAt) []string {
	if len(at.Columns) > 0 {
		return at.Columns
	}
	return l.usual
}

// added is the address of a list with the condition that its form adds, or "".
func (l listing) added(r *http.Request, at templates.ListAt) string {
	if r.URL.RawQuery == "" {
		return ""
	}
	property := r.URL.Query().Get("p")
	if property == "" {
		return ""
	}
	if strings.HasSuffix(property, ":") {
		property += strings.TrimSpace(r.URL.Query().Get("v"))
	}
	return at.With(property).URL()
}

// query is what the application is asked.
func (h *Handlers) query(l listing, at templates.ListAt) porter.Query {
	q := porter.Query{Text: at.Query, Sort: at.Sort, After: at.After, Back: at.Back, Size: rowsPerPage, Now: h.now()}
	if q.Sort == "" {
		q.Sort = l.sorts[0]
	}
	if q.Sort[0] == '-' {
		q.Sort, q.Desc = q.Sort[1:], true
	}
	if at.Per != "" {
		q.Size, _ = strconv.Atoi(at.Per) // one of three
	}
	for _, f := range at.Filters {
		q.Filters = append(q.Filters, porter.ParseFilter(f))
	}
	return q
}

// frame fills what is around the table of a list, with so many rows.
func (l listing) frame(page templates.Page, at templates.ListAt, found porter.Found, rows int) templates.ListFrame {
	t := page.T
	p := templates.ListFrame{
		Page: page, At: at, Conditions: l.conditions, Quick: l.quick, AllColumns: l.columns, Shown: l.shown(at),
		None: found.Total == 0, NoMatch: found.Match == 0,
	}
	first := at.First()
	if found.Next != "" {
		next := first
		next.After = found.Next
		p.NextURL = next.URL()
	}
	if found.Prev != "" {
		prev := first
		prev.After, prev.Back = found.Prev, true
		p.PrevURL = prev.URL()
	}
	for _, per := range []string{"25", "", "100", "200"} {
		link := templates.PerLink{Label: per, Current: per == at.Per}
		first.Per = per
		link.URL = first.URL()
		if per == "" {
			link.Label = strconv.Itoa(rowsPerPage)
		}
		p.PerLinks = append(p.PerLinks, link)
	}
	if rows > 0 {
		p.Summary = fmt.Sprintf(t.Users.Range, t.Count(found.From), t.Count(found.From+rows-1), t.Count(found.Match))
	}
	p.Wrong, p.Notes = wrong(t, found), undecided(t, found)
	return p
}

func wrong(t *text.Text, found porter.Found) []string {
	var list []string
	for _, f := range found.Wrong {
		list = append(list, templates.WrongFilter(t, f.String()))
	}
	return list
}

func undecided(t *text.Text, found porter.Found) []string {
	if found.Undecided == 0 {
		return nil
	}
	return []string{fmt.Sprintf(t.Lists.Undecided, t.Count(found.Undecided))}
}
