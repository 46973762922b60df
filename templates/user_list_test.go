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
			got := templates.ListAt{Path: "/users", Sort: c.sort}.Head("x", c.column, "name")
			if got.URL != c.url || got.Dir != c.dir {
				t.Errorf("ListAt{Sort: %q}.Head(%q) = %q %q, want %q %q", c.sort, c.column, got.URL, got.Dir, c.url, c.dir)
			}
		})
	}
	got := templates.ListAt{Path: "/users", Query: "a&b", Filters: []string{"group:a b", "mfa:no"}, Columns: []string{"keys"}, Sort: "last", Per: "25", After: "t/k", Back: true}
	if got, want := got.URL(), "/users?after=t%2Fk&back=1&c=keys&f=group%3Aa+b&f=mfa%3Ano&per=25&q=a%26b&sort=last"; got != want {
		t.Errorf("URL() = %q, want %q", got, want)
	}
	if got, want := got.Head("x", "last", "name").URL, "/users?c=keys&f=group%3Aa+b&f=mfa%3Ano&per=25&q=a%26b&sort=-last"; got != want {
		t.Errorf("Head(last).URL = %q, want %q: another order begins at the first page", got, want)
	}
	if got, want := got.Reports().CSV, "/users.csv?c=keys&f=group%3Aa+b&f=mfa%3Ano&q=a%26b&sort=last"; got != want {
		t.Errorf("Reports().CSV = %q, want %q: all pages", got, want)
	}
	if got, want := got.Without("mfa:no").URL(), "/users?c=keys&f=group%3Aa+b&per=25&q=a%26b&sort=last"; got != want {
		t.Errorf("Without(mfa:no).URL() = %q, want %q", got, want)
	}
}

// BenchmarkUserList draws the page of fifty users; a budget of the interface is
// 4,000 such pages a second on one core.
func BenchmarkUserList(b *testing.B) {
	p := basePage(&text.English, "")
	page := userList(p, templates.ListAt{}, userRows(p, 50))
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
	body := string(draw(t, userList(p, templates.ListAt{}, []templates.UserRow{row}).View()))
	if strings.Contains(body, bad) || strings.Contains(body, "<script>") {
		t.Error("the list has data as markup")
	}
	if got, want := strings.Count(body, "&#34;&gt;&lt;script&gt;&#39;&amp;"), 13; got != want {
		t.Errorf("the list has the escaped text %d times, want %d", got, want)
	}
}
