package templates_test

import (
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"keyporter/internal/desk"
	"keyporter/internal/text"
	"keyporter/static"
	"keyporter/templates"
)

// sample is one page of the gallery in one state.
type sample struct {
	name string // as in "user-list-empty"
	view templ.Component
}

// galleries is the one place where page samples are registered: each function
// draws the samples of a group of pages on a page that is ready but for its
// title and section.
var galleries = []func(templates.Page) []sample{
	shellSamples,
	blockSamples,
	accountSamples,
	wizardSamples,
	signInSamples,
}

// now is the moment at which all samples are drawn.
var now = time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC)

// basePage is what every sample begins with.
func basePage(t *text.Text, theme string) templates.Page {
	return templates.Page{
		T: t, Theme: theme, Path: "/users", RequestID: "0hq3m2c7v1", Now: now, FormKey: desk.NewID(now),
		SignedIn: true, Operator: desk.Operator{Name: "kim", Role: desk.Admin, Language: t.Lang, Theme: theme},
		Account: templates.AccountChip{Alias: "acme-prod", ID: "123456789012", Kind: "sandbox"},
		Counts:  templates.Counts{Users: 5000, Groups: 42, Policies: 1318, Known: true},
		Fresh:   templates.Freshness{At: now.Add(-4 * time.Minute), Complete: true},
	}
}

// TestEveryPageIsSound draws each sample in both languages and themes. With
// KEYPORTER_GALLERY set it keeps the pages in that folder, to be looked at.
func TestEveryPageIsSound(t *testing.T) {
	t.Parallel()
	keep := os.Getenv("KEYPORTER_GALLERY")
	if keep != "" {
		keepStatic(t, keep)
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, theme := range []string{"light", "dark"} {
			for _, gallery := range galleries {
				for _, s := range gallery(basePage(words, theme)) {
					name := s.name + "-" + words.Lang + "-" + theme
					t.Run(name, func(t *testing.T) {
						t.Parallel()
						body := draw(t, s.view)
						if keep != "" {
							keepPage(t, filepath.Join(keep, name+".html"), body)
						}
						checkPage(t, body)
					})
				}
			}
		}
	}
}

func draw(t *testing.T, c templ.Component) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatalf("Render() = %v", err)
	}
	return b.Bytes()
}

// checkPage looks at a page as a browser and a screen reader would.
func checkPage(t *testing.T, body []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	p := read(doc)
	for _, id := range p.twice {
		t.Errorf("id %q is there twice", id)
	}
	for _, ref := range p.refs {
		if !p.ids[ref] {
			t.Errorf("id %q is referred to, but is not there", ref)
		}
	}
	if p.count["h1"] != 1 {
		t.Errorf("page has %d h1, want 1", p.count["h1"])
	}
	if p.count["main"] != 1 || p.count["title"] != 1 {
		t.Errorf("page has %d main and %d title, want one of each", p.count["main"], p.count["title"])
	}
	if n := p.count["caption"]; n != p.count["table"] {
		t.Errorf("page has %d tables and %d captions", p.count["table"], n)
	}
	for _, wrong := range p.wrong {
		t.Error(wrong)
	}
	if strings.Contains(string(body), "%!") {
		t.Error("page has a format with wrong arguments: %!")
	}
}

// reading is what checkPage asks of a page.
type reading struct {
	count map[string]int
	ids   map[string]bool
	twice []string
	refs  []string
	fors  map[string]bool
	wrong []string
}

func read(doc *html.Node) reading {
	p := reading{count: map[string]int{}, ids: map[string]bool{}, fors: map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		p.count[n.Data]++
		for _, a := range n.Attr {
			p.attribute(n, a)
		}
		p.element(n)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && isField(n) && !p.fors[attr(n, "id")] && !inside(n, "label") && attr(n, "aria-label") == "" {
			p.wrong = append(p.wrong, "field "+attr(n, "name")+" has no label")
		}
	}
	return p
}

func (p *reading) attribute(n *html.Node, a html.Attribute) {
	switch a.Key {
	case "id":
		if p.ids[a.Val] {
			p.twice = append(p.twice, a.Val)
		}
		p.ids[a.Val] = true
	case "for":
		p.fors[a.Val] = true
		p.refs = append(p.refs, a.Val)
	case "aria-describedby", "aria-labelledby", "aria-controls":
		p.refs = append(p.refs, strings.Fields(a.Val)...)
	case "data-copy", "data-live":
		p.refs = append(p.refs, a.Val)
	case "style":
		p.wrong = append(p.wrong, "<"+n.Data+"> has an inline style")
	case "href":
		if after, ok := strings.CutPrefix(a.Val, "#"); ok {
			p.refs = append(p.refs, after)
		}
	}
	if strings.HasPrefix(a.Key, "on") {
		p.wrong = append(p.wrong, "<"+n.Data+"> has an inline handler "+a.Key)
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
		p.wrong = append(p.wrong, "<"+n.Data+"> has the address "+a.Val)
	}
	if (a.Key == "href" || a.Key == "action" || a.Key == "formaction") && (a.Val == "" || strings.HasPrefix(a.Val, "about:")) {
		p.wrong = append(p.wrong, "<"+n.Data+"> leads nowhere: "+a.Key+"="+a.Val)
	}
}

func (p *reading) element(n *html.Node) {
	name := strings.TrimSpace(words(n) + attr(n, "aria-label"))
	switch n.Data {
	case "style":
		p.wrong = append(p.wrong, "page has an inline style sheet")
	case "script":
		if attr(n, "src") == "" {
			p.wrong = append(p.wrong, "page has an inline script")
		}
	case "button":
		if attr(n, "type") == "" {
			p.wrong = append(p.wrong, "button "+name+" has no type")
		}
		fallthrough
	case "a", "th", "summary", "legend", "label", "h1", "h2", "h3":
		if name == "" {
			p.wrong = append(p.wrong, "<"+n.Data+"> has no words")
		}
	case "form":
		if m := attr(n, "method"); m != "get" && m != "post" {
			p.wrong = append(p.wrong, "form has the method "+m)
		}
		if inside(n, "form") {
			p.wrong = append(p.wrong, "form stands inside a form")
		}
	}
	visible := attr(n, "aria-label")
	if (n.Data == "button" || n.Data == "a") && visible != "" && !strings.Contains(visible, words(n)) {
		p.wrong = append(p.wrong, "the name "+visible+" lacks the visible words "+words(n))
	}
}

func isField(n *html.Node) bool {
	switch n.Data {
	case "select", "textarea":
		return true
	case "input":
		return attr(n, "type") != "hidden"
	}
	return false
}

func inside(n *html.Node, element string) bool {
	for a := range n.Ancestors() {
		if a.Type == html.ElementNode && a.Data == element {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words is the visible text below n with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var staticAddress = regexp.MustCompile(`(href|src)="/static/`)

func keepPage(t *testing.T, file string, body []byte) {
	t.Helper()
	if err := os.WriteFile(file, staticAddress.ReplaceAll(body, []byte(`$1="static/`)), 0o644); err != nil {
		t.Error(err)
	}
}

func keepStatic(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"app.css", "app.js", "icon.svg"} {
		w := httptest.NewRecorder()
		static.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", static.URL(name), nil))
		if err := os.WriteFile(filepath.Join(dir, "static", filepath.Base(static.URL(name))), w.Body.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// with draws a block around its children.
func with(block templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return block.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

// say draws text.
func say(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, html.EscapeString(s))
		return err
	})
}

// element draws an element around its children.
func element(name string, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		tag, _, _ := strings.Cut(name, " ")
		if _, err := io.WriteString(w, "<"+name+">"); err != nil {
			return err
		}
		if err := templ.Join(children...).Render(ctx, w); err != nil {
			return err
		}
		_, err := io.WriteString(w, "</"+tag+">")
		return err
	})
}
