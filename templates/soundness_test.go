package templates_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

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
