package main

import (
	"bufio"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// rows writes answers, one pair a row. Nothing is kept: an account may have a
// hundred million pairs.
type rows interface {
	row(who, bucket string, c access.Cell)
	close() error
}

// columnOf returns what a column shows of a cell: its strongest answer, and
// whether that holds for some objects only.
func columnOf(c access.Cell, col access.Column) (best access.Answer, some bool) {
	best = c.Column(col)
	some = best != access.No
	for _, q := range col.Questions() {
		if c.Answer(q) == best && !c.Some(q) {
			some = false
		}
	}
	return best, some
}

// csvRows is a report, which ends with notes where it is not whole.
type csvRows struct {
	report *desk.Report
	notes  []string
}

func newCSVRows(ask *audit) *csvRows {
	names := []string{"user", "bucket"}
	for col := range access.Column(access.Columns) {
		names = append(names, col.String())
	}
	return &csvRows{desk.NewReport(ask.out, desk.ReportHead{Columns: names}), ask.notes()}
}

func (r *csvRows) row(who, bucket string, c access.Cell) {
	var cells [2 + access.Columns]any
	cells[0], cells[1] = who, bucket
	for col := range access.Column(access.Columns) {
		cells[2+col] = c.Column(col).String()
	}
	r.report.Row(cells[:]...)
}

func (r *csvRows) close() error {
	for _, note := range r.notes {
		r.report.Note(note)
	}
	return r.report.Close()
}

// jsonRows are objects, one a line.
type jsonRows struct {
	out   *bufio.Writer
	whole bool
	asked [2]string // the user and the bucket of the question, or ""
	none  bool      // no row was written
	names map[string][]byte
	line  []byte
}

func newJSONRows(ask *audit, asked [2]string) *jsonRows {
	return &jsonRows{out: ask.out, whole: ask.whole(), asked: asked, none: true, names: map[string][]byte{"": []byte("null")}}
}

// name is a name as JSON; none is null.
func (r *jsonRows) name(s string) []byte {
	b, ok := r.names[s]
	if !ok {
		b = appendJSON(nil, s)
		r.names[s] = b
	}
	return b
}

func (r *jsonRows) row(who, bucket string, c access.Cell) {
	b := append(append(r.line[:0], `{"user":`...), r.name(who)...)
	b = append(append(b, `,"bucket":`...), r.name(bucket)...)
	for col := range access.Column(access.Columns) {
		b = append(append(append(b, `,"`...), col.String()...), `":"`...)
		b = append(append(b, c.Column(col).String()...), '"')
	}
	b = append(b, `,"scope":{`...)
	comma := ""
	for col := range access.Column(access.Columns) {
		if _, some := columnOf(c, col); some {
			b = append(append(append(append(b, comma...), '"'), col.String()...), `":"some"`...)
			comma = ","
		}
	}
	b = strconv.AppendBool(append(b, `},"incomplete":`...), !r.whole || hasUnknown(c))
	b = append(b, "}\n"...)
	_, _ = r.out.Write(b) // bufio keeps the first error
	r.line, r.none = b, false
}

// close says in a line of its own, where there is no other, that not all could
// be read.
func (r *jsonRows) close() error {
	if r.none && !r.whole {
		var c access.Cell
		for q := range access.Question(access.Questions) {
			c = c.With(q, access.Unknown, false)
		}
		r.row(r.asked[0], r.asked[1], c)
	}
	return nil
}

func hasUnknown(c access.Cell) bool {
	for q := range access.Question(access.Questions) {
		if c.Answer(q) == access.Unknown {
			return true
		}
	}
	return false
}

// heads are the first two heads of a table for people, and how wide their columns
// are.
type heads struct {
	words  [2]string
	widths [2]int
}

func newHeads(first, second string) *heads {
	h := &heads{words: [2]string{first, second}}
	h.fit(first, second)
	return h
}

// fit makes room for a row.
func (h *heads) fit(first, second string) {
	h.widths = [2]int{max(h.widths[0], display(first)), max(h.widths[1], display(second))}
}

// gridRows are aligned columns for people.
type gridRows struct {
	out    *bufio.Writer
	words  *text.Text
	widths [2 + access.Columns]int
}

func newGridRows(ask *audit, h *heads) *gridRows {
	r := &gridRows{out: ask.out, words: ask.words}
	cells := [2 + access.Columns]string{h.words[0], h.words[1]}
	r.widths[0], r.widths[1] = h.widths[0], h.widths[1]
	widest := display(ask.words.AccessCommand.Some)
	for _, word := range ask.words.Access.Answers {
		widest = max(widest, display(word))
	}
	for col := range access.Column(access.Columns) {
		cells[2+col] = ask.words.Access.Columns[col.String()]
		r.widths[2+col] = max(widest, display(cells[2+col]))
	}
	r.line(cells)
	return r
}

func (r *gridRows) row(who, bucket string, c access.Cell) {
	cells := [2 + access.Columns]string{who, bucket}
	for col := range access.Column(access.Columns) {
		answer, some := columnOf(c, col)
		cells[2+col] = r.words.Access.Answers[answer.String()]
		if some && answer == access.If {
			cells[2+col] = r.words.AccessCommand.Some
		}
	}
	r.line(cells)
}

func (r *gridRows) line(cells [2 + access.Columns]string) {
	for i, cell := range cells {
		_, _ = r.out.WriteString(cell)
		if i < len(cells)-1 {
			_, _ = r.out.WriteString(strings.Repeat(" ", 2+max(0, r.widths[i]-display(cell))))
		}
	}
	_ = r.out.WriteByte('\n')
}

func (r *gridRows) close() error { return nil }

// display is how many places a text takes in a terminal ("East Asian Width",
// Unicode Standard Annex 11).
func display(s string) int {
	n := 0
	for _, c := range s {
		n++
		if k := width.LookupRune(c).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
