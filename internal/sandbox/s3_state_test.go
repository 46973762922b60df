package sandbox_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

func TestS3IsThereAfterARestart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keyporter.db")
	body := pattern(600 << 10)
	keep := &clock{now: time.Now()}
	var staged string
	func() {
		db, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}()
		b := serve(t, db, keep)
		makeBucket(t, b.s3Client(), "reports")
		putText(t, b.s3Client(), "reports", "a", string(body))
		staged = "left by a crash"
		buckets := db.Entities(sandbox.DefaultAccount).Buckets()
		for _, err := range []error{buckets.Stage(t.Context(), staged, keep.Now()), buckets.WriteChunk(t.Context(), staged, 0, []byte("x"))} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}()
	keep.Add(25 * time.Hour)
	db := open(t, path)
	serve(t, db, keep)
	b := serve(t, db, &clock{now: time.Now()})
	if got := getText(t, b.s3Client(), "reports", "a"); got != string(body) {
		t.Errorf("GetObject after a restart = %d bytes, want %d", len(got), len(body))
	}
	if _, data, err := db.Entities(sandbox.DefaultAccount).Buckets().ReadChunk(t.Context(), staged, 0); err == nil {
		t.Errorf("what a crash left is still there a day later: %q", data)
	}
}

func TestMischiefOnS3(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	for i := range 5 {
		makeBucket(t, root, fmt.Sprintf("bucket-%d", i))
	}
	m := b.box.Mischief()
	m.Throttle("ListBuckets", 1)
	_, err := root.ListBuckets(t.Context(), &s3.ListBucketsInput{})
	expect(t, "ListBuckets while throttled", err, "503 SlowDown")
	m.FailAfter("PutObject", 1)
	_, err = root.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String("bucket-0"), Key: aws.String("a"), Body: strings.NewReader("x")})
	expect(t, "PutObject that fails after it", err, "500 InternalError")
	if got := getText(t, root, "bucket-0", "a"); got != "x" || m.Done("PutObject") != 1 {
		t.Errorf("GetObject after = %q, %d done, want x and one", got, m.Done("PutObject"))
	}
	m.ResetAfter("DeleteObject", 1)
	if _, err := root.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String("bucket-0"), Key: aws.String("a")}); err == nil || getText(t, root, "bucket-0", "a") != "404 NoSuchKey" {
		t.Errorf("DeleteObject that loses its answer = %v, want an error and no object", err)
	}
	list := func() (names []string, pages int, err error) {
		for p := s3.NewListBucketsPaginator(root, &s3.ListBucketsInput{MaxBuckets: aws.Int32(100)}); p.HasMorePages(); pages++ {
			page, err := p.NextPage(t.Context())
			if err != nil {
				return names, pages, err
			}
			for _, one := range page.Buckets {
				names = append(names, *one.Name)
			}
		}
		return names, pages, nil
	}
	m.ShortPages(2)
	if names, pages, err := list(); len(names) != 5 || pages != 3 || err != nil {
		t.Errorf("ListBuckets on short pages = %v on %d pages, %v, want 5 on 3", names, pages, err)
	}
	m.FailPage("ListBuckets", 2)
	if names, pages, err := list(); len(names) != 2 || pages != 1 || outcome(err) != "500 InternalError" {
		t.Errorf("ListBuckets whose second page fails = %v on %d pages, %v, want 2 and 500 InternalError", names, pages, err)
	}
	m.FailPage("ListBuckets", 0)
	m.WrongClock(time.Hour)
	_, err = root.ListBuckets(t.Context(), &s3.ListBucketsInput{})
	expect(t, "ListBuckets at a wrong clock", err, "403 RequestTimeTooSkewed")
}

func TestALesserServerHasNoBlockOfPublicAccess(t *testing.T) {
	t.Parallel()
	db := open(t, filepath.Join(t.TempDir(), "keyporter.db"))
	b := serveOptions(t, sandbox.Options{Store: db, Seal: ring(t), Lesser: &sandbox.Lesser{}}, &clock{now: time.Now()})
	root := b.s3Client()
	makeBucket(t, root, "reports")
	_, err := root.GetPublicAccessBlock(t.Context(), &s3.GetPublicAccessBlockInput{Bucket: aws.String("reports")})
	expect(t, "GetPublicAccessBlock of a lesser server", err, "501 NotImplemented")
	_, err = root.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String("reports"), Policy: aws.String(everyoneReads)})
	expect(t, "PutBucketPolicy for everyone of a lesser server", err, "200")
}

// TestPutsOfOneKeyThatMeet end in one of them, whole, with the counts right.
func TestPutsOfOneKeyThatMeet(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				_, err := root.PutObject(context.WithoutCancel(t.Context()), &s3.PutObjectInput{Bucket: aws.String("reports"), Key: aws.String("a"), Body: bytes.NewReader(bytes.Repeat([]byte{byte('0' + i)}, 300<<10))})
				expect(t, "PutObject that meets others", err, "200")
			})
		}
		all.Wait()
		got := getText(t, root, "reports", "a")
		if len(got) != 300<<10 || strings.Trim(got, got[:1]) != "" {
			t.Errorf("GetObject = %d bytes, of several puts", len(got))
		}
		one, err := b.db.Entities(sandbox.DefaultAccount).Buckets().Get(t.Context(), "reports")
		if err != nil || one.Objects != 1 || one.Size != 300<<10 {
			t.Errorf("the bucket has %d objects of %d bytes, %v, want one of 300 KiB", one.Objects, one.Size, err)
		}
	})
}
