package desk_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

func TestASheetIsReadAsItWasSaved(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data      string
		encoding  desk.Encoding
		separator rune
		head      []string
		row       []string
		line      int
	}{
		"commas":                       {"a,b\n1,2\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1", "2"}, 2},
		"semicolons and a comma":       {"a;b\n\"1,5\";2\n", desk.UTF8, ';', []string{"a", "b"}, []string{"1,5", "2"}, 2},
		"tabs and white space":         {" a \t b\r\n 1\t2 \r\n", desk.UTF8, '\t', []string{"a", "b"}, []string{"1", "2"}, 2},
		"one column":                   {"a\n1\n", desk.UTF8, ',', []string{"a"}, []string{"1"}, 2},
		"separators in a quoted head":  {"\"a;;;\",b\n1,2\n", desk.UTF8, ',', []string{"a;;;", "b"}, []string{"1", "2"}, 2},
		"a byte-order mark":            {"\ufeffa,b\n1,2\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1", "2"}, 2},
		"empty lines before and after": {"\n\na,b\n\n1,2\n\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1", "2"}, 5},
		"a line end within a cell":     {"a,b\n\"1\n\n2\",3\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1\n\n2", "3"}, 2},
		"lines of an old Mac":          {"a,b\r1,2\r", desk.UTF8, ',', []string{"a", "b"}, []string{"1", "2"}, 2},
		"fewer cells than heads":       {"a,b\n1\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1"}, 2},
		"empty cells beyond the heads": {"a,b\n1,2,,\n", desk.UTF8, ',', []string{"a", "b"}, []string{"1", "2"}, 2},
		"CP949":                        {"\xc0\xcc\xb8\xa7\n\xb0\xa1\n", desk.CP949, ',', []string{"이름"}, []string{"가"}, 2},
		"CP949 beyond EUC-KR":          {"\xc0\xcc\xb8\xa7\n\x8c\x63\n", desk.CP949, ',', []string{"이름"}, []string{"똠"}, 2},
		"UTF-16 of the small end":      {"\xff\xfea\x00\n\x00\x00\xac\n\x00", desk.UTF16, ',', []string{"a"}, []string{"가"}, 2},
		"UTF-16 of the big end":        {"\xfe\xff\x00a\x00\n\xac\x00\x00\n", desk.UTF16, ',', []string{"a"}, []string{"가"}, 2},
	} {
		s, err := desk.ReadSheet([]byte(c.data), 10)
		if err != nil || s.Encoding != c.encoding || s.Separator != c.separator || !slices.Equal(s.Head, c.head) {
			t.Errorf("%s: ReadSheet = %s, %q, %q, %v; want %s, %q, %q", name, s.Encoding, s.Separator, s.Head, err, c.encoding, c.separator, c.head)
			continue
		}
		if len(s.Rows) != 1 || !slices.Equal(s.Rows[0].Cells, c.row) || s.Rows[0].Line != c.line {
			t.Errorf("%s: the rows are %+v, want %q in line %d", name, s.Rows, c.row, c.line)
		}
	}
}

func TestARowThatCannotBeReadSaysItsLine(t *testing.T) {
	t.Parallel()
	const before, after = "a,b\n\"1\n2\",3\n", "\n7,8\n"
	for name, c := range map[string]struct {
		row  string
		code fault.Code
	}{
		"a quote within a cell": {`x"y,2`, fault.CodeRowQuotes},
		"NUL":                   {"\x00,2", fault.CodeRowLetters},
		"no letters":            {"\xff\xff,2", fault.CodeRowLetters},
		"nothing":               {" ,", fault.CodeRowEmpty},
		"too many cells":        {"4,5,6", fault.CodeRowCells},
	} {
		s, err := desk.ReadSheet([]byte(before+c.row+after), 10)
		if err != nil || len(s.Rows) != 3 {
			t.Errorf("%s: ReadSheet = %d rows, %v; want 3", name, len(s.Rows), err)
			continue
		}
		if r := s.Rows[1]; r.Fault == nil || r.Fault.Code != c.code || r.Line != 4 || r.Cells != nil {
			t.Errorf("%s: the row is %+v, want %s in line 4", name, r, c.code)
		}
		if r := s.Rows[2]; r.Fault != nil || r.Line != 5 || !slices.Equal(r.Cells, []string{"7", "8"}) {
			t.Errorf("%s: the row after it is %+v, want 7 and 8 in line 5", name, r)
		}
	}
}

func TestASheetHasAHeadAndALimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data string
		code fault.Code
	}{
		"nothing":            {"", fault.CodeSheetHead},
		"an empty head":      {",,\n1,2,3\n", fault.CodeSheetHead},
		"a head of NUL":      {"\x00\n1\n", fault.CodeSheetHead},
		"an open quote":      {"\"a\n1\n", fault.CodeSheetHead},
		"more rows than ten": {"a\n" + strings.Repeat("1\n", 11), fault.CodeSheetRows},
	} {
		if _, err := desk.ReadSheet([]byte(c.data), 10); !fault.Is(err, c.code) {
			t.Errorf("%s: ReadSheet = %v, want %s", name, err, c.code)
		}
	}
	if s, err := desk.ReadSheet([]byte("a\n"+strings.Repeat("1\n", 10)), 10); err != nil || len(s.Rows) != 10 {
		t.Errorf("ReadSheet of ten rows = %d, %v", len(s.Rows), err)
	}
}

// FuzzReadSheet: whatever is sent, each row has text or a reason, within the limit.
func FuzzReadSheet(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\xff\xfea\x00", "\ufeffa;b\n\"1", "\xc0\xcc\xb8\xa7\n", "a\r\"\r", "\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := desk.ReadSheet(data, 50)
		var known *fault.Fault
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("ReadSheet = %v, want a fault", err)
		}
		last := 1
		for _, r := range s.Rows {
			if (r.Fault == nil) == (len(r.Cells) == 0) || len(r.Cells) > len(s.Head) || r.Line < last {
				t.Errorf("the row %+v behind line %d has neither cells nor a reason, or too many", r, last)
			}
			last = r.Line
			for _, c := range r.Cells {
				if !utf8.ValidString(c) || strings.ContainsAny(c, "\x00\ufffd") {
					t.Errorf("the cell %q is no text", c)
				}
			}
		}
		if len(s.Rows) > 50 {
			t.Errorf("%d rows, want at most 50", len(s.Rows))
		}
	})
}

func TestResultsAreALineForEachUser(t *testing.T) {
	t.Parallel()
	f := desk.NewResultsFile("users.csv", []desk.Credentials{
		{Kind: desk.PasswordTicket, User: "ana", Password: seal.NewSecret(`p"w,`), SignInURL: "https://x.example/console"},
		{Kind: desk.KeyTicket, User: "ana", KeyID: "AKIA1", Secret: seal.NewSecret("+a/b=")},
		{Kind: desk.KeyTicket, User: "=bo", KeyID: "AKIA2", Secret: seal.NewSecret("-c")},
		{Kind: desk.KeyTicket, User: "=bo", KeyID: "AKIA3", Secret: seal.NewSecret("@d")},
	})
	want := "User name,Password,Access key ID,Secret access key,Console login link\r\n" +
		"ana,\"p\"\"w,\",AKIA1,+a/b=,https://x.example/console\r\n=bo,,AKIA2,-c,\r\n=bo,,AKIA3,@d,\r\n"
	if string(f.Body) != want || f.Name != "users.csv" {
		t.Errorf("the file %s is\n%q, want\n%q", f.Name, f.Body, want)
	}
}
