package sandbox

import (
	"context"
	"strings"

	"keyporter/internal/store"
)

type attachedXML struct{ PolicyName, PolicyArn string }

// attach is content when the policy is attached already, as AWS is.
func (n noun) attach(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name(n.param, n.lookup), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		p, err := c.attachable(ctx, arn)
		if err != nil {
			return err
		}
		link := store.EntityLink{Kind: n.link, Source: owner.row.Name, Target: p.ARN}
		return c.linkUnder(ctx, link, n.attachedBy, quotaAttached)
	})
}

func (n noun) detach(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name(n.param, n.lookup), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		gone, err := c.in.Unlink(ctx, store.EntityLink{Kind: n.link, Source: owner.row.Name, Target: arn})
		if err == nil && !gone {
			return policyMissing(arn)
		}
		return err
	})
}

func (n noun) listAttached(ctx context.Context, c *call) (any, error) {
	p, name, prefix := c.page(), c.form.name(n.param, n.lookup), c.form.prefix()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, err := n.get(ctx, c, name); err != nil {
		return nil, err
	}
	arns, err := c.in.Targets(ctx, n.link, fold(name))
	if err != nil {
		return nil, err
	}
	list, end, err := slicePage(p, attachedList(arns, prefix), func(a attachedXML) string { return a.PolicyName + a.PolicyArn })
	return struct {
		AttachedPolicies []attachedXML `xml:"AttachedPolicies>member"`
		paging
	}{list, end}, err
}

// attachedList names the policies of these ARNs whose path begins with prefix.
// The last part of the ARN is the name, and no attached policy is ever deleted.
func attachedList(arns []string, prefix string) []attachedXML {
	var list []attachedXML
	for _, arn := range arns {
		_, path, _ := strings.Cut(arn, ":policy/")
		if path = "/" + path; strings.HasPrefix(path[:strings.LastIndexByte(path, '/')+1], prefix) {
			list = append(list, attachedXML{path[strings.LastIndexByte(path, '/')+1:], arn})
		}
	}
	return list
}
