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
	r        io.Reader
	size     int64 // -1 where the request does not say
	digests  []digest
	sums     []*checksum
	trailers map[string]string
	ended    bool
	wrong    error // what the checks at the end said
}

// digest is a hash of the body that a header holds.
type digest struct {
	hash.Hash
	want  []byte
	wrong error
}

// newPayload reads what the request says about its body; key is what it was
// signed with.
func newPayload(r *http.Request, sig *signature, key []byte) (*payload, error) {
	p := &payload{r: r.Body, size: r.ContentLength}
	said := r.Header.Get(contentHash)
	switch {
	case strings.HasPrefix(said, "STREAMING-"):
		if err := p.chunked(r, sig, key); err != nil {
			return nil, err
		}
	case said != "" && said != unsignedBody:
		want, err := hex.DecodeString(said)
		if err != nil || len(want) != sha256.Size {
			return nil, invalidArgument("x-amz-content-sha256", said, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
		}
		p.digests = append(p.digests, digest{sha256.New(), want, fail(http.StatusBadRequest, "XAmzContentSHA256Mismatch",
			"The provided 'x-amz-content-sha256' header does not match what was computed.")})
	}
	if sum := r.Header.Get("Content-Md5"); sum != "" {
		want, err := base64.StdEncoding.DecodeString(sum)
		if err != nil || len(want) != md5.Size {
			return nil, fail(http.StatusBadRequest, "InvalidDigest", "The Content-MD5 you specified was invalid.")
		}
		p.digests = append(p.digests, digest{md5.New(), want, fail(http.StatusBadRequest, "BadDigest",
			"The Content-MD5 you specified did not match what we received.")})
	}
	return p, p.checkSums(r.Header)
}

// Read implements io.Reader.
func (p *payload) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	for _, d := range p.digests {
		d.Write(b[:n])
	}
	for _, s := range p.sums {
		s.Write(b[:n])
	}
	if errors.Is(err, io.EOF) {
		if wrong := p.verify(); wrong != nil {
			return n, wrong
		}
	} else if err != nil {
		var known *failure
		if !errors.As(err, &known) {
			err = incompleteBody()
		}
	}
	return n, err
}

// verify checks every hash, once.
func (p *payload) verify() error {
	if !p.ended {
		p.ended, p.wrong = true, p.compare()
	}
	return p.wrong
}

func (p *payload) compare() error {
	for _, d := range p.digests {
		if !bytes.Equal(d.Sum(nil), d.want) {
			return d.wrong
		}
	}
	for _, s := range p.sums {
		if err := s.verify(p.trailers); err != nil {
			return err
		}
	}
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
