package sandbox

import (
	"bufio"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Forms of a body that comes in chunks ("Signature calculations: transferring
// payload in multiple chunks" and "…with trailing headers", S3 API reference).
const (
	signedChunks          = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
	signedChunksTrailer   = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
	unsignedChunksTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"

	leastChunk   = 8 << 10 // in bytes, of all chunks but the last
	mostTrailers = 16
)

// chunks reads a body that comes in chunks. Signatures are checked as chunks end,
// and form a chain that begins with the one of the request.
type chunks struct {
	r        *bufio.Reader
	sig      *signature
	key      []byte // nil where chunks are not signed
	previous string // signature
	said     string // signature of this chunk
	left     int64  // of this chunk
	short    bool   // this chunk may only be the last
	total    int64
	whole    int64 // what the request says that all chunks hold
	hash     hash.Hash
	trailing bool
	done     bool
	trailers map[string]string
}

// chunked unpacks a body that comes in chunks.
func (p *payload) chunked(r *http.Request, sig *signature, key []byte) error {
	form := r.Header.Get(contentHash)
	c := &chunks{r: bufio.NewReader(r.Body), sig: sig, hash: sha256.New(), trailers: map[string]string{}}
	switch form {
	case signedChunks, signedChunksTrailer:
		if sig == nil || sig.presigned {
			return invalidRequest("The request signature does not conform to AWS standards.")
		}
		c.key, c.previous = key, sig.value
	case unsignedChunksTrailer:
	default:
		return notImplemented(strings.ToLower(contentHash))
	}
	c.trailing = form != signedChunks
	length := r.Header.Get("X-Amz-Decoded-Content-Length")
	if length == "" {
		return missingLength()
	}
	var err error
	if c.whole, err = strconv.ParseInt(length, 10, 64); err != nil || c.whole < 0 {
		return invalidArgument("x-amz-decoded-content-length", length, "Invalid decoded content length")
	}
	p.r, p.size, p.trailers = c, c.whole, c.trailers
	return nil
}

// Read implements io.Reader.
func (c *chunks) Read(b []byte) (int, error) {
	if c.left == 0 && !c.done {
		if err := c.begin(); err != nil {
			return 0, err
		}
	}
	if c.done {
		return 0, io.EOF
	}
	n, err := c.r.Read(b[:min(int64(len(b)), c.left)])
	c.hash.Write(b[:n])
	c.left, c.total = c.left-int64(n), c.total+int64(n)
	if errors.Is(err, io.EOF) {
		err = incompleteBody()
	}
	if c.left == 0 && n > 0 {
		err = c.end()
	}
	return n, err
}

// line reads up to the next CRLF.
func (c *chunks) line() (string, error) {
	text, err := c.r.ReadSlice('\n')
	if err != nil || len(text) < 2 || text[len(text)-2] != '\r' {
		return "", incompleteBody()
	}
	return string(text[:len(text)-2]), nil
}

// begin reads the head of a chunk; after the last one, all that follows it.
func (c *chunks) begin() error {
	head, err := c.line()
	if err != nil {
		return err
	}
	length, extension, _ := strings.Cut(head, ";")
	c.said = strings.TrimPrefix(extension, "chunk-signature=")
	size, err := strconv.ParseInt(length, 16, 64)
	switch {
	case err != nil || size < 0 || size > c.whole-c.total:
		return incompleteBody()
	case size > 0 && c.short:
		return fail(http.StatusForbidden, "InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes")
	}
	c.hash.Reset()
	c.left, c.short = size, size < leastChunk
	if size > 0 {
		return nil
	}
	if c.total != c.whole {
		return incompleteBody()
	}
	c.done = true
	if !c.trailing {
		return c.end()
	}
	if err := c.verify("PAYLOAD", hexHash(nil)+"\n"+hex.EncodeToString(c.hash.Sum(nil))); err != nil {
		return err
	}
	return c.readTrailers()
}

// end checks the signature of a chunk and reads the end of its line.
func (c *chunks) end() error {
	if rest, err := c.line(); err != nil || rest != "" {
		return incompleteBody()
	}
	return c.verify("PAYLOAD", hexHash(nil)+"\n"+hex.EncodeToString(c.hash.Sum(nil)))
}

// verify checks the next signature of the chain.
func (c *chunks) verify(kind, hashes string) error {
	if c.key == nil {
		return nil
	}
	want := hexKeyed(c.key, signAlgorithm+"-"+kind+"\n"+c.sig.at.Format(signTime)+"\n"+c.sig.scope()+"\n"+c.previous+"\n"+hashes)
	if subtle.ConstantTimeCompare([]byte(want), []byte(c.said)) != 1 {
		return s3SignatureRefused()
	}
	c.previous = want
	return nil
}

// readTrailers reads the headers behind the last chunk, with their signature.
func (c *chunks) readTrailers() error {
	c.said = ""
	var signed strings.Builder
	for range mostTrailers {
		text, err := c.line()
		if err != nil {
			return err
		}
		name, value, ok := strings.Cut(text, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch {
		case text == "":
			return c.verify("TRAILER", hexHash([]byte(signed.String())))
		case !ok:
			return malformedTrailer()
		case name == "x-amz-trailer-signature":
			c.said = value
		default:
			c.trailers[name] = value
			signed.WriteString(name + ":" + value + "\n")
		}
	}
	return malformedTrailer()
}

func malformedTrailer() error {
	return fail(http.StatusBadRequest, "MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.")
}

func incompleteBody() error {
	return fail(http.StatusBadRequest, "IncompleteBody", "The request body terminated unexpectedly")
}

func missingLength() error {
	return fail(http.StatusLengthRequired, "MissingContentLength", "You must provide the Content-Length HTTP header.")
}
