package desk_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
)

// made is when all reports of these tests are made.
var made = time.Date(2026, 11, 23, 19, 30, 0, 0, time.FixedZone("KST", 9*3600))

// written is a report of rows and notes.
func written(t *testing.T, h desk.ReportHead, rows [][]any, notes ...string) string {
	t.Helper()
	var b strings.Builder
	h.Made = made
	r := desk.NewReport(&b, h)
	for _, row := range rows {
		r.Row(row...)
	}
	for _, n := range notes {
		r.Note(n)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAReportIsForSpreadsheets(t *testing.T) {
	t.Parallel()
	got := written(t, desk.ReportHead{Columns: []string{"user", "groups", "read_at"}}, [][]any{
		{"=1+1", []string{"a", "b"}, made},
		{"홍길동", `say "hi", twice`},
		{"+1", "-1", "@SUM(A1)"},
		{"\tx", "\rx", "line\nend"},
		{7, nil, time.Time{}},
		{[]string{"-a"}, []string(nil), "", "too much"},
	}, "not whole")
	want := "\ufeffuser,groups,read_at\r\n'=1+1,a; b,2026-11-23T10:30:00Z\r\n홍길동,\"say \"\"hi\"\", twice\",\r\n'+1,'-1,'@SUM(A1)\r\n" +
		"'\tx,\"'\rx\",\"line\nend\"\r\n7,,\r\n'-a,,\r\n# not whole,,\r\n"
	if got != want {
		t.Errorf("the report is\n%q, want\n%q", got, want)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 8 {
		t.Errorf("a reader of CSV finds %d rows and %v, want 8", len(rows), err)
	}
}

func TestAReportIsForPrograms(t *testing.T) {
	t.Parallel()
	got := written(t, desk.ReportHead{Form: desk.ReportJSON, Name: "users", Account: "123456789012", Columns: []string{"user", "groups", "age_days", "used"}}, [][]any{
		{"=1+1 <b>", []string{"a", "b"}, 7, made},
		{`say "hi"`, []string(nil), nil, time.Time{}},
		{"ana", []string{}, "unknown"},
	}, "not whole")
	want := `{"report":"users","account":"123456789012","made":"2026-11-23T10:30:00Z","columns":["user","groups","age_days","used"],"rows":[
{"user":"=1+1 <b>","groups":["a","b"],"age_days":7,"used":"2026-11-23T10:30:00Z"},
{"user":"say \"hi\"","groups":[],"age_days":null,"used":null},
{"user":"ana","groups":[],"age_days":"unknown","used":null}
],"notes":["not whole"],"complete":false}
`
	if got != want {
		t.Errorf("the report is\n%s, want\n%s", got, want)
	}
}

func TestAReportForProgramsIsJSONWhateverItHolds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		rows     [][]any
		notes    []string
		complete bool
	}{
		{"no row", nil, nil, true},
		{"a row of nothing", [][]any{{}}, nil, true},
		{"text that is no UTF-8", [][]any{{"\xff\x00\u2028"}}, nil, true},
		{"notes and no row", nil, []string{"one", `two "2"`}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := written(t, desk.ReportHead{Form: desk.ReportJSON, Columns: []string{`a "b"`}}, c.rows, c.notes...)
			var got struct {
				Columns, Notes []string
				Rows           []map[string]any
				Complete       bool
			}
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatalf("%s is no JSON: %v", text, err)
			}
			if got.Complete != c.complete || len(got.Rows) != len(c.rows) || len(got.Notes) != len(c.notes) || !reflect.DeepEqual(got.Columns, []string{`a "b"`}) {
				t.Errorf("the report is %+v, want %d rows, the notes %q, complete %v", got, len(c.rows), c.notes, c.complete)
			}
		})
	}
}

// sink takes what a report sends and counts how often.
type sink struct {
	times int
	most  int
}

func (s *sink) Write(b []byte) (int, error) {
	s.times++
	s.most = max(s.most, len(b))
	return len(b), nil
}

func TestAReportIsSentPieceByPiece(t *testing.T) {
	t.Parallel()
	for _, form := range []desk.ReportForm{desk.ReportCSV, desk.ReportJSON} {
		s := &sink{}
		r := desk.NewReport(s, desk.ReportHead{Form: form, Columns: []string{"user"}})
		if r.Sent() {
			t.Errorf("%s: Sent() before a piece is full", form)
		}
		for range 20000 {
			r.Row("some.body@example.com")
		}
		if !r.Sent() || s.times < 10 || s.most > 32<<10 {
			t.Errorf("%s: 20,000 rows were sent in %d pieces of up to %d bytes, want pieces of 32 KiB at most", form, s.times, s.most)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestAReportTellsThatItWasCut(t *testing.T) {
	t.Parallel()
	for _, form := range []desk.ReportForm{desk.ReportCSV, desk.ReportJSON} {
		r := desk.NewReport(broken{}, desk.ReportHead{Form: form, Columns: []string{"user"}})
		for range 10000 {
			r.Row("ana")
		}
		if err := r.Close(); err == nil {
			t.Errorf("%s: Close() = nil after a reader left, want its error", form)
		}
	}
}
