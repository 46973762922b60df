package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// pageSize is how much a list is asked for at a time: the most that AWS allows.
const pageSize = 1000

// Details reads users, groups, roles and policies in one walk, sorted by name, with the
// time of each user's last console sign-in from the list of users. A server
// without the walk is read entity by entity. Complete is false where a list was
// cut short or could not be read; a failure of the walk itself is returned.
// Calls: GetAccountAuthorizationDetails, ListUsers; else those of gather.
func (r *Reader) Details(ctx context.Context) (iam.Details, error) {
	d, err := r.walkDetails(ctx)
	switch {
	case fault.Is(err, fault.CodeAwsNotOffered):
		d, err = r.gather(ctx)
	case err == nil:
		err = r.addPasswordUse(ctx, &d)
	}
	if err != nil {
		return iam.Details{}, err
	}
	d.Sort()
	return d, nil
}

func (r *Reader) walkDetails(ctx context.Context) (iam.Details, error) {
	var d iam.Details
	pages := sdkiam.NewGetAccountAuthorizationDetailsPaginator(r.iam, &sdkiam.GetAccountAuthorizationDetailsInput{
		Filter: []types.EntityType{
			types.EntityTypeUser, types.EntityTypeGroup, types.EntityTypeRole,
			types.EntityTypeLocalManagedPolicy, types.EntityTypeAWSManagedPolicy,
		},
		MaxItems: aws.Int32(pageSize),
	})
	whole, err := walk(ctx, r.reads, pages, func(p *sdkiam.GetAccountAuthorizationDetailsOutput) (bool, *string) {
		for _, u := range p.UserDetailList {
			d.Users = append(d.Users, userOfDetail(u))
		}
		for _, g := range p.GroupDetailList {
			d.Groups = append(d.Groups, groupOfDetail(g))
		}
		for _, role := range p.RoleDetailList {
			d.Roles = append(d.Roles, roleOfDetail(role))
		}
		for _, m := range p.Policies {
			d.Policies = append(d.Policies, policyOfDetail(m))
		}
		return p.IsTruncated, p.Marker
	})
	d.Complete = whole
	return d, err
}

// addPasswordUse takes PasswordLastUsed from ListUsers: the walk does not have
// it. Where the list cannot be had the details are incomplete, but good.
func (r *Reader) addPasswordUse(ctx context.Context, d *iam.Details) error {
	list, whole, err := r.listUsers(ctx)
	switch {
	case fault.Is(err, fault.CodeAwsNotOffered), fault.Is(err, fault.CodeAwsDenied):
		d.Complete = false
		return nil
	case err != nil:
		return err
	}
	d.Complete = d.Complete && whole
	at := make(map[iam.UserName]int, len(list))
	for i, u := range list {
		at[u.Name] = i
	}
	for i := range d.Users {
		if j, ok := at[d.Users[i].Name]; ok {
			d.Users[i].PasswordLastUsed = list[j].PasswordLastUsed
		}
	}
	return nil
}

func (r *Reader) listUsers(ctx context.Context) (list []iam.User, whole bool, err error) {
	pages := sdkiam.NewListUsersPaginator(r.iam, &sdkiam.ListUsersInput{MaxItems: aws.Int32(pageSize)})
	whole, err = walk(ctx, r.reads, pages, func(p *sdkiam.ListUsersOutput) (bool, *string) {
		for i := range p.Users {
			list = append(list, userOf(&p.Users[i]))
		}
		return p.IsTruncated, p.Marker
	})
	return list, whole, err
}

func (r *Reader) listGroups(ctx context.Context) (list []iam.Group, whole bool, err error) {
	pages := sdkiam.NewListGroupsPaginator(r.iam, &sdkiam.ListGroupsInput{MaxItems: aws.Int32(pageSize)})
	whole, err = walk(ctx, r.reads, pages, func(p *sdkiam.ListGroupsOutput) (bool, *string) {
		for i := range p.Groups {
			list = append(list, groupOf(&p.Groups[i]))
		}
		return p.IsTruncated, p.Marker
	})
	return list, whole, err
}
