package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"keyporter/static"
)

func get(t *testing.T, url, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Result()
}

func read(t *testing.T, r io.Reader) []byte {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The budgets are those of the design: raw and compressed bytes of each file.
func TestFilesKeepTheirBudgets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, kind  string
		raw, packed int
	}{
		{"app.css", "text/css; charset=utf-8", 24 << 10, 6 << 10},
		{"app.js", "text/javascript; charset=utf-8", 12 << 10, 4 << 10},
		{"passkey.js", "text/javascript; charset=utf-8", 2 << 10, 1 << 10},
		{"icon.svg", "image/svg+xml", 2 << 10, 1 << 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			plain := get(t, static.URL(c.name), "br")
			packed := get(t, static.URL(c.name), "br, gzip;q=0.8")
			body, small := read(t, plain.Body), read(t, packed.Body)
			if len(body) == 0 || len(body) > c.raw || len(small) > c.packed {
				t.Errorf("%s has %d bytes, %d compressed, want at most %d and %d", c.name, len(body), len(small), c.raw, c.packed)
			}
			z, err := gzip.NewReader(bytes.NewReader(small))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(read(t, z), body) {
				t.Errorf("%s compressed is not %s", c.name, c.name)
			}
			for _, r := range []*http.Response{plain, packed} {
				if got := r.Header.Get("Content-Type"); got != c.kind {
					t.Errorf("Content-Type = %q, want %q", got, c.kind)
				}
				if got := r.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
					t.Errorf("Cache-Control = %q, want immutable", got)
				}
			}
			if plain.Header.Get("Content-Encoding") != "" || packed.Header.Get("Content-Encoding") != "gzip" {
				t.Errorf("Content-Encoding = %q and %q, want none and gzip", plain.Header.Get("Content-Encoding"), packed.Header.Get("Content-Encoding"))
			}
		})
	}
}

// What is sent says what the file says: the same but for comments and spaces, and
// no space fewer where one means something.
func TestSqueezedStylesSayTheSame(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("app.css")
	if err != nil {
		t.Fatal(err)
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	sent := string(read(t, get(t, static.URL("app.css"), "").Body))
	said := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(source), "")
	if bare(sent) != bare(said) {
		t.Error("app.css as it is sent has other rules than the file")
	}
	if strings.Contains(sent, "/*") || strings.Contains(sent, "\n") {
		t.Error("app.css is sent with comments or line ends")
	}
	for _, rule := range []string{".side{border-right:1px solid var(--line);padding:var(--s5) var(--s4) var(--s4);", "@media (max-width:60rem){.shell{", `"Segoe UI"`, "calc(-1 * var(--s2))", "main > * + *{"} {
		if !strings.Contains(sent, rule) {
			t.Errorf("app.css is sent without %q", rule)
		}
	}
}

func TestAddressesNameTheContent(t *testing.T) {
	t.Parallel()
	if got := static.URL("app.css"); !regexp.MustCompile(`^/static/app\.[0-9a-f]{12}\.css$`).MatchString(got) {
		t.Errorf("URL(app.css) = %q, want /static/app.<hash>.css", got)
	}
	if got := static.URL("none.css"); got != "" {
		t.Errorf(`URL(none.css) = %q, want ""`, got)
	}
	for _, path := range []string{"/static/", "/static/app.css", "/static/app.000000000000.css", "/static/static.go"} {
		if got := get(t, path, "").StatusCode; got != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", path, got)
		}
	}
}

func TestRefusedGzipIsNotSent(t *testing.T) {
	t.Parallel()
	for _, accept := range []string{"", "identity", "gzip;q=0", "br, gzip; q=0.0", "xgzip"} {
		if got := get(t, static.URL("app.css"), accept).Header.Get("Content-Encoding"); got != "" {
			t.Errorf("Accept-Encoding %q: Content-Encoding = %q, want none", accept, got)
		}
	}
}

// The content security policy forbids what these would need.
func TestScriptNeedsNoInlineCode(t *testing.T) {
	t.Parallel()
	script := string(read(t, get(t, static.URL("app.js"), "").Body)) + string(read(t, get(t, static.URL("passkey.js"), "").Body))
	for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style"} {
		if strings.Contains(script, word) {
			t.Errorf("a script has %s", word)
		}
	}
	style := string(read(t, get(t, static.URL("app.css"), "").Body))
	for _, word := range []string{"url(", "@import", "@font-face"} {
		if strings.Contains(style, word) {
			t.Errorf("app.css has %s: nothing may be loaded from elsewhere", word)
		}
	}
}
