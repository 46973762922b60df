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

	"GET control":    {"GetAccountPublicAccessBlock", "GetAccountPublicAccessBlock", "", false, getAccountBlock},
	"PUT control":    {"PutAccountPublicAccessBlock", "PutAccountPublicAccessBlock", "", false, putAccountBlock},
	"DELETE control": {"DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock", "", false, deleteAccountBlock},
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
	unknown := slices.IndexFunc(names, func(name string) bool { return !slices.Contains(strings.Fields(op.params), name) })
	switch {
	case unknown >= 0 && (ok || !isParameter(names[unknown])):
		return op, notImplemented(names[unknown])
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
		if _, sub, _ := strings.Cut(where, "?"); sub == name {
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
