package sandbox

import (
	"net/http"
	"strings"

	"keyporter/internal/policy"
	"keyporter/internal/store"
)

// permit refuses what the caller may not do to a bucket or an object. It takes
// the identity policies and the boundary, the bucket's policy, ACLs, and what
// the block of public access leaves of these.
func (c *s3Call) permit(permission, arn string) error {
	owner := c.account
	if c.bucket.Account != "" {
		owner = c.bucket.Account
	}
	own := !c.who.anonymous() && owner == c.account
	if own && c.who.user == nil && strings.HasSuffix(permission, "BucketPolicy") {
		return nil // whatever the policy says ("PutBucketPolicy", S3 API reference)
	}
	policies := c.policies
	guard := blockOf(c.bucket)
	doc, err := bucketDocument(c.bucket)
	if err != nil {
		return err
	}
	if doc != nil && (own || !guard.RestrictPublicBuckets || !isPublic(doc)) {
		policies.Resource = &policy.Source{Name: c.bucket.Name, Doc: doc}
	}
	action := s3 + ":" + permission
	request := policy.Request{Principal: c.who.arn, Action: action, Resource: arn, ResourceAccount: owner, Context: policy.NewContext(c.s3Keys(permission, owner))}
	decision := policy.Evaluate(request, policies)
	switch {
	case decision.Outcome == policy.Allowed:
		return nil
	case decision.Outcome == policy.ExplicitlyDenied:
	case !guard.IgnorePublicAcls && c.granted(permission, c.isInGroup):
		return nil
	case !own && c.granted(permission, c.isAccount):
		// The other account has it, and hands it on by its own policies.
		request.ResourceAccount, policies.Resource = "", nil
		if policy.Evaluate(request, policies).Outcome == policy.Allowed {
			return nil
		}
	}
	if !own {
		return accessDenied()
	}
	return fail(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: %s on resource: %q %s", c.who.arn, action, arn, denial(decision, action))
}

func (c *s3Call) isInGroup(g grant) bool {
	return g.URI == everyone || g.URI == signedIn && !c.who.anonymous()
}

func (c *s3Call) isAccount(g grant) bool {
	return !c.who.anonymous() && g.ID == canonicalID(c.account)
}

func accessDenied() error { return fail(http.StatusForbidden, "AccessDenied", "Access Denied") }

// bucketDocument parses a bucket's policy; nil where it has none.
func bucketDocument(b store.Bucket) (*policy.Document, error) {
	if b.Policy == "" {
		return nil, nil
	}
	return policy.Parse(b.Policy)
}
