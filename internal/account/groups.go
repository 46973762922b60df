package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"golang.org/x/sync/errgroup"

	"keyporter/internal/iam"
)

// Group returns one group as it is now and the names of its members; of its
// inline policies it has the names, not the documents. Calls: GetGroup,
// ListAttachedGroupPolicies, ListGroupPolicies.
func (r *Reader) Group(ctx context.Context, name iam.GroupName) (iam.Group, []iam.UserName, error) {
	var g iam.Group
	var members []iam.UserName
	var held []iam.AttachedPolicy
	var own []iam.PolicyName
	calls, ctx := errgroup.WithContext(ctx)
	calls.Go(func() (err error) { g, members, err = r.bareGroup(ctx, name); return err })
	calls.Go(func() (err error) { held, err = r.attachedToGroup(ctx, name); return err })
	calls.Go(func() (err error) { own, err = r.inlineOfGroup(ctx, name); return err })
	if err := calls.Wait(); err != nil {
		return iam.Group{}, nil, err
	}
	g.Attached, g.Inline = held, named(own)
	return g, members, nil
}

func (r *Reader) bareGroup(ctx context.Context, name iam.GroupName) (iam.Group, []iam.UserName, error) {
	g := iam.Group{Name: name}
	var members []iam.UserName
	pages := sdkiam.NewGetGroupPaginator(r.iam, &sdkiam.GetGroupInput{GroupName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.GetGroupOutput) (bool, *string) {
		if p.Group != nil && text(p.Group.GroupName) != "" {
			g = groupOf(p.Group)
		}
		for _, u := range p.Users {
			members = append(members, iam.UserName(text(u.UserName)))
		}
		return p.IsTruncated, p.Marker
	}, aGroup(name))
	return g, members, err
}

func (r *Reader) attachedToGroup(ctx context.Context, name iam.GroupName) ([]iam.AttachedPolicy, error) {
	var list []iam.AttachedPolicy
	pages := sdkiam.NewListAttachedGroupPoliciesPaginator(r.iam, &sdkiam.ListAttachedGroupPoliciesInput{GroupName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListAttachedGroupPoliciesOutput) (bool, *string) {
		list = append(list, attached(p.AttachedPolicies)...)
		return p.IsTruncated, p.Marker
	}, aGroup(name))
	return list, err
}

func (r *Reader) inlineOfGroup(ctx context.Context, name iam.GroupName) ([]iam.PolicyName, error) {
	var list []iam.PolicyName
	pages := sdkiam.NewListGroupPoliciesPaginator(r.iam, &sdkiam.ListGroupPoliciesInput{GroupName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListGroupPoliciesOutput) (bool, *string) {
		list = append(list, policyNames(p.PolicyNames)...)
		return p.IsTruncated, p.Marker
	}, aGroup(name))
	return list, err
}

// CreateGroup makes a group with the path /. Calls: CreateGroup.
func (a *Account) CreateGroup(ctx context.Context, name iam.GroupName) (iam.Group, error) {
	out, err := ask(ctx, a.changes, a.changer.CreateGroup, &sdkiam.CreateGroupInput{GroupName: ptr(name)}, aGroup(name))
	if err != nil {
		return iam.Group{}, err
	}
	g := groupOf(out.Group)
	if g.Name == "" {
		g.Name = name
	}
	return g, nil
}

// DeleteGroup deletes a group without members and policies. Servers other than
// AWS may delete one with all that it has. Calls: DeleteGroup.
func (a *Account) DeleteGroup(ctx context.Context, name iam.GroupName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteGroup, &sdkiam.DeleteGroupInput{GroupName: ptr(name)}, aGroup(name))
	return err
}

// AddToGroup makes a user a member; one that is a member already stays one.
// Calls: AddUserToGroup.
func (a *Account) AddToGroup(ctx context.Context, group iam.GroupName, user iam.UserName) error {
	_, err := ask(ctx, a.changes, a.changer.AddUserToGroup,
		&sdkiam.AddUserToGroupInput{GroupName: ptr(group), UserName: ptr(user)}, aUser(user), aGroup(group))
	return err
}

// RemoveFromGroup ends a membership. Calls: RemoveUserFromGroup.
func (a *Account) RemoveFromGroup(ctx context.Context, group iam.GroupName, user iam.UserName) error {
	_, err := ask(ctx, a.changes, a.changer.RemoveUserFromGroup,
		&sdkiam.RemoveUserFromGroupInput{GroupName: ptr(group), UserName: ptr(user)}, aUser(user), aGroup(group))
	return err
}

// UpdateGroup gives a group another name, another path, or both; "" leaves it
// as it is. Id, members and policies stay. Calls: UpdateGroup.
func (a *Account) UpdateGroup(ctx context.Context, name, newName iam.GroupName, newPath string) error {
	in, about := &sdkiam.UpdateGroupInput{GroupName: ptr(name)}, []thing{aGroup(name)}
	if newName != "" {
		in.NewGroupName, about = ptr(newName), append(about, aGroup(newName))
	}
	if newPath != "" {
		in.NewPath = ptr(newPath)
	}
	_, err := ask(ctx, a.changes, a.changer.UpdateGroup, in, about...)
	return err
}
