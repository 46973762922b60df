package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"golang.org/x/sync/errgroup"

	"keyporter/internal/iam"
)

// User returns one user as it is now, with the names of its inline policies but
// not their documents. Calls: GetUser, ListGroupsForUser,
// ListAttachedUserPolicies, ListUserPolicies.
func (r *Reader) User(ctx context.Context, name iam.UserName) (iam.User, error) {
	var u iam.User
	var groups []iam.GroupName
	var held []iam.AttachedPolicy
	var own []iam.PolicyName
	calls, ctx := errgroup.WithContext(ctx)
	calls.Go(func() (err error) { u, err = r.bareUser(ctx, name); return err })
	calls.Go(func() (err error) { groups, err = r.groupsOf(ctx, name); return err })
	calls.Go(func() (err error) { held, err = r.attachedToUser(ctx, name); return err })
	calls.Go(func() (err error) { own, err = r.inlineOfUser(ctx, name); return err })
	if err := calls.Wait(); err != nil {
		return iam.User{}, err
	}
	u.Groups, u.Attached, u.Inline = groups, held, named(own)
	return u, nil
}

func (r *Reader) bareUser(ctx context.Context, name iam.UserName) (iam.User, error) {
	out, err := ask(ctx, r.reads, r.iam.GetUser, &sdkiam.GetUserInput{UserName: ptr(name)}, aUser(name))
	if err != nil {
		return iam.User{}, err
	}
	u := userOf(out.User)
	if u.Name == "" {
		u.Name = name
	}
	return u, nil
}

func (r *Reader) groupsOf(ctx context.Context, name iam.UserName) ([]iam.GroupName, error) {
	var list []iam.GroupName
	pages := sdkiam.NewListGroupsForUserPaginator(r.iam, &sdkiam.ListGroupsForUserInput{UserName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListGroupsForUserOutput) (bool, *string) {
		for _, g := range p.Groups {
			list = append(list, iam.GroupName(text(g.GroupName)))
		}
		return p.IsTruncated, p.Marker
	}, aUser(name))
	return list, err
}

func (r *Reader) attachedToUser(ctx context.Context, name iam.UserName) ([]iam.AttachedPolicy, error) {
	var list []iam.AttachedPolicy
	pages := sdkiam.NewListAttachedUserPoliciesPaginator(r.iam, &sdkiam.ListAttachedUserPoliciesInput{UserName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListAttachedUserPoliciesOutput) (bool, *string) {
		list = append(list, attached(p.AttachedPolicies)...)
		return p.IsTruncated, p.Marker
	}, aUser(name))
	return list, err
}

func (r *Reader) inlineOfUser(ctx context.Context, name iam.UserName) ([]iam.PolicyName, error) {
	var list []iam.PolicyName
	pages := sdkiam.NewListUserPoliciesPaginator(r.iam, &sdkiam.ListUserPoliciesInput{UserName: ptr(name)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListUserPoliciesOutput) (bool, *string) {
		list = append(list, policyNames(p.PolicyNames)...)
		return p.IsTruncated, p.Marker
	}, aUser(name))
	return list, err
}

func policyNames(list []string) []iam.PolicyName {
	var out []iam.PolicyName
	for _, n := range list {
		out = append(out, iam.PolicyName(n))
	}
	return out
}

func named(list []iam.PolicyName) []iam.InlinePolicy {
	var out []iam.InlinePolicy
	for _, n := range list {
		out = append(out, iam.InlinePolicy{Name: n})
	}
	return out
}

// NewUser is a user to be made; fields other than Name may be zero.
type NewUser struct {
	Name     iam.UserName
	Path     string
	Tags     []iam.Tag
	Boundary iam.ARN
}

// CreateUser makes a user with the path /. Calls: CreateUser.
func (a *Account) CreateUser(ctx context.Context, name iam.UserName) (iam.User, error) {
	return a.MakeUser(ctx, NewUser{Name: name})
}

// MakeUser makes a user with what it is to have from the first moment. Calls:
// CreateUser.
func (a *Account) MakeUser(ctx context.Context, n NewUser) (iam.User, error) {
	in, about := &sdkiam.CreateUserInput{UserName: ptr(n.Name), Tags: tagsOf(n.Tags)}, []thing{aUser(n.Name)}
	if n.Path != "" {
		in.Path = ptr(n.Path)
	}
	if n.Boundary != "" {
		in.PermissionsBoundary, about = ptr(n.Boundary), []thing{aPolicy(n.Boundary), aUser(n.Name)}
	}
	out, err := ask(ctx, a.changes, a.changer.CreateUser, in, about...)
	if err != nil {
		return iam.User{}, err
	}
	u := userOf(out.User)
	if u.Name == "" {
		u.Name = n.Name
	}
	return u, nil
}

// DeleteUser deletes a user that has nothing left. Servers other than AWS may
// delete one with all that it has. Calls: DeleteUser.
func (a *Account) DeleteUser(ctx context.Context, name iam.UserName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteUser, &sdkiam.DeleteUserInput{UserName: ptr(name)}, aUser(name))
	return err
}

// UpdateUser gives a user another name, another path, or both; "" leaves it as
// it is. Id, groups and policies stay ("Renaming an IAM user", IAM user guide).
// Calls: UpdateUser.
func (a *Account) UpdateUser(ctx context.Context, name, newName iam.UserName, newPath string) error {
	in, about := &sdkiam.UpdateUserInput{UserName: ptr(name)}, []thing{aUser(name)}
	if newName != "" {
		in.NewUserName, about = ptr(newName), append(about, aUser(newName))
	}
	if newPath != "" {
		in.NewPath = ptr(newPath)
	}
	_, err := ask(ctx, a.changes, a.changer.UpdateUser, in, about...)
	return err
}

// PutUserBoundary makes a managed policy the permissions boundary of a user, in
// place of the one that it has. Calls: PutUserPermissionsBoundary.
func (a *Account) PutUserBoundary(ctx context.Context, name iam.UserName, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.PutUserPermissionsBoundary,
		&sdkiam.PutUserPermissionsBoundaryInput{UserName: ptr(name), PermissionsBoundary: ptr(arn)}, aUser(name), aPolicy(arn))
	return err
}

// DeleteUserBoundary takes the permissions boundary from a user. Calls:
// DeleteUserPermissionsBoundary.
func (a *Account) DeleteUserBoundary(ctx context.Context, name iam.UserName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteUserPermissionsBoundary,
		&sdkiam.DeleteUserPermissionsBoundaryInput{UserName: ptr(name)}, aUser(name))
	return err
}
