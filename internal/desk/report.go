package desk

import (
	"bufio"
	"fmt"
	"io"
	"time"
)

// ReportForm is how a report is written.
type ReportForm string

// The forms of reports: for spreadsheets, and for programs.
const (
	ReportCSV  ReportForm = "csv"
	ReportJSON ReportForm = "json"
)

// ReportHead is what a report begins with. The names of its columns are the same
// in every language, as in the credential report of AWS, so that programs can
// read them.
type ReportHead struct {
	Form    ReportForm // CSV unless it is ReportJSON
	Name    string     // as "access-keys"
	Account string     // its id; "" where it is not known
	Made    time.Time
	Columns []string
}

// Report writes a list as a file while it is gathered: a piece of it is sent as
// soon as it is written, and the whole is never in memory.
//
// A cell is a string, an int, an int64, a time.Time (zero: there is none), a
// []string, or nil where there is nothing. Both forms have the same cells.
type Report struct {
	w     *bufio.Writer
	sent  *counting
	form  reportForm
	cols  int
	notes []string
}

// reportForm writes the parts of a report.
type reportForm interface {
	begin(h ReportHead)
	row(cells []any)
	end(notes []string)
}

// reportPiece is how many bytes are sent at once.
const reportPiece = 32 << 10

// NewReport begins a report.
func NewReport(w io.Writer, h ReportHead) *Report {
	sent := &counting{w: w}
	r := &Report{w: bufio.NewWriterSize(sent, reportPiece), sent: sent, cols: len(h.Columns)}
	r.form = &csvReport{w: r.w}
	if h.Form == ReportJSON {
		r.form = &jsonReport{w: r.w}
	}
	r.form.begin(h)
	return r
}

// Row writes a row. Cells that are missing at its end are empty, and those
// beyond the columns are left out.
func (r *Report) Row(cells ...any) {
	row := make([]any, r.cols)
	copy(row, cells)
	r.form.row(row)
}

// Note says at the end of the report what is missing in it. A report with notes
// is not complete.
func (r *Report) Note(text string) { r.notes = append(r.notes, text) }

// Sent reports whether a part of the report is on its way already.
func (r *Report) Sent() bool { return r.sent.n > 0 }

// Close sends what is left, and tells the first error of all writing.
func (r *Report) Close() error {
	r.form.end(r.notes)
	if err := r.w.Flush(); err != nil { // bufio keeps the first error
		return fmt.Errorf("send the report: %w", err)
	}
	return nil
}

type counting struct {
	w io.Writer
	n int64
}

func (c *counting) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
