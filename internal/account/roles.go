package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// listRoles lists the roles of a server that has no walk. Where it has no roles
// either, none can count and nothing is missing; where Keyporter may not list
// them, the list is not whole.
func (r *Reader) listRoles(ctx context.Context) (list []iam.Role, whole bool, err error) {
	pages := sdkiam.NewListRolesPaginator(r.iam, &sdkiam.ListRolesInput{MaxItems: aws.Int32(pageSize)})
	whole, err = walk(ctx, r.reads, pages, func(p *sdkiam.ListRolesOutput) (bool, *string) {
		for i := range p.Roles {
			list = append(list, roleOf(&p.Roles[i]))
		}
		return p.IsTruncated, p.Marker
	})
	switch {
	case fault.Is(err, fault.CodeAwsNotOffered):
		return nil, true, nil
	case fault.Is(err, fault.CodeAwsDenied):
		return nil, false, nil
	}
	return list, whole, err
}

func (g *gathering) fillRole(ctx context.Context, role *iam.Role) error {
	held := sdkiam.NewListAttachedRolePoliciesPaginator(g.iam, &sdkiam.ListAttachedRolePoliciesInput{RoleName: &role.Name})
	err := all(ctx, g.reads, held, func(p *sdkiam.ListAttachedRolePoliciesOutput) (bool, *string) {
		role.Attached = append(role.Attached, attached(p.AttachedPolicies)...)
		return p.IsTruncated, p.Marker
	}, aRole(role.Name))
	if g.skip(err) != nil {
		return err
	}
	var names []iam.PolicyName
	own := sdkiam.NewListRolePoliciesPaginator(g.iam, &sdkiam.ListRolePoliciesInput{RoleName: &role.Name})
	err = all(ctx, g.reads, own, func(p *sdkiam.ListRolePoliciesOutput) (bool, *string) {
		names = append(names, policyNames(p.PolicyNames)...)
		return p.IsTruncated, p.Marker
	}, aRole(role.Name))
	if g.skip(err) != nil {
		return err
	}
	for _, n := range names {
		out, err := ask(ctx, g.reads, g.iam.GetRolePolicy, &sdkiam.GetRolePolicyInput{RoleName: &role.Name, PolicyName: ptr(n)}, aRole(role.Name), aPolicy(n))
		if g.skip(err) != nil {
			return err
		}
		if err == nil {
			role.Inline = append(role.Inline, inlineOf(out.PolicyName, out.PolicyDocument, n))
		}
	}
	return nil
}
