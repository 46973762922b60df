package sandbox

import (
	"context"
	"errors"

	"keyporter/internal/policy"
	"keyporter/internal/store"
)

// heldPolicy is a policy that bears on a user, a group or a role.
type heldPolicy struct {
	kind  policy.Kind
	name  string
	arn   string // of a managed policy
	owner string // of an inline policy: the name of who has it
	group string // the group that it comes through, if so
	text  string
}

// source reads a kept document, which was checked when it came. One that no
// longer parses stands for a denial of everything.
func (p heldPolicy) source() policy.Source {
	doc, err := policy.Parse(p.text)
	if err != nil {
		doc = &policy.Document{Statements: []policy.Statement{{
			Effect: policy.Deny, Actions: []policy.Text{{Value: "*"}}, Resources: []policy.Text{{Value: "*"}},
		}}}
	}
	return policy.Source{Name: p.name, Kind: p.kind, Group: p.group, Doc: doc}
}

func sources(held []heldPolicy) []policy.Source {
	list := make([]policy.Source, len(held))
	for i := range held {
		list[i] = held[i].source()
	}
	return list
}

// policiesOfUser collects every identity policy that applies to a user.
func (c *call) policiesOfUser(ctx context.Context, user principalDoc) ([]heldPolicy, error) {
	list, err := c.policiesHeld(ctx, users, user)
	if err != nil {
		return nil, err
	}
	names, err := c.in.Targets(ctx, linkMember, fold(user.Name))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		group, err := getDoc[principalDoc](ctx, c.in, kindGroup, name)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		more, err := c.policiesHeld(ctx, groups, group)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

// policiesHeld collects what is attached to one user, group or role and what is in it.
func (c *call) policiesHeld(ctx context.Context, n noun, owner principalDoc) ([]heldPolicy, error) {
	arns, err := c.in.Targets(ctx, n.link, fold(owner.Name))
	if err != nil {
		return nil, err
	}
	managed, inline, group := policy.UserManaged, policy.UserInline, ""
	switch n.kind {
	case kindGroup:
		managed, inline, group = policy.GroupManaged, policy.GroupInline, owner.Name
	case kindRole:
		managed, inline = policy.RoleManaged, policy.RoleInline
	}
	var list []heldPolicy
	for _, arn := range arns {
		p, err := c.policy(ctx, arn)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, heldPolicy{kind: managed, name: p.Name, arn: p.ARN, group: group, text: p.text()})
	}
	for _, p := range owner.Inline {
		list = append(list, heldPolicy{kind: inline, name: p.Name, owner: owner.Name, group: group, text: p.Document})
	}
	return list, nil
}
