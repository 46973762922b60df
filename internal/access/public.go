package access

import (
	"net/netip"
	"strings"

	"keyporter/internal/policy"
)

// isPublic reports whether S3 calls a bucket policy public: it does unless every
// Allow is to fixed principals, or under a condition that fixes one of a few keys
// ("The meaning of 'public'", S3 user guide). A fixed value has neither wildcard
// nor policy variable.
func isPublic(doc *policy.Document) bool {
	for i := range doc.Statements {
		s := &doc.Statements[i]
		if s.Effect == policy.Allow && !fixedPrincipals(s) && !fixedByCondition(s, doc.Version == policy.Version2012) {
			return true
		}
	}
	return false
}

// fixedPrincipals reports whether all principals are accounts, users, roles,
// canonical users or services. An identity provider lets in whom it knows.
func fixedPrincipals(s *policy.Statement) bool {
	if s.Principal == nil {
		return false // NotPrincipal: everybody but some
	}
	for _, p := range s.Principal.List {
		if p.Kind == policy.PrincipalAny || p.Kind == policy.PrincipalFederated || strings.ContainsAny(p.Value, "*?") {
			return false
		}
	}
	return true
}

func fixedByCondition(s *policy.Statement, variables bool) bool {
	for i := range s.Conditions {
		if fixes(&s.Conditions[i], variables) {
			return true
		}
	}
	return false
}

// fixes reports whether a condition limits one of the keys of that page to fixed
// values. The operators that hold when the key is absent fix nothing.
func fixes(c *policy.Condition, variables bool) bool {
	switch strings.TrimPrefix(c.Operator, "ForAnyValue:") {
	case "StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike", "IpAddress":
	default:
		return false
	}
	fixed := fixedText
	switch strings.ToLower(c.Key) {
	case "aws:sourceip":
		fixed = fixedNetwork
	case "s3:dataaccesspointarn":
		fixed = fixedAccessPoint
	case "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "s3:dataaccesspointaccount", "aws:userid",
		"s3:x-amz-server-side-encryption-aws-kms-key-id", "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount":
	default:
		return false
	}
	for _, v := range c.Values {
		if variables && strings.Contains(v.Value, "${") || !fixed(v.Value) {
			return false
		}
	}
	return len(c.Values) > 0
}

func fixedText(v string) bool { return !strings.ContainsAny(v, "*?") }

// fixedNetwork reports whether a range is not very broad: /8 or narrower for
// IPv4, /32 or narrower for IPv6.
func fixedNetwork(v string) bool {
	if _, err := netip.ParseAddr(v); err == nil {
		return true
	}
	network, err := netip.ParsePrefix(v)
	if err != nil {
		return false
	}
	if network.Addr().Is4() {
		return network.Bits() >= 8
	}
	return network.Bits() >= 32
}

// fixedAccessPoint is any access point of one account.
func fixedAccessPoint(v string) bool {
	arn, ok := policy.ParseARN(v)
	return fixedText(v) || ok && len(arn.Account) == 12 && fixedText(arn.Account)
}
