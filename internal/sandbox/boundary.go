package sandbox

import (
	"context"

	"keyporter/internal/store"
)

// boundaryXML is the boundary of a user; nil leaves the element out.
type boundaryXML struct{ PermissionsBoundaryType, PermissionsBoundaryArn string }

func newBoundaryXML(arn string) *boundaryXML {
	if arn == "" {
		return nil
	}
	return &boundaryXML{"Policy", arn}
}

// boundary returns the ARN of a user's permissions boundary, "" for none.
func (c *call) boundary(ctx context.Context, user string) (string, error) {
	arns, err := c.in.Targets(ctx, linkBoundary, user)
	if err != nil || len(arns) == 0 {
		return "", err
	}
	return arns[0], nil
}

// boundaryPolicy returns the policy that is a user's boundary, nil where the user
// has none. One that is gone has no text and denies.
func (c *call) boundaryPolicy(ctx context.Context, user string) (*heldPolicy, error) {
	arn, err := c.boundary(ctx, user)
	if err != nil || arn == "" {
		return nil, err
	}
	p, err := c.policy(ctx, arn)
	return &heldPolicy{name: p.Name, arn: arn, text: p.text()}, absent(err, nil)
}

// bind makes a policy the boundary of a user whose row is held, in the place of
// the one before.
func (c *call) bind(ctx context.Context, user, arn string) error {
	if err := c.unbind(ctx, user); err != nil {
		return err
	}
	p, err := c.attachable(ctx, arn)
	if err != nil {
		return err
	}
	return c.in.Link(ctx, store.EntityLink{Kind: linkBoundary, Source: user, Target: p.ARN})
}

func (c *call) unbind(ctx context.Context, user string) error {
	old, err := c.boundary(ctx, user)
	if err == nil && old != "" {
		_, err = c.in.Unlink(ctx, store.EntityLink{Kind: linkBoundary, Source: user, Target: old})
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

func putUserPermissionsBoundary(ctx context.Context, c *call) (any, error) {
	name, arn := c.form.name("UserName", 128), c.form.arn("PermissionsBoundary")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, users.change(ctx, c, name, func(c *call, user held) error {
		return c.bind(ctx, user.row.Name, arn)
	})
}

// deleteUserPermissionsBoundary is content when the user has none.
func deleteUserPermissionsBoundary(ctx context.Context, c *call) (any, error) {
	name := c.form.name("UserName", 128)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, users.change(ctx, c, name, func(c *call, user held) error {
		return c.unbind(ctx, user.row.Name)
	})
}
