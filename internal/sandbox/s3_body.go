package sandbox

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"hash"
	"io"
	"net/http"
	"strings"
)

// longestDocument bounds the XML of a request: the keys of 1,000 objects to
// delete, each of 1,024 bytes, escaped.
const longestDocument = 4 << 20

// payload is the body of a request without its packing. What it reads is true
// only once it has said io.EOF: then every hash and signature has been checked.
type payload struct {
	r      io.Reader
	size   int64 // -1 where the request does not say
	checks []bodyCheck
}

// bodyCheck is one hash of the body. want is asked for at the end, when trailers
// have been read.
type bodyCheck struct {
	hash.Hash
	want  func() ([]byte, error)
	wrong error
}

// newPayload reads what the request says about its body; key is what it was
// signed with.
func newPayload(r *http.Request, sig *signature, key []byte) (*payload, error) {
	p := &payload{r: r.Body, size: r.ContentLength}
	said := r.Header.Get(contentHash)
	if strings.HasPrefix(said, "STREAMING-") {
		return nil, notImplemented(contentHash)
	}
	if said != "" && said != unsignedBody {
		want, err := hex.DecodeString(said)
		if err != nil || len(want) != sha256.Size {
			return nil, invalidArgument(contentHash, said, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD or a valid sha256 value.")
		}
		p.check(sha256.New(), want, fail(http.StatusBadRequest, "XAmzContentSHA256Mismatch",
			"The provided 'x-amz-content-sha256' header does not match what was computed."))
	}
	if sum := r.Header.Get("Content-Md5"); sum != "" {
		want, err := base64.StdEncoding.DecodeString(sum)
		if err != nil || len(want) != md5.Size {
			return nil, fail(http.StatusBadRequest, "InvalidDigest", "The Content-MD5 you specified was invalid.")
		}
		p.check(md5.New(), want, fail(http.StatusBadRequest, "BadDigest", "The Content-MD5 you specified did not match what we received."))
	}
	return p, p.checkHeader(r.Header)
}

func (p *payload) check(h hash.Hash, want []byte, wrong error) {
	p.checks = append(p.checks, bodyCheck{h, func() ([]byte, error) { return want, nil }, wrong})
}

// Read implements io.Reader.
func (p *payload) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	for _, c := range p.checks {
		c.Write(b[:n])
	}
	switch {
	case errors.Is(err, io.EOF):
		if wrong := p.verify(); wrong != nil {
			return n, wrong
		}
	case err != nil:
		var known *failure
		if !errors.As(err, &known) {
			err = fail(http.StatusBadRequest, "IncompleteBody", "The request body terminated unexpectedly")
		}
	}
	return n, err
}

func (p *payload) verify() error {
	for _, c := range p.checks {
		want, err := c.want()
		if err != nil {
			return err
		}
		if !bytes.Equal(c.Sum(nil), want) {
			return c.wrong
		}
	}
	p.checks = nil // a second io.EOF is the same
	return nil
}

// document reads a whole body of bounded length.
func (p *payload) document() ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(p, longestDocument+1))
	if err == nil && len(text) > longestDocument {
		err = fail(http.StatusBadRequest, "MaxMessageLengthExceeded", "Your request was too big.")
	}
	return text, err
}

// readXML reads the body into the document that it must be.
func (p *payload) readXML(root string, into any) error {
	text, err := p.document()
	if err != nil {
		return err
	}
	return decodeXML(text, root, into)
}

// decodeXML reads a document. Its namespace may be left out, as S3 allows.
func decodeXML(text []byte, root string, into any) error {
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if err != nil {
			return malformedXML()
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != root || d.DecodeElement(into, &start) != nil {
			return malformedXML()
		}
		return nil
	}
}
