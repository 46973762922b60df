package house

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// raw is what pages take from templates/ui and do not write themselves: so a
// component looks and works the same wherever it stands.
var raw = regexp.MustCompile(`<(button|table|select|textarea|dialog)[\s>]|class="(btn|in|tag|flash|note)[" ]|<input[^>]*type="(text|password|search|email|number|file)"`)

func TestPagesAreBuiltOfParts(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../templates/*.templ")
	if err != nil || len(pages) == 0 {
		t.Fatalf("pages = %q, %v", pages, err)
	}
	for _, page := range pages {
		source, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range raw.FindAllString(string(source), -1) {
			t.Errorf("%s writes %q: take it from templates/ui, or put it there", filepath.Base(page), hit)
		}
	}
}

func TestRawPartsAreSeen(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`<button type="submit">`, `<a class="btn small" href="/">`, `<input name="q" type="text"/>`, `<select id="x">`, `<p class="note">`,
	} {
		if !raw.MatchString(source) {
			t.Errorf("%s passes as no part", source)
		}
	}
	for _, source := range []string{`<input type="hidden" name="form"/>`, `<div class="notice">`, `@ui.Button(ui.ButtonProps{})`} {
		if raw.MatchString(source) {
			t.Errorf("%s is taken for a part", source)
		}
	}
}
