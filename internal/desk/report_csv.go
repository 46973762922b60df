package desk

import (
	"bufio"
	"fmt"
	"strings"
	"time"
)

// csvReport is a report that people read in a spreadsheet: UTF-8 with a
// byte-order mark, lines that end in CRLF and cells quoted as RFC 4180 says. A
// cell that a spreadsheet may take for a formula gets an apostrophe in front
// ("CSV Injection", OWASP). Credential files are written by NewFile, byte for
// byte.
type csvReport struct {
	w    *bufio.Writer
	cols int
}

func (c *csvReport) begin(h ReportHead) {
	_, _ = c.w.WriteString("\ufeff") // bufio keeps the first error for Close
	c.cols = len(h.Columns)
	c.line(h.Columns)
}

func (c *csvReport) row(cells []any) {
	line := make([]string, len(cells))
	for i, cell := range cells {
		line[i] = guardCell(cellText(cell))
	}
	c.line(line)
}

// end writes the notes as last rows whose first cell begins with a number sign.
func (c *csvReport) end(notes []string) {
	for _, n := range notes {
		row := make([]any, c.cols)
		row[0] = "# " + n
		c.row(row)
	}
}

func (c *csvReport) line(cells []string) {
	for i, s := range cells {
		if i > 0 {
			_ = c.w.WriteByte(',')
		}
		_, _ = c.w.WriteString(quoteCell(s))
	}
	_, _ = c.w.WriteString("\r\n")
}

// cellText writes a cell as text: a time as RFC 3339 has it, in UTC, a list with
// semicolons between its entries.
func cellText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.UTC().Format(time.RFC3339)
	case []string:
		return strings.Join(v, "; ")
	}
	return fmt.Sprint(cell)
}

func guardCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
