package policy

import (
	"slices"
	"strings"
)

// resources reports of a statement's faulty resources the first in the order of
// their texts, as IAM does.
func (c *checker) resources() *Error {
	return c.each(func(s *Statement) *Error {
		list := slices.Concat(s.Resources, s.NotResources)
		slices.SortStableFunc(list, func(a, b Text) int { return strings.Compare(a.Value, b.Value) })
		for _, r := range list {
			if err := c.resource(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// resource follows "Resource" of the elements reference: * or an ARN. Policies
// of API Gateway have a short form of their own.
func (c *checker) resource(r Text) *Error {
	if r.Value == "*" || c.use == UseResource && strings.HasPrefix(r.Value, "execute-api:/") {
		return nil
	}
	_, rest, found := strings.Cut(r.Value, ":")
	if !found {
		return c.fault(CodeResource, r.At, r.Value)
	}
	partition, rest, found := strings.Cut(rest, ":")
	if !isPartition(partition) || c.partition != "" && partition != c.partition && !strings.Contains(partition, "*") {
		return c.fault(CodePartition, r.At, partition, wholeARN(partition, rest))
	}
	service, rest, _ := strings.Cut(rest, ":")
	if !found || strings.ContainsAny(service, "*?") {
		return c.fault(CodeVendor, r.At, r.Value)
	}
	region, rest, _ := strings.Cut(rest, ":")
	account, resource, _ := strings.Cut(rest, ":")
	inRegion := service == "s3" && account != "" // access points and their like
	switch {
	case (service == "iam" || service == "s3") && !inRegion && (region != "" || after(r.Value, 3) == ""):
		return c.fault(CodeRegion, r.At, r.Value, service)
	case service == "iam" && resource != "*" && !slices.ContainsFunc(iamPaths[:], func(p string) bool { return strings.HasPrefix(resource, p) }):
		return c.fault(CodeIAMPath, r.At, r.Value)
	}
	return nil
}

// iamPaths are the beginnings of resources that IAM takes in an ARN of its own.
var iamPaths = [...]string{
	"user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/",
	"policy/", "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",
}

// IAMPaths lists the beginnings of resources that IAM takes in an ARN of its
// own, in AWS's order.
func IAMPaths() []string { return slices.Clone(iamPaths[:]) }

// isPartition knows the partitions by their names, and wildcards.
func isPartition(s string) bool {
	return s == "aws" || strings.HasPrefix(s, "aws-") || strings.Contains(s, "*")
}

// wholeARN fills up what a broken ARN lacks, as AWS's message quotes it.
func wholeARN(partition, rest string) string {
	parts := strings.SplitN(rest, ":", 4)
	if rest == "" {
		parts = nil
	}
	for len(parts) < 4 {
		parts = append(parts, "*")
	}
	return "arn:" + partition + ":" + strings.Join(parts, ":")
}
