package sandbox

import (
	"context"

	"keyporter/internal/store"
)

// boundaryXML is the boundary of a user or a role; nil leaves the element out.
type boundaryXML struct{ PermissionsBoundaryType, PermissionsBoundaryArn string }

func newBoundaryXML(arn string) *boundaryXML {
	if arn == "" {
		return nil
	}
	return &boundaryXML{"Policy", arn}
}

// boundary returns the ARN of the permissions boundary, "" for none. Names are
// folded, as in all of this file.
func (n noun) boundary(ctx context.Context, c *call, name string) (string, error) {
	arns, err := c.in.Targets(ctx, n.bound, name)
	if err != nil || len(arns) == 0 {
		return "", err
	}
	return arns[0], nil
}

// boundaryPolicy returns the policy that is the boundary, nil where there is none.
// One that is gone has no text and denies.
func (n noun) boundaryPolicy(ctx context.Context, c *call, name string) (*heldPolicy, error) {
	arn, err := n.boundary(ctx, c, name)
	if err != nil || arn == "" {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	return &heldPolicy{name: p.Name, arn: arn, text: p.text()}, absent(err, nil)
}

// bind makes a policy the boundary of a user or role whose row is held, in the
// place of the one before.
func (n noun) bind(ctx context.Context, c *call, name, arn string) error {
	if err := n.unbind(ctx, c, name); err != nil {
		return err
	}
	p, err := c.attachable(ctx, arn)
	if err != nil {
		return err
	}
	return c.in.Link(ctx, store.EntityLink{Kind: n.bound, Source: name, Target: p.ARN})
}

func (n noun) unbind(ctx context.Context, c *call, name string) error {
	old, err := n.boundary(ctx, c, name)
	if err == nil && old != "" {
		_, err = c.in.Unlink(ctx, store.EntityLink{Kind: n.bound, Source: name, Target: old})
	}
	return err
}

// attachable finds a policy and holds it where it is the account's own, so that
// it is not deleted meanwhile.
func (c *call) attachable(ctx context.Context, arn string) (policyDoc, error) {
	p, err := c.policy(ctx, arn)
	if own := c.policyName(arn); err == nil && own != "" {
		_, err = c.in.Hold(ctx, kindPolicy, own)
	}
	return p, absent(err, noSuchEntity("Policy %s does not exist or is not attachable.", arn))
}

func (n noun) putBoundary(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name(n.param, n.lookup), c.form.arn("PermissionsBoundary")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		return n.bind(ctx, c, owner.row.Name, arn)
	})
}

// deleteBoundary is content when there is none.
func (n noun) deleteBoundary(ctx context.Context, c *call) (any, error) {
	name := c.form.name(n.param, n.lookup)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		return n.unbind(ctx, c, owner.row.Name)
	})
}
