package sandbox_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func TestManyObjectsAreDeletedAtOnce(t *testing.T) {
	t.Parallel()
	eachS3(t, func(t *testing.T, b *bench, root *s3.Client) {
		makeBucket(t, root, "reports")
		var ids []types.ObjectIdentifier
		for i := range 12 {
			putText(t, root, "reports", fmt.Sprintf("a/%d & more", i), "x")
			ids = append(ids, types.ObjectIdentifier{Key: aws.String(fmt.Sprintf("a/%d & more", i))})
		}
		ids = append(ids, types.ObjectIdentifier{Key: aws.String("never there")}, types.ObjectIdentifier{Key: aws.String("a/1"), VersionId: aws.String("v7")})
		out := must[*s3.DeleteObjectsOutput](t, "DeleteObjects")(root.DeleteObjects(t.Context(), &s3.DeleteObjectsInput{Bucket: aws.String("reports"), Delete: &types.Delete{Objects: ids}}))
		if len(out.Deleted) != 13 || len(out.Errors) != 1 || aws.ToString(out.Errors[0].Code) != "NoSuchVersion" {
			t.Errorf("DeleteObjects = %d deleted, %v, want 13 and NoSuchVersion", len(out.Deleted), out.Errors)
		}
		list := must[*s3.ListObjectsV2Output](t, "ListObjectsV2")(root.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String("reports")}))
		if len(list.Contents) != 0 {
			t.Errorf("ListObjectsV2 after = %d objects, want none", len(list.Contents))
		}
	})
}
