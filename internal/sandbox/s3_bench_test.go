package sandbox_test

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"keyporter/internal/portertest"
)

// s3Client is the SDK with the key of a client. It does not try again, so that
// every answer is seen.
func (c *client) s3Client() *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(c.url), UsePathStyle: true, Region: "us-east-1", Retryer: aws.NopRetryer{},
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenSupported, ResponseChecksumValidation: aws.ResponseChecksumValidationWhenSupported,
		Credentials: credentials.NewStaticCredentialsProvider(c.id, c.secret, ""), HTTPClient: &http.Client{},
	})
}

// eachS3 runs a test on every engine, by the time of day, which the SDK signs by.
func eachS3(t *testing.T, test func(t *testing.T, b *bench, root *s3.Client)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		b := serve(t, open(t, filepath.Join(t.TempDir(), "keyporter.db")), &clock{now: time.Now()})
		test(t, b, b.s3Client())
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		b := serve(t, open(t, portertest.Postgres(t)), &clock{now: time.Now()})
		test(t, b, b.s3Client())
	})
}

// outcome is the status and the code of a call of the SDK: "200", "404 NoSuchKey".
func outcome(err error) string {
	if err == nil {
		return "200"
	}
	status := 0
	var response interface{ HTTPStatusCode() int }
	if errors.As(err, &response) {
		status = response.HTTPStatusCode()
	}
	var api smithy.APIError
	if errors.As(err, &api) {
		return fmt.Sprintf("%d %s", status, api.ErrorCode())
	}
	return fmt.Sprintf("%d %v", status, err)
}

// expect compares the outcome of a call.
func expect(t testing.TB, call string, err error, want string) {
	t.Helper()
	if got := outcome(err); got != want {
		t.Errorf("%s = %s, want %s (%v)", call, got, want, err)
	}
}

// must stops a test at a call that it builds on.
func must[T any](t testing.TB, call string) func(T, error) T {
	t.Helper()
	return func(out T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", call, err)
		}
		return out
	}
}

// s3Bench is a sandbox on SQLite, by the time of day.
func s3Bench(t testing.TB) *bench {
	t.Helper()
	return serve(t, open(t, filepath.Join(t.TempDir(), "keyporter.db")), &clock{now: time.Now()})
}
