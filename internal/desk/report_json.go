package desk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"time"
)

// jsonReport is a report that programs read: one JSON object, whose rows are
// objects by the names of the columns, one a line. What is missing in it stands
// behind the rows, as it is known then:
//
//	{"report":…,"account":…,"made":…,"columns":[…],"rows":[…],"notes":[…],"complete":true}
//
// Numbers are numbers and lists are lists; where there is nothing a value is
// null, so that it cannot be taken for an empty text.
type jsonReport struct {
	w     *bufio.Writer
	names [][]byte // of the columns, quoted
	begun bool     // a row was written
}

func (j *jsonReport) begin(h ReportHead) {
	for _, c := range h.Columns {
		j.names = append(j.names, encode(c))
	}
	j.field(`{"report":`, h.Name)
	j.field(`,"account":`, h.Account)
	j.field(`,"made":`, h.Made.UTC().Format(time.RFC3339))
	j.field(`,"columns":`, h.Columns)
	_, _ = j.w.WriteString(`,"rows":[`) // bufio keeps the first error for Close
}

func (j *jsonReport) row(cells []any) {
	if j.begun {
		_ = j.w.WriteByte(',')
	}
	j.begun = true
	before := "\n{"
	for i, name := range j.names {
		_, _ = j.w.WriteString(before)
		_, _ = j.w.Write(name)
		j.field(":", jsonCell(cells[i]))
		before = ","
	}
	_ = j.w.WriteByte('}')
}

func (j *jsonReport) end(notes []string) {
	j.field("\n],\"notes\":", append([]string{}, notes...))
	j.field(`,"complete":`, len(notes) == 0)
	_, _ = j.w.WriteString("}\n")
}

func (j *jsonReport) field(before string, v any) {
	_, _ = j.w.WriteString(before)
	_, _ = j.w.Write(encode(v))
}

func jsonCell(cell any) any {
	switch v := cell.(type) {
	case time.Time:
		if v.IsZero() {
			return nil
		}
		return v.UTC().Format(time.RFC3339)
	case []string:
		return append([]string{}, v...) // an empty list, not null
	}
	return cell
}

// encode writes a value as JSON. Signs that are special in HTML stay as they
// are: a report is never a part of a page.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // texts, numbers and lists of texts cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
