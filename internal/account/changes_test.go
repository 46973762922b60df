package account_test

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// The forms are those of the IAM API reference, spelt out.
func TestEachChangeIsOneCall(t *testing.T) {
	t.Parallel()
	const arn = "arn:aws:iam::aws:policy/P"
	type form map[string]string
	for _, c := range []struct {
		call call
		want form
	}{
		{createUser, form{"Action": "CreateUser", "UserName": "ana"}},
		{func(ctx context.Context, a *account.Account) error {
			_, err := a.MakeUser(ctx, account.NewUser{Name: "ana", Path: "/team/", Tags: []iam.Tag{{Key: "team", Value: "core"}, {Key: "empty"}}, Boundary: arn})
			return err
		}, form{"Action": "CreateUser", "UserName": "ana", "Path": "/team/", "PermissionsBoundary": arn,
			"Tags.member.1.Key": "team", "Tags.member.1.Value": "core", "Tags.member.2.Key": "empty", "Tags.member.2.Value": ""}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteUser(ctx, "ana") },
			form{"Action": "DeleteUser", "UserName": "ana"}},
		{func(ctx context.Context, a *account.Account) error { _, err := a.CreateGroup(ctx, "ops"); return err },
			form{"Action": "CreateGroup", "GroupName": "ops"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteGroup(ctx, "ops") },
			form{"Action": "DeleteGroup", "GroupName": "ops"}},
		{addToGroup, form{"Action": "AddUserToGroup", "GroupName": "ops", "UserName": "ana"}},
		{func(ctx context.Context, a *account.Account) error { return a.RemoveFromGroup(ctx, "ops", "ana") },
			form{"Action": "RemoveUserFromGroup", "GroupName": "ops", "UserName": "ana"}},
		{func(ctx context.Context, a *account.Account) error { return a.AttachUserPolicy(ctx, "ana", arn) },
			form{"Action": "AttachUserPolicy", "UserName": "ana", "PolicyArn": arn}},
		{func(ctx context.Context, a *account.Account) error { return a.DetachUserPolicy(ctx, "ana", arn) },
			form{"Action": "DetachUserPolicy", "UserName": "ana", "PolicyArn": arn}},
		{func(ctx context.Context, a *account.Account) error { return a.AttachGroupPolicy(ctx, "ops", arn) },
			form{"Action": "AttachGroupPolicy", "GroupName": "ops", "PolicyArn": arn}},
		{func(ctx context.Context, a *account.Account) error { return a.DetachGroupPolicy(ctx, "ops", arn) },
			form{"Action": "DetachGroupPolicy", "GroupName": "ops", "PolicyArn": arn}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteUserPolicy(ctx, "ana", "in") },
			form{"Action": "DeleteUserPolicy", "UserName": "ana", "PolicyName": "in"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteGroupPolicy(ctx, "ops", "in") },
			form{"Action": "DeleteGroupPolicy", "GroupName": "ops", "PolicyName": "in"}},
		{func(ctx context.Context, a *account.Account) error {
			_, err := a.CreatePolicy(ctx, account.NewPolicy{Name: "p", Path: "/team/", Description: "about", Document: "{}"})
			return err
		}, form{"Action": "CreatePolicy", "PolicyName": "p", "Path": "/team/", "Description": "about", "PolicyDocument": "{}"}},
		{func(ctx context.Context, a *account.Account) error {
			_, err := a.CreatePolicyVersion(ctx, arn, "{}")
			return err
		}, form{"Action": "CreatePolicyVersion", "PolicyArn": arn, "PolicyDocument": "{}", "SetAsDefault": "true"}},
		{func(ctx context.Context, a *account.Account) error { return a.SetDefaultPolicyVersion(ctx, arn, "v2") },
			form{"Action": "SetDefaultPolicyVersion", "PolicyArn": arn, "VersionId": "v2"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeletePolicyVersion(ctx, arn, "v2") },
			form{"Action": "DeletePolicyVersion", "PolicyArn": arn, "VersionId": "v2"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeletePolicy(ctx, arn) },
			form{"Action": "DeletePolicy", "PolicyArn": arn}},
		{func(ctx context.Context, a *account.Account) error {
			return a.PutUserPolicy(ctx, "ana", iam.InlinePolicy{Name: "in", Document: "{}"})
		}, form{"Action": "PutUserPolicy", "UserName": "ana", "PolicyName": "in", "PolicyDocument": "{}"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.PutGroupPolicy(ctx, "ops", iam.InlinePolicy{Name: "in", Document: "{}"})
		}, form{"Action": "PutGroupPolicy", "GroupName": "ops", "PolicyName": "in", "PolicyDocument": "{}"}},
		{createLogin, form{"Action": "CreateLoginProfile", "UserName": "ana", "Password": "correct horse", "PasswordResetRequired": "true"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.UpdateLoginProfile(ctx, "ana", seal.NewSecret("p w"), false)
		}, form{"Action": "UpdateLoginProfile", "UserName": "ana", "Password": "p w", "PasswordResetRequired": "false"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteLoginProfile(ctx, "ana") },
			form{"Action": "DeleteLoginProfile", "UserName": "ana"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.SetKeyStatus(ctx, "ana", "AKIA1", iam.KeyInactive)
		}, form{"Action": "UpdateAccessKey", "UserName": "ana", "AccessKeyId": "AKIA1", "Status": "Inactive"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteAccessKey(ctx, "ana", "AKIA1") },
			form{"Action": "DeleteAccessKey", "UserName": "ana", "AccessKeyId": "AKIA1"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.TagUser(ctx, "ana", []iam.Tag{{Key: "k", Value: "v"}})
		}, form{"Action": "TagUser", "UserName": "ana", "Tags.member.1.Key": "k", "Tags.member.1.Value": "v"}},
		{func(ctx context.Context, a *account.Account) error { return a.UntagUser(ctx, "ana", "k", "l") },
			form{"Action": "UntagUser", "UserName": "ana", "TagKeys.member.1": "k", "TagKeys.member.2": "l"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeactivateMFA(ctx, "ana", "GAHT1") },
			form{"Action": "DeactivateMFADevice", "UserName": "ana", "SerialNumber": "GAHT1"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteVirtualMFA(ctx, "arn:m") },
			form{"Action": "DeleteVirtualMFADevice", "SerialNumber": "arn:m"}},
		{func(ctx context.Context, a *account.Account) error { return a.DeleteSSHKey(ctx, "ana", "APKA1") },
			form{"Action": "DeleteSSHPublicKey", "UserName": "ana", "SSHPublicKeyId": "APKA1"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.DeleteSigningCertificate(ctx, "ana", "C1")
		},
			form{"Action": "DeleteSigningCertificate", "UserName": "ana", "CertificateId": "C1"}},
		{func(ctx context.Context, a *account.Account) error {
			return a.DeleteServiceCredential(ctx, "ana", "ACCA1")
		},
			form{"Action": "DeleteServiceSpecificCredential", "UserName": "ana", "ServiceSpecificCredentialId": "ACCA1"}},
	} {
		t.Run(c.want["Action"], func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
			if err := c.call(t.Context(), connect(t, s.URL)); err != nil {
				t.Errorf("%s = %v, want no error", c.want["Action"], err)
			}
			want := url.Values{"Version": {"2010-05-08"}}
			for k, v := range c.want {
				want.Set(k, v)
			}
			if len(s.sent) != 1 || !reflect.DeepEqual(s.sent[0], want) {
				t.Errorf("sent %v, want one form %v", s.sent, want)
			}
		})
	}
}
