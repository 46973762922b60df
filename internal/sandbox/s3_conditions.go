package sandbox

import (
	"strconv"
	"strings"

	"keyporter/internal/policy"
)

// s3Keys are the condition keys of a request to S3 with their values: the global
// ones, and of S3's own those that the Service Authorization Reference gives the
// permission ("Amazon S3 policy keys", S3 user guide). owner is the account that
// the resource belongs to.
func (c *s3Call) s3Keys(permission, owner string) map[string][]string {
	keys := c.globalKeys()
	keys["aws:ResourceAccount"], keys["aws:RequestedRegion"] = []string{owner}, []string{c.region}
	if c.bucket.Region != "" {
		keys["aws:RequestedRegion"] = []string{c.bucket.Region}
	}
	if referer := c.request.Referer(); referer != "" {
		keys["aws:Referer"] = []string{referer}
	}
	fact, _ := policy.Action(s3 + ":" + permission)
	for _, key := range fact.Conditions {
		if value, ok := c.s3Key(key, owner); ok {
			keys[key] = []string{value}
		}
		switch prefix := strings.TrimSuffix(key, eachKey); {
		case prefix == "s3:ExistingObjectTag/" && c.object != nil:
			addTags(keys, prefix, c.object.Tags)
		case prefix == "s3:RequestObjectTag/":
			addTags(keys, prefix, c.askedTags)
		case key == "s3:RequestObjectTagKeys":
			for _, t := range c.askedTags {
				keys[key] = append(keys[key], t.Key)
			}
		}
	}
	return keys
}

// eachKey stands for the keys of tags in the Service Authorization Reference.
const eachKey = "<key>"

func addTags(keys map[string][]string, prefix string, tags []tag) {
	for _, t := range tags {
		keys[prefix+t.Key] = []string{t.Value}
	}
}

// s3Key is the value of a condition key of S3 that has one value.
func (c *s3Call) s3Key(key, owner string) (string, bool) {
	name, _ := strings.CutPrefix(key, "s3:")
	switch name {
	case "authType", "signatureversion", "signatureAge":
		return c.signatureKey(name)
	case "ResourceAccount":
		return owner, true
	case "TlsVersion":
		if c.request.TLS == nil {
			return "", false
		}
		return strconv.FormatFloat(float64(c.request.TLS.Version-0x0301)/10+1, 'f', 1, 64), true // 0x0301 is TLS 1.0
	case "prefix", "delimiter", "max-keys":
		return c.form.text(name), c.form.values.Has(name)
	case "locationconstraint":
		return c.location, c.location != ""
	case "if-match", "if-none-match", "x-amz-acl", "x-amz-content-sha256", "x-amz-object-ownership":
	default:
		if !strings.HasPrefix(name, "x-amz-") {
			return "", false
		}
	}
	value := c.request.Header.Get(name)
	return value, value != ""
}

// signatureKey are the keys of "Amazon S3 Signature Version 4 authentication
// specific policy keys" (S3 API reference).
func (c *s3Call) signatureKey(name string) (string, bool) {
	switch {
	case c.sig == nil:
		return "", false
	case name == "signatureversion":
		return signAlgorithm, true
	case name == "authType" && c.sig.presigned:
		return "REST-QUERY-STRING", true
	case name == "authType":
		return "REST-HEADER", true
	}
	return strconv.FormatInt(c.at.Sub(c.sig.at).Milliseconds(), 10), c.sig.presigned
}
