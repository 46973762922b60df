package templates_test

import (
	"bytes"
	"strings"
	"testing"

	"keyporter/internal/text"
	"keyporter/templates"
)

func TestSortHead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sort, column, url, dir string
	}{
		"the usual order is by name":              {"", "name", "/users?sort=-name", "ascending"},
		"turning it around twice is the usual":    {"-name", "name", "/users", "descending"},
		"another column begins ascending":         {"", "created", "/users?sort=created", ""},
		"a column that is sorted by turns around": {"created", "created", "/users?sort=-created", "ascending"},
		"name is one click away":                  {"-last", "name", "/users", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := templates.UserListAt{Sort: c.sort}.Head("x", c.column)
			if got.URL != c.url || got.Dir != c.dir {
				t.Errorf("UserListAt{Sort: %q}.Head(%q) = %q %q, want %q %q", c.sort, c.column, got.URL, got.Dir, c.url, c.dir)
			}
		})
	}
	got := templates.UserListAt{Query: "a&b", Sort: "last", Per: "25", After: "t/k", Back: true}
	if got, want := got.URL(), "/users?after=t%2Fk&back=1&per=25&q=a%26b&sort=last"; got != want {
		t.Errorf("URL() = %q, want %q", got, want)
	}
	if got, want := got.Head("x", "last").URL, "/users?per=25&q=a%26b&sort=-last"; got != want {
		t.Errorf("Head(last).URL = %q, want %q: another order begins at the first page", got, want)
	}
}

// BenchmarkUserList draws the page of fifty users; a budget of the interface is
// 4,000 such pages a second on one core.
func BenchmarkUserList(b *testing.B) {
	p := basePage(&text.English, "")
	page := userList(p, templates.UserListAt{}, userRows(p, 50))
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		if err := page.View().Render(b.Context(), &buf); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(buf.Len()), "bytes")
}

// BenchmarkUserRows makes the rows of fifty users.
func BenchmarkUserRows(b *testing.B) {
	p := basePage(&text.Korean, "")
	for b.Loop() {
		userRows(p, 50)
	}
}

func TestUserRowsEscapeEverything(t *testing.T) {
	t.Parallel()
	const bad = `"><script>'&`
	p := basePage(&text.English, "")
	row := templates.UserRow{
		Name: bad, URL: bad, Groups: bad, Policies: bad, Keys: []templates.KeyCell{{ID: bad, Age: bad}, {ID: bad, Inactive: true}},
		LastSignIn: templates.Stamp{Text: bad, Exact: bad, ISO: bad}, Created: templates.Stamp{Text: bad},
	}
	body := string(draw(t, userList(p, templates.UserListAt{}, []templates.UserRow{row}).View()))
	if strings.Contains(body, bad) || strings.Contains(body, "<script>") {
		t.Error("the list has data as markup")
	}
	if got, want := strings.Count(body, "&#34;&gt;&lt;script&gt;&#39;&amp;"), 11; got != want {
		t.Errorf("the list has the escaped text %d times, want %d", got, want)
	}
}
