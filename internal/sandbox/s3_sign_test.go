package sandbox_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// wire is a request to S3, made by hand. Headers are in lower case.
type wire struct {
	method, path, query string
	host                string // "" is the endpoint's own
	headers             map[string]string
	body                string
	unsigned            bool
	hash                string // of the body, where it is not the SHA-256
	reader              io.Reader
}

// s3Do sends a request to S3 that is signed from AWS's description of the steps
// ("Signature calculations for the Authorization header", S3 API reference).
func (c *client) s3Do(w wire) answer {
	c.t.Helper()
	r := c.s3Request(w)
	if !w.unsigned {
		c.s3Sign(r, w)
	}
	a, err := c.exchange(r)
	if err != nil {
		c.t.Fatalf("%s %s?%s: %v", w.method, w.path, w.query, err)
	}
	return a
}

func (c *client) s3Request(w wire) *http.Request {
	c.t.Helper()
	var body io.Reader = strings.NewReader(w.body)
	if w.reader != nil {
		body = w.reader
	}
	r, err := http.NewRequestWithContext(c.t.Context(), w.method, c.url+w.path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.URL.RawQuery = w.query
	if w.host != "" {
		r.Host = w.host
	}
	for name, value := range w.headers {
		r.Header.Set(name, value)
	}
	return r
}

// s3Sign writes the header Authorization and returns the signature.
func (c *client) s3Sign(r *http.Request, w wire) string {
	stamp := c.clock.Now().UTC().Format("20060102T150405Z")
	hash := w.hash
	if hash == "" {
		hash = digest(w.body)
	}
	r.Header.Set("X-Amz-Date", stamp)
	r.Header.Set("X-Amz-Content-Sha256", hash)
	names := []string{"host"}
	for name := range r.Header {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	canonical := []string{r.Method, r.URL.EscapedPath(), s3Query(r.URL.Query())}
	for _, name := range names {
		value := r.Header.Get(name)
		if name == "host" {
			if value = r.Host; value == "" {
				value = r.URL.Host
			}
		}
		canonical = append(canonical, name+":"+value)
	}
	canonical = append(canonical, "", strings.Join(names, ";"), hash)
	key, scope := c.s3Key(stamp)
	signature := hexMAC(key, "AWS4-HMAC-SHA256\n"+stamp+"\n"+scope+"\n"+digest(strings.Join(canonical, "\n")))
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+c.id+"/"+scope+",SignedHeaders="+strings.Join(names, ";")+",Signature="+signature)
	return signature
}

func s3Query(values url.Values) string { return strings.ReplaceAll(values.Encode(), "+", "%20") }

// s3Key is the signing key, with its scope.
func (c *client) s3Key(stamp string) (key []byte, scope string) {
	scope = stamp[:8] + "/us-east-1/s3/aws4_request"
	key = []byte("AWS4" + c.secret)
	for part := range strings.SplitSeq(scope, "/") {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	return key, scope
}

func hexMAC(key []byte, text string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}

// s3Code is the code of an error of S3, "" for a success.
func (a answer) s3Code() string {
	_, rest, ok := strings.Cut(a.body, "<Code>")
	if !ok {
		return ""
	}
	code, _, _ := strings.Cut(rest, "</Code>")
	return code
}

func (a answer) wants(t testing.TB, call string, status int, code string) {
	t.Helper()
	if a.status != status || a.s3Code() != code {
		t.Errorf("%s = %d %s: %s, want %d %s", call, a.status, a.s3Code(), a.body, status, code)
	}
}
