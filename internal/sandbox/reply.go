package sandbox

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// dialect is how one service speaks.
type dialect struct{ service, namespace, version string }

func iamDialect() dialect {
	return dialect{"iam", "https://iam.amazonaws.com/doc/2010-05-08/", "2010-05-08"}
}

func stsDialect() dialect {
	return dialect{"sts", "https://sts.amazonaws.com/doc/2011-06-15/", "2011-06-15"}
}

// dialectOf tells IAM and STS apart: by the scope of the signature, else by the
// looks of the request.
func dialectOf(r *http.Request, sig *signature) dialect {
	if sig != nil && sig.service == stsDialect().service || r.URL.Query().Get("Version") == stsDialect().version {
		return stsDialect()
	}
	return iamDialect()
}

// isS3 reports whether a request on this one address is for S3: by the scope of
// its signature, or because it has none and does not look like a call of the
// Query API.
func isS3(r *http.Request) bool {
	query, header := r.URL.Query(), r.Header.Get("Authorization")
	form := r.Method == http.MethodPost && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
	credential := query.Get("X-Amz-Credential")
	if _, rest, ok := strings.Cut(header, "Credential="); ok {
		credential, _, _ = strings.Cut(rest, ",")
	}
	if scope := strings.Split(credential, "/"); len(scope) >= 4 {
		return scope[3] == s3
	}
	return strings.HasPrefix(header, "AWS ") || header == "" && !query.Has("Action") && !form
}

// reply is one answer. result is nil where an action returns nothing.
type reply struct {
	dialect dialect
	action  string
	id      string
	result  any
	err     error
}

type metadata struct {
	RequestID string `xml:"RequestId"`
}

type errorDetail struct {
	Type    string
	Code    string
	Message string `xml:",omitempty"`
}

// encode writes the XML that AWS's Query protocol has for the reply.
func (a reply) encode(w io.Writer) error {
	var known *failure
	if errors.As(a.err, &known) {
		return a.encodeFailure(w, known)
	}
	root := xml.StartElement{
		Name: xml.Name{Local: a.action + "Response"},
		Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: a.dialect.namespace}},
	}
	e := xml.NewEncoder(w)
	if err := e.EncodeToken(root); err != nil {
		return err
	}
	if a.result != nil {
		if err := e.EncodeElement(a.result, element(a.action+"Result")); err != nil {
			return err
		}
	}
	if err := e.EncodeElement(metadata{a.id}, element("ResponseMetadata")); err != nil {
		return err
	}
	if err := e.EncodeToken(root.End()); err != nil {
		return err
	}
	return e.Close()
}

func (a reply) encodeFailure(w io.Writer, f *failure) error {
	if f.page != "" {
		_, err := io.WriteString(w, f.page)
		return err
	}
	if f.asS3 {
		return xml.NewEncoder(w).Encode(struct {
			XMLName   xml.Name `xml:"Error"`
			Code      string
			Message   string
			RequestID string `xml:"RequestId"`
		}{Code: f.code, Message: f.message, RequestID: a.id})
	}
	kind := "Sender"
	if f.status >= http.StatusInternalServerError {
		kind = "Receiver"
	}
	return xml.NewEncoder(w).Encode(struct {
		XMLName   xml.Name    `xml:"ErrorResponse"`
		Namespace string      `xml:"xmlns,attr"`
		Error     errorDetail `xml:"Error"`
		RequestID string      `xml:"RequestId"`
	}{Namespace: a.dialect.namespace, Error: errorDetail{kind, f.code, f.message}, RequestID: a.id})
}

func element(name string) xml.StartElement { return xml.StartElement{Name: xml.Name{Local: name}} }

// stamp writes a time as AWS does, in whole seconds; the zero time is "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}
