package sandbox_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

func TestRefusedSignaturesOfS3(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana, sleeping := b.user("ana"), b.user("bo")
	b.do("UpdateAccessKey", "UserName", "bo", "AccessKeyId", sleeping.id, "Status", "Inactive")
	late, early := &clock{now: at.Add(16 * time.Minute)}, &clock{now: at.Add(-16 * time.Minute)}
	for _, c := range []struct {
		name   string
		by     *client
		spoil  func(*http.Request)
		status int
		code   string
	}{
		{"as it is", b.client, nil, 200, ""},
		{"an unknown key", b.as("AKIAAAAAAAAAAAAAAAAA", "x"), nil, 403, "InvalidAccessKeyId"},
		{"an inactive key", sleeping, nil, 403, "InvalidAccessKeyId"},
		{"a wrong secret", b.as(ana.id, "x"), nil, 403, "SignatureDoesNotMatch"},
		{"a signature of the future", &client{t, b.url, b.id, b.secret, late}, nil, 403, "RequestTimeTooSkewed"},
		{"a signature of long ago", &client{t, b.url, b.id, b.secret, early}, nil, 403, "RequestTimeTooSkewed"},
		{"another path", b.client, func(r *http.Request) { r.URL.Path = "/other" }, 403, "SignatureDoesNotMatch"},
		{"another query", b.client, func(r *http.Request) { r.URL.RawQuery = "max-buckets=1" }, 403, "SignatureDoesNotMatch"},
		{"another method", b.client, func(r *http.Request) { r.Method = http.MethodPut }, 403, "SignatureDoesNotMatch"},
		{"another hash of the body", b.client, func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", digest("x")) }, 403, "SignatureDoesNotMatch"},
		{"no hash of the body", b.client, func(r *http.Request) { r.Header.Del("X-Amz-Content-Sha256") }, 400, "InvalidRequest"},
		{"a header of AWS's that is not signed", b.client, func(r *http.Request) { r.Header.Set("X-Amz-Acl", "public-read") }, 403, "AccessDenied"},
		{"a header of others that is not signed", b.client, func(r *http.Request) { r.Header.Set("User-Agent", "x") }, 200, ""},
		{"a session token", b.client, func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "x") }, 400, "InvalidToken"},
		{"the older version of signatures", b.client, func(r *http.Request) { r.Header.Set("Authorization", "AWS AKID:x") }, 400, "InvalidRequest"},
		{"half a signature", b.client, func(r *http.Request) {
			r.Header.Set("Authorization", strings.Split(r.Header.Get("Authorization"), ",Signature")[0])
		}, 400, "AuthorizationHeaderMalformed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := wire{method: http.MethodGet, path: "/"}
			r := c.by.s3Request(w)
			c.by.s3Sign(r, w)
			if c.spoil != nil {
				c.spoil(r)
			}
			a, err := b.exchange(r)
			if err != nil || a.status != c.status || a.s3Code() != c.code {
				t.Errorf("ListBuckets with %s = %d %s, %v, want %d %s", c.name, a.status, a.body, err, c.status, c.code)
			}
			if a.header.Get("X-Amz-Request-Id") == "" || a.header.Get("X-Amz-Id-2") == "" {
				t.Errorf("ListBuckets with %s: ids %v", c.name, a.header)
			}
		})
	}
}

// presigned makes the address of a request, with the time of the client's clock.
func (c *client) presigned(t testing.TB, method, path string, headers map[string]string, life time.Duration) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, c.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	query := r.URL.Query()
	query.Set("X-Amz-Expires", fmt.Sprint(int(life/time.Second)))
	for name, value := range headers {
		query.Set(name, value)
	}
	r.URL.RawQuery = query.Encode()
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	address, _, err := signer.PresignHTTP(t.Context(), aws.Credentials{AccessKeyID: c.id, SecretAccessKey: c.secret}, r, "UNSIGNED-PAYLOAD", "s3", "us-east-1", c.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func (c *client) fetchURL(t testing.TB, method, address, body string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	a, err := c.exchange(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPresignedAddressesOfS3(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.s3Do(wire{method: "PUT", path: "/reports"}).wants(t, "CreateBucket", 200, "")
	if a := b.fetchURL(t, "PUT", b.presigned(t, "PUT", "/reports/a%20b", map[string]string{"x-amz-meta-owner": "ana"}, time.Minute), "text"); a.status != 200 {
		t.Fatalf("PUT to a presigned address = %d %s, want 200", a.status, a.body)
	}
	address := b.presigned(t, "GET", "/reports/a%20b", nil, time.Minute)
	a := b.fetchURL(t, "GET", address, "")
	if a.status != 200 || a.body != "text" || a.header.Get("X-Amz-Meta-Owner") != "ana" {
		t.Errorf("GET of a presigned address = %d %s, owner %q, want text of ana", a.status, a.body, a.header.Get("X-Amz-Meta-Owner"))
	}
	b.fetchURL(t, "DELETE", address, "").wants(t, "DELETE of an address for GET", 403, "SignatureDoesNotMatch")
	b.fetchURL(t, "GET", strings.Replace(address, "a%20b", "other", 1), "").wants(t, "GET of another key", 403, "SignatureDoesNotMatch")
	b.fetchURL(t, "GET", address+"&x-amz-acl=public-read", "").wants(t, "GET with another parameter", 403, "SignatureDoesNotMatch")
	b.fetchURL(t, "GET", strings.Replace(address, "X-Amz-Expires=60", "X-Amz-Expires=600", 1), "").wants(t, "GET with a longer life", 403, "SignatureDoesNotMatch")
	b.fetchURL(t, "GET", b.presigned(t, "GET", "/reports/a%20b", nil, 8*24*time.Hour), "").wants(t, "GET of an address for eight days", 400, "AuthorizationQueryParametersError")
	b.clock.Add(61 * time.Second)
	b.fetchURL(t, "GET", address, "").wants(t, "GET after the end of the address", 403, "AccessDenied")
	b.clock.Add(-20 * time.Minute)
	b.fetchURL(t, "GET", address, "").wants(t, "GET before the address was signed", 403, "AccessDenied")
	b.clock.Add(20 * time.Minute)

	ana := b.user("ana")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "p", "PolicyDocument", document(
		statement("Allow", "", `"s3:*"`, `"*"`, ""),
		statement("Deny", "", `"s3:*"`, `"*"`, `"NumericGreaterThan":{"s3:signatureAge":"600000"}`),
		statement("Deny", "", `"s3:PutObject"`, `"*"`, `"StringEquals":{"s3:authType":"REST-QUERY-STRING"}`)))
	put, get := ana.presigned(t, "PUT", "/reports/c", nil, time.Hour), ana.presigned(t, "GET", "/reports/a%20b", nil, time.Hour)
	ana.fetchURL(t, "PUT", put, "x").wants(t, "PUT by an address where only headers may sign", 403, "AccessDenied")
	ana.fetchURL(t, "GET", get, "").wants(t, "GET by a young signature", 200, "")
	b.clock.Add(11 * time.Minute)
	ana.fetchURL(t, "GET", get, "").wants(t, "GET by a signature of eleven minutes", 403, "AccessDenied")
}
