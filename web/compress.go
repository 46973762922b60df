package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// gzipLevel 2 costs half of level 5 on a page and is a tenth larger.
const gzipLevel = 2

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzipLevel) // the level is valid
	return z
}}

// zipped compresses an HTML answer for a browser that takes gzip. Everything
// else passes as it is.
type zipped struct {
	http.ResponseWriter
	wanted bool
	begun  bool
	z      *gzip.Writer
}

func compress(w http.ResponseWriter, r *http.Request) *zipped {
	return &zipped{ResponseWriter: w, wanted: r.Method != http.MethodHead && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")}
}

func (z *zipped) WriteHeader(status int) {
	if !z.begun {
		z.begun = true
		h := z.Header()
		if strings.HasPrefix(h.Get("Content-Type"), "text/html") {
			h.Set("Vary", "Accept-Encoding")
			if z.wanted {
				h.Del("Content-Length")
				h.Set("Content-Encoding", "gzip")
				z.z, _ = zippers.Get().(*gzip.Writer)
				z.z.Reset(z.ResponseWriter)
			}
		}
	}
	z.ResponseWriter.WriteHeader(status)
}

func (z *zipped) Write(b []byte) (int, error) {
	if !z.begun {
		z.WriteHeader(http.StatusOK)
	}
	if z.z != nil {
		return z.z.Write(b)
	}
	return z.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }

func (z *zipped) close() {
	if z.z == nil {
		return
	}
	_ = z.z.Close() // a visitor who left is no error of ours
	zippers.Put(z.z)
	z.z = nil
}
