package sandbox

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strconv"
	"time"
)

// Namespaces of what S3 and S3 Control answer.
const (
	s3Namespace      = "http://s3.amazonaws.com/doc/2006-03-01/"
	controlNamespace = "http://awss3control.amazonaws.com/doc/2018-08-20/"
)

// write sends what an operation returned.
func (c *s3Call) write(w http.ResponseWriter, a *s3Answer) error {
	status := a.status
	if status == 0 {
		status = http.StatusOK
	}
	switch {
	case a.content != nil:
		w.WriteHeader(status)
		return a.content(c.request.Context(), w)
	case a.document == nil:
		w.WriteHeader(status)
		return nil
	}
	page := bytes.NewBufferString(xml.Header)
	if a.root == "" {
		page = bytes.NewBufferString(a.document.(string))
		w.Header().Set("Content-Type", "application/json")
	} else if err := xml.NewEncoder(page).EncodeElement(a.document, c.rootElement(a.root)); err != nil {
		return err
	}
	c.send(w, status, page)
	return nil
}

// rootElement begins a document of S3 or of S3 Control.
func (c *s3Call) rootElement(name string) xml.StartElement {
	if c.place.control {
		return xml.StartElement{Name: xml.Name{Space: controlNamespace, Local: name}}
	}
	return xml.StartElement{Name: xml.Name{Space: s3Namespace, Local: name}}
}

// writeFailure sends an error, as S3 or S3 Control writes it.
func (c *s3Call) writeFailure(w http.ResponseWriter, f *failure) {
	page := bytes.NewBufferString(xml.Header)
	about := append([]detail{{"Code", f.code}, {"Message", f.message}}, f.more...)
	ids := []detail{{"RequestId", w.Header().Get("X-Amz-Request-Id")}, {"HostId", w.Header().Get("X-Amz-Id-2")}}
	root := &branch{name: "Error"}
	if c.place.control {
		root = &branch{name: "ErrorResponse", space: controlNamespace, children: []*branch{leaves("Error", about)}}
		root.children = append(root.children, leaves("", ids).children...)
	} else {
		about = append(about, detail{"Resource", c.request.URL.Path})
		root.children = leaves("", append(about, ids...)).children
	}
	root.write(page)
	if f.status == http.StatusNotModified {
		w.WriteHeader(f.status)
		return
	}
	c.send(w, f.status, page)
}

// elements are a document of text elements.
type elements []detail

// MarshalXML implements xml.Marshaler.
func (list elements) MarshalXML(e *xml.Encoder, root xml.StartElement) error {
	if err := e.EncodeToken(root); err != nil {
		return err
	}
	for _, d := range list {
		if err := e.EncodeElement(d.value, element(d.name)); err != nil {
			return err
		}
	}
	return e.EncodeToken(root.End())
}

// leaves is an element of elements with text.
func leaves(name string, list []detail) *branch {
	b := &branch{name: name}
	for _, d := range list {
		b.children = append(b.children, &branch{name: d.name, text: d.value})
	}
	return b
}

// send sends a document, but to who asks by HEAD.
func (c *s3Call) send(w http.ResponseWriter, status int, page *bytes.Buffer) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/xml")
	}
	if c.request.Method != http.MethodHead {
		w.Header().Set("Content-Length", strconv.Itoa(page.Len()))
	}
	w.WriteHeader(status)
	if c.request.Method != http.MethodHead {
		_, _ = page.WriteTo(w) // the client is gone
	}
}

// s3Stamp writes a time as S3 does in documents.
func s3Stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
