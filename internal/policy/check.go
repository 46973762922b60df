package policy

import (
	"slices"
	"strings"
)

// Use is what a document is for.
type Use string

// The uses, which differ in what AWS refuses.
const (
	UseManaged  Use = "managed"  // a customer managed policy that is being saved
	UseInline   Use = "inline"   // a policy within a user, group or role; also any identity policy that exists
	UseResource Use = "resource" // the policy of a bucket, a key, a queue
	UseTrust    Use = "trust"    // a role's trust policy
	UseControl  Use = "control"  // a service control policy
)

// Read parses and checks a document.
func Read(text string, use Use) (*Document, error) {
	doc, err := Parse(text)
	if err == nil {
		err = doc.Check(use)
	}
	if err != nil {
		return nil, err
	}
	return doc, nil
}

// Check returns what AWS refuses in a document for this use, as an *Error; nil
// when it takes the document. The order is AWS's own, as clients have observed
// it: the version, what the older parser refuses, Sids, principals, missing
// actions, the form of resources and actions, missing resources.
func (d *Document) Check(use Use) error { return d.CheckIn(use, "") }

// CheckIn is Check in an account of one partition, such as "aws", where IAM
// refuses resources of any other. An ARN may leave the partition open with a *.
func (d *Document) CheckIn(use Use, partition string) error {
	c := checker{doc: d, use: use, names: use == UseResource || use == UseTrust, partition: partition}
	for _, step := range [...]func() *Error{c.version, c.legacy, c.sids, c.principals, c.hasActions, c.resources, c.actions, c.hasResources} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type checker struct {
	doc       *Document
	use       Use
	names     bool   // statements name principals
	partition string // the only one that is taken, "" for all
}

func (c *checker) fault(code Code, at int, args ...string) *Error {
	return newError(c.doc.text, code, at, args...)
}

// each runs the check on every statement until one fails.
func (c *checker) each(check func(s *Statement) *Error) *Error {
	for i := range c.doc.Statements {
		if err := check(&c.doc.Statements[i]); err != nil {
			return err
		}
	}
	return nil
}

// version: "Policy document must be version 2012-10-17 or greater" (CreatePolicy);
// service control policies likewise ("SCP syntax", AWS Organizations).
func (c *checker) version() *Error {
	if (c.use == UseManaged || c.use == UseControl) && c.doc.Version != Version2012 {
		return c.fault(CodeOldVersion, 0)
	}
	return nil
}

// legacy refuses effects in another case, dates that are none, and ARNs with too
// few parts. ARNs with another fault are left to resources.
func (c *checker) legacy() *Error {
	err := c.each(func(s *Statement) *Error {
		if s.Effect != Allow && s.Effect != Deny {
			return c.fault(CodeLegacy, s.effectAt, string(s.Effect))
		}
		for i := range s.Conditions {
			if op, _ := operatorNamed(s.Conditions[i].Operator); op.family == familyDate {
				for _, v := range s.Conditions[i].Values {
					if _, ok := parseDate(v.Value); !ok {
						return c.fault(CodeLegacy, v.At, v.Value)
					}
				}
			}
		}
		return nil
	})
	if err != nil || c.resources() != nil {
		return err
	}
	return c.each(func(s *Statement) *Error {
		for _, r := range slices.Concat(s.Resources, s.NotResources) {
			service, _, _ := strings.Cut(after(r.Value, 2), ":")
			short := strings.Count(r.Value, ":") < arnParts-1 && strings.Contains(r.Value, "::")
			if strings.HasPrefix(r.Value, "arn:") && (short || service == "") {
				return c.fault(CodeLegacy, r.At, r.Value)
			}
		}
		return nil
	})
}

// after returns what stands behind the first n colons, "" where there are fewer.
func after(s string, n int) string {
	for range n {
		_, s, _ = strings.Cut(s, ":")
	}
	return s
}

// sids follows "Sid" of the elements reference. Services other than IAM are not
// as strict.
func (c *checker) sids() *Error {
	if c.use == UseResource {
		return nil
	}
	seen := map[string]bool{}
	return c.each(func(s *Statement) *Error {
		switch {
		case s.Sid == "":
			return nil
		case seen[s.Sid]:
			return c.fault(CodeSidRepeated, s.sidAt, s.Sid)
		case strings.IndexFunc(s.Sid, notAlphanumeric) >= 0:
			return c.fault(CodeSid, s.sidAt, s.Sid)
		}
		seen[s.Sid] = true
		return nil
	})
}

func notAlphanumeric(c rune) bool {
	return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// principals follows "Principal" of the elements reference.
func (c *checker) principals() *Error {
	return c.each(func(s *Statement) *Error {
		p := s.Principal
		if p == nil {
			p = s.NotPrincipal
		}
		switch {
		case p == nil && !c.names:
			return nil
		case p == nil || c.names && len(p.List) == 0:
			return c.fault(CodeNoPrincipal, s.At)
		case !c.names:
			return c.fault(CodePrincipal, p.At)
		}
		if c.use == UseTrust && s.NotPrincipal != nil {
			return c.fault(CodePrincipal, p.At)
		}
		for _, one := range p.List {
			if !one.valid() {
				return c.fault(CodePrincipalInvalid, one.At, string(one.Kind), one.Value)
			}
		}
		return nil
	})
}

// valid knows the forms of a principal: *, an account id, an unique id, or an
// ARN of IAM or STS without wildcards.
func (p *Principal) valid() bool {
	switch {
	case p.Value == "*":
		return p.Kind == PrincipalAny || p.Kind == PrincipalAWS
	case p.Kind != PrincipalAWS:
		return p.Value != ""
	}
	if arn, ok := ParseARN(p.Value); ok {
		return (arn.Service == "iam" || arn.Service == "sts") && !strings.ContainsAny(p.Value, "*?")
	}
	return isAccount(p.Value) || isUniqueID(p.Value)
}

func isAccount(s string) bool {
	return len(s) == 12 && strings.Trim(s, "0123456789") == ""
}

// isUniqueID follows "Unique identifiers" of the IAM identifiers page.
func isUniqueID(s string) bool {
	return len(s) >= 16 && s[0] == 'A' && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

func (c *checker) hasActions() *Error {
	return c.each(func(s *Statement) *Error {
		if len(s.Actions)+len(s.NotActions) == 0 {
			return c.fault(CodeNoAction, s.At)
		}
		return nil
	})
}

// hasResources leaves trust policies alone, which are about the role itself.
func (c *checker) hasResources() *Error {
	return c.each(func(s *Statement) *Error {
		if c.use != UseTrust && len(s.Resources)+len(s.NotResources) == 0 {
			return c.fault(CodeNoResource, s.At)
		}
		return nil
	})
}

func (c *checker) actions() *Error {
	return c.each(func(s *Statement) *Error {
		for _, a := range slices.Concat(s.Actions, s.NotActions) {
			vendor, rest, found := strings.Cut(a.Value, ":")
			switch {
			case !found && vendor != "*":
				return c.fault(CodeAction, a.At, a.Value)
			case strings.Contains(rest, ":"):
				return c.fault(CodeActionColons, a.At, a.Value)
			case vendor != "*" && strings.IndexFunc(vendor, func(r rune) bool { return notAlphanumeric(r) && r != '-' && r != '.' }) >= 0:
				return c.fault(CodeActionVendor, a.At, vendor)
			}
		}
		return nil
	})
}
