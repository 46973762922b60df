package sandbox_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// putText writes an object and returns its ETag.
func putText(t testing.TB, c *s3.Client, bucket, key, text string) string {
	t.Helper()
	out := must[*s3.PutObjectOutput](t, "PutObject "+key)(c.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: strings.NewReader(text)}))
	return aws.ToString(out.ETag)
}

// getText reads an object; the outcome where it cannot.
func getText(t testing.TB, c *s3.Client, bucket, key string) string {
	t.Helper()
	out, err := c.GetObject(t.Context(), &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return outcome(err)
	}
	text, err := io.ReadAll(out.Body)
	if err != nil {
		t.Errorf("GetObject %s: %v", key, err)
	}
	return string(text)
}

// pattern is n bytes, no two runs of which are the same.
func pattern(n int) []byte {
	b := make([]byte, 0, n+16)
	for i := 0; len(b) < n; i++ {
		b = fmt.Appendf(b, "%08x", i)
	}
	return b[:n]
}

func etagOf(b []byte) string {
	sum := md5.Sum(b)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

func TestAnObjectIsWrittenReadAndDeleted(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, bucket := t.Context(), aws.String("reports")
		makeBucket(t, root, "reports")
		for _, size := range []int{0, 1, 256 << 10, 256<<10 + 1, 3 << 20} {
			key, body := aws.String(fmt.Sprintf("2026/no %d+é", size)), pattern(size)
			put := must[*s3.PutObjectOutput](t, "PutObject")(root.PutObject(ctx, &s3.PutObjectInput{
				Bucket: bucket, Key: key, Body: bytes.NewReader(body), ContentType: aws.String("text/csv"), CacheControl: aws.String("no-store"),
				Metadata: map[string]string{"owner": "ana"}, Tagging: aws.String("team=core&a%20b=c"),
			}))
			if aws.ToString(put.ETag) != etagOf(body) || aws.ToString(put.ChecksumCRC32) == "" {
				t.Errorf("PutObject of %d bytes: ETag %s, CRC32 %q, want %s and one", size, aws.ToString(put.ETag), aws.ToString(put.ChecksumCRC32), etagOf(body))
			}
			got := must[*s3.GetObjectOutput](t, "GetObject")(root.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key, ChecksumMode: "ENABLED"}))
			text, err := io.ReadAll(got.Body)
			if err != nil || !bytes.Equal(text, body) || aws.ToString(got.ETag) != etagOf(body) || *got.ContentLength != int64(size) {
				t.Errorf("GetObject of %d bytes = %d bytes, %s, %v", size, len(text), aws.ToString(got.ETag), err)
			}
			if aws.ToString(got.ContentType) != "text/csv" || aws.ToString(got.CacheControl) != "no-store" || !maps.Equal(got.Metadata, map[string]string{"owner": "ana"}) ||
				aws.ToInt32(got.TagCount) != 2 || aws.ToString(got.ChecksumCRC32) != aws.ToString(put.ChecksumCRC32) || time.Since(*got.LastModified) > time.Minute {
				t.Errorf("GetObject of %d bytes: type %s, cache %s, metadata %v, %d tags, CRC32 %s, changed %v", size, aws.ToString(got.ContentType), aws.ToString(got.CacheControl),
					got.Metadata, aws.ToInt32(got.TagCount), aws.ToString(got.ChecksumCRC32), got.LastModified)
			}
			head := must[*s3.HeadObjectOutput](t, "HeadObject")(root.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: key}))
			if *head.ContentLength != int64(size) || head.ChecksumCRC32 != nil || aws.ToString(head.ETag) != etagOf(body) {
				t.Errorf("HeadObject of %d bytes = %d bytes, %s, CRC32 %v", size, *head.ContentLength, aws.ToString(head.ETag), head.ChecksumCRC32)
			}
			_, err = root.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket})
			expect(t, "DeleteBucket with an object", err, "409 BucketNotEmpty")
			for range 2 {
				_, err = root.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key})
				expect(t, "DeleteObject", err, "200")
			}
			if got := getText(t, root, "reports", *key); got != "404 NoSuchKey" {
				t.Errorf("GetObject of a deleted object = %s, want 404 NoSuchKey", got)
			}
		}
		_, err := root.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket})
		expect(t, "DeleteBucket", err, "200")
	})
}

func TestAnObjectIsReplaced(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		for _, size := range []int{10, 600 << 10, 20, 300 << 10} {
			putText(t, root, "reports", "a", string(pattern(size)))
			if got := getText(t, root, "reports", "a"); got != string(pattern(size)) {
				t.Errorf("GetObject after a put of %d bytes = %d bytes", size, len(got))
			}
		}
		list := must[*s3.ListObjectsV2Output](t, "ListObjectsV2")(root.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String("reports")}))
		if len(list.Contents) != 1 || *list.Contents[0].Size != 300<<10 {
			t.Errorf("ListObjectsV2 = %v, want one object of 300 KiB", list.Contents)
		}
	})
}

func TestRangesOfAnObject(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	body := pattern(600 << 10)
	putText(t, root, "reports", "a", string(body))
	putText(t, root, "reports", "empty", "")
	for _, c := range []struct {
		key, header string
		from, to    int // -1: as if there were none
		outcome     string
	}{
		{"a", "bytes=0-0", 0, 1, "200"},
		{"a", "bytes=262143-262144", 262143, 262145, "200"},
		{"a", "bytes=5-", 5, len(body), "200"},
		{"a", "bytes=-5", len(body) - 5, len(body), "200"},
		{"a", "bytes=-9999999", 0, len(body), "200"},
		{"a", "bytes=614399-9999999", 614399, len(body), "200"},
		{"a", "bytes=614400-", 0, 0, "416 InvalidRange"},
		{"a", "bytes=-0", 0, 0, "416 InvalidRange"},
		{"a", "bytes=5-2", -1, 0, "200"},
		{"a", "bytes=0-1,5-6", -1, 0, "200"},
		{"a", "lines=0-1", -1, 0, "200"},
		{"empty", "bytes=0-0", 0, 0, "416 InvalidRange"},
	} {
		got, err := root.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String("reports"), Key: &c.key, Range: &c.header})
		expect(t, "GetObject "+c.header, err, c.outcome)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(got.Body)
		want, span := body, ""
		if c.from >= 0 {
			want, span = body[c.from:c.to], fmt.Sprintf("bytes %d-%d/%d", c.from, c.to-1, len(body))
		}
		if err != nil || !bytes.Equal(text, want) || aws.ToString(got.ContentRange) != span {
			t.Errorf("GetObject %s = %d bytes, %q, %v, want %d, %q", c.header, len(text), aws.ToString(got.ContentRange), err, len(want), span)
		}
	}
}

func TestConditionsOnReadingAndWriting(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, bucket, key := t.Context(), aws.String("reports"), aws.String("a")
		makeBucket(t, root, "reports")
		etag := putText(t, root, "reports", "a", "first")
		hour := time.Hour
		at := func(d time.Duration) *time.Time { return aws.Time(time.Now().Add(d)) }
		for name, c := range map[string]struct {
			input s3.GetObjectInput
			want  string
		}{
			"If-Match":                                 {s3.GetObjectInput{IfMatch: &etag}, "200"},
			"If-Match of another":                      {s3.GetObjectInput{IfMatch: aws.String(`"x"`)}, "412 PreconditionFailed"},
			"If-None-Match":                            {s3.GetObjectInput{IfNoneMatch: &etag}, "304 NotModified"},
			"If-None-Match of another":                 {s3.GetObjectInput{IfNoneMatch: aws.String(`"x"`)}, "200"},
			"If-Modified-Since before":                 {s3.GetObjectInput{IfModifiedSince: at(-hour)}, "200"},
			"If-Modified-Since after":                  {s3.GetObjectInput{IfModifiedSince: at(hour)}, "304 NotModified"},
			"If-Unmodified-Since before":               {s3.GetObjectInput{IfUnmodifiedSince: at(-hour)}, "412 PreconditionFailed"},
			"If-Match and If-Unmodified-Since before":  {s3.GetObjectInput{IfMatch: &etag, IfUnmodifiedSince: at(-hour)}, "200"},
			"If-None-Match and If-Modified-Since then": {s3.GetObjectInput{IfNoneMatch: &etag, IfModifiedSince: at(-hour)}, "304 NotModified"},
		} {
			c.input.Bucket, c.input.Key = bucket, key
			_, err := root.GetObject(ctx, &c.input)
			expect(t, "GetObject "+name, err, c.want)
		}
		put := func(key, text string, match, none *string) error {
			_, err := root.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: &key, Body: strings.NewReader(text), IfMatch: match, IfNoneMatch: none})
			return err
		}
		expect(t, "PutObject If-None-Match: * on an object", put("a", "x", nil, aws.String("*")), "412 PreconditionFailed")
		expect(t, "PutObject If-None-Match: * on none", put("b", "x", nil, aws.String("*")), "200")
		expect(t, "PutObject If-Match of another", put("a", "x", aws.String(`"x"`), nil), "412 PreconditionFailed")
		expect(t, "PutObject If-Match on none", put("c", "x", &etag, nil), "404 NoSuchKey")
		expect(t, "PutObject If-Match", put("a", "second", &etag, nil), "200")
		_, err := root.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key, IfMatch: &etag})
		expect(t, "DeleteObject If-Match of the one before", err, "412 PreconditionFailed")
		if got := getText(t, root, "reports", "a"); got != "second" {
			t.Errorf("GetObject = %q, want second", got)
		}
	})
}

func TestACopyTakesAlongWhatItIsTold(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx := t.Context()
		makeBucket(t, root, "reports")
		makeBucket(t, root, "archive")
		body := string(pattern(300 << 10))
		must[*s3.PutObjectOutput](t, "PutObject")(root.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String("reports"), Key: aws.String("a b"), Body: strings.NewReader(body),
			ContentType: aws.String("text/csv"), Metadata: map[string]string{"owner": "ana"}, Tagging: aws.String("team=core")}))
		source := aws.String("reports/a%20b")
		out := must[*s3.CopyObjectOutput](t, "CopyObject")(root.CopyObject(ctx, &s3.CopyObjectInput{Bucket: aws.String("archive"), Key: aws.String("kept"), CopySource: source}))
		if got := aws.ToString(out.CopyObjectResult.ETag); got != etagOf([]byte(body)) {
			t.Errorf("CopyObject: ETag %s, want %s", got, etagOf([]byte(body)))
		}
		_, err := root.CopyObject(ctx, &s3.CopyObjectInput{Bucket: aws.String("archive"), Key: aws.String("changed"), CopySource: source,
			MetadataDirective: "REPLACE", TaggingDirective: "REPLACE", ContentType: aws.String("text/plain"), Metadata: map[string]string{"owner": "bo"}})
		expect(t, "CopyObject with directives", err, "200")
		for key, want := range map[string]string{"kept": "text/csv ana 1", "changed": "text/plain bo 0"} {
			head := must[*s3.HeadObjectOutput](t, "HeadObject")(root.HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String("archive"), Key: &key}))
			if got := fmt.Sprint(aws.ToString(head.ContentType), " ", head.Metadata["owner"], " ", aws.ToInt32(head.TagCount)); got != want || getText(t, root, "archive", key) != body {
				t.Errorf("HeadObject %s = %s, want %s", key, got, want)
			}
		}
		copyTo := func(key, source string, edit func(*s3.CopyObjectInput)) error {
			input := &s3.CopyObjectInput{Bucket: aws.String("reports"), Key: &key, CopySource: &source}
			edit(input)
			_, err := root.CopyObject(ctx, input)
			return err
		}
		as := func(*s3.CopyObjectInput) {}
		expect(t, "CopyObject onto itself", copyTo("a b", "reports/a%20b", as), "400 InvalidRequest")
		expect(t, "CopyObject onto itself with other metadata", copyTo("a b", "reports/a%20b", func(i *s3.CopyObjectInput) { i.MetadataDirective = "REPLACE" }), "200")
		expect(t, "CopyObject of what is not there", copyTo("x", "reports/y", as), "404 NoSuchKey")
		expect(t, "CopyObject from where nothing is", copyTo("x", "nowhere/y", as), "404 NoSuchBucket")
		expect(t, "CopyObject without a key", copyTo("x", "reports", as), "400 InvalidArgument")
		expect(t, "CopyObject if another", copyTo("x", "reports/a%20b", func(i *s3.CopyObjectInput) { i.CopySourceIfMatch = aws.String(`"x"`) }), "412 PreconditionFailed")
		if got := getText(t, root, "reports", "a b"); got != body {
			t.Errorf("GetObject after a copy onto itself = %d bytes, want %d", len(got), len(body))
		}
	})
}

func TestTagsAndListsOfAnObject(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, bucket, key := t.Context(), aws.String("reports"), aws.String("a")
		makeBucket(t, root, "reports")
		putText(t, root, "reports", "a", "x")
		put := func(tags ...types.Tag) error {
			_, err := root.PutObjectTagging(ctx, &s3.PutObjectTaggingInput{Bucket: bucket, Key: key, Tagging: &types.Tagging{TagSet: tags}})
			return err
		}
		tags := func() []types.Tag {
			return must[*s3.GetObjectTaggingOutput](t, "GetObjectTagging")(root.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: bucket, Key: key})).TagSet
		}
		one := types.Tag{Key: aws.String("team"), Value: aws.String("core")}
		expect(t, "PutObjectTagging", put(one), "200")
		if got := tags(); len(got) != 1 || *got[0].Value != "core" {
			t.Errorf("GetObjectTagging = %v, want team = core", got)
		}
		expect(t, "PutObjectTagging twice the same", put(one, one), "400 InvalidTag")
		expect(t, "PutObjectTagging of eleven", put(slices.Repeat([]types.Tag{one}, 11)...), "400 BadRequest")
		_, err := root.DeleteObjectTagging(ctx, &s3.DeleteObjectTaggingInput{Bucket: bucket, Key: key})
		expect(t, "DeleteObjectTagging", err, "200")
		if got := tags(); len(got) != 0 {
			t.Errorf("GetObjectTagging after = %v, want none", got)
		}
		acl := must[*s3.GetObjectAclOutput](t, "GetObjectAcl")(root.GetObjectAcl(ctx, &s3.GetObjectAclInput{Bucket: bucket, Key: key}))
		if len(acl.Grants) != 1 || acl.Grants[0].Permission != "FULL_CONTROL" || len(aws.ToString(acl.Owner.ID)) != 64 {
			t.Errorf("GetObjectAcl = %v, want all for the owner", acl.Grants)
		}
		_, err = root.PutObjectAcl(ctx, &s3.PutObjectAclInput{Bucket: bucket, Key: key, ACL: "public-read"})
		expect(t, "PutObjectAcl where ACLs are disabled", err, "400 AccessControlListNotSupported")
		_, err = root.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key, ACL: "public-read"})
		expect(t, "PutObject public-read where ACLs are disabled", err, "400 AccessControlListNotSupported")
		_, err = root.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key, ACL: "bucket-owner-full-control"})
		expect(t, "PutObject bucket-owner-full-control where ACLs are disabled", err, "200")
		attributes := must[*s3.GetObjectAttributesOutput](t, "GetObjectAttributes")(root.GetObjectAttributes(ctx, &s3.GetObjectAttributesInput{Bucket: bucket, Key: key,
			ObjectAttributes: []types.ObjectAttributes{"ETag", "ObjectSize", "StorageClass", "Checksum"}}))
		if aws.ToInt64(attributes.ObjectSize) != 0 || aws.ToString(attributes.ETag) != "d41d8cd98f00b204e9800998ecf8427e" || attributes.StorageClass != "STANDARD" || attributes.Checksum == nil {
			t.Errorf("GetObjectAttributes = %+v, want those of an empty object", attributes)
		}
	})
}
