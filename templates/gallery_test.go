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
	searchSamples,
	frameSamples,
	blockSamples,
	accountSamples,
	settingSamples,
	reportSamples,
	wizardSamples,
	signInSamples,
	peopleSamples,
	renameSamples,
	tagSamples,
	boundarySamples,
	copySamples,
	unusedSamples,
	findingSamples,
	accessSamples,
	noticeSamples,
	rotationSamples,
	operatorSamples, rightsSamples, railsSamples,
	factorSamples,
	ownSettingSamples,
	ledgerSamples,
	requestSamples,
}

// now is the moment at which all samples are drawn.
var now = time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC)

// basePage is what every sample begins with.
func basePage(t *text.Text, theme string) templates.Page {
	return templates.Page{
		T: t, Theme: theme, Path: "/users", RequestID: "0hq3m2c7v1", Now: now, FormKey: desk.NewID(now),
		SignedIn: true, Operator: desk.Operator{Name: "kim", Role: desk.Admin, Preferences: desk.Preferences{Language: t.Lang, Theme: theme}},
		Account: templates.AccountChip{Alias: "acme-prod", ID: "123456789012", Kind: "sandbox"},
		Counts:  templates.Counts{Users: 5000, Groups: 42, Policies: 1318, Known: true},
		Fresh:   templates.Freshness{At: now.Add(-4 * time.Minute), Complete: true},
	}
}

// TestEveryPageIsSound draws each sample in both languages and themes, and in every
// state of the frame. With
// KEYPORTER_GALLERY set it keeps the pages in that folder, to be looked at.
func TestEveryPageIsSound(t *testing.T) {
	t.Parallel()
	keep := os.Getenv("KEYPORTER_GALLERY")
	if keep != "" {
		keepStatic(t, keep)
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for _, theme := range []string{"light", "dark"} {
			for frame := range frames {
				for _, gallery := range galleries {
					for _, s := range drawn(gallery, frame, words, theme) {
						name := s.name + "-" + words.Lang + "-" + theme
						t.Run(name, func(t *testing.T) {
							t.Parallel()
							body := draw(t, s.view)
							if keep != "" {
								keepPage(t, filepath.Join(keep, name+".html"), body)
							}
							checkPage(t, body)
							harmless(t, body)
						})
					}
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
	for _, name := range []string{"app.css", "app.js", "passkey.js", "icon.svg"} {
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
