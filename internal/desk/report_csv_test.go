package desk_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"keyporter/internal/desk"
)

func TestAReportIsForSpreadsheets(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	r := desk.NewReport(&b, "user", "groups", "read_at")
	r.Row("=1+1", "a;b", "now")
	r.Row("홍길동", `say "hi", twice`)
	r.Row("+1", "-1", "@SUM(A1)")
	r.Row("\tx", "\rx", "line\nend")
	r.Note("not whole")
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffuser,groups,read_at\r\n'=1+1,a;b,now\r\n홍길동,\"say \"\"hi\"\", twice\",\r\n'+1,'-1,'@SUM(A1)\r\n" +
		"'\tx,\"'\rx\",\"line\nend\"\r\n# not whole,,\r\n"
	if b.String() != want {
		t.Errorf("the report is\n%q, want\n%q", b.String(), want)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 6 {
		t.Errorf("a reader of CSV finds %d rows and %v, want 6", len(rows), err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestAReportTellsThatItWasCut(t *testing.T) {
	t.Parallel()
	r := desk.NewReport(broken{}, "user")
	for range 10000 {
		r.Row("ana")
	}
	if err := r.Close(); err == nil {
		t.Error("Close() = nil after a reader left, want its error")
	}
}
