package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// LoginProfile returns the console sign-in of a user; ok is false where the
// user has none. Calls: GetLoginProfile.
func (r *Reader) LoginProfile(ctx context.Context, user iam.UserName) (p iam.LoginProfile, ok bool, err error) {
	out, err := ask(ctx, r.reads, r.iam.GetLoginProfile,
		&sdkiam.GetLoginProfileInput{UserName: ptr(user)}, aLogin(user), aUser(user))
	switch {
	case fault.Is(err, fault.CodeUserNoLogin):
		return iam.LoginProfile{}, false, nil
	case err != nil:
		return iam.LoginProfile{}, false, err
	}
	return loginOf(out.LoginProfile, user), true, nil
}

func loginOf(p *types.LoginProfile, user iam.UserName) iam.LoginProfile {
	if p == nil {
		return iam.LoginProfile{User: user}
	}
	return iam.LoginProfile{User: user, Created: when(p.CreateDate), ResetRequired: p.PasswordResetRequired}
}

// CreateLoginProfile gives a user a console password; with reset, one that must
// be changed at the first sign-in. Calls: CreateLoginProfile.
func (a *Account) CreateLoginProfile(ctx context.Context, user iam.UserName, password seal.Secret, reset bool) (iam.LoginProfile, error) {
	out, err := ask(ctx, a.changes, a.changer.CreateLoginProfile, &sdkiam.CreateLoginProfileInput{
		UserName: ptr(user), Password: aws.String(password.Reveal()), PasswordResetRequired: reset,
	}, aUser(user))
	if err != nil {
		return iam.LoginProfile{}, err
	}
	if out.LoginProfile == nil {
		return iam.LoginProfile{User: user, ResetRequired: reset}, nil
	}
	return loginOf(out.LoginProfile, user), nil
}

// UpdateLoginProfile replaces a user's console password, or with an empty one
// sets only whether it must be changed at the next sign-in: both parameters are
// optional to AWS. Calls: UpdateLoginProfile.
func (a *Account) UpdateLoginProfile(ctx context.Context, user iam.UserName, password seal.Secret, reset bool) error {
	in := &sdkiam.UpdateLoginProfileInput{UserName: ptr(user), PasswordResetRequired: aws.Bool(reset)}
	if !password.Empty() {
		in.Password = aws.String(password.Reveal())
	}
	_, err := ask(ctx, a.changes, a.changer.UpdateLoginProfile, in, aLogin(user), aUser(user))
	return err
}

// DeleteLoginProfile takes a user's console password away. Calls:
// DeleteLoginProfile.
func (a *Account) DeleteLoginProfile(ctx context.Context, user iam.UserName) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteLoginProfile,
		&sdkiam.DeleteLoginProfileInput{UserName: ptr(user)}, aLogin(user), aUser(user))
	return err
}
