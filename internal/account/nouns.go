package account

// This file turns the SDK's types into nouns. Every field may be missing: some
// servers give neither ids nor dates.

import (
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/iam"
)

// ptr returns a name as the SDK takes it.
func ptr[S ~string](s S) *string {
	t := string(s)
	return &t
}

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

func when(p *time.Time) time.Time {
	if p == nil {
		return time.Time{}
	}
	return p.UTC()
}

func number(p *int32) int {
	if p == nil {
		return 0
	}
	return int(*p)
}

// document returns policy JSON. AWS percent-encodes it (RFC 3986, so a plus is a
// plus: GetPolicyVersion, IAM API reference), other servers do not, and JSON
// never begins with a percent sign.
func document(p *string) string {
	s := text(p)
	if !strings.HasPrefix(s, "%") {
		return s
	}
	plain, err := url.PathUnescape(s)
	if err != nil {
		return s
	}
	return plain
}

func userOf(u *types.User) iam.User {
	if u == nil {
		return iam.User{}
	}
	return iam.User{
		Name:             iam.UserName(text(u.UserName)),
		Path:             text(u.Path),
		ID:               text(u.UserId),
		ARN:              iam.ARN(text(u.Arn)),
		Created:          when(u.CreateDate),
		PasswordLastUsed: when(u.PasswordLastUsed),
		Boundary:         boundary(u.PermissionsBoundary),
		Tags:             tags(u.Tags),
	}
}

func userOfDetail(u types.UserDetail) iam.User {
	out := iam.User{
		Name:     iam.UserName(text(u.UserName)),
		Path:     text(u.Path),
		ID:       text(u.UserId),
		ARN:      iam.ARN(text(u.Arn)),
		Created:  when(u.CreateDate),
		Boundary: boundary(u.PermissionsBoundary),
		Tags:     tags(u.Tags),
		Attached: attached(u.AttachedManagedPolicies),
		Inline:   inline(u.UserPolicyList),
	}
	for _, g := range u.GroupList {
		out.Groups = append(out.Groups, iam.GroupName(g))
	}
	return out
}

func groupOf(g *types.Group) iam.Group {
	if g == nil {
		return iam.Group{}
	}
	return iam.Group{
		Name:    iam.GroupName(text(g.GroupName)),
		Path:    text(g.Path),
		ID:      text(g.GroupId),
		ARN:     iam.ARN(text(g.Arn)),
		Created: when(g.CreateDate),
	}
}

func groupOfDetail(g types.GroupDetail) iam.Group {
	return iam.Group{
		Name:     iam.GroupName(text(g.GroupName)),
		Path:     text(g.Path),
		ID:       text(g.GroupId),
		ARN:      iam.ARN(text(g.Arn)),
		Created:  when(g.CreateDate),
		Attached: attached(g.AttachedManagedPolicies),
		Inline:   inline(g.GroupPolicyList),
	}
}

func roleOf(r *types.Role) iam.Role {
	return iam.Role{
		Name:     text(r.RoleName),
		Path:     text(r.Path),
		ID:       text(r.RoleId),
		ARN:      iam.ARN(text(r.Arn)),
		Created:  when(r.CreateDate),
		Trust:    document(r.AssumeRolePolicyDocument),
		Boundary: boundary(r.PermissionsBoundary),
		Tags:     tags(r.Tags),
	}
}

func roleOfDetail(r types.RoleDetail) iam.Role {
	return iam.Role{
		Name:     text(r.RoleName),
		Path:     text(r.Path),
		ID:       text(r.RoleId),
		ARN:      iam.ARN(text(r.Arn)),
		Created:  when(r.CreateDate),
		Trust:    document(r.AssumeRolePolicyDocument),
		Boundary: boundary(r.PermissionsBoundary),
		Tags:     tags(r.Tags),
		Attached: attached(r.AttachedManagedPolicies),
		Inline:   inline(r.RolePolicyList),
	}
}

func policyOf(p *types.Policy) iam.Policy {
	if p == nil {
		return iam.Policy{}
	}
	return iam.Policy{
		Name:           iam.PolicyName(text(p.PolicyName)),
		ARN:            iam.ARN(text(p.Arn)),
		ID:             text(p.PolicyId),
		Path:           text(p.Path),
		Description:    text(p.Description),
		DefaultVersion: text(p.DefaultVersionId),
		Created:        when(p.CreateDate),
		Updated:        when(p.UpdateDate),
		Attachments:    number(p.AttachmentCount),
		Tags:           tags(p.Tags),
	}
}

func policyOfDetail(p types.ManagedPolicyDetail) iam.Policy {
	out := iam.Policy{
		Name:           iam.PolicyName(text(p.PolicyName)),
		ARN:            iam.ARN(text(p.Arn)),
		ID:             text(p.PolicyId),
		Path:           text(p.Path),
		Description:    text(p.Description),
		DefaultVersion: text(p.DefaultVersionId),
		Created:        when(p.CreateDate),
		Updated:        when(p.UpdateDate),
		Attachments:    number(p.AttachmentCount),
	}
	for _, v := range p.PolicyVersionList {
		if v.IsDefaultVersion || v.VersionId != nil && *v.VersionId == out.DefaultVersion {
			out.Document = document(v.Document)
		}
	}
	return out
}

func keyOf(k types.AccessKeyMetadata, of iam.UserName) iam.AccessKey {
	return iam.AccessKey{
		ID:      iam.KeyID(text(k.AccessKeyId)),
		User:    of,
		Status:  iam.KeyStatus(k.Status),
		Created: when(k.CreateDate),
	}
}

func boundary(b *types.AttachedPermissionsBoundary) iam.ARN {
	if b == nil {
		return ""
	}
	return iam.ARN(text(b.PermissionsBoundaryArn))
}

func tags(list []types.Tag) []iam.Tag {
	var out []iam.Tag
	for _, t := range list {
		out = append(out, iam.Tag{Key: text(t.Key), Value: text(t.Value)})
	}
	return out
}

func attached(list []types.AttachedPolicy) []iam.AttachedPolicy {
	var out []iam.AttachedPolicy
	for _, p := range list {
		out = append(out, iam.AttachedPolicy{Name: iam.PolicyName(text(p.PolicyName)), ARN: iam.ARN(text(p.PolicyArn))})
	}
	return out
}

func inline(list []types.PolicyDetail) []iam.InlinePolicy {
	var out []iam.InlinePolicy
	for _, p := range list {
		out = append(out, iam.InlinePolicy{Name: iam.PolicyName(text(p.PolicyName)), Document: document(p.PolicyDocument)})
	}
	return out
}
