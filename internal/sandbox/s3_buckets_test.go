package sandbox_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func makeBucket(t testing.TB, c *s3.Client, name string) {
	t.Helper()
	must[*s3.CreateBucketOutput](t, "CreateBucket "+name)(c.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}))
}

func TestABucketIsMadeReadListedAndDeleted(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		ctx, name := t.Context(), aws.String("reports")
		_, err := root.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: name})
		expect(t, "HeadBucket before", err, "404 NotFound")
		makeBucket(t, root, "reports")
		_, err = root.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: name})
		expect(t, "CreateBucket again in us-east-1", err, "200")
		seoul := &types.CreateBucketConfiguration{LocationConstraint: "ap-northeast-2"}
		_, err = root.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: name, CreateBucketConfiguration: seoul})
		expect(t, "CreateBucket again elsewhere", err, "409 BucketAlreadyOwnedByYou")
		must[*s3.CreateBucketOutput](t, "CreateBucket archive")(root.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String("archive"), CreateBucketConfiguration: seoul}))

		head := must[*s3.HeadBucketOutput](t, "HeadBucket")(root.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String("archive")}))
		if aws.ToString(head.BucketRegion) != "ap-northeast-2" {
			t.Errorf("HeadBucket archive: region %q, want ap-northeast-2", aws.ToString(head.BucketRegion))
		}
		for bucket, want := range map[string]string{"reports": "", "archive": "ap-northeast-2"} {
			at := must[*s3.GetBucketLocationOutput](t, "GetBucketLocation")(root.GetBucketLocation(ctx, &s3.GetBucketLocationInput{Bucket: &bucket}))
			if string(at.LocationConstraint) != want {
				t.Errorf("GetBucketLocation(%s) = %q, want %q", bucket, at.LocationConstraint, want)
			}
		}
		list := must[*s3.ListBucketsOutput](t, "ListBuckets")(root.ListBuckets(ctx, &s3.ListBucketsInput{}))
		if len(list.Buckets) != 2 || *list.Buckets[0].Name != "archive" || *list.Buckets[1].Name != "reports" || list.Buckets[0].CreationDate.Year() < 2026 {
			t.Errorf("ListBuckets = %v, want archive and reports", list.Buckets)
		}
		if len(aws.ToString(list.Owner.ID)) != 64 {
			t.Errorf("ListBuckets: owner %q, want a canonical id", aws.ToString(list.Owner.ID))
		}
		_, err = root.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: name})
		expect(t, "DeleteBucket", err, "200")
		_, err = root.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: name})
		expect(t, "DeleteBucket again", err, "404 NoSuchBucket")
	})
}

func TestBucketsArePagedOnlyWhereAsked(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		for i := range 25 {
			makeBucket(t, root, fmt.Sprintf("logs-%02d", i))
		}
		makeBucket(t, root, "other")
		var got []string
		input := &s3.ListBucketsInput{MaxBuckets: aws.Int32(10), Prefix: aws.String("logs-")}
		pages := 0
		for p := s3.NewListBucketsPaginator(root, input); p.HasMorePages(); pages++ {
			page := must[*s3.ListBucketsOutput](t, "ListBuckets")(p.NextPage(t.Context()))
			for _, one := range page.Buckets {
				got = append(got, *one.Name)
				if aws.ToString(one.BucketRegion) != "us-east-1" {
					t.Errorf("ListBuckets with a parameter: region of %s is %q, want us-east-1", *one.Name, aws.ToString(one.BucketRegion))
				}
			}
		}
		if len(got) != 25 || pages != 3 || !slices.IsSorted(got) {
			t.Errorf("ListBuckets(10, logs-) = %d on %d pages, want 25 on 3, in order: %v", len(got), pages, got)
		}
		all := must[*s3.ListBucketsOutput](t, "ListBuckets")(root.ListBuckets(t.Context(), &s3.ListBucketsInput{}))
		if len(all.Buckets) != 26 || all.ContinuationToken != nil {
			t.Errorf("ListBuckets = %d buckets, token %v, want all 26 at once", len(all.Buckets), all.ContinuationToken)
		}
		none := must[*s3.ListBucketsOutput](t, "ListBuckets")(root.ListBuckets(t.Context(), &s3.ListBucketsInput{BucketRegion: aws.String("eu-west-1")}))
		if len(none.Buckets) != 0 {
			t.Errorf("ListBuckets(eu-west-1) = %d buckets, want none", len(none.Buckets))
		}
	})
}

func TestNamesOfBucketsAreChecked(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	for name, want := range map[string]string{
		"abc": "200", "a.b-c.9": "200", strings.Repeat("a", 63): "200", strings.Repeat("a", 64): "400 InvalidBucketName", "ab": "400 InvalidBucketName",
		"Reports": "400 InvalidBucketName", "a_b": "400 InvalidBucketName", "-abc": "400 InvalidBucketName", "abc-": "400 InvalidBucketName",
		"a..b": "400 InvalidBucketName", "192.168.5.4": "400 InvalidBucketName", "xn--abc": "400 InvalidBucketName", "abc-s3alias": "400 InvalidBucketName",
	} {
		_, err := root.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name})
		expect(t, "CreateBucket "+name, err, want)
	}
}

// TestTheRegionOfABucketFitsTheEndpoint has AWS's rules for what a request asks
// that was signed for a region.
func TestTheRegionOfABucketFitsTheEndpoint(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	for i, c := range []struct{ signed, asked, want string }{
		{"us-east-1", "", "200"},
		{"us-east-1", "eu-west-1", "200"},
		{"us-east-1", "us-east-1", "400 InvalidLocationConstraint"},
		{"us-east-1", "mars", "400 InvalidLocationConstraint"},
		{"eu-west-1", "eu-west-1", "200"},
		{"eu-west-1", "EU", "200"},
		{"eu-west-1", "", "400 IllegalLocationConstraintException"},
		{"eu-west-1", "ap-northeast-2", "400 IllegalLocationConstraintException"},
	} {
		input := &s3.CreateBucketInput{Bucket: aws.String(fmt.Sprintf("bucket-%d", i))}
		if c.asked != "" {
			input.CreateBucketConfiguration = &types.CreateBucketConfiguration{LocationConstraint: types.BucketLocationConstraint(c.asked)}
		}
		_, err := b.s3Client().CreateBucket(t.Context(), input, func(o *s3.Options) { o.Region = c.signed })
		expect(t, fmt.Sprintf("CreateBucket in %q signed for %s", c.asked, c.signed), err, c.want)
	}
}
