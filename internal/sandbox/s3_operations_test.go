package sandbox_test

import (
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// TestAnUnknownSubResourceChangesNothing asks for what S3 has and the sandbox has
// not, by every method, on a bucket and on an object.
func TestAnUnknownSubResourceChangesNothing(t *testing.T) {
	t.Parallel()
	b := s3Bench(t)
	root := b.s3Client()
	makeBucket(t, root, "reports")
	putText(t, root, "reports", "a", "before")
	for _, sub := range []string{
		"analytics", "intelligent-tiering", "inventory", "metrics", "metadataConfiguration", "metadataTable", "session", "versions", "legal-hold", "retention",
		"restore", "select&select-type=2", "torrent", "renameObject", "abac", "encryption", "policies", "Policy", "x", "append", "location&x=y", "policy&x=y", "versionID=null",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete, http.MethodHead} {
			for _, path := range []string{"/reports", "/reports/a", "/nowhere"} {
				a := b.s3Do(wire{method: method, path: path, query: sub, body: "after"})
				if a.status != 501 || method != http.MethodHead && a.s3Code() != "NotImplemented" {
					t.Errorf("%s %s?%s = %d %s, want 501 NotImplemented", method, path, sub, a.status, a.body)
				}
			}
		}
	}
	for _, sub := range []string{"lifecycle", "cors", "versioning", "website", "replication", "logging", "notification", "object-lock", "requestPayment", "accelerate", "policyStatus", "location", "uploads", "delete"} {
		for _, method := range []string{http.MethodPut, http.MethodDelete} {
			b.s3Do(wire{method: method, path: "/reports", query: sub, body: "after"}).wants(t, method+" /reports?"+sub, 501, "NotImplemented")
		}
	}
	for query, want := range map[string]string{
		"lifecycle": "NoSuchLifecycleConfiguration", "cors": "NoSuchCORSConfiguration", "website": "NoSuchWebsiteConfiguration", "versioning": "", "logging": "",
		"replication": "ReplicationConfigurationNotFoundError", "object-lock": "ObjectLockConfigurationNotFoundError", "requestPayment": "", "notification": "", "accelerate": "",
	} {
		a := b.s3Do(wire{method: "GET", path: "/reports", query: query})
		if a.s3Code() != want || a.status != map[bool]int{true: 200, false: 404}[want == ""] {
			t.Errorf("GET /reports?%s = %d %s, want %q", query, a.status, a.body, want)
		}
	}
	b.s3Do(wire{method: "POST", path: "/reports"}).wants(t, "POST /reports", 405, "MethodNotAllowed")
	b.s3Do(wire{method: "DELETE", path: "/"}).wants(t, "DELETE /", 405, "MethodNotAllowed")
	if got := getText(t, root, "reports", "a"); got != "before" {
		t.Errorf("GetObject after all of them = %q, want before", got)
	}
	_, err := root.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: aws.String("nowhere")})
	expect(t, "HeadBucket of a bucket that none of them may have made", err, "404 NotFound")
	list := must[*s3.ListObjectsV2Output](t, "ListObjectsV2")(root.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String("reports")}))
	if len(list.Contents) != 1 {
		t.Errorf("ListObjectsV2 after all of them = %d objects, want one", len(list.Contents))
	}
}
