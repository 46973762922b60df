package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"keyporter/internal/store"
)

// seedObjects puts objects into the store directly.
func seedObjects(t testing.TB, b *bench, bucket string, keys ...string) {
	t.Helper()
	objects := b.db.Entities("123456789012").Buckets().Objects(bucket)
	for _, key := range keys {
		one := store.Object{Key: key, Content: "seed " + key, ETag: `"x"`, Doc: "{}", Changed: at, Data: []byte{}}
		if err := objects.Put(t.Context(), one, func(*store.Object) error { return nil }); err != nil {
			t.Fatalf("seed %s: %v", key, err)
		}
	}
}

// names are what a page lists, common prefixes behind objects.
func names(page *s3.ListObjectsV2Output) []string {
	var list []string
	for _, o := range page.Contents {
		list = append(list, *o.Key)
	}
	for _, p := range page.CommonPrefixes {
		list = append(list, *p.Prefix)
	}
	return list
}

func TestListsOfObjects(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		seedObjects(t, b, "reports", "a", "a/1", "a/2", "a/b/3", "B", "é", "日", "a b+c", "z//x", "😀")
		all := []string{"B", "a", "a b+c", "a/1", "a/2", "a/b/3", "z//x", "é", "日", "😀"} // by the bytes of UTF-8
		for _, c := range []struct {
			name  string
			input s3.ListObjectsV2Input
			want  []string
		}{
			{"everything", s3.ListObjectsV2Input{}, all},
			{"below a prefix", s3.ListObjectsV2Input{Prefix: aws.String("a/")}, []string{"a/1", "a/2", "a/b/3"}},
			{"a level", s3.ListObjectsV2Input{Delimiter: aws.String("/")}, []string{"B", "a", "a b+c", "é", "日", "😀", "a/", "z/"}},
			{"a level below", s3.ListObjectsV2Input{Prefix: aws.String("a/"), Delimiter: aws.String("/")}, []string{"a/1", "a/2", "a/b/"}},
			{"an empty level", s3.ListObjectsV2Input{Prefix: aws.String("z/"), Delimiter: aws.String("/")}, []string{"z//"}},
			{"by a longer delimiter", s3.ListObjectsV2Input{Prefix: aws.String("a"), Delimiter: aws.String("/b")}, []string{"a", "a b+c", "a/1", "a/2", "a/b"}},
			{"behind a key", s3.ListObjectsV2Input{StartAfter: aws.String("a/2")}, []string{"a/b/3", "z//x", "é", "日", "😀"}},
			{"nothing", s3.ListObjectsV2Input{Prefix: aws.String("nothing")}, nil},
			{"none", s3.ListObjectsV2Input{MaxKeys: aws.Int32(0)}, nil},
			{"in percent signs", s3.ListObjectsV2Input{EncodingType: "url", Prefix: aws.String("a ")}, []string{"a+b%2Bc"}},
		} {
			c.input.Bucket = aws.String("reports")
			out := must[*s3.ListObjectsV2Output](t, "ListObjectsV2 "+c.name)(root.ListObjectsV2(t.Context(), &c.input))
			if got := names(out); !slices.Equal(got, c.want) || int(*out.KeyCount) != len(c.want) || *out.IsTruncated {
				t.Errorf("ListObjectsV2 of %s = %q, count %d, truncated %v, want %q", c.name, got, *out.KeyCount, *out.IsTruncated, c.want)
			}
		}
		old := must[*s3.ListObjectsOutput](t, "ListObjects")(root.ListObjects(t.Context(), &s3.ListObjectsInput{Bucket: aws.String("reports"), Marker: aws.String("a"), MaxKeys: aws.Int32(3), Delimiter: aws.String("/")}))
		if len(old.Contents) != 1 || len(old.CommonPrefixes) != 2 || aws.ToString(old.NextMarker) != "z/" || aws.ToString(old.Contents[0].Owner.ID) == "" {
			t.Errorf("ListObjects = %d objects, %d prefixes, next %q, want 1, 2, z/", len(old.Contents), len(old.CommonPrefixes), aws.ToString(old.NextMarker))
		}
		old = must[*s3.ListObjectsOutput](t, "ListObjects")(root.ListObjects(t.Context(), &s3.ListObjectsInput{Bucket: aws.String("reports"), Marker: old.NextMarker, Delimiter: aws.String("/")}))
		if len(old.Contents) != 3 || len(old.CommonPrefixes) != 0 {
			t.Errorf("ListObjects behind z/ = %d objects, %d prefixes, want 3 and 0", len(old.Contents), len(old.CommonPrefixes))
		}
	})
}

func TestListsOfObjectsArePaged(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		var keys []string
		for i := range 60 {
			keys = append(keys, fmt.Sprintf("d%d/%02d", i%7, i), fmt.Sprintf("f%02d", i))
		}
		seedObjects(t, b, "reports", keys...)
		slices.Sort(keys)
		for _, c := range []struct {
			delimiter string
			most      int32
			want      []string
			pages     int
		}{
			{"", 7, keys, 18},
			{"", 120, keys, 1},
			{"/", 3, append([]string{"d0/", "d1/", "d2/", "d3/", "d4/", "d5/", "d6/"}, keys[60:]...), 23},
		} {
			input := &s3.ListObjectsV2Input{Bucket: aws.String("reports"), MaxKeys: &c.most}
			if c.delimiter != "" {
				input.Delimiter = &c.delimiter
			}
			var got []string
			pages := 0
			for p := s3.NewListObjectsV2Paginator(root, input); p.HasMorePages(); pages++ {
				page := must[*s3.ListObjectsV2Output](t, "ListObjectsV2")(p.NextPage(t.Context()))
				list := names(page)
				slices.Sort(list)
				got = append(got, list...)
			}
			if !slices.Equal(got, c.want) || pages != c.pages {
				t.Errorf("ListObjectsV2 by %q, %d a page = %d names on %d pages, want %d on %d: %q", c.delimiter, c.most, len(got), pages, len(c.want), c.pages, got)
			}
		}
		for query, want := range map[string]string{
			"list-type=2&max-keys=-1": "InvalidArgument", "list-type=2&max-keys=x": "InvalidArgument", "list-type=3": "InvalidArgument",
			"list-type=2&continuation-token=x": "InvalidArgument", "encoding-type=base64": "InvalidArgument",
		} {
			b.s3Do(wire{method: "GET", path: "/reports", query: query}).wants(t, "ListObjects "+query, 400, want)
		}
	})
}

func TestBucketsAreNamedByPathOrByHost(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "my.reports")
	putText(t, root, "my.reports", "a/b", "here")
	for _, c := range []struct{ host, path, want string }{
		{"", "/my.reports/a/b", "here"},
		{"my.reports.localhost:8081", "/a/b", "here"},
		{"my.reports.s3.localhost", "/a/b", "here"},
		{"my.reports.s3.amazonaws.com", "/a/b", "here"},
		{"my.reports.s3.ap-northeast-2.amazonaws.com", "/a/b", "here"},
		{"my.reports.s3-eu-west-1.amazonaws.com", "/a/b", "here"},
		{"s3.localhost", "/my.reports/a/b", "here"},
		{"s3.us-east-1.amazonaws.com", "/my.reports/a/b", "here"},
		{"localhost:8081", "/my.reports/a/b", "here"},
		{"keyporter:8081", "/my.reports/a/b", "here"},
		{"other.localhost", "/a/b", "NoSuchBucket"},
	} {
		a := b.s3Do(wire{method: "GET", host: c.host, path: c.path})
		if a.body != c.want && a.s3Code() != c.want {
			t.Errorf("GET %s of host %q = %d %s, want %s", c.path, c.host, a.status, a.body, c.want)
		}
	}
	key := strings.Repeat("k", 1024)
	b.s3Do(wire{method: "PUT", path: "/my.reports/" + key, body: "x"}).wants(t, "PutObject of the longest key", 200, "")
	b.s3Do(wire{method: "PUT", path: "/my.reports/" + key + "k", body: "x"}).wants(t, "PutObject of a longer key", 400, "KeyTooLongError")
}
