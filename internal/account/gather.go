package account

import (
	"context"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// gathering reads a server that has no GetAccountAuthorizationDetails, entity by
// entity (seen at SeaweedFS). What it lacks makes the details incomplete.
type gathering struct {
	*Reader
	lacking atomic.Bool
}

// gather is Details for such a server. Calls: ListUsers, ListGroups,
// ListPolicies, ListRoles; for each user ListGroupsForUser,
// ListAttachedUserPolicies, ListUserPolicies, GetUserPolicy; for each group
// ListAttachedGroupPolicies, ListGroupPolicies, GetGroupPolicy; for each role
// ListAttachedRolePolicies, ListRolePolicies, GetRolePolicy; for each own policy
// GetPolicyVersion.
func (r *Reader) gather(ctx context.Context) (iam.Details, error) {
	g := &gathering{Reader: r}
	users, wholeUsers, err := r.listUsers(ctx)
	if err != nil {
		return iam.Details{}, err
	}
	groups, wholeGroups, err := r.listGroups(ctx)
	if g.skip(err) != nil {
		return iam.Details{}, err
	}
	policies, err := r.policies(ctx, types.PolicyScopeTypeLocal)
	if g.skip(err) != nil {
		return iam.Details{}, err
	}
	roles, wholeRoles, err := r.listRoles(ctx)
	if err != nil {
		return iam.Details{}, err
	}
	d := iam.Details{Users: users, Groups: groups, Roles: roles, Policies: policies}
	calls, ctx := errgroup.WithContext(ctx)
	calls.SetLimit(fanOut)
	for i := range d.Users {
		calls.Go(func() error { return g.fillUser(ctx, &d.Users[i]) })
	}
	for i := range d.Groups {
		calls.Go(func() error { return g.fillGroup(ctx, &d.Groups[i]) })
	}
	for i := range d.Roles {
		calls.Go(func() error { return g.fillRole(ctx, &d.Roles[i]) })
	}
	for i := range d.Policies {
		calls.Go(func() error { return g.fillPolicy(ctx, &d.Policies[i]) })
	}
	if err := calls.Wait(); err != nil {
		return iam.Details{}, err
	}
	d.Complete = wholeUsers && wholeGroups && wholeRoles && !g.lacking.Load()
	return d, nil
}

// skip passes over what the server does not offer, and over what has gone since
// it was listed.
func (g *gathering) skip(err error) error {
	if fault.KindOf(err) == fault.NotFound {
		g.lacking.Store(true)
		return nil
	}
	return err
}

func (g *gathering) fillUser(ctx context.Context, u *iam.User) (err error) {
	if u.Groups, err = g.groupsOf(ctx, u.Name); g.skip(err) != nil {
		return err
	}
	if u.Attached, err = g.attachedToUser(ctx, u.Name); g.skip(err) != nil {
		return err
	}
	names, err := g.inlineOfUser(ctx, u.Name)
	if g.skip(err) != nil {
		return err
	}
	for _, n := range names {
		p, err := g.UserPolicy(ctx, u.Name, n)
		if g.skip(err) != nil {
			return err
		}
		u.Inline = append(u.Inline, p)
	}
	return nil
}

func (g *gathering) fillGroup(ctx context.Context, group *iam.Group) (err error) {
	if group.Attached, err = g.attachedToGroup(ctx, group.Name); g.skip(err) != nil {
		return err
	}
	names, err := g.inlineOfGroup(ctx, group.Name)
	if g.skip(err) != nil {
		return err
	}
	for _, n := range names {
		p, err := g.GroupPolicy(ctx, group.Name, n)
		if g.skip(err) != nil {
			return err
		}
		group.Inline = append(group.Inline, p)
	}
	return nil
}

func (g *gathering) fillPolicy(ctx context.Context, p *iam.Policy) (err error) {
	if p.DefaultVersion == "" {
		return nil
	}
	p.Document, err = g.policyDocument(ctx, *p)
	return g.skip(err)
}
