package sandbox

import (
	"context"
	"net/http"

	"keyporter/internal/policy"
)

// target is what a call is about: its resource in the Service Authorization
// Reference, with what conditions may ask of that. The zero tags and names say
// that there is nothing to ask.
type target struct {
	arn   string
	tags  []tag
	bound string // kind of the link to its boundary, where it can have one
	name  string // folded, of the user or role that it is
}

// admit finds out what a call is about and refuses what the caller may not do,
// both in one state of the account.
func (c *call) admit(ctx context.Context, resource func(ctx context.Context, c *call) (target, error)) error {
	if c.who.user == nil {
		return nil // the root may do all, and the call itself finds what is not there
	}
	return c.snapshot(ctx, func(inside *call) error {
		if err := inside.refresh(ctx); err != nil {
			return err
		}
		c.who = inside.who
		to, err := resource(ctx, inside)
		if err != nil {
			return err
		}
		return inside.authorise(ctx, to)
	})
}

// authorise refuses what the caller's policies do not allow.
func (c *call) authorise(ctx context.Context, to target) error {
	if c.who.user == nil {
		return nil
	}
	policies, err := c.callerPolicies(ctx)
	if err != nil {
		return err
	}
	own, err := c.ownPassword(ctx)
	if err != nil {
		return err
	}
	policies.Identity = append(policies.Identity, sources(own)...)
	keys, err := c.conditionKeys(ctx, to)
	if err != nil {
		return err
	}
	action := c.service + ":" + c.action
	request := policy.Request{Principal: c.who.arn, Action: action, Resource: to.arn, Context: policy.NewContext(keys)}
	decision := policy.Evaluate(request, policies)
	if decision.Outcome == policy.Allowed {
		return nil
	}
	return fail(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: %s on resource: %s %s",
		c.who.arn, action, to.arn, denial(decision, action))
}

// callerPolicies are the identity policies and the boundary of the user who calls.
func (c *call) callerPolicies(ctx context.Context) (policy.Policies, error) {
	held, err := c.policiesOfUser(ctx, *c.who.user)
	if err != nil {
		return policy.Policies{}, err
	}
	policies := policy.Policies{Identity: sources(held)}
	boundary, err := users.boundaryPolicy(ctx, c, fold(c.who.user.Name))
	if err == nil && boundary != nil {
		source := boundary.source()
		policies.Boundary = &source
	}
	return policies, err
}

// ownPassword is what the account's password policy lets every user do, where it
// says so ("AllowUsersToChangePassword", PasswordPolicy, IAM API reference).
func (c *call) ownPassword(ctx context.Context) ([]heldPolicy, error) {
	resource := map[string]string{"ChangePassword": c.who.arn, "GetAccountPasswordPolicy": "*"}[c.action]
	if resource == "" {
		return nil, nil
	}
	p, err := readPasswordPolicy(ctx, c.in)
	if err != nil || !p.Change {
		return nil, absent(err, nil)
	}
	return []heldPolicy{{kind: policy.UserManaged, name: "AllowUsersToChangePassword",
		text: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:` + c.action + `","Resource":"` + resource + `"}}`}}, nil
}

// denial is the end of AWS's message ("Troubleshoot access denied error
// messages", IAM User Guide).
func denial(d *policy.Decision, action string) string {
	switch {
	case says(d, policy.LayerIdentity) == policy.ExplicitlyDenied:
		return "with an explicit deny in an identity-based policy"
	case says(d, policy.LayerBoundary) == policy.ExplicitlyDenied:
		return "with an explicit deny in a permissions boundary"
	case says(d, policy.LayerResource) == policy.ExplicitlyDenied:
		return "with an explicit deny in a resource-based policy"
	case d.Cause == policy.CauseBoundarySilent:
		return "because no permissions boundary allows the " + action + " action"
	}
	return "because no identity-based policy allows the " + action + " action"
}
