// Package static holds the stylesheet, the script and the icons of the
// dashboard. Their addresses carry a hash of their content, so that browsers
// keep them for ever and still see every change at once.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed app.css app.js icon.svg passkey.js
var files embed.FS

const prefix = "/static/"

// types has the content type of each kind of file.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// file is one file as it is sent.
type file struct {
	name   string // with the hash
	kind   string
	plain  []byte
	packed []byte // compressed with gzip
}

// byName has every file by its name without the hash.
var byName = load()

func load() map[string]file {
	all := map[string]file{}
	entries, _ := files.ReadDir(".") // embedded: cannot fail
	for _, e := range entries {
		body, _ := files.ReadFile(e.Name())
		ext := path.Ext(e.Name())
		if ext == ".css" {
			body = squeeze(body)
		}
		sum := sha256.Sum256(body)
		all[e.Name()] = file{
			name: strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext,
			kind: types[ext], plain: body, packed: pack(body),
		}
	}
	return all
}

func pack(body []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = z.Write(body)                                  // memory does not fail
	_ = z.Close()
	return b.Bytes()
}

// URL returns the address of a file, as "/static/app.1f3a….css"; "" for a name
// that is not here.
func URL(name string) string {
	f, ok := byName[name]
	if !ok {
		return ""
	}
	return prefix + f.name
}

// Handler answers the addresses that URL makes, and 404 for all others.
func Handler() http.Handler {
	byPath := map[string]file{}
	for _, f := range byName {
		byPath[prefix+f.name] = f
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := byPath[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		send(w, r, f)
	})
}

func send(w http.ResponseWriter, r *http.Request, f file) {
	body := f.plain
	head := w.Header()
	head.Set("Content-Type", f.kind)
	head.Set("Cache-Control", "public, max-age=31536000, immutable")
	head.Set("Vary", "Accept-Encoding")
	if takesGzip(r.Header.Get("Accept-Encoding")) {
		head.Set("Content-Encoding", "gzip")
		body = f.packed
	}
	head.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a visitor who left is no error of ours
	}
}

// takesGzip reports whether the header Accept-Encoding names gzip without
// forbidding it.
func takesGzip(accept string) bool {
	for coding := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q := strings.ReplaceAll(weight, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}
