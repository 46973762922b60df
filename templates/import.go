package templates

import (
	"fmt"

	"keyporter/internal/fault"
)

// ImportForm is the page that takes a table of users.
type ImportForm struct {
	Page
	Columns []ImportColumn
	Table   string // what was pasted
	Fault   *fault.Fault
}

// ImportColumn is a column of the table.
type ImportColumn struct{ Head, About string }

// ImportReview is the page that shows what each row of a table would do. The
// handler fills the first block; Prepare decides the rest.
type ImportReview struct {
	Page
	ID        string
	Encoding  string
	Separator string
	Unknown   string // heads that are left out, or ""
	Views     []ViewLink
	Rows      []ImportLine
	NewURL    string // "" on the first page
	NextURL   string // "" at the end
	Reports   ReportLinks
	Calls     []string // how often each is made
	First     []string // the first ones, with their arguments
	Good      int
	Fault     *fault.Fault

	Run string // the button, or "" where there is nothing to do
}

// ImportLine is one row of a table.
type ImportLine struct{ Line, Name, State, Why string }

// Prepare decides what the page shows.
func (p ImportReview) Prepare() ImportReview {
	if p.Good > 0 {
		p.Run = fmt.Sprintf(p.T.Import.Run, p.T.Count(p.Good))
	}
	p.Faulty = p.Fault != nil
	return p
}

func (p ImportReview) kind(state string) string {
	return map[string]string{"create": "ok", "exists": "info", "error": "bad"}[state]
}
