package house

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// gaps are the ways in which text becomes markup, script or an address that templ
// does not check. templ escapes text everywhere and refuses javascript: in the href
// of a and link and in the action of a form, and nowhere else.
var gaps = []struct{ what, pattern string }{
	{"an address that templ does not check", `(?i)\s(formaction|srcdoc|srcset|ping|poster|background|cite|data|manifest|codebase|classid|longdesc|profile|xlink:href|imagesrcset|attributename|values|to|from|by)=\{`},
	{"a source that is not our own file", `(?i)\ssrc=\{\s*[^s]|\ssrc=\{\s*s[^t]|\ssrc=\{\s*static\.[^U]`},
	{"an element that loads or rewrites", `(?i)<(iframe|frame|base|object|embed|applet|portal|math|foreignobject|animate|set|use|style|template)[\s>/]`},
	{"a refresh or another header of a page", `(?i)http-equiv`},
	{"an inline script", `(?i)<script(\s[^>]*)?>`},
	{"an inline handler", `(?i)\son[a-z]+\??=["{]`},
	{"an inline style", `(?i)\sstyle\??=["{]`},
	{"a script or css template", `(?m)^(script|css) `},
	{"a way around escaping", aroundEscaping},
	{"attributes from data", `\{\s*[^{}\s][^{}]*\.\.\.\s*\}`},
	{"the name of an attribute from data", `\{[^{}"]+\}=["{]`},
	{"a package that builds HTML", `"(html/template|text/template)"`},
}

// kept are the spellings that are safe, each with its reason.
var kept = []string{
	"formaction={ local(", // decision 0008: only a path of this site
	`<noscript><meta http-equiv="refresh" content="3"/></noscript>`, // no expression in it
	`<script type="module" src={ static.URL("app.js") }>`,
	`<script type="module" src={ static.URL("passkey.js") }>`,
	"{ children... }",
	"{ p.state()... }", "{ p.field().state()... }", // aria only: TestAttributesFromDataAreAriaOnly
}

// gapsIn names each gap of a templ file, or of a Go file that builds pages.
func gapsIn(source string) []string {
	for _, k := range kept {
		source = strings.ReplaceAll(source, k, "")
	}
	var found []string
	for _, g := range gaps {
		for _, hit := range regexp.MustCompile(g.pattern).FindAllString(source, -1) {
			found = append(found, g.what+": "+strings.TrimSpace(hit))
		}
	}
	for _, m := range addressed.FindAllStringSubmatch(source, -1) {
		if where := m[2] + " of " + m[1]; where != "href of a" && where != "href of link" && where != "action of form" {
			found = append(found, "an address that templ does not check: "+where)
		}
	}
	return found
}

// addressed finds an element with an address from data, and which it is.
var addressed = regexp.MustCompile(`(?i)<([a-z][a-z0-9:-]*)[^<]*?\s(href|action)=\{`)

// aroundEscaping are the names of templ that leave text as it is.
const aroundEscaping = `templ\.(Raw|SafeURL|URL|SafeCSS|SafeCSSProperty|Attributes|OrderedAttributes|JSFuncCall|JSUnsafeFuncCall|JSExpression|SafeScript|SafeScriptInline|ComponentScript|ComponentFunc|JSONScript|JSONString|FromGoHTML|KeyValue)\b`

// TestTemplatesStayEscaped looks for the gaps in every templ file.
func TestTemplatesStayEscaped(t *testing.T) {
	t.Parallel()
	seen := 0
	walk(t, "templates", ".templ", func(path, source string) {
		seen++
		for _, gap := range gapsIn(source) {
			t.Errorf("%s has %s", path, gap)
		}
	})
	if seen < 80 {
		t.Errorf("%d templ files were looked at, want those of every page", seen)
	}
}

// TestGoFilesBuildNoMarkup holds the Go files beside the templates, and the
// handlers, to types that templ escapes.
func TestGoFilesBuildNoMarkup(t *testing.T) {
	t.Parallel()
	around := regexp.MustCompile(aroundEscaping)
	for _, dir := range []string{"templates", "handlers", "web"} {
		walk(t, dir, ".go", func(path, source string) {
			if strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, filepath.Join("ui", "field.go")) {
				return
			}
			for _, hit := range around.FindAllString(source, -1) {
				t.Errorf("%s has a way around escaping: %s", path, hit)
			}
		})
	}
}

// TestAttributesFromDataAreAriaOnly: the one place that makes attributes by name
// makes two, neither of which is an address or script.
func TestAttributesFromDataAreAriaOnly(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(filepath.Join("..", "..", "templates", "ui", "field.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?:Attributes\{|a\[)"([^"]*)"`).FindAllStringSubmatch(string(source), -1) {
		if !strings.HasPrefix(m[1], "aria-") {
			t.Errorf("field.go sets the attribute %q, want aria only", m[1])
		}
	}
	if n := strings.Count(string(source), "templ.Attributes"); n != 2 {
		t.Errorf("field.go has templ.Attributes %d times, want its two of state()", n)
	}
}

// TestEveryGapIsFound shows each gap to the lint.
func TestEveryGapIsFound(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`<button formaction={ p.URL }>`, `<iframe src={ p.URL }></iframe>`, `<img src={ p.Picture }/>`, `<img src={ static.Other(p) }/>`,
		`<use xlink:href={ p.Mark }></use>`, `<base href={ p.URL }/>`, `<area href={ p.URL }/>`, `<link2 href={ p.URL }/>`, `<meta http-equiv="refresh" content={ p.To }/>`,
		`<object data={ p.URL }></object>`, `<video poster={ p.URL }></video>`, `<a ping={ p.URL }>`, `<div action={ p.URL }>`,
		`@templ.Raw(p.Text)`, `<a href={ templ.SafeURL(p.URL) }>`, `templ.SafeCSS(p.Colour)`, `templ.Attributes{"onclick": p.Act}`,
		"\nscript hello(name string) {\n}", "\ncss box() {\n}", `<div { p.Attributes... }>`, `<div { p.Name }={ p.Value }>`, `<div { p.Name }="x">`,
		`<script>let x = 1</script>`, `<script type="module">`, `<style>p{}</style>`, `<p style="color:red">`, `<p style={ p.Style }>`,
		`<p onclick="x()">`, `<p ONLOAD={ p.Act }>`, `<a onfocus?={ p.Yes }>`, `<svg><set to={ p.To }></set></svg>`, `<math>`,
		`@templ.JSONScript("id", p)`, `templ.FromGoHTML(t, p)`, `import "html/template"`,
	} {
		if len(gapsIn("\n"+source)) == 0 {
			t.Errorf("the lint lets %q pass", source)
		}
	}
	for _, source := range []string{
		`<a class="x" href={ UserURL(p.Name) }>`, `<link rel="icon" href={ static.URL("icon.svg") }/>`, `<form method="post" action={ UsersURL() }>`,
		`<input value={ p.Text } data-copy={ p.ID } aria-label={ p.Text } required?={ p.Needed }/>`, `for i, one := range p.Ones {`,
	} {
		if found := gapsIn("\n" + source); len(found) > 0 {
			t.Errorf("the lint refuses %q: %v", source, found)
		}
	}
}

// walk hands each file below a folder of the module to look.
func walk(t *testing.T, dir, extension string, look func(path, source string)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != extension {
			return err
		}
		source, err := os.ReadFile(path)
		if err == nil {
			look(path, "\n"+string(source))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
