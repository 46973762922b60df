package sandbox

import (
	"context"
	"net/http"
	"slices"
	"strings"
)

// s3Operation is one operation of S3. permission is that of the Service
// Authorization Reference on what the request names; without one the operation
// asks itself. params are the parameters that it has beside its sub-resource.
type s3Operation struct {
	name       string
	permission string
	params     string
	makes      bool // the bucket that is named need not be there
	run        func(ctx context.Context, c *s3Call) (*s3Answer, error)
}

// s3Operations is all that is offered, by method, place and sub-resource. What
// asks for anything else changes nothing: it is NotImplemented, and never taken
// for the operation without the sub-resource.
var s3Operations = map[string]s3Operation{
	"GET account": {"ListBuckets", "ListAllMyBuckets", "prefix continuation-token max-buckets bucket-region", false, listBuckets},

	"PUT bucket":          {"CreateBucket", "", "", true, createBucket},
	"HEAD bucket":         {"HeadBucket", "ListBucket", "", false, headBucket},
	"DELETE bucket":       {"DeleteBucket", "DeleteBucket", "", false, deleteBucket},
	"GET bucket?location": {"GetBucketLocation", "GetBucketLocation", "", false, getBucketLocation},

	"GET bucket?policy":       {"GetBucketPolicy", "GetBucketPolicy", "", false, getBucketPolicy},
	"PUT bucket?policy":       {"PutBucketPolicy", "PutBucketPolicy", "", false, putBucketPolicy},
	"DELETE bucket?policy":    {"DeleteBucketPolicy", "DeleteBucketPolicy", "", false, deleteBucketPolicy},
	"GET bucket?policyStatus": {"GetBucketPolicyStatus", "GetBucketPolicyStatus", "", false, getBucketPolicyStatus},

	"GET bucket?publicAccessBlock":    {"GetPublicAccessBlock", "GetBucketPublicAccessBlock", "", false, getBucketBlock},
	"PUT bucket?publicAccessBlock":    {"PutPublicAccessBlock", "PutBucketPublicAccessBlock", "", false, putBucketBlock},
	"DELETE bucket?publicAccessBlock": {"DeletePublicAccessBlock", "PutBucketPublicAccessBlock", "", false, deleteBucketBlock},

	"GET bucket?ownershipControls":    {"GetBucketOwnershipControls", "GetBucketOwnershipControls", "", false, getOwnership},
	"PUT bucket?ownershipControls":    {"PutBucketOwnershipControls", "PutBucketOwnershipControls", "", false, putOwnership},
	"DELETE bucket?ownershipControls": {"DeleteBucketOwnershipControls", "PutBucketOwnershipControls", "", false, deleteOwnership},

	"GET bucket?acl": {"GetBucketAcl", "GetBucketAcl", "", false, getBucketACL},
	"PUT bucket?acl": {"PutBucketAcl", "PutBucketAcl", "", false, putBucketACL},

	"GET bucket?tagging":    {"GetBucketTagging", "GetBucketTagging", "", false, getBucketTags},
	"PUT bucket?tagging":    {"PutBucketTagging", "PutBucketTagging", "", false, putBucketTags},
	"DELETE bucket?tagging": {"DeleteBucketTagging", "PutBucketTagging", "", false, deleteBucketTags},

	"GET bucket":            {"ListObjects", "ListBucket", "prefix delimiter marker max-keys encoding-type", false, listObjects},
	"GET bucket?list-type":  {"ListObjectsV2", "ListBucket", "prefix delimiter continuation-token start-after max-keys encoding-type fetch-owner", false, listObjectsV2},
	"GET bucket?uploads":    {"ListMultipartUploads", "ListBucketMultipartUploads", "prefix delimiter key-marker upload-id-marker max-uploads encoding-type", false, listUploads},
	"POST bucket?delete":    {"DeleteObjects", "", "", false, deleteObjects},
	"PUT object":            {"PutObject", "", "", false, putObject},
	"PUT object" + copying:  {"CopyObject", "", "", false, copyObject},
	"GET object":            {"GetObject", "GetObject", getParameters, false, getObject},
	"HEAD object":           {"HeadObject", "GetObject", getParameters, false, getObject},
	"DELETE object":         {"DeleteObject", "DeleteObject", "versionId", false, deleteObject},
	"GET object?acl":        {"GetObjectAcl", "GetObjectAcl", "versionId", false, getObjectACL},
	"PUT object?acl":        {"PutObjectAcl", "PutObjectAcl", "versionId", false, putObjectACL},
	"GET object?tagging":    {"GetObjectTagging", "GetObjectTagging", "versionId", false, getObjectTags},
	"PUT object?tagging":    {"PutObjectTagging", "", "versionId", false, putObjectTags},
	"DELETE object?tagging": {"DeleteObjectTagging", "DeleteObjectTagging", "versionId", false, deleteObjectTags},
	"GET object?attributes": {"GetObjectAttributes", "GetObjectAttributes", "versionId", false, getAttributes},

	"POST object?uploads":           {"CreateMultipartUpload", "", "", false, createUpload},
	"PUT object?uploadId":           {"UploadPart", "PutObject", "partNumber", false, uploadPart},
	"PUT object?uploadId" + copying: {"UploadPartCopy", "", "partNumber", false, uploadPartCopy},
	"POST object?uploadId":          {"CompleteMultipartUpload", "PutObject", "", false, completeUpload},
	"DELETE object?uploadId":        {"AbortMultipartUpload", "AbortMultipartUpload", "", false, abortUpload},
	"GET object?uploadId":           {"ListParts", "ListMultipartUploadParts", "max-parts part-number-marker encoding-type", false, listParts},

	"GET bucket?versioning":     {"GetBucketVersioning", "GetBucketVersioning", "", false, empty("VersioningConfiguration")},
	"GET bucket?logging":        {"GetBucketLogging", "GetBucketLogging", "", false, empty("BucketLoggingStatus")},
	"GET bucket?notification":   {"GetBucketNotificationConfiguration", "GetBucketNotification", "", false, empty("NotificationConfiguration")},
	"GET bucket?accelerate":     {"GetBucketAccelerateConfiguration", "GetAccelerateConfiguration", "", false, empty("AccelerateConfiguration")},
	"GET bucket?requestPayment": {"GetBucketRequestPayment", "GetBucketRequestPayment", "", false, requestPayment},
	"GET bucket?lifecycle":      {"GetBucketLifecycleConfiguration", "GetLifecycleConfiguration", "", false, none("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")},
	"GET bucket?cors":           {"GetBucketCors", "GetBucketCORS", "", false, none("NoSuchCORSConfiguration", "The CORS configuration does not exist")},
	"GET bucket?website":        {"GetBucketWebsite", "GetBucketWebsite", "", false, none("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration")},
	"GET bucket?replication":    {"GetBucketReplication", "GetReplicationConfiguration", "", false, none("ReplicationConfigurationNotFoundError", "The replication configuration was not found")},
	"GET bucket?object-lock":    {"GetObjectLockConfiguration", "GetBucketObjectLockConfiguration", "", false, none("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket")},

	"GET control":    {"GetAccountPublicAccessBlock", "GetAccountPublicAccessBlock", "", false, getAccountBlock},
	"PUT control":    {"PutAccountPublicAccessBlock", "PutAccountPublicAccessBlock", "", false, putAccountBlock},
	"DELETE control": {"DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock", "", false, deleteAccountBlock},
}

// copying marks what a PUT is that names a source; getParameters are those of
// reading an object.
const (
	copying       = " of another"
	getParameters = "versionId partNumber response-content-type response-content-language response-expires response-cache-control response-content-disposition response-content-encoding"
)

// empty answers with a document that says nothing, as a setting's does that was
// never made.
func empty(root string) func(context.Context, *s3Call) (*s3Answer, error) {
	return func(context.Context, *s3Call) (*s3Answer, error) { return s3Document(root, struct{}{}), nil }
}

// none says that a setting was never made.
func none(code, message string) func(context.Context, *s3Call) (*s3Answer, error) {
	return func(_ context.Context, c *s3Call) (*s3Answer, error) { return nil, c.notSet(code, message) }
}

func requestPayment(context.Context, *s3Call) (*s3Answer, error) {
	return s3Document("RequestPaymentConfiguration", struct{ Payer string }{"BucketOwner"}), nil
}

// lesserLacksS3 are the operations that a lesser server does not have, as
// SeaweedFS does not.
var lesserLacksS3 = []string{
	"GetPublicAccessBlock", "PutPublicAccessBlock", "DeletePublicAccessBlock",
	"GetAccountPublicAccessBlock", "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock",
}

// operation finds what the request asks for.
func (c *s3Call) operation() (s3Operation, error) {
	if c.place.control && c.place.key != controlBlock {
		return s3Operation{}, notImplemented(c.place.key)
	}
	where := c.place.level()
	names := subjects(c.form)
	if sub := slices.IndexFunc(names, isSubResource); sub >= 0 {
		where += "?" + names[sub]
		names = slices.Delete(names, sub, sub+1)
	}
	op, ok := s3Operations[c.request.Method+" "+where]
	if c.request.Header.Get(copySource) != "" {
		if copies, can := s3Operations[c.request.Method+" "+where+copying]; can {
			op = copies
		}
	}
	unknown := slices.IndexFunc(names, func(name string) bool { return !slices.Contains(strings.Fields(op.params), name) })
	switch {
	case unknown >= 0 && (ok || !isParameter(names[unknown])):
		return op, notImplemented(names[unknown])
	case !ok && strings.Contains(where, "?"):
		return op, notImplemented(where)
	case !ok:
		return op, s3Fail(http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource.",
			detail{"Method", c.request.Method}, detail{"ResourceType", strings.ToUpper(c.place.level())})
	case c.lesser != nil && slices.Contains(lesserLacksS3, op.name):
		return op, notImplemented(op.name)
	}
	c.action = op.name
	return op, nil
}

// subjects are the names of the query that tell what is asked for, sorted. Those
// of a signature do not, nor what SDKs add for logs, nor what begins with x-,
// which S3 passes over ("Custom access log information", S3 user guide).
func subjects(f *form) []string {
	var names []string
	for name := range f.values {
		if lower := strings.ToLower(name); !strings.HasPrefix(lower, "x-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// isSubResource reports whether any operation has the name as its sub-resource.
func isSubResource(name string) bool {
	for where := range s3Operations {
		if _, sub, _ := strings.Cut(strings.TrimSuffix(where, copying), "?"); sub == name {
			return true
		}
	}
	return false
}

// isParameter reports whether any operation has a parameter of the name.
func isParameter(name string) bool {
	for _, op := range s3Operations {
		if slices.Contains(strings.Fields(op.params), name) {
			return true
		}
	}
	return false
}
