package sandbox_test

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/crc64"
	"io"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const fiveMiB = 5 << 20

// multipart is an upload in parts under way.
type multipart struct {
	t     testing.TB
	c     *s3.Client
	id    *string
	parts []types.CompletedPart
}

var uploadBucket, uploadKey = aws.String("reports"), aws.String("big file")

func begin(t testing.TB, c *s3.Client, edit func(*s3.CreateMultipartUploadInput)) *multipart {
	t.Helper()
	input := &s3.CreateMultipartUploadInput{Bucket: uploadBucket, Key: uploadKey, ContentType: aws.String("text/csv"), Metadata: map[string]string{"owner": "ana"}}
	edit(input)
	out := must[*s3.CreateMultipartUploadOutput](t, "CreateMultipartUpload")(c.CreateMultipartUpload(t.Context(), input))
	return &multipart{t: t, c: c, id: out.UploadId}
}

func plainUpload(*s3.CreateMultipartUploadInput) {}

func (m *multipart) put(number int32, body []byte, algorithm types.ChecksumAlgorithm) {
	m.t.Helper()
	out := must[*s3.UploadPartOutput](m.t, "UploadPart")(m.c.UploadPart(m.t.Context(), &s3.UploadPartInput{
		Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: &number, Body: bytes.NewReader(body), ChecksumAlgorithm: algorithm}))
	m.parts = append(m.parts, types.CompletedPart{PartNumber: &number, ETag: out.ETag, ChecksumCRC32: out.ChecksumCRC32, ChecksumCRC64NVME: out.ChecksumCRC64NVME, ChecksumSHA256: out.ChecksumSHA256})
}

func (m *multipart) complete(parts ...types.CompletedPart) (*s3.CompleteMultipartUploadOutput, error) {
	return m.c.CompleteMultipartUpload(m.t.Context(), &s3.CompleteMultipartUploadInput{
		Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, MultipartUpload: &types.CompletedMultipartUpload{Parts: parts}})
}

// ofParts is the ETag of an object that was made of parts.
func ofParts(parts ...[]byte) string {
	h := md5.New()
	for _, p := range parts {
		sum := md5.Sum(p)
		h.Write(sum[:])
	}
	return fmt.Sprintf(`"%x-%d"`, h.Sum(nil), len(parts))
}

func TestAnObjectIsMadeOfParts(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx := t.Context()
		makeBucket(t, root, "reports")
		first, second, last := pattern(fiveMiB), pattern(fiveMiB + 7)[7:], []byte("the end")
		m := begin(t, root, plainUpload)
		m.put(3, last, "CRC32")
		m.put(1, last, "CRC32")
		m.put(1, first, "CRC32") // in the place of the one before
		m.put(2, second, "CRC32")
		m.put(9, last, "CRC32") // and not used
		uploads := must[*s3.ListMultipartUploadsOutput](t, "ListMultipartUploads")(root.ListMultipartUploads(ctx, &s3.ListMultipartUploadsInput{Bucket: uploadBucket}))
		if len(uploads.Uploads) != 1 || *uploads.Uploads[0].UploadId != *m.id || *uploads.Uploads[0].Key != *uploadKey {
			t.Errorf("ListMultipartUploads = %v, want the one", uploads.Uploads)
		}
		var numbers []int32
		for p := s3.NewListPartsPaginator(root, &s3.ListPartsInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, MaxParts: aws.Int32(3)}); p.HasMorePages(); {
			for _, part := range must[*s3.ListPartsOutput](t, "ListParts")(p.NextPage(ctx)).Parts {
				numbers = append(numbers, *part.PartNumber)
			}
		}
		if !slices.Equal(numbers, []int32{1, 2, 3, 9}) {
			t.Errorf("ListParts = %v, want 1, 2, 3, 9", numbers)
		}
		done := must[*s3.CompleteMultipartUploadOutput](t, "CompleteMultipartUpload")(m.complete(m.parts[2], m.parts[3], m.parts[0]))
		whole := slices.Concat(first, second, last)
		if got, want := aws.ToString(done.ETag), ofParts(first, second, last); got != want {
			t.Errorf("CompleteMultipartUpload: ETag %s, want %s", got, want)
		}
		got := must[*s3.GetObjectOutput](t, "GetObject")(root.GetObject(ctx, &s3.GetObjectInput{Bucket: uploadBucket, Key: uploadKey}))
		if text, err := io.ReadAll(got.Body); err != nil || !bytes.Equal(text, whole) || aws.ToString(got.ContentType) != "text/csv" || got.Metadata["owner"] != "ana" {
			t.Errorf("GetObject = %d bytes, %v, %s, want %d", len(text), err, aws.ToString(got.ContentType), len(whole))
		}
		part := must[*s3.GetObjectOutput](t, "GetObject of a part")(root.GetObject(ctx, &s3.GetObjectInput{Bucket: uploadBucket, Key: uploadKey, PartNumber: aws.Int32(2)}))
		if text, err := io.ReadAll(part.Body); err != nil || !bytes.Equal(text, second) || aws.ToInt32(part.PartsCount) != 3 {
			t.Errorf("GetObject of part 2 = %d bytes, %v, of %d parts", len(text), err, aws.ToInt32(part.PartsCount))
		}
		_, err := root.GetObject(ctx, &s3.GetObjectInput{Bucket: uploadBucket, Key: uploadKey, PartNumber: aws.Int32(4)})
		expect(t, "GetObject of part 4", err, "416 InvalidPartNumber")
		across := must[*s3.GetObjectOutput](t, "GetObject")(root.GetObject(ctx, &s3.GetObjectInput{Bucket: uploadBucket, Key: uploadKey, Range: aws.String("bytes=5242878-5242882")}))
		if text, _ := io.ReadAll(across.Body); !bytes.Equal(text, whole[fiveMiB-2:fiveMiB+3]) {
			t.Errorf("GetObject across two parts = %q, want %q", text, whole[fiveMiB-2:fiveMiB+3])
		}
		_, err = m.complete(m.parts[2])
		expect(t, "CompleteMultipartUpload again", err, "404 NoSuchUpload")
		_, err = root.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: uploadBucket, Key: uploadKey})
		expect(t, "DeleteObject", err, "200")
		begin(t, root, plainUpload).put(1, last, "CRC32")
		_, err = root.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: uploadBucket})
		expect(t, "DeleteBucket with an unfinished upload", err, "200")
	})
}

func TestPartsThatMakeNoObject(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	m := begin(t, root, plainUpload)
	m.put(1, []byte("small"), "CRC32")
	m.put(2, []byte("too"), "CRC32")
	wrong := m.parts[0]
	wrong.ETag = aws.String(`"00000000000000000000000000000000"`)
	unknown := m.parts[0]
	unknown.PartNumber = aws.Int32(7)
	for name, c := range map[string]struct {
		parts []types.CompletedPart
		want  string
	}{
		"a part below 5 MiB before the last": {m.parts, "400 EntityTooSmall"},
		"parts in another order":             {[]types.CompletedPart{m.parts[1], m.parts[0]}, "400 InvalidPartOrder"},
		"a part that is not there":           {[]types.CompletedPart{unknown}, "400 InvalidPart"},
		"a part of another ETag":             {[]types.CompletedPart{wrong}, "400 InvalidPart"},
		"a part twice":                       {[]types.CompletedPart{m.parts[0], m.parts[0]}, "400 InvalidPartOrder"},
		"no part":                            {nil, "400 MalformedXML"},
	} {
		_, err := m.complete(c.parts...)
		expect(t, "CompleteMultipartUpload of "+name, err, c.want)
	}
	for number, want := range map[int32]string{0: "400 InvalidArgument", 10001: "400 InvalidArgument"} {
		_, err := root.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: &number})
		expect(t, fmt.Sprintf("UploadPart %d", number), err, want)
	}
	_, err := root.AbortMultipartUpload(t.Context(), &s3.AbortMultipartUploadInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id})
	expect(t, "AbortMultipartUpload", err, "200")
	for name, err := range map[string]error{
		"UploadPart":              second(root.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: aws.Int32(1)})),
		"AbortMultipartUpload":    second(root.AbortMultipartUpload(t.Context(), &s3.AbortMultipartUploadInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id})),
		"ListParts":               second(root.ListParts(t.Context(), &s3.ListPartsInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id})),
		"CompleteMultipartUpload": second(m.complete(m.parts[0])),
	} {
		expect(t, name+" of an aborted upload", err, "404 NoSuchUpload")
	}
}

func second[T any](_ T, err error) error { return err }

// TestChecksumsOfParts has the two ways in which AWS makes one checksum of those
// of parts ("Checking object integrity in Amazon S3", S3 user guide).
func TestChecksumsOfParts(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		first, last := pattern(fiveMiB), []byte("the end, which is not short of a few bytes more")
		whole := slices.Concat(first, last)
		crc := func(b []byte) []byte { return binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(b)) }
		nvme := crc64.Checksum(whole, crc64.MakeTable(0x9a6c9329ac4bc9b5))
		text := base64.StdEncoding.EncodeToString
		for _, c := range []struct {
			algorithm types.ChecksumAlgorithm
			kind      types.ChecksumType
			want      string
		}{
			{"CRC32", "", text(crc(slices.Concat(crc(first), crc(last)))) + "-2"},
			{"CRC32", "COMPOSITE", text(crc(slices.Concat(crc(first), crc(last)))) + "-2"},
			{"CRC32", "FULL_OBJECT", text(crc(whole))},
			{"CRC64NVME", "", text(binary.BigEndian.AppendUint64(nil, nvme))},
		} {
			m := begin(t, root, func(i *s3.CreateMultipartUploadInput) { i.ChecksumAlgorithm, i.ChecksumType = c.algorithm, c.kind })
			m.put(1, first, c.algorithm)
			m.put(2, last, c.algorithm)
			out := must[*s3.CompleteMultipartUploadOutput](t, "CompleteMultipartUpload")(m.complete(m.parts...))
			if got := aws.ToString(out.ChecksumCRC32) + aws.ToString(out.ChecksumCRC64NVME); got != c.want {
				t.Errorf("CompleteMultipartUpload with %s %s: checksum %s, want %s", c.algorithm, c.kind, got, c.want)
			}
			if got := getText(t, root, "reports", *uploadKey); got != string(whole) {
				t.Errorf("GetObject with %s %s = %d bytes, want %d", c.algorithm, c.kind, len(got), len(whole))
			}
		}
		m := begin(t, root, func(i *s3.CreateMultipartUploadInput) { i.ChecksumAlgorithm = "SHA256" })
		_, err := root.UploadPart(t.Context(), &s3.UploadPartInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: aws.Int32(1), ChecksumAlgorithm: "CRC32"})
		expect(t, "UploadPart with another checksum than was said", err, "400 InvalidRequest")
		_, err = root.CreateMultipartUpload(t.Context(), &s3.CreateMultipartUploadInput{Bucket: uploadBucket, Key: uploadKey, ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT"})
		expect(t, "CreateMultipartUpload with a SHA-256 of the whole", err, "400 InvalidRequest")
	})
}

func TestPartsAreCopies(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		body := pattern(fiveMiB + 100)
		putText(t, root, "reports", "source", string(body))
		m := begin(t, root, plainUpload)
		for i, span := range []string{"bytes=0-5242879", "bytes=5242880-5242979", ""} {
			input := &s3.UploadPartCopyInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: aws.Int32(int32(i + 1)), CopySource: aws.String("/reports/source")}
			if span != "" {
				input.CopySourceRange = &span
			}
			out := must[*s3.UploadPartCopyOutput](t, "UploadPartCopy "+span)(root.UploadPartCopy(t.Context(), input))
			m.parts = append(m.parts, types.CompletedPart{PartNumber: input.PartNumber, ETag: out.CopyPartResult.ETag})
		}
		must[*s3.CompleteMultipartUploadOutput](t, "CompleteMultipartUpload")(m.complete(m.parts[0], m.parts[1]))
		if got := getText(t, root, "reports", *uploadKey); got != string(body) {
			t.Errorf("GetObject = %d bytes, want %d", len(got), len(body))
		}
		_, err := root.UploadPartCopy(t.Context(), &s3.UploadPartCopyInput{Bucket: uploadBucket, Key: uploadKey, UploadId: m.id, PartNumber: aws.Int32(1),
			CopySource: aws.String("reports/source"), CopySourceRange: aws.String("bytes=0-9999999")})
		expect(t, "UploadPartCopy of more than there is", err, "400 InvalidArgument")
	})
}

func TestUnfinishedUploadsArePaged(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		for i := range 9 {
			begin(t, root, func(in *s3.CreateMultipartUploadInput) { in.Key = aws.String(fmt.Sprintf("k%d", i%3)) })
			begin(t, root, func(in *s3.CreateMultipartUploadInput) { in.Key = aws.String(fmt.Sprintf("sub/%d", i)) })
		}
		for delimiter, want := range map[string]int{"": 18, "/": 10} {
			got, pages := 0, 0
			input := &s3.ListMultipartUploadsInput{Bucket: uploadBucket, MaxUploads: aws.Int32(4)}
			if delimiter != "" {
				input.Delimiter = &delimiter
			}
			for p := s3.NewListMultipartUploadsPaginator(root, input); p.HasMorePages(); pages++ {
				page := must[*s3.ListMultipartUploadsOutput](t, "ListMultipartUploads")(p.NextPage(t.Context()))
				got += len(page.Uploads) + len(page.CommonPrefixes)
			}
			if got != want || pages != (want+3)/4 {
				t.Errorf("ListMultipartUploads by %q = %d on %d pages, want %d on %d", delimiter, got, pages, want, (want+3)/4)
			}
		}
	})
}
