package templates

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// ListAt says which part of which list a URL shows. Only Path is needed: the
// rest is the first page of all entries in the usual order and columns.
type ListAt struct {
	Path    string
	Query   string
	Filters []string // conditions, each as property:value
	Columns []string // nil: the usual ones
	Sort    string   // a column; "-" before it reverses
	Per     string
	After   string // token of a neighbour page
	Back    bool
	Own     []Param // what else the addresses of this page have
	Kept    bool    // the operator keeps another beginning: an address says when it is not meant
}

// Param is one parameter of an address.
type Param struct{ Name, Value string }

// URL returns the address of that part of the list.
func (a ListAt) URL() string { return a.at(a.Path) }

// Reports returns the addresses of the same list as reports: all pages of it.
func (a ListAt) Reports() ReportLinks {
	a.Per, a.After, a.Back = "", "", false
	return ReportLinks{CSV: a.at(CSVOf(a.Path)), JSON: a.at(JSONOf(a.Path))}
}

// ReportLinks are the addresses of a list as a report, in each form; "" in both
// where there is none.
type ReportLinks struct{ CSV, JSON string }

func (a ListAt) at(path string) string {
	q := make(url.Values, 7)
	for _, p := range a.Own {
		if p.Value != "" {
			q.Set(p.Name, p.Value)
		}
	}
	for name, v := range map[string]string{"q": a.Query, "sort": a.Sort, "per": a.Per, "after": a.After} {
		if v != "" {
			q.Set(name, v)
		}
	}
	if a.Back {
		q.Set("back", "1")
	}
	if len(a.Filters) > 0 {
		q["f"] = a.Filters
	}
	if len(a.Columns) > 0 {
		q["c"] = a.Columns
	}
	if a.usual() {
		q.Set("as", "usual")
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// usual reports whether an address has to say that it means the usual columns,
// order and number of rows, and not those that the operator keeps.
func (a ListAt) usual() bool {
	return a.Kept && len(a.Columns) == 0 && a.Sort == "" && a.Per == ""
}

// Usual is the list as it begins for who keeps nothing.
func (a ListAt) Usual() ListAt {
	return ListAt{Path: a.Path, Own: a.Own, Kept: a.Kept}
}

// First is the first page of the same list.
func (a ListAt) First() ListAt {
	a.After, a.Back = "", false
	return a
}

// With is the list with one more condition, Without with one less.
func (a ListAt) With(filter string) ListAt {
	a = a.Without(filter)
	a.Filters = append(a.Filters, filter)
	return a
}

// Without is the list without a condition.
func (a ListAt) Without(filter string) ListAt {
	a = a.First()
	a.Filters = slices.DeleteFunc(slices.Clone(a.Filters), func(f string) bool { return f == filter })
	return a
}

// Cleared is the list without search and conditions.
func (a ListAt) Cleared() ListAt {
	return ListAt{Path: a.Path, Columns: a.Columns, Sort: a.Sort, Per: a.Per, Own: a.Own, Kept: a.Kept}
}

// Head returns the head of a column: its link sorts by it, or turns the order
// around where the list is sorted by it already. Usual is the column that a list
// is sorted by where the URL does not say.
func (a ListAt) Head(label, column, usual string) SortHead {
	now := a.Sort
	if now == "" {
		now = usual
	}
	h := SortHead{Label: label}
	next := column
	switch now {
	case column:
		h.Dir, next = "ascending", "-"+column
	case "-" + column:
		h.Dir = "descending"
	}
	if next == usual {
		next = ""
	}
	to := a.First()
	to.Sort = next
	h.URL = to.URL()
	return h
}

// SortHead is the head of a column that sorts. Dir is "ascending", "descending"
// or "" where the table is sorted by another column.
type SortHead struct{ Label, URL, Dir string }

// PerLink is one choice of how many rows a page has.
type PerLink struct {
	Label   string
	URL     string
	Current bool
}

// ListChoice is an entry of a select, or a box to tick.
type ListChoice struct {
	Value, Label string
	Chosen       bool
}

// ListChip is a condition of a list: one that is set, which its link removes, or
// one that a link sets.
type ListChip struct{ Text, URL string }

// ListFrame is what every list page has around its table. The handler fills the
// first block and what was found; Prepare decides the rest.
type ListFrame struct {
	Page
	At         ListAt
	Label      string // of the search box
	Hint       string // what the box looks at, or ""
	Caption    string
	Conditions []string // that can be added: "console:yes", or "group:" for a typed value
	Quick      []string // of those, the ones that stand as chips beside the set ones
	AllColumns []string // that can be chosen; none for a fixed table
	Shown      []string // the columns of the table
	Summary    string   // "1–50 of 1,204"
	Notes      []string // what is not known
	Wrong      []string // conditions that are not understood
	PerLinks   []PerLink
	PrevURL    string       // "" on the first page
	NextURL    string       // "" on the last page
	None       bool         // there is no entry at all
	Fault      *fault.Fault // of a form below the list that led back here
	NoMatch    bool         // there are entries, and none meets the query

	Set     []ListChip
	Offered []ListChip
	Options []ListChoice
	Columns []ListChoice
	Nothing string // what to say when nothing matches
}

// Prepare decides what the page shows.
func (p ListFrame) Prepare() ListFrame {
	for _, f := range p.At.Filters {
		p.Set = append(p.Set, ListChip{Text: p.T.ConditionWords(f), URL: p.At.Without(f).URL()})
	}
	for _, f := range p.Quick {
		if !slices.Contains(p.At.Filters, f) {
			p.Offered = append(p.Offered, ListChip{Text: p.T.ConditionWords(f), URL: p.At.With(f).URL()})
		}
	}
	for _, c := range p.Conditions {
		label, typed := strings.CutSuffix(p.T.ConditionWords(c), ": %s")
		if typed {
			label += "…"
		}
		p.Options = append(p.Options, ListChoice{Value: c, Label: label})
	}
	for _, c := range p.AllColumns {
		p.Columns = append(p.Columns, ListChoice{Value: c, Label: p.T.Lists.Names[c], Chosen: slices.Contains(p.Shown, c)})
	}
	p.Faulty = p.Faulty && p.Fault != nil
	p.Nothing = p.T.Lists.NoneText
	if p.At.Query != "" && len(p.At.Filters) == 0 {
		p.Nothing = fmt.Sprintf(p.T.Users.NoneText, p.At.Query)
	}
	return p
}

// WrongFilter says that a condition is not understood.
func WrongFilter(t *text.Text, filter string) string { return fmt.Sprintf(t.Lists.Wrong, filter) }
