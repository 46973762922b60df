package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"keyporter/internal/policy"
)

// longestBucketPolicy is in bytes, without white space ("Bucket policies", S3
// user guide: 20 KB).
const longestBucketPolicy = 20 << 10

// bucketPolicyMessages are what S3 says of a document, as clients have seen it.
// Codes that are not here say that the text is no policy.
var bucketPolicyMessages = map[policy.Code]string{
	policy.CodeSyntax:           "This policy contains invalid Json",
	policy.CodeVersion:          "The policy must contain a valid version string",
	policy.CodeNoStatement:      "Missing required field Statement",
	policy.CodeEmptyStatements:  "Could not parse the policy: Statement is empty!",
	policy.CodeNoPrincipal:      "Missing required field Principal",
	policy.CodePrincipalInvalid: "Invalid principal in policy",
	policy.CodePrincipalForm:    "Invalid principal in policy",
	policy.CodeNoAction:         "Statement is missing required element",
	policy.CodeNoResource:       "Statement is missing required element",
	policy.CodeAction:           "Policy has invalid action",
	policy.CodeActionColons:     "Policy has invalid action",
	policy.CodeActionVendor:     "Policy has invalid action",
	policy.CodeResource:         "Policy has invalid resource",
	policy.CodePartition:        "Policy has invalid resource",
	policy.CodeVendor:           "Policy has invalid resource",
	policy.CodeRegion:           "Policy has invalid resource",
	policy.CodeIAMPath:          "Policy has invalid resource",
}

func malformedBucketPolicy(message string, more ...detail) error {
	return s3Fail(http.StatusBadRequest, "MalformedPolicy", message, more...)
}

// checkBucketPolicy refuses what S3 refuses as the policy of the bucket.
func (c *s3Call) checkBucketPolicy(ctx context.Context, text string) (*policy.Document, error) {
	if !strings.HasPrefix(text, "{") {
		return nil, malformedBucketPolicy("Policies must be valid JSON and the first byte must be '{'")
	}
	if policy.Size(text) > longestBucketPolicy && json.Valid([]byte(text)) {
		return nil, fail(http.StatusBadRequest, "PolicyTooLarge", "Policy exceeds the maximum allowed document size.")
	}
	doc, err := policy.Parse(text)
	if err == nil {
		err = doc.CheckIn(policy.UseResource, partition)
	}
	var wrong *policy.Error
	if errors.As(err, &wrong) {
		message, known := bucketPolicyMessages[wrong.Code]
		if !known {
			message = "Invalid policy syntax."
		}
		return nil, malformedBucketPolicy(message)
	}
	for _, s := range doc.Statements {
		if err := c.checkPrincipals(ctx, s); err != nil {
			return nil, err
		}
		if err := checkScope(s, c.bucket.Name); err != nil {
			return nil, err
		}
	}
	return doc, err
}

// checkPrincipals refuses users and roles of this account that are not there.
func (c *s3Call) checkPrincipals(ctx context.Context, s policy.Statement) error {
	list := s.Principal
	if list == nil {
		list = s.NotPrincipal
	}
	for _, p := range list.List {
		err := c.checkTrusted(ctx, p)
		var known *failure
		if errors.As(err, &known) {
			return malformedBucketPolicy("Invalid principal in policy", detail{"Detail", string(p.Kind) + " : " + p.Value})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkScope refuses actions and resources that a bucket's policy cannot be
// about, and what does not go together.
func checkScope(s policy.Statement, bucket string) error {
	resources := slices.Concat(s.Resources, s.NotResources)
	if slices.ContainsFunc(resources, func(r policy.Text) bool { return !coversBucket(r.Value, bucket) }) {
		return malformedBucketPolicy("Policy has invalid resource")
	}
	for _, pattern := range slices.Concat(s.Actions, s.NotActions) {
		facts := slices.DeleteFunc(policy.ExpandActions(pattern.Value), func(f policy.ActionFact) bool { return f.Service != s3 })
		if len(facts) == 0 {
			return malformedBucketPolicy("Policy has invalid action")
		}
		if s.Resources != nil && !slices.ContainsFunc(facts, func(f policy.ActionFact) bool { return appliesTo(f, s.Resources) }) {
			return malformedBucketPolicy("Action does not apply to any resource(s) in statement")
		}
		for _, condition := range s.Conditions {
			if !slices.ContainsFunc(facts, func(f policy.ActionFact) bool { return hasKey(f, condition.Key) }) {
				return malformedBucketPolicy("Conditions do not apply to combination of actions and resources in statement")
			}
		}
	}
	return nil
}

// coversBucket reports whether a resource is the bucket, or something in it.
func coversBucket(resource, bucket string) bool {
	if resource == "*" {
		return true
	}
	pattern, inS3 := strings.CutPrefix(resource, bucketARN(""))
	name, _, _ := strings.Cut(pattern, "/")
	covers, err := path.Match(name, bucket)
	return inS3 && covers && err == nil && !strings.ContainsAny(name, `[\`) // which mean more to path than to S3
}

// appliesTo reports whether an action is about any of the resources. One that
// ends its bucket's name in a wildcard is about buckets and objects.
func appliesTo(f policy.ActionFact, resources []policy.Text) bool {
	return slices.ContainsFunc(resources, func(r policy.Text) bool {
		name := strings.TrimPrefix(r.Value, bucketARN(""))
		inside := strings.Contains(name, "/")
		wild := strings.HasSuffix(strings.SplitN(name, "/", 2)[0], "*")
		return inside && slices.Contains(f.Resources, "object") || !inside && slices.Contains(f.Resources, "bucket") || wild
	})
}

// hasKey reports whether an action has a condition key of S3; it has those of
// every other service.
func hasKey(f policy.ActionFact, key string) bool {
	lower := strings.ToLower(key)
	if !strings.HasPrefix(lower, "s3:") {
		return true
	}
	return slices.ContainsFunc(f.Conditions, func(has string) bool {
		prefix, many := strings.CutSuffix(strings.ToLower(has), "<key>")
		if !many {
			prefix, many = strings.CutSuffix(prefix, "${tagkey}")
		}
		return many && strings.HasPrefix(lower, prefix) || prefix == lower
	})
}
