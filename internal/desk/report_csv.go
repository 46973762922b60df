package desk

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Report writes a CSV that people read in a spreadsheet: UTF-8 with a byte-order
// mark, lines that end in CRLF and cells quoted as RFC 4180 says. A cell that a
// spreadsheet may take for a formula gets an apostrophe in front ("CSV
// Injection", OWASP). Credential files are written by NewFile, byte for byte.
//
// The names in the first row are the same in every language, as in the
// credential report of AWS, so that programs can read them.
type Report struct {
	w    *bufio.Writer
	cols int
}

// NewReport begins a report with the names of its columns.
func NewReport(w io.Writer, columns ...string) *Report {
	r := &Report{w: bufio.NewWriterSize(w, 32<<10), cols: len(columns)}
	_, _ = r.w.WriteString("\ufeff") // bufio keeps the first error for Close
	r.Row(columns...)
	return r
}

// Row writes a row. Cells that are missing at its end are empty.
func (r *Report) Row(cells ...string) {
	for i := range max(r.cols, len(cells)) {
		if i > 0 {
			_ = r.w.WriteByte(',')
		}
		if i < len(cells) {
			_, _ = r.w.WriteString(quoteCell(guardCell(cells[i])))
		}
	}
	_, _ = r.w.WriteString("\r\n")
}

// Note writes what a reader of the report has to know, as a last row whose first
// cell begins with a number sign: the report is not whole.
func (r *Report) Note(text string) { r.Row("# " + text) }

// Close sends what is left, and tells the first error of all writing.
func (r *Report) Close() error {
	if err := r.w.Flush(); err != nil {
		return fmt.Errorf("send the report: %w", err)
	}
	return nil
}

func guardCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
