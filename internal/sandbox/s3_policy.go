package sandbox

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"keyporter/internal/policy"
	"keyporter/internal/store"
)

func noBucketPolicy() (string, string) {
	return "NoSuchBucketPolicy", "The bucket policy does not exist"
}

// ofOwner refuses callers of other accounts, whatever the policy lets them do
// ("PutBucketPolicy", S3 API reference).
func (c *s3Call) ofOwner() error {
	if c.who.anonymous() || c.bucket.Account != c.account {
		return s3Fail(http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource.",
			detail{"Method", c.request.Method}, detail{"ResourceType", "BUCKETPOLICY"})
	}
	return nil
}

func getBucketPolicy(_ context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.ofOwner(); err != nil {
		return nil, err
	}
	if c.bucket.Policy == "" {
		return nil, c.notSet(noBucketPolicy())
	}
	return &s3Answer{document: c.bucket.Policy}, nil
}

func putBucketPolicy(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.ofOwner(); err != nil {
		return nil, err
	}
	text, err := c.body.document()
	if err != nil {
		return nil, err
	}
	doc, err := c.checkBucketPolicy(ctx, string(text))
	if err != nil {
		return nil, err
	}
	if blockOf(c.bucket).BlockPublicPolicy && isPublic(doc) {
		return nil, c.prevented("PutBucketPolicy", "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.")
	}
	answer, err := c.set(ctx, store.BucketPolicy, string(text))
	answer.status = http.StatusNoContent
	return answer, err
}

// prevented is a refusal by a block of public access.
func (c *s3Call) prevented(permission, because string) error {
	return fail(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: s3:%s on resource: %q %s",
		c.who.arn, permission, c.place.arn(), because)
}

func deleteBucketPolicy(ctx context.Context, c *s3Call) (*s3Answer, error) {
	if err := c.ofOwner(); err != nil {
		return nil, err
	}
	return c.unset(ctx, store.BucketPolicy)
}

func getBucketPolicyStatus(_ context.Context, c *s3Call) (*s3Answer, error) {
	doc, err := bucketDocument(c.bucket)
	if err == nil && doc == nil {
		err = c.notSet(noBucketPolicy())
	}
	if err != nil {
		return nil, err
	}
	return s3Document("PolicyStatus", struct{ IsPublic bool }{isPublic(doc)}), nil
}

// isPublic reports whether a bucket policy is public: whether some statement
// allows something to everybody, and no condition on fixed values makes that
// fewer ("The meaning of public", S3 user guide).
func isPublic(doc *policy.Document) bool {
	return slices.ContainsFunc(doc.Statements, func(s policy.Statement) bool {
		if s.Effect != policy.Allow {
			return false
		}
		everybody := s.NotPrincipal != nil || slices.ContainsFunc(s.Principal.List, func(p policy.Principal) bool { return p.Value == "*" })
		return everybody && !slices.ContainsFunc(s.Conditions, narrows)
	})
}

// narrowing are the keys whose fixed values make a grant to everybody one to a few.
var narrowing = map[string]bool{
	"aws:sourceip": true, "aws:sourcearn": true, "aws:sourcevpc": true, "aws:sourcevpce": true, "aws:sourceowner": true,
	"aws:sourceaccount": true, "aws:userid": true, "aws:principalarn": true, "aws:principalaccount": true,
	"aws:principalorgid": true, "aws:principalorgpaths": true, "s3:dataaccesspointarn": true, "s3:dataaccesspointaccount": true,
	"s3:x-amz-server-side-encryption-aws-kms-key-id": true,
}

// narrows reports whether a condition holds for fixed values only, and not where
// the key is absent.
func narrows(condition policy.Condition) bool {
	operator, key := strings.ToLower(condition.Operator), strings.ToLower(condition.Key)
	operator = strings.TrimPrefix(operator, "foranyvalue:")
	switch operator {
	case "stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress":
	default:
		return false
	}
	return narrowing[key] && len(condition.Values) > 0 && !slices.ContainsFunc(condition.Values, func(v policy.Text) bool { return !fixed(key, v.Value) })
}

// fixed reports whether a value has neither wildcards nor variables. Those of
// addresses must not be wide: wider than /8, or /32 of IPv6, unless private. A
// session's id may have any name, an access point of a known account as well.
func fixed(key, value string) bool {
	switch key {
	case "aws:sourceip":
		network, err := netip.ParsePrefix(value)
		if err != nil {
			_, err := netip.ParseAddr(value)
			return err == nil
		}
		least := 8
		if network.Addr().Is6() {
			least = 32
		}
		return network.Bits() >= least || network.Addr().IsPrivate()
	case "aws:userid":
		value = strings.TrimSuffix(value, ":*")
	case "s3:dataaccesspointarn":
		value, _, _ = strings.Cut(value, ":accesspoint/")
	}
	return !strings.ContainsAny(value, "*?") && !strings.Contains(value, "${")
}
