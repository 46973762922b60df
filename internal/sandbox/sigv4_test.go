package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
)

// TestThePublishedExampleIsAccepted sends the request that AWS publishes with
// its signature ("Examples of the complete Signature Version 4 signing process",
// AWS General Reference), and the same request changed in every signed part.
func TestThePublishedExampleIsAccepted(t *testing.T) {
	t.Parallel()
	db := open(t, filepath.Join(t.TempDir(), "keyporter.db"))
	box, err := sandbox.New(sandbox.Options{
		Store: db, Seal: ring(t), RootKeyID: "AKIDEXAMPLE", RootSecret: seal.NewSecret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
		Clock: func() time.Time { return time.Date(2015, 8, 30, 12, 40, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	for _, c := range []struct {
		name  string
		spoil func(*http.Request)
		want  int
	}{
		{"as published", func(*http.Request) {}, http.StatusOK},
		{"with another host", func(r *http.Request) { r.Host = "iam.example.com" }, http.StatusForbidden},
		{"with another query", func(r *http.Request) { r.URL.RawQuery += "&MaxItems=1" }, http.StatusForbidden},
		{"with another type", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, http.StatusForbidden},
		{"with another time", func(r *http.Request) { r.Header.Set("X-Amz-Date", "20150830T123601Z") }, http.StatusForbidden},
		{"with another method", func(r *http.Request) { r.Method = http.MethodDelete }, http.StatusForbidden},
		{"with another path", func(r *http.Request) { r.URL.Path = "/x" }, http.StatusForbidden},
		{"with a header that is not signed", func(r *http.Request) { r.Header.Set("User-Agent", "x") }, http.StatusOK},
		{"with a hash of another body", func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", strings.Repeat("0", 64)) }, http.StatusForbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodGet, "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", nil)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
			r.Header.Set("X-Amz-Date", "20150830T123600Z")
			r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "+
				"SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
			c.spoil(r)
			w := httptest.NewRecorder()
			box.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("ListUsers %s = %d %s, want %d", c.name, w.Code, w.Body, c.want)
			}
		})
	}
}

func TestRefusedSignatures(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	sleeping := b.user("bo")
	b.do("UpdateAccessKey", "UserName", "bo", "AccessKeyId", sleeping.id, "Status", "Inactive")
	form := url.Values{"Action": {"GetUser"}, "Version": {"2010-05-08"}}
	early, late := &clock{now: at.Add(-16 * time.Minute)}, &clock{now: at.Add(16 * time.Minute)}
	for _, c := range []struct {
		name    string
		request *http.Request
		spoil   func(*http.Request)
		status  int
		code    string
		message string
	}{
		{"no signature", b.request("iam", form), func(r *http.Request) { r.Header.Del("Authorization") },
			403, "MissingAuthenticationToken", "missing Authentication Token"},
		{"half a signature", b.request("iam", form), func(r *http.Request) { r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=a") },
			400, "IncompleteSignature", "requires 'Signature' parameter"},
		{"another algorithm", b.request("iam", form), func(r *http.Request) { r.Header.Set("Authorization", "Basic YTpi") },
			400, "IncompleteSignature", "Unsupported"},
		{"an unknown key", b.as("AKIAAAAAAAAAAAAAAAAA", "x").request("iam", form), nil, 403, "InvalidClientTokenId", "security token"},
		{"an inactive key", sleeping.request("iam", form), nil, 403, "InvalidClientTokenId", "security token"},
		{"a wrong secret", b.as(ana.id, "x").request("iam", form), nil, 403, "SignatureDoesNotMatch", "signature we calculated"},
		{"a session token", b.request("iam", form), func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "x") }, 403, "InvalidClientTokenId", ""},
		{"a signature of long ago", (&client{t, b.url, b.id, b.secret, early}).request("iam", form), nil, 403, "SignatureDoesNotMatch",
			"Signature expired: 20261123T084430Z is now earlier than 20261123T084530Z (20261123T090030Z - 15 min.)"},
		{"a signature of the future", (&client{t, b.url, b.id, b.secret, late}).request("iam", form), nil, 403, "SignatureDoesNotMatch",
			"Signature not yet current: 20261123T091630Z is still later than 20261123T091530Z"},
		{"another service", b.request("ec2", form), nil, 403, "SignatureDoesNotMatch", "'iam'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.spoil != nil {
				c.spoil(c.request)
			}
			a, err := b.send(c.request)
			if err != nil || a.status != c.status || a.code() != c.code || !strings.Contains(a.message(), c.message) {
				t.Errorf("GetUser with %s = %d %s %q, %v, want %d %s %q", c.name, a.status, a.code(), a.message(), err, c.status, c.code, c.message)
			}
			if id := strings.Join(a.root.all("RequestId"), ""); id == "" || id != a.header.Get("x-amzn-RequestId") {
				t.Errorf("GetUser with %s: request id %q in the body, %q in the header", c.name, id, a.header.Get("x-amzn-RequestId"))
			}
		})
	}
}

func TestWhatIsNotTheQueryAPIIsAnsweredAsS3(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	unsigned, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.url+"/bucket?location", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		request *http.Request
		status  int
		code    string
	}{
		"unsigned":      {unsigned, http.StatusNotFound, "NoSuchBucket"},
		"signed for S3": {b.request("s3", nil), http.StatusBadRequest, "InvalidRequest"},
	} {
		a, err := b.send(c.request)
		if err != nil || a.status != c.status || a.root.XMLName.Local != "Error" || strings.Join(a.root.all("Code"), "") != c.code {
			t.Errorf("a request %s = %d %s, %v, want %d Error %s", name, a.status, a.body, err, c.status, c.code)
		}
	}
}

func TestUnknownActionsAndLongBodies(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.refused(400, "InvalidAction", "Could not find operation CreateSAMLProvider for version 2010-05-08", "CreateSAMLProvider")
	b.refused(400, "InvalidAction", "GetCallerIdentity", "GetCallerIdentity")
	b.refused(400, "InvalidAction", "version 2009-01-01", "ListUsers", "Version", "2009-01-01")
	b.refused(413, "RequestEntityTooLarge", "", "CreateUser", "UserName", strings.Repeat("a", 2<<20))
}
