package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/iam"
)

// PolicyVersions returns the versions of a managed policy, the newest first,
// without documents. Calls: ListPolicyVersions.
func (r *Reader) PolicyVersions(ctx context.Context, arn iam.ARN) ([]iam.PolicyVersion, error) {
	var list []iam.PolicyVersion
	pages := sdkiam.NewListPolicyVersionsPaginator(r.iam, &sdkiam.ListPolicyVersionsInput{PolicyArn: ptr(arn)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListPolicyVersionsOutput) (bool, *string) {
		for i := range p.Versions {
			list = append(list, versionOf(&p.Versions[i]))
		}
		return p.IsTruncated, p.Marker
	}, aPolicy(arn))
	iam.SortVersions(list)
	return list, err
}

// PolicyVersion returns one version of a managed policy with its document.
// Calls: GetPolicyVersion.
func (r *Reader) PolicyVersion(ctx context.Context, arn iam.ARN, id string) (iam.PolicyVersion, error) {
	out, err := ask(ctx, r.reads, r.iam.GetPolicyVersion,
		&sdkiam.GetPolicyVersionInput{PolicyArn: ptr(arn), VersionId: ptr(id)}, aVersion(id), aPolicy(arn))
	if err != nil {
		return iam.PolicyVersion{ID: id}, err
	}
	v := versionOf(out.PolicyVersion)
	if v.ID == "" {
		v.ID = id
	}
	return v, nil
}

// NewPolicy is what CreatePolicy makes.
type NewPolicy struct {
	Name        iam.PolicyName
	Path        string // "" is /
	Description string
	Document    string
}

// CreatePolicy makes a customer managed policy. Calls: CreatePolicy.
func (a *Account) CreatePolicy(ctx context.Context, n NewPolicy) (iam.Policy, error) {
	in := &sdkiam.CreatePolicyInput{PolicyName: ptr(n.Name), PolicyDocument: ptr(n.Document)}
	if n.Path != "" {
		in.Path = ptr(n.Path)
	}
	if n.Description != "" {
		in.Description = ptr(n.Description)
	}
	out, err := ask(ctx, a.changes, a.changer.CreatePolicy, in, aPolicy(n.Name))
	if err != nil {
		return iam.Policy{}, err
	}
	p := policyOf(out.Policy)
	if p.Name == "" {
		p.Name = n.Name
	}
	p.Document, p.Description = n.Document, n.Description
	return p, nil
}

// CreatePolicyVersion makes a new version of a managed policy and makes it the
// default. Calls: CreatePolicyVersion.
func (a *Account) CreatePolicyVersion(ctx context.Context, arn iam.ARN, doc string) (iam.PolicyVersion, error) {
	out, err := ask(ctx, a.changes, a.changer.CreatePolicyVersion,
		&sdkiam.CreatePolicyVersionInput{PolicyArn: ptr(arn), PolicyDocument: ptr(doc), SetAsDefault: true}, aPolicy(arn))
	if err != nil {
		return iam.PolicyVersion{}, err
	}
	v := versionOf(out.PolicyVersion)
	v.Default, v.Document = true, doc
	return v, nil
}

// SetDefaultPolicyVersion makes a version of a managed policy the one that
// applies. Calls: SetDefaultPolicyVersion.
func (a *Account) SetDefaultPolicyVersion(ctx context.Context, arn iam.ARN, id string) error {
	_, err := ask(ctx, a.changes, a.changer.SetDefaultPolicyVersion,
		&sdkiam.SetDefaultPolicyVersionInput{PolicyArn: ptr(arn), VersionId: ptr(id)}, aVersion(id), aPolicy(arn))
	return err
}

// DeletePolicyVersion deletes a version of a managed policy that is not the
// default. Calls: DeletePolicyVersion.
func (a *Account) DeletePolicyVersion(ctx context.Context, arn iam.ARN, id string) error {
	_, err := ask(ctx, a.changes, a.changer.DeletePolicyVersion,
		&sdkiam.DeletePolicyVersionInput{PolicyArn: ptr(arn), VersionId: ptr(id)}, aVersion(id), aPolicy(arn))
	return err
}

// DeletePolicy deletes a managed policy that is attached nowhere and has no
// version beside the default. Calls: DeletePolicy.
func (a *Account) DeletePolicy(ctx context.Context, arn iam.ARN) error {
	_, err := ask(ctx, a.changes, a.changer.DeletePolicy, &sdkiam.DeletePolicyInput{PolicyArn: ptr(arn)}, aPolicy(arn))
	return err
}

func versionOf(v *types.PolicyVersion) iam.PolicyVersion {
	if v == nil {
		return iam.PolicyVersion{}
	}
	return iam.PolicyVersion{ID: text(v.VersionId), Default: v.IsDefaultVersion, Created: when(v.CreateDate), Document: document(v.Document)}
}
