package sandbox

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/policy"
)

// simulatedID is how a simulation names a policy that is there already: a managed
// one by its name, an inline one by that of its owner and its own.
func (p heldPolicy) simulatedID() string {
	switch {
	case p.arn != "":
		return p.name
	case p.group != "":
		return "group_" + p.group + "_" + p.name
	case p.kind == policy.RoleInline:
		return "role_" + p.owner + "_" + p.name
	}
	return "user_" + p.owner + "_" + p.name
}

// sourcePolicies collects what bears on the user, group or role of an ARN.
func (c *call) sourcePolicies(ctx context.Context, arn string) ([]heldPolicy, *heldPolicy, error) {
	n, doc, err := c.sourceEntity(ctx, arn)
	if err != nil {
		return nil, nil, err
	}
	var held []heldPolicy
	if n.kind == kindUser {
		held, err = c.policiesOfUser(ctx, doc)
	} else {
		held, err = c.policiesHeld(ctx, n, doc)
	}
	if err != nil || n.bound == "" {
		return held, nil, err
	}
	boundary, err := n.boundaryPolicy(ctx, c, fold(doc.Name))
	return held, boundary, err
}

// sourceEntity finds the user, the group or the role of exactly this ARN.
func (c *call) sourceEntity(ctx context.Context, arn string) (noun, principalDoc, error) {
	name := arn[strings.LastIndexByte(arn, '/')+1:]
	for _, n := range []noun{users, groups, roles} {
		if !strings.HasPrefix(arn, c.arn(n.title, "/", "")) || name == "" {
			continue
		}
		doc, err := n.get(ctx, c, name)
		if err == nil && n.targetOf(c, doc).arn != arn {
			err = n.missing(name)
		}
		return n, doc, err
	}
	return noun{}, principalDoc{}, invalidInput("Invalid Entity Arn: %s does not clearly define entity type and name.", arn)
}

// sourceTarget is the resource of a call about the policies of an entity.
func sourceTarget(ctx context.Context, c *call) (target, error) {
	arn := c.form.text("PolicySourceArn")
	n, doc, err := c.sourceEntity(ctx, arn)
	var known *failure
	if errors.As(err, &known) {
		return target{arn: arn}, nil // the call itself refuses it
	}
	return n.targetOf(c, doc), err
}
