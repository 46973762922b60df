package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
)

// This file holds the SDK's clients as the calls that Keyporter makes, and not
// as the clients themselves. The library of the command line finds methods by
// name, so the linker keeps every method of each type that reflection reaches:
// with the clients in a field that is all 180 operations of IAM, an eighth of
// the program.

// call is one operation of the SDK's IAM client.
type call[I, O any] = func(context.Context, *I, ...func(*sdkiam.Options)) (*O, error)

// readCalls are the calls that change nothing. Those that the SDK's paginators
// repeat are methods, for that is what they ask for.
type readCalls struct {
	GenerateCredentialReport       call[sdkiam.GenerateCredentialReportInput, sdkiam.GenerateCredentialReportOutput]
	GetAccessKeyLastUsed           call[sdkiam.GetAccessKeyLastUsedInput, sdkiam.GetAccessKeyLastUsedOutput]
	GetAccountPasswordPolicy       call[sdkiam.GetAccountPasswordPolicyInput, sdkiam.GetAccountPasswordPolicyOutput]
	GetAccountSummary              call[sdkiam.GetAccountSummaryInput, sdkiam.GetAccountSummaryOutput]
	GetCredentialReport            call[sdkiam.GetCredentialReportInput, sdkiam.GetCredentialReportOutput]
	GetGroupPolicy                 call[sdkiam.GetGroupPolicyInput, sdkiam.GetGroupPolicyOutput]
	GetLoginProfile                call[sdkiam.GetLoginProfileInput, sdkiam.GetLoginProfileOutput]
	GetPolicy                      call[sdkiam.GetPolicyInput, sdkiam.GetPolicyOutput]
	GetPolicyVersion               call[sdkiam.GetPolicyVersionInput, sdkiam.GetPolicyVersionOutput]
	GetRolePolicy                  call[sdkiam.GetRolePolicyInput, sdkiam.GetRolePolicyOutput]
	GetUser                        call[sdkiam.GetUserInput, sdkiam.GetUserOutput]
	GetUserPolicy                  call[sdkiam.GetUserPolicyInput, sdkiam.GetUserPolicyOutput]
	ListAccountAliases             call[sdkiam.ListAccountAliasesInput, sdkiam.ListAccountAliasesOutput]
	ListServiceSpecificCredentials call[sdkiam.ListServiceSpecificCredentialsInput, sdkiam.ListServiceSpecificCredentialsOutput]
	ListUserTags                   call[sdkiam.ListUserTagsInput, sdkiam.ListUserTagsOutput]

	getAccountAuthorizationDetails call[sdkiam.GetAccountAuthorizationDetailsInput, sdkiam.GetAccountAuthorizationDetailsOutput]
	getGroup                       call[sdkiam.GetGroupInput, sdkiam.GetGroupOutput]
	listAccessKeys                 call[sdkiam.ListAccessKeysInput, sdkiam.ListAccessKeysOutput]
	listAttachedGroupPolicies      call[sdkiam.ListAttachedGroupPoliciesInput, sdkiam.ListAttachedGroupPoliciesOutput]
	listAttachedRolePolicies       call[sdkiam.ListAttachedRolePoliciesInput, sdkiam.ListAttachedRolePoliciesOutput]
	listAttachedUserPolicies       call[sdkiam.ListAttachedUserPoliciesInput, sdkiam.ListAttachedUserPoliciesOutput]
	listEntitiesForPolicy          call[sdkiam.ListEntitiesForPolicyInput, sdkiam.ListEntitiesForPolicyOutput]
	listGroupPolicies              call[sdkiam.ListGroupPoliciesInput, sdkiam.ListGroupPoliciesOutput]
	listGroups                     call[sdkiam.ListGroupsInput, sdkiam.ListGroupsOutput]
	listGroupsForUser              call[sdkiam.ListGroupsForUserInput, sdkiam.ListGroupsForUserOutput]
	listMFADevices                 call[sdkiam.ListMFADevicesInput, sdkiam.ListMFADevicesOutput]
	listPolicyVersions             call[sdkiam.ListPolicyVersionsInput, sdkiam.ListPolicyVersionsOutput]
	listPolicies                   call[sdkiam.ListPoliciesInput, sdkiam.ListPoliciesOutput]
	listRolePolicies               call[sdkiam.ListRolePoliciesInput, sdkiam.ListRolePoliciesOutput]
	listRoles                      call[sdkiam.ListRolesInput, sdkiam.ListRolesOutput]
	listSSHPublicKeys              call[sdkiam.ListSSHPublicKeysInput, sdkiam.ListSSHPublicKeysOutput]
	listSigningCertificates        call[sdkiam.ListSigningCertificatesInput, sdkiam.ListSigningCertificatesOutput]
	listUserPolicies               call[sdkiam.ListUserPoliciesInput, sdkiam.ListUserPoliciesOutput]
	listUsers                      call[sdkiam.ListUsersInput, sdkiam.ListUsersOutput]
	simulatePrincipalPolicy        call[sdkiam.SimulatePrincipalPolicyInput, sdkiam.SimulatePrincipalPolicyOutput]
}

func readsOf(c *sdkiam.Client) readCalls {
	return readCalls{
		GenerateCredentialReport:       c.GenerateCredentialReport,
		GetAccessKeyLastUsed:           c.GetAccessKeyLastUsed,
		GetAccountPasswordPolicy:       c.GetAccountPasswordPolicy,
		GetAccountSummary:              c.GetAccountSummary,
		GetCredentialReport:            c.GetCredentialReport,
		GetGroupPolicy:                 c.GetGroupPolicy,
		GetLoginProfile:                c.GetLoginProfile,
		GetPolicy:                      c.GetPolicy,
		GetPolicyVersion:               c.GetPolicyVersion,
		GetRolePolicy:                  c.GetRolePolicy,
		GetUser:                        c.GetUser,
		GetUserPolicy:                  c.GetUserPolicy,
		ListAccountAliases:             c.ListAccountAliases,
		ListServiceSpecificCredentials: c.ListServiceSpecificCredentials,
		ListUserTags:                   c.ListUserTags,

		getAccountAuthorizationDetails: c.GetAccountAuthorizationDetails,
		getGroup:                       c.GetGroup,
		listAccessKeys:                 c.ListAccessKeys,
		listAttachedGroupPolicies:      c.ListAttachedGroupPolicies,
		listAttachedRolePolicies:       c.ListAttachedRolePolicies,
		listAttachedUserPolicies:       c.ListAttachedUserPolicies,
		listEntitiesForPolicy:          c.ListEntitiesForPolicy,
		listGroupPolicies:              c.ListGroupPolicies,
		listGroups:                     c.ListGroups,
		listGroupsForUser:              c.ListGroupsForUser,
		listMFADevices:                 c.ListMFADevices,
		listPolicyVersions:             c.ListPolicyVersions,
		listPolicies:                   c.ListPolicies,
		listRolePolicies:               c.ListRolePolicies,
		listRoles:                      c.ListRoles,
		listSSHPublicKeys:              c.ListSSHPublicKeys,
		listSigningCertificates:        c.ListSigningCertificates,
		listUserPolicies:               c.ListUserPolicies,
		listUsers:                      c.ListUsers,
		simulatePrincipalPolicy:        c.SimulatePrincipalPolicy,
	}
}

func (c readCalls) GetAccountAuthorizationDetails(ctx context.Context, in *sdkiam.GetAccountAuthorizationDetailsInput, with ...func(*sdkiam.Options)) (*sdkiam.GetAccountAuthorizationDetailsOutput, error) {
	return c.getAccountAuthorizationDetails(ctx, in, with...)
}

func (c readCalls) GetGroup(ctx context.Context, in *sdkiam.GetGroupInput, with ...func(*sdkiam.Options)) (*sdkiam.GetGroupOutput, error) {
	return c.getGroup(ctx, in, with...)
}

func (c readCalls) ListAccessKeys(ctx context.Context, in *sdkiam.ListAccessKeysInput, with ...func(*sdkiam.Options)) (*sdkiam.ListAccessKeysOutput, error) {
	return c.listAccessKeys(ctx, in, with...)
}

func (c readCalls) ListAttachedGroupPolicies(ctx context.Context, in *sdkiam.ListAttachedGroupPoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListAttachedGroupPoliciesOutput, error) {
	return c.listAttachedGroupPolicies(ctx, in, with...)
}

func (c readCalls) ListAttachedRolePolicies(ctx context.Context, in *sdkiam.ListAttachedRolePoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListAttachedRolePoliciesOutput, error) {
	return c.listAttachedRolePolicies(ctx, in, with...)
}

func (c readCalls) ListAttachedUserPolicies(ctx context.Context, in *sdkiam.ListAttachedUserPoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListAttachedUserPoliciesOutput, error) {
	return c.listAttachedUserPolicies(ctx, in, with...)
}

func (c readCalls) ListEntitiesForPolicy(ctx context.Context, in *sdkiam.ListEntitiesForPolicyInput, with ...func(*sdkiam.Options)) (*sdkiam.ListEntitiesForPolicyOutput, error) {
	return c.listEntitiesForPolicy(ctx, in, with...)
}

func (c readCalls) ListGroupPolicies(ctx context.Context, in *sdkiam.ListGroupPoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListGroupPoliciesOutput, error) {
	return c.listGroupPolicies(ctx, in, with...)
}

func (c readCalls) ListGroups(ctx context.Context, in *sdkiam.ListGroupsInput, with ...func(*sdkiam.Options)) (*sdkiam.ListGroupsOutput, error) {
	return c.listGroups(ctx, in, with...)
}

func (c readCalls) ListGroupsForUser(ctx context.Context, in *sdkiam.ListGroupsForUserInput, with ...func(*sdkiam.Options)) (*sdkiam.ListGroupsForUserOutput, error) {
	return c.listGroupsForUser(ctx, in, with...)
}

func (c readCalls) ListMFADevices(ctx context.Context, in *sdkiam.ListMFADevicesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListMFADevicesOutput, error) {
	return c.listMFADevices(ctx, in, with...)
}

func (c readCalls) ListPolicies(ctx context.Context, in *sdkiam.ListPoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListPoliciesOutput, error) {
	return c.listPolicies(ctx, in, with...)
}

func (c readCalls) ListPolicyVersions(ctx context.Context, in *sdkiam.ListPolicyVersionsInput, with ...func(*sdkiam.Options)) (*sdkiam.ListPolicyVersionsOutput, error) {
	return c.listPolicyVersions(ctx, in, with...)
}

func (c readCalls) ListRolePolicies(ctx context.Context, in *sdkiam.ListRolePoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListRolePoliciesOutput, error) {
	return c.listRolePolicies(ctx, in, with...)
}

func (c readCalls) ListRoles(ctx context.Context, in *sdkiam.ListRolesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListRolesOutput, error) {
	return c.listRoles(ctx, in, with...)
}

func (c readCalls) ListSSHPublicKeys(ctx context.Context, in *sdkiam.ListSSHPublicKeysInput, with ...func(*sdkiam.Options)) (*sdkiam.ListSSHPublicKeysOutput, error) {
	return c.listSSHPublicKeys(ctx, in, with...)
}

func (c readCalls) ListSigningCertificates(ctx context.Context, in *sdkiam.ListSigningCertificatesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListSigningCertificatesOutput, error) {
	return c.listSigningCertificates(ctx, in, with...)
}

func (c readCalls) ListUserPolicies(ctx context.Context, in *sdkiam.ListUserPoliciesInput, with ...func(*sdkiam.Options)) (*sdkiam.ListUserPoliciesOutput, error) {
	return c.listUserPolicies(ctx, in, with...)
}

func (c readCalls) ListUsers(ctx context.Context, in *sdkiam.ListUsersInput, with ...func(*sdkiam.Options)) (*sdkiam.ListUsersOutput, error) {
	return c.listUsers(ctx, in, with...)
}

func (c readCalls) SimulatePrincipalPolicy(ctx context.Context, in *sdkiam.SimulatePrincipalPolicyInput, with ...func(*sdkiam.Options)) (*sdkiam.SimulatePrincipalPolicyOutput, error) {
	return c.simulatePrincipalPolicy(ctx, in, with...)
}

// changeCalls are the calls that change the account.
type changeCalls struct {
	AddUserToGroup                  call[sdkiam.AddUserToGroupInput, sdkiam.AddUserToGroupOutput]
	AttachGroupPolicy               call[sdkiam.AttachGroupPolicyInput, sdkiam.AttachGroupPolicyOutput]
	AttachUserPolicy                call[sdkiam.AttachUserPolicyInput, sdkiam.AttachUserPolicyOutput]
	CreateAccessKey                 call[sdkiam.CreateAccessKeyInput, sdkiam.CreateAccessKeyOutput]
	CreateAccountAlias              call[sdkiam.CreateAccountAliasInput, sdkiam.CreateAccountAliasOutput]
	CreateGroup                     call[sdkiam.CreateGroupInput, sdkiam.CreateGroupOutput]
	CreateLoginProfile              call[sdkiam.CreateLoginProfileInput, sdkiam.CreateLoginProfileOutput]
	CreatePolicy                    call[sdkiam.CreatePolicyInput, sdkiam.CreatePolicyOutput]
	CreatePolicyVersion             call[sdkiam.CreatePolicyVersionInput, sdkiam.CreatePolicyVersionOutput]
	CreateUser                      call[sdkiam.CreateUserInput, sdkiam.CreateUserOutput]
	DeactivateMFADevice             call[sdkiam.DeactivateMFADeviceInput, sdkiam.DeactivateMFADeviceOutput]
	DeleteAccessKey                 call[sdkiam.DeleteAccessKeyInput, sdkiam.DeleteAccessKeyOutput]
	DeleteAccountAlias              call[sdkiam.DeleteAccountAliasInput, sdkiam.DeleteAccountAliasOutput]
	DeleteAccountPasswordPolicy     call[sdkiam.DeleteAccountPasswordPolicyInput, sdkiam.DeleteAccountPasswordPolicyOutput]
	DeleteGroup                     call[sdkiam.DeleteGroupInput, sdkiam.DeleteGroupOutput]
	DeleteGroupPolicy               call[sdkiam.DeleteGroupPolicyInput, sdkiam.DeleteGroupPolicyOutput]
	DeleteLoginProfile              call[sdkiam.DeleteLoginProfileInput, sdkiam.DeleteLoginProfileOutput]
	DeletePolicy                    call[sdkiam.DeletePolicyInput, sdkiam.DeletePolicyOutput]
	DeletePolicyVersion             call[sdkiam.DeletePolicyVersionInput, sdkiam.DeletePolicyVersionOutput]
	DeleteSSHPublicKey              call[sdkiam.DeleteSSHPublicKeyInput, sdkiam.DeleteSSHPublicKeyOutput]
	DeleteServiceSpecificCredential call[sdkiam.DeleteServiceSpecificCredentialInput, sdkiam.DeleteServiceSpecificCredentialOutput]
	DeleteSigningCertificate        call[sdkiam.DeleteSigningCertificateInput, sdkiam.DeleteSigningCertificateOutput]
	DeleteUser                      call[sdkiam.DeleteUserInput, sdkiam.DeleteUserOutput]
	DeleteUserPermissionsBoundary   call[sdkiam.DeleteUserPermissionsBoundaryInput, sdkiam.DeleteUserPermissionsBoundaryOutput]
	DeleteUserPolicy                call[sdkiam.DeleteUserPolicyInput, sdkiam.DeleteUserPolicyOutput]
	DeleteVirtualMFADevice          call[sdkiam.DeleteVirtualMFADeviceInput, sdkiam.DeleteVirtualMFADeviceOutput]
	DetachGroupPolicy               call[sdkiam.DetachGroupPolicyInput, sdkiam.DetachGroupPolicyOutput]
	DetachUserPolicy                call[sdkiam.DetachUserPolicyInput, sdkiam.DetachUserPolicyOutput]
	PutGroupPolicy                  call[sdkiam.PutGroupPolicyInput, sdkiam.PutGroupPolicyOutput]
	PutUserPermissionsBoundary      call[sdkiam.PutUserPermissionsBoundaryInput, sdkiam.PutUserPermissionsBoundaryOutput]
	PutUserPolicy                   call[sdkiam.PutUserPolicyInput, sdkiam.PutUserPolicyOutput]
	RemoveUserFromGroup             call[sdkiam.RemoveUserFromGroupInput, sdkiam.RemoveUserFromGroupOutput]
	SetDefaultPolicyVersion         call[sdkiam.SetDefaultPolicyVersionInput, sdkiam.SetDefaultPolicyVersionOutput]
	TagUser                         call[sdkiam.TagUserInput, sdkiam.TagUserOutput]
	UntagUser                       call[sdkiam.UntagUserInput, sdkiam.UntagUserOutput]
	UpdateAccessKey                 call[sdkiam.UpdateAccessKeyInput, sdkiam.UpdateAccessKeyOutput]
	UpdateAccountPasswordPolicy     call[sdkiam.UpdateAccountPasswordPolicyInput, sdkiam.UpdateAccountPasswordPolicyOutput]
	UpdateGroup                     call[sdkiam.UpdateGroupInput, sdkiam.UpdateGroupOutput]
	UpdateLoginProfile              call[sdkiam.UpdateLoginProfileInput, sdkiam.UpdateLoginProfileOutput]
	UpdateUser                      call[sdkiam.UpdateUserInput, sdkiam.UpdateUserOutput]
}

func changesOf(c *sdkiam.Client) changeCalls {
	return changeCalls{
		AddUserToGroup:                  c.AddUserToGroup,
		AttachGroupPolicy:               c.AttachGroupPolicy,
		AttachUserPolicy:                c.AttachUserPolicy,
		CreateAccessKey:                 c.CreateAccessKey,
		CreateAccountAlias:              c.CreateAccountAlias,
		CreateGroup:                     c.CreateGroup,
		CreateLoginProfile:              c.CreateLoginProfile,
		CreatePolicy:                    c.CreatePolicy,
		CreatePolicyVersion:             c.CreatePolicyVersion,
		CreateUser:                      c.CreateUser,
		DeactivateMFADevice:             c.DeactivateMFADevice,
		DeleteAccessKey:                 c.DeleteAccessKey,
		DeleteAccountAlias:              c.DeleteAccountAlias,
		DeleteAccountPasswordPolicy:     c.DeleteAccountPasswordPolicy,
		DeleteGroup:                     c.DeleteGroup,
		DeleteGroupPolicy:               c.DeleteGroupPolicy,
		DeleteLoginProfile:              c.DeleteLoginProfile,
		DeletePolicy:                    c.DeletePolicy,
		DeletePolicyVersion:             c.DeletePolicyVersion,
		DeleteSSHPublicKey:              c.DeleteSSHPublicKey,
		DeleteServiceSpecificCredential: c.DeleteServiceSpecificCredential,
		DeleteSigningCertificate:        c.DeleteSigningCertificate,
		DeleteUser:                      c.DeleteUser,
		DeleteUserPermissionsBoundary:   c.DeleteUserPermissionsBoundary,
		DeleteUserPolicy:                c.DeleteUserPolicy,
		DeleteVirtualMFADevice:          c.DeleteVirtualMFADevice,
		DetachGroupPolicy:               c.DetachGroupPolicy,
		DetachUserPolicy:                c.DetachUserPolicy,
		PutGroupPolicy:                  c.PutGroupPolicy,
		PutUserPermissionsBoundary:      c.PutUserPermissionsBoundary,
		PutUserPolicy:                   c.PutUserPolicy,
		RemoveUserFromGroup:             c.RemoveUserFromGroup,
		SetDefaultPolicyVersion:         c.SetDefaultPolicyVersion,
		TagUser:                         c.TagUser,
		UntagUser:                       c.UntagUser,
		UpdateAccessKey:                 c.UpdateAccessKey,
		UpdateAccountPasswordPolicy:     c.UpdateAccountPasswordPolicy,
		UpdateGroup:                     c.UpdateGroup,
		UpdateLoginProfile:              c.UpdateLoginProfile,
		UpdateUser:                      c.UpdateUser,
	}
}
