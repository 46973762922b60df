package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"

	"keyporter/internal/iam"
)

// UserPolicy returns one inline policy of a user, with its document. Calls:
// GetUserPolicy.
func (r *Reader) UserPolicy(ctx context.Context, user iam.UserName, name iam.PolicyName) (iam.InlinePolicy, error) {
	out, err := ask(ctx, r.reads, r.iam.GetUserPolicy,
		&sdkiam.GetUserPolicyInput{UserName: ptr(user), PolicyName: ptr(name)}, aUser(user), aPolicy(name))
	if err != nil {
		return iam.InlinePolicy{Name: name}, err
	}
	return inlineOf(out.PolicyName, out.PolicyDocument, name), nil
}

// GroupPolicy returns one inline policy of a group, with its document. Calls:
// GetGroupPolicy.
func (r *Reader) GroupPolicy(ctx context.Context, group iam.GroupName, name iam.PolicyName) (iam.InlinePolicy, error) {
	out, err := ask(ctx, r.reads, r.iam.GetGroupPolicy,
		&sdkiam.GetGroupPolicyInput{GroupName: ptr(group), PolicyName: ptr(name)}, aGroup(group), aPolicy(name))
	if err != nil {
		return iam.InlinePolicy{Name: name}, err
	}
	return inlineOf(out.PolicyName, out.PolicyDocument, name), nil
}

// inlineOf names a policy as AWS spells it, or as it was asked for.
func inlineOf(name, doc *string, asked iam.PolicyName) iam.InlinePolicy {
	p := iam.InlinePolicy{Name: iam.PolicyName(text(name)), Document: document(doc)}
	if p.Name == "" {
		p.Name = asked
	}
	return p
}

// PutUserPolicy adds an inline policy to a user, or replaces the one of that
// name. Calls: PutUserPolicy.
func (a *Account) PutUserPolicy(ctx context.Context, user iam.UserName, p iam.InlinePolicy) error {
	_, err := ask(ctx, a.changes, a.changer.PutUserPolicy,
		&sdkiam.PutUserPolicyInput{UserName: ptr(user), PolicyName: ptr(p.Name), PolicyDocument: ptr(p.Document)}, aUser(user))
	return err
}

// PutGroupPolicy adds an inline policy to a group, or replaces the one of that
// name. Calls: PutGroupPolicy.
func (a *Account) PutGroupPolicy(ctx context.Context, group iam.GroupName, p iam.InlinePolicy) error {
	_, err := ask(ctx, a.changes, a.changer.PutGroupPolicy,
		&sdkiam.PutGroupPolicyInput{GroupName: ptr(group), PolicyName: ptr(p.Name), PolicyDocument: ptr(p.Document)}, aGroup(group))
	return err
}

// DeleteUserPolicy deletes an inline policy of a user. Calls: DeleteUserPolicy.
func (a *Account) DeleteUserPolicy(ctx context.Context, user iam.UserName, name iam.PolicyName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteUserPolicy,
		&sdkiam.DeleteUserPolicyInput{UserName: ptr(user), PolicyName: ptr(name)}, aUser(user), aPolicy(name))
	return err
}

// DeleteGroupPolicy deletes an inline policy of a group. Calls:
// DeleteGroupPolicy.
func (a *Account) DeleteGroupPolicy(ctx context.Context, group iam.GroupName, name iam.PolicyName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteGroupPolicy,
		&sdkiam.DeleteGroupPolicyInput{GroupName: ptr(group), PolicyName: ptr(name)}, aGroup(group), aPolicy(name))
	return err
}
