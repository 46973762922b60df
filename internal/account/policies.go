package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/iam"
)

// Policies returns every managed policy, the account's own and AWS's, without
// documents and, on AWS, without descriptions. Calls: ListPolicies.
func (r *Reader) Policies(ctx context.Context) ([]iam.Policy, error) {
	return r.policies(ctx, types.PolicyScopeTypeAll)
}

func (r *Reader) policies(ctx context.Context, scope types.PolicyScopeType) ([]iam.Policy, error) {
	var list []iam.Policy
	pages := sdkiam.NewListPoliciesPaginator(r.iam, &sdkiam.ListPoliciesInput{Scope: scope, MaxItems: aws.Int32(pageSize)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListPoliciesOutput) (bool, *string) {
		for i := range p.Policies {
			list = append(list, policyOf(&p.Policies[i]))
		}
		return p.IsTruncated, p.Marker
	})
	return list, err
}

// Policy returns one managed policy with its default version's document. Calls:
// GetPolicy, GetPolicyVersion.
func (r *Reader) Policy(ctx context.Context, arn iam.ARN) (iam.Policy, error) {
	out, err := ask(ctx, r.reads, r.iam.GetPolicy, &sdkiam.GetPolicyInput{PolicyArn: ptr(arn)}, aPolicy(arn))
	if err != nil {
		return iam.Policy{}, err
	}
	p := policyOf(out.Policy)
	if p.ARN == "" {
		p.ARN = arn
	}
	if p.DefaultVersion == "" {
		return p, nil
	}
	p.Document, err = r.policyDocument(ctx, p)
	return p, err
}

func (r *Reader) policyDocument(ctx context.Context, p iam.Policy) (string, error) {
	out, err := ask(ctx, r.reads, r.iam.GetPolicyVersion,
		&sdkiam.GetPolicyVersionInput{PolicyArn: ptr(p.ARN), VersionId: ptr(p.DefaultVersion)}, aPolicy(p.ARN))
	if err != nil || out.PolicyVersion == nil {
		return "", err
	}
	return document(out.PolicyVersion.Document), nil
}

// AttachedTo returns who a managed policy is attached to. Calls:
// ListEntitiesForPolicy.
func (r *Reader) AttachedTo(ctx context.Context, arn iam.ARN) (iam.Holders, error) {
	return r.entities(ctx, arn, types.PolicyUsageTypePermissionsPolicy)
}

// BoundedBy returns who has a managed policy as the permissions boundary. A
// server that does not know the filter answers as AttachedTo does. Calls:
// ListEntitiesForPolicy.
func (r *Reader) BoundedBy(ctx context.Context, arn iam.ARN) (iam.Holders, error) {
	return r.entities(ctx, arn, types.PolicyUsageTypePermissionsBoundary)
}

func (r *Reader) entities(ctx context.Context, arn iam.ARN, usage types.PolicyUsageType) (iam.Holders, error) {
	var h iam.Holders
	pages := sdkiam.NewListEntitiesForPolicyPaginator(r.iam, &sdkiam.ListEntitiesForPolicyInput{PolicyArn: ptr(arn), PolicyUsageFilter: usage})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListEntitiesForPolicyOutput) (bool, *string) {
		for _, u := range p.PolicyUsers {
			h.Users = append(h.Users, iam.UserName(text(u.UserName)))
		}
		for _, g := range p.PolicyGroups {
			h.Groups = append(h.Groups, iam.GroupName(text(g.GroupName)))
		}
		for _, role := range p.PolicyRoles {
			h.Roles = append(h.Roles, text(role.RoleName))
		}
		return p.IsTruncated, p.Marker
	}, aPolicy(arn))
	return h, err
}

// AttachUserPolicy attaches a managed policy to a user; one that is attached
// already stays so. Calls: AttachUserPolicy.
func (a *Account) AttachUserPolicy(ctx context.Context, user iam.UserName, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.AttachUserPolicy,
		&sdkiam.AttachUserPolicyInput{UserName: ptr(user), PolicyArn: ptr(arn)}, aUser(user), aPolicy(arn))
	return err
}

// DetachUserPolicy takes a managed policy from a user. Calls: DetachUserPolicy.
func (a *Account) DetachUserPolicy(ctx context.Context, user iam.UserName, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.DetachUserPolicy,
		&sdkiam.DetachUserPolicyInput{UserName: ptr(user), PolicyArn: ptr(arn)}, aUser(user), aPolicy(arn))
	return err
}

// AttachGroupPolicy attaches a managed policy to a group; one that is attached
// already stays so. Calls: AttachGroupPolicy.
func (a *Account) AttachGroupPolicy(ctx context.Context, group iam.GroupName, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.AttachGroupPolicy,
		&sdkiam.AttachGroupPolicyInput{GroupName: ptr(group), PolicyArn: ptr(arn)}, aGroup(group), aPolicy(arn))
	return err
}

// DetachGroupPolicy takes a managed policy from a group. Calls:
// DetachGroupPolicy.
func (a *Account) DetachGroupPolicy(ctx context.Context, group iam.GroupName, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.DetachGroupPolicy,
		&sdkiam.DetachGroupPolicyInput{GroupName: ptr(group), PolicyArn: ptr(arn)}, aGroup(group), aPolicy(arn))
	return err
}
