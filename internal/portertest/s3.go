package portertest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
)

// S3 writes buckets at an endpoint, over the wire, signed with a key.
type S3 struct {
	URL    string
	KeyID  string
	Secret seal.Secret
	t      testing.TB
}

// NewS3 is S3 at the address of a sandbox, as the account's root.
func NewS3(t testing.TB, url string, box *sandbox.Sandbox) *S3 {
	id, secret := box.RootCredentials()
	return SignedS3(t, url, id, secret)
}

// SignedS3 is S3 at an address, with an access key.
func SignedS3(t testing.TB, url, id string, secret seal.Secret) *S3 {
	return &S3{URL: url, KeyID: id, Secret: secret, t: t}
}

// S3 is that of the bench's own endpoint, as the account's root.
func (b *Bench) S3() *S3 { return NewS3(b.t, b.AWS, b.Sandbox) }

// Bucket makes a bucket at the bench's endpoint, with the defaults of AWS: public
// access is blocked and ACLs are disabled. It shows in the snapshot once the
// account is read again.
func (b *Bench) Bucket(name string) { b.S3().Bucket(name) }

// BucketPolicy gives a bucket of the bench a policy.
func (b *Bench) BucketPolicy(name, document string) { b.S3().Put(name, "policy", document) }

// Bucket makes a bucket in the home region.
func (s *S3) Bucket(name string) { s.must(http.MethodPut, "/"+name, "") }

// Drop deletes a bucket.
func (s *S3) Drop(name string) { s.must(http.MethodDelete, "/"+name, "") }

// Put sets a sub-resource of a bucket, as policy or publicAccessBlock.
func (s *S3) Put(name, sub, body string) { s.must(http.MethodPut, "/"+name+"?"+sub, body) }

// Unset takes a sub-resource of a bucket away.
func (s *S3) Unset(name, sub string) { s.must(http.MethodDelete, "/"+name+"?"+sub, "") }

// Block writes a block of public access: its four settings in the order in which
// AWS has them.
func Block(acls, ignore, policy, restrict bool) string {
	return fmt.Sprintf("<PublicAccessBlockConfiguration><BlockPublicAcls>%t</BlockPublicAcls><IgnorePublicAcls>%t</IgnorePublicAcls>"+
		"<BlockPublicPolicy>%t</BlockPublicPolicy><RestrictPublicBuckets>%t</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
		acls, ignore, policy, restrict)
}

// AccountBlock sets the block of public access of the account.
func (s *S3) AccountBlock(body string) {
	s.must(http.MethodPut, "/v20180820/configuration/publicAccessBlock", body)
}

func (s *S3) must(method, path, body string) {
	s.t.Helper()
	if status, answer := s.Do(method, path, body); status >= http.StatusMultipleChoices {
		s.t.Fatalf("%s %s = %d %s", method, path, status, answer)
	}
}

// Do makes one signed request and returns the answer.
func (s *S3) Do(method, path, body string) (status int, answer string) {
	s.t.Helper()
	ctx := context.Background()
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, strings.NewReader(body))
	check(s.t, err)
	sum := sha256.Sum256([]byte(body))
	hash := hex.EncodeToString(sum[:])
	r.Header.Set("X-Amz-Content-Sha256", hash)
	if strings.HasPrefix(path, "/v20180820/") {
		r.Header.Set("X-Amz-Account-Id", sandbox.DefaultAccount)
	}
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	keys := aws.Credentials{AccessKeyID: s.KeyID, SecretAccessKey: s.Secret.Reveal()}
	check(s.t, signer.SignHTTP(ctx, keys, r, hash, "s3", "us-east-1", time.Now()))
	resp, err := http.DefaultClient.Do(r)
	check(s.t, err)
	defer func() { _ = resp.Body.Close() }() // it was read only
	text, err := io.ReadAll(resp.Body)
	check(s.t, err)
	return resp.StatusCode, string(text)
}
