package ui_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"keyporter/templates/ui"
)

func draw(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatalf("Render() = %v", err)
	}
	return b.String()
}

// shown is the text of a piece of a page, as a browser copies it.
func shown(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for d := range doc.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestPolicyViewLosesNothing(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, document, want string }{
		{"a document is indented", `{"a":[1,true]}`, "{\n  \"a\": [\n    1,\n    true\n  ]\n}\n"},
		{"quotes inside strings", `{"a\"b":"c\\"}`, "{\n  \"a\\\"b\": \"c\\\\\"\n}\n"},
		{"markup stays text", `{"<b>":"</pre>&amp;"}`, "{\n  \"<b>\": \"</pre>&amp;\"\n}\n"},
		{"numbers", `[-1.5e+3,0]`, "[\n  -1.5e+3,\n  0\n]\n"},
		{"text that is no JSON", "no {json\n\"open", "no {json\n\"open\n"},
		{"an escape at the end", `"\`, "\"\\\n"},
		{"nothing", "", "\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := shown(t, draw(t, ui.PolicyView("doc", "Policy", c.document))); got != c.want {
				t.Errorf("PolicyView(%q) shows %q, want %q", c.document, got, c.want)
			}
		})
	}
}

func TestPolicyViewMarksKeysAndValues(t *testing.T) {
	t.Parallel()
	page := draw(t, ui.PolicyView("doc", "Policy", `{"Effect":"Allow","n":true}`))
	for _, want := range []string{
		`<span class="k">&#34;Effect&#34;</span>`, `<span class="s">&#34;Allow&#34;</span>`, `<span class="n">true</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("PolicyView(…) = %s, want %s in it", page, want)
		}
	}
}

var path = regexp.MustCompile(` d="([^"]+)"`)

func TestKeyMarksTellKeysApart(t *testing.T) {
	t.Parallel()
	marks := map[string]string{}
	for _, id := range []string{"AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLF", "AKIAI44QH8DHBEXAMPLE", "AKIAIOSFODNN70000000", ""} {
		m := path.FindStringSubmatch(draw(t, ui.KeyMark(id)))
		if m == nil || len(m[1]) > 130 {
			t.Fatalf("KeyMark(%q) has the path %v, want one of at most 130 bytes", id, m)
		}
		if other, twice := marks[m[1]]; twice {
			t.Errorf("KeyMark(%q) is KeyMark(%q)", id, other)
		}
		marks[m[1]] = id
		if again := draw(t, ui.KeyMark(id)); !strings.Contains(again, m[1]) {
			t.Errorf("KeyMark(%q) differs the second time", id)
		}
	}
}

func TestPasswordsAreNeverDrawn(t *testing.T) {
	t.Parallel()
	if page := draw(t, ui.Field(ui.FieldProps{Name: "password", Type: "password", Label: "Password", Value: "tea-pot-9"})); strings.Contains(page, "tea-pot-9") {
		t.Errorf("Field(password) = %s, want no value", page)
	}
}

func TestFieldTellsItsMistake(t *testing.T) {
	t.Parallel()
	page := draw(t, ui.Field(ui.FieldProps{ID: "f1", Name: "name", Label: "Name", Hint: "Letters.", Error: "Not empty."}))
	for _, want := range []string{`for="f1"`, `id="f1"`, `id="f1-hint"`, `id="f1-err"`, `aria-describedby="f1-hint f1-err"`, `aria-invalid="true"`} {
		if !strings.Contains(page, want) {
			t.Errorf("Field(…) = %s, want %s in it", page, want)
		}
	}
}

func TestAddressesFromOutsideAreMadeSafe(t *testing.T) {
	t.Parallel()
	for _, c := range []templ.Component{
		ui.LinkButton(ui.ButtonProps{Text: "Go", URL: "javascript:alert(1)"}),
		ui.Tab("Go", "javascript:alert(1)", false), ui.Chip("Go", "", "JavaScript:alert(1)", false), ui.Link("Go", " javascript:alert(1)"),
	} {
		if page := strings.ToLower(draw(t, c)); strings.Contains(page, "javascript:") {
			t.Errorf("block = %s, want no script in an address", page)
		}
	}
}
