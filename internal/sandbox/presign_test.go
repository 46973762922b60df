package sandbox_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// presign writes the signature into the query, from AWS's description of the
// steps. The parameters must be in the order of their names.
func (c *client) presign(expires, action string) *http.Request {
	c.t.Helper()
	stamp := c.clock.Now().Format("20060102T150405Z")
	scope := stamp[:8] + "/us-east-1/iam/aws4_request"
	query := "Action=" + action + "&Version=2010-05-08&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" +
		url.QueryEscape(c.id+"/"+scope) + "&X-Amz-Date=" + stamp + "&X-Amz-Expires=" + expires + "&X-Amz-SignedHeaders=host"
	host := strings.TrimPrefix(c.url, "http://")
	canonical := "GET\n/\n" + query + "\nhost:" + host + "\n\nhost\n" + digest("")
	key := []byte("AWS4" + c.secret)
	for _, part := range append(strings.Split(scope, "/"), "AWS4-HMAC-SHA256\n"+stamp+"\n"+scope+"\n"+digest(canonical)) {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+"/?"+query+"&X-Amz-Signature="+hex.EncodeToString(key), nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func TestPresignedRequests(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	late := &clock{now: at.Add(-2 * time.Minute)}
	for _, c := range []struct {
		name    string
		request *http.Request
		spoil   func(*http.Request)
		code    string
	}{
		{"as signed", b.presign("60", "ListUsers"), nil, ""},
		{"after its end", (&client{t, b.url, b.id, b.secret, late}).presign("60", "ListUsers"), nil, "SignatureDoesNotMatch"},
		{"before its end", (&client{t, b.url, b.id, b.secret, late}).presign("180", "ListUsers"), nil, ""},
		{"for longer than a week", b.presign("604801", "ListUsers"), nil, "IncompleteSignature"},
		{"with another parameter", b.presign("60", "ListUsers"), func(r *http.Request) { r.URL.RawQuery += "&MaxItems=1" }, "SignatureDoesNotMatch"},
		{"with a second action", b.presign("60", "ListUsers"), func(r *http.Request) { r.URL.RawQuery = "Action=ListGroups&" + r.URL.RawQuery }, "SignatureDoesNotMatch"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.spoil != nil {
				c.spoil(c.request)
			}
			a, err := b.send(c.request)
			if err != nil || a.code() != c.code {
				t.Errorf("a presigned ListUsers %s = %d %q %s, %v, want %q", c.name, a.status, a.code(), a.message(), err, c.code)
			}
		})
	}
}
