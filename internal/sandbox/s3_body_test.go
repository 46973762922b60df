package sandbox_test

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// pieces cuts a text into runs of n bytes.
func pieces(text string, n int) []string {
	var list []string
	for len(text) > n {
		list, text = append(list, text[:n]), text[n:]
	}
	return append(list, text)
}

// chunkedPut is a PUT whose body comes in chunks, as AWS describes it ("Signature
// calculations for the Authorization header: transferring payload in multiple
// chunks" and "…with trailing headers", S3 API reference).
type chunkedPut struct {
	form    string
	text    string
	size    int // of a chunk
	trailer string
	length  string // what the header says; "" is the truth
	spoil   func(body string) string
}

func (c *client) sendChunked(p chunkedPut) answer {
	c.t.Helper()
	length := p.length
	if length == "" {
		length = strconv.Itoa(len(p.text))
	}
	w := wire{method: http.MethodPut, path: "/reports/a", hash: p.form, headers: map[string]string{"content-encoding": "aws-chunked,gzip", "x-amz-decoded-content-length": length}}
	if p.trailer != "" {
		name, _, _ := strings.Cut(p.trailer, ":")
		w.headers["x-amz-trailer"] = name
	}
	r := c.s3Request(w)
	previous := c.s3Sign(r, w)
	stamp := r.Header.Get("X-Amz-Date")
	key, scope := c.s3Key(stamp)
	sign := func(kind, hashes string) string {
		previous = hexMAC(key, "AWS4-HMAC-SHA256-"+kind+"\n"+stamp+"\n"+scope+"\n"+previous+"\n"+hashes)
		return previous
	}
	signed := strings.HasPrefix(p.form, "STREAMING-AWS4")
	var body strings.Builder
	list := pieces(p.text, p.size)
	if list[len(list)-1] != "" {
		list = append(list, "")
	}
	for _, one := range list {
		fmt.Fprintf(&body, "%x", len(one))
		if signed {
			body.WriteString(";chunk-signature=" + sign("PAYLOAD", digest("")+"\n"+digest(one)))
		}
		body.WriteString("\r\n" + one)
		if one != "" || p.trailer == "" {
			body.WriteString("\r\n")
		}
	}
	if p.trailer != "" {
		body.WriteString(p.trailer + "\r\n")
		if signed {
			body.WriteString("x-amz-trailer-signature:" + sign("TRAILER", digest(p.trailer+"\n")) + "\r\n")
		}
		body.WriteString("\r\n")
	}
	text := body.String()
	if p.spoil != nil {
		text = p.spoil(text)
	}
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	a, err := c.exchange(r)
	if err != nil {
		c.t.Fatalf("PUT in chunks of %s: %v", p.form, err)
	}
	return a
}

func sha256Sum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func TestBodiesInChunks(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	const plain, trailing, unsigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
	text := string(pattern(300 << 10))
	good := "x-amz-checksum-sha256:" + sha256Sum(text)
	replace := func(old, with string) func(string) string {
		return func(body string) string { return strings.Replace(body, old, with, 1) }
	}
	for _, c := range []struct {
		name string
		put  chunkedPut
		want string // "": the text is kept
	}{
		{"signed", chunkedPut{form: plain, text: text, size: 64 << 10}, ""},
		{"signed, in chunks of 8,192 bytes", chunkedPut{form: plain, text: text, size: 8 << 10}, ""},
		{"signed, in one chunk", chunkedPut{form: plain, text: text, size: 1 << 20}, ""},
		{"signed, of nothing", chunkedPut{form: plain, size: 64 << 10}, ""},
		{"signed, with a trailer", chunkedPut{form: trailing, text: text, size: 64 << 10, trailer: good}, ""},
		{"unsigned, with a trailer", chunkedPut{form: unsigned, text: text, size: 64 << 10, trailer: good}, ""},
		{"unsigned, of nothing", chunkedPut{form: unsigned, size: 64 << 10, trailer: "x-amz-checksum-crc32:AAAAAA=="}, ""},
		{"with another byte", chunkedPut{form: plain, text: text, size: 64 << 10, spoil: replace("00000010", "00000011")}, "403 SignatureDoesNotMatch"},
		{"with another byte in the last chunk", chunkedPut{form: plain, text: text, size: 64 << 10, spoil: replace("000095ff", "000095fe")}, "403 SignatureDoesNotMatch"},
		{"with two chunks in one another's place", chunkedPut{form: plain, text: strings.Repeat("a", 8192) + strings.Repeat("b", 8192), size: 8192, spoil: swapChunks}, "403 SignatureDoesNotMatch"},
		{"without its last chunk", chunkedPut{form: plain, text: text, size: 64 << 10, spoil: func(body string) string { return body[:strings.LastIndex(body, "0;chunk")] }}, "400 IncompleteBody"},
		{"that ends within a chunk", chunkedPut{form: plain, text: text, size: 64 << 10, spoil: func(body string) string { return body[:70<<10] }}, "400 IncompleteBody"},
		{"that is longer than it says", chunkedPut{form: plain, text: text, size: 64 << 10, length: "1000"}, "400 IncompleteBody"},
		{"that is shorter than it says", chunkedPut{form: plain, text: text, size: 64 << 10, length: "400000"}, "400 IncompleteBody"},
		{"in chunks that are too small", chunkedPut{form: plain, text: text, size: 4 << 10}, "403 InvalidChunkSizeError"},
		{"with a wrong checksum", chunkedPut{form: trailing, text: text, size: 64 << 10, trailer: "x-amz-checksum-sha256:" + sha256Sum("x")}, "400 BadDigest"},
		{"unsigned, with a wrong checksum", chunkedPut{form: unsigned, text: text, size: 64 << 10, trailer: "x-amz-checksum-sha256:" + sha256Sum("x")}, "400 BadDigest"},
		{"with another trailer than was signed", chunkedPut{form: trailing, text: text, size: 64 << 10, trailer: good, spoil: replace(good, "x-amz-checksum-sha256:"+sha256Sum("x"))}, "403 SignatureDoesNotMatch"},
		{"without the trailer that was announced", chunkedPut{form: unsigned, text: text, size: 64 << 10, trailer: good, spoil: replace(good+"\r\n", "")}, "400 MalformedTrailerError"},
		{"without a signature of the trailer", chunkedPut{form: trailing, text: text, size: 64 << 10, trailer: good, spoil: replace("x-amz-trailer-signature", "x-amz-other")}, "403 SignatureDoesNotMatch"},
		{"in a form that is none", chunkedPut{form: "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", text: text, size: 64 << 10}, "501 NotImplemented"},
	} {
		t.Run(c.name, func(t *testing.T) {
			putText(t, root, "reports", "a", "before")
			a, kept := b.sendChunked(c.put), c.put.text
			if c.want != "" {
				kept = "before"
			}
			if got := strings.TrimSpace(fmt.Sprint(a.status, " ", a.s3Code())); got != c.want && (c.want != "" || a.status != 200) {
				t.Errorf("PutObject in chunks, %s = %s: %s, want %s", c.name, got, a.body, c.want)
			}
			if got := getText(t, root, "reports", "a"); got != kept {
				t.Errorf("GetObject after PutObject in chunks, %s = %d bytes, want %d", c.name, len(got), len(kept))
			}
		})
	}
	b.sendChunked(chunkedPut{form: plain, text: "x", size: 8})
	if head, err := root.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: aws.String("reports"), Key: aws.String("a")}); err != nil || head.ContentEncoding == nil || *head.ContentEncoding != "gzip" {
		t.Errorf("HeadObject = %+v, %v, want the encoding gzip alone", head, err)
	}
}

// swapChunks gives the first two chunks each other's data.
func swapChunks(body string) string {
	body = strings.Replace(body, strings.Repeat("a", 8192), "-", 1)
	body = strings.Replace(body, strings.Repeat("b", 8192), strings.Repeat("a", 8192), 1)
	return strings.Replace(body, "\r\n-\r\n", "\r\n"+strings.Repeat("b", 8192)+"\r\n", 1)
}

func TestHashesOfAPlainBody(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	const text = "123456789"
	digest := md5.Sum([]byte(text))
	sum := sha1.Sum([]byte(text))
	good, other := base64.StdEncoding.EncodeToString(digest[:]), base64.StdEncoding.EncodeToString(make([]byte, 16))
	for _, c := range []struct {
		name    string
		headers map[string]string
		hash    string
		want    string
	}{
		{"its SHA-256", nil, "", "200"},
		{"another SHA-256", nil, strings.Repeat("0", 64), "400 XAmzContentSHA256Mismatch"},
		{"no SHA-256", nil, "UNSIGNED-PAYLOAD", "200"},
		{"what is no SHA-256", nil, "abc", "400 InvalidArgument"},
		{"its MD5", map[string]string{"content-md5": good}, "", "200"},
		{"another MD5", map[string]string{"content-md5": other}, "", "400 BadDigest"},
		{"what is no MD5", map[string]string{"content-md5": "abc"}, "", "400 InvalidDigest"},
		// Check values of the catalogue of parametrised CRC algorithms, and FIPS 180.
		{"its CRC-32", map[string]string{"x-amz-checksum-crc32": "y/Q5Jg=="}, "", "200"},
		{"its CRC-32C", map[string]string{"x-amz-checksum-crc32c": "4waSgw=="}, "", "200"},
		{"its CRC-64/NVME", map[string]string{"x-amz-checksum-crc64nvme": "rosUhgp5mIg="}, "", "200"},
		{"its SHA-1", map[string]string{"x-amz-checksum-sha1": base64.StdEncoding.EncodeToString(sum[:])}, "", "200"},
		{"its SHA-256 as a checksum", map[string]string{"x-amz-checksum-sha256": "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="}, "", "200"},
		{"a wrong CRC-32", map[string]string{"x-amz-checksum-crc32": "AAAAAA=="}, "", "400 BadDigest"},
		{"half a CRC-32", map[string]string{"x-amz-checksum-crc32": "AAA="}, "", "400 InvalidRequest"},
		{"two checksums", map[string]string{"x-amz-checksum-crc32": "y/Q5Jg==", "x-amz-checksum-crc32c": "4waSgw=="}, "", "400 InvalidRequest"},
		{"a checksum of a kind that is not there", map[string]string{"x-amz-checksum-xxhash3": "AAAAAAAAAAA="}, "", "501 NotImplemented"},
		{"a promised checksum", map[string]string{"x-amz-sdk-checksum-algorithm": "CRC32"}, "", "400 InvalidRequest"},
	} {
		a := b.s3Do(wire{method: http.MethodPut, path: "/reports/a", headers: c.headers, body: text, hash: c.hash})
		if got := strings.TrimSpace(fmt.Sprint(a.status, " ", a.s3Code())); got != c.want {
			t.Errorf("PutObject with %s = %s: %s, want %s", c.name, got, a.body, c.want)
		}
	}
}

func TestTheSizeOfABodyIsBounded(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	large := wire{method: http.MethodPut, path: "/reports/a", hash: "UNSIGNED-PAYLOAD"}
	r := b.s3Request(large)
	b.s3Sign(r, large)
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader("x")), 64<<20+1
	r.Header.Set("Expect", "100-continue")
	if a, err := b.exchange(r); err != nil || a.status != 400 || a.s3Code() != "EntityTooLarge" {
		t.Errorf("PutObject of more than 64 MiB = %d %s, %v, want 400 EntityTooLarge", a.status, a.s3Code(), err)
	}
	r = b.s3Request(large)
	b.s3Sign(r, large)
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader("x")), -1
	if a, err := b.exchange(r); err != nil || a.status != 411 || a.s3Code() != "MissingContentLength" {
		t.Errorf("PutObject of unknown size = %d %s, %v, want 411 MissingContentLength", a.status, a.s3Code(), err)
	}
}
