package sandbox

import "context"

// action is one entry of the API. resource names what the call is about, for
// its authorisation; without it the call needs no permission. Resources are
// those of the Service Authorization Reference.
type action struct {
	service  string
	resource func(ctx context.Context, c *call) (target, error)
	run      func(ctx context.Context, c *call) (any, error)
}

// actions is all that is offered. Everything else is InvalidAction.
var actions = map[string]action{
	"GetCallerIdentity": {"sts", nil, getCallerIdentity},

	"CreateUser":   {"iam", users.newTarget, createUser},
	"GetUser":      {"iam", users.target, getUser},
	"ListUsers":    {"iam", anything, listUsers},
	"UpdateUser":   {"iam", users.target, users.update},
	"DeleteUser":   {"iam", users.target, deleteUser},
	"TagUser":      {"iam", users.target, users.tag},
	"UntagUser":    {"iam", users.target, users.untag},
	"ListUserTags": {"iam", users.target, users.listTags},

	"CreateGroup":         {"iam", groups.newTarget, createGroup},
	"GetGroup":            {"iam", groups.target, getGroup},
	"ListGroups":          {"iam", anything, listGroups},
	"UpdateGroup":         {"iam", groups.target, groups.update},
	"DeleteGroup":         {"iam", groups.target, deleteGroup},
	"AddUserToGroup":      {"iam", groups.target, addUserToGroup},
	"RemoveUserFromGroup": {"iam", groups.target, removeUserFromGroup},
	"ListGroupsForUser":   {"iam", users.target, listGroupsForUser},

	"CreatePolicy":          {"iam", newPolicyTarget, createPolicy},
	"GetPolicy":             {"iam", policyTarget, getPolicy},
	"ListPolicies":          {"iam", anything, listPolicies},
	"DeletePolicy":          {"iam", policyTarget, deletePolicy},
	"ListEntitiesForPolicy": {"iam", policyTarget, listEntitiesForPolicy},

	"TagPolicy":      {"iam", policyTarget, tagPolicy},
	"UntagPolicy":    {"iam", policyTarget, untagPolicy},
	"ListPolicyTags": {"iam", policyTarget, listPolicyTags},

	"CreatePolicyVersion":     {"iam", policyTarget, createPolicyVersion},
	"GetPolicyVersion":        {"iam", policyTarget, getPolicyVersion},
	"ListPolicyVersions":      {"iam", policyTarget, listPolicyVersions},
	"SetDefaultPolicyVersion": {"iam", policyTarget, setDefaultPolicyVersion},
	"DeletePolicyVersion":     {"iam", policyTarget, deletePolicyVersion},

	"CreateRole":             {"iam", roles.newTarget, createRole},
	"GetRole":                {"iam", roles.target, getRole},
	"ListRoles":              {"iam", anything, listRoles},
	"UpdateRole":             {"iam", roles.target, updateRole},
	"UpdateRoleDescription":  {"iam", roles.target, updateRoleDescription},
	"UpdateAssumeRolePolicy": {"iam", roles.target, updateAssumeRolePolicy},
	"DeleteRole":             {"iam", roles.target, deleteRole},
	"TagRole":                {"iam", roles.target, roles.tag},
	"UntagRole":              {"iam", roles.target, roles.untag},
	"ListRoleTags":           {"iam", roles.target, roles.listTags},

	"PutUserPermissionsBoundary":    {"iam", users.target, users.putBoundary},
	"DeleteUserPermissionsBoundary": {"iam", users.target, users.deleteBoundary},
	"PutRolePermissionsBoundary":    {"iam", roles.target, roles.putBoundary},
	"DeleteRolePermissionsBoundary": {"iam", roles.target, roles.deleteBoundary},

	"AttachUserPolicy":          {"iam", users.target, users.attach},
	"DetachUserPolicy":          {"iam", users.target, users.detach},
	"ListAttachedUserPolicies":  {"iam", users.target, users.listAttached},
	"AttachGroupPolicy":         {"iam", groups.target, groups.attach},
	"DetachGroupPolicy":         {"iam", groups.target, groups.detach},
	"ListAttachedGroupPolicies": {"iam", groups.target, groups.listAttached},
	"AttachRolePolicy":          {"iam", roles.target, roles.attach},
	"DetachRolePolicy":          {"iam", roles.target, roles.detach},
	"ListAttachedRolePolicies":  {"iam", roles.target, roles.listAttached},

	"PutUserPolicy":     {"iam", users.target, users.putInline},
	"GetUserPolicy":     {"iam", users.target, getUserPolicy},
	"ListUserPolicies":  {"iam", users.target, users.listInline},
	"DeleteUserPolicy":  {"iam", users.target, users.deleteInline},
	"PutGroupPolicy":    {"iam", groups.target, groups.putInline},
	"GetGroupPolicy":    {"iam", groups.target, getGroupPolicy},
	"ListGroupPolicies": {"iam", groups.target, groups.listInline},
	"DeleteGroupPolicy": {"iam", groups.target, groups.deleteInline},
	"PutRolePolicy":     {"iam", roles.target, roles.putInline},
	"GetRolePolicy":     {"iam", roles.target, getRolePolicy},
	"ListRolePolicies":  {"iam", roles.target, roles.listInline},
	"DeleteRolePolicy":  {"iam", roles.target, roles.deleteInline},

	"SimulateCustomPolicy":             {"iam", anything, simulateCustomPolicy},
	"SimulatePrincipalPolicy":          {"iam", sourceTarget, simulatePrincipalPolicy},
	"GetContextKeysForCustomPolicy":    {"iam", anything, getContextKeysForCustomPolicy},
	"GetContextKeysForPrincipalPolicy": {"iam", sourceTarget, getContextKeysForPrincipalPolicy},

	"CreateAccessKey":      {"iam", users.target, createAccessKey},
	"ListAccessKeys":       {"iam", users.target, listAccessKeys},
	"UpdateAccessKey":      {"iam", users.target, updateAccessKey},
	"DeleteAccessKey":      {"iam", users.target, deleteAccessKey},
	"GetAccessKeyLastUsed": {"iam", keyOwnerTarget, getAccessKeyLastUsed},

	"CreateLoginProfile": {"iam", users.target, createLoginProfile},
	"GetLoginProfile":    {"iam", users.target, getLoginProfile},
	"UpdateLoginProfile": {"iam", users.target, updateLoginProfile},
	"DeleteLoginProfile": {"iam", users.target, deleteLoginProfile},
	"ChangePassword":     {"iam", users.target, changePassword},

	"CreateVirtualMFADevice": {"iam", newMFATarget, createVirtualMFADevice},
	"ListVirtualMFADevices":  {"iam", anything, listVirtualMFADevices},
	"DeleteVirtualMFADevice": {"iam", mfaTarget, deleteVirtualMFADevice},
	"TagMFADevice":           {"iam", mfaTarget, tagMFADevice},
	"UntagMFADevice":         {"iam", mfaTarget, untagMFADevice},
	"ListMFADeviceTags":      {"iam", mfaTarget, listMFADeviceTags},
	"EnableMFADevice":        {"iam", users.target, enableMFADevice},
	"ResyncMFADevice":        {"iam", users.target, resyncMFADevice},
	"DeactivateMFADevice":    {"iam", users.target, deactivateMFADevice},
	"ListMFADevices":         {"iam", users.target, listMFADevices},
	"GetMFADevice":           {"iam", users.target, getMFADevice},

	"GetAccountPasswordPolicy":    {"iam", anything, getAccountPasswordPolicy},
	"UpdateAccountPasswordPolicy": {"iam", anything, updateAccountPasswordPolicy},
	"DeleteAccountPasswordPolicy": {"iam", anything, deleteAccountPasswordPolicy},

	"CreateAccountAlias":             {"iam", anything, createAccountAlias},
	"ListAccountAliases":             {"iam", anything, listAccountAliases},
	"DeleteAccountAlias":             {"iam", anything, deleteAccountAlias},
	"GetAccountSummary":              {"iam", anything, getAccountSummary},
	"GetAccountAuthorizationDetails": {"iam", anything, getAccountAuthorizationDetails},
	"GenerateCredentialReport":       {"iam", anything, generateCredentialReport},
	"GetCredentialReport":            {"iam", anything, getCredentialReport},

	"UploadSSHPublicKey": {"iam", users.target, uploadSSHPublicKey},
	"GetSSHPublicKey":    {"iam", users.target, getSSHPublicKey},
	"ListSSHPublicKeys":  {"iam", users.target, listSSHPublicKeys},
	"UpdateSSHPublicKey": {"iam", users.target, updateSSHPublicKey},
	"DeleteSSHPublicKey": {"iam", users.target, deleteSSHPublicKey},

	"UploadSigningCertificate": {"iam", users.target, uploadSigningCertificate},
	"ListSigningCertificates":  {"iam", users.target, listSigningCertificates},
	"UpdateSigningCertificate": {"iam", users.target, updateSigningCertificate},
	"DeleteSigningCertificate": {"iam", users.target, deleteSigningCertificate},

	"CreateServiceSpecificCredential": {"iam", users.target, createServiceSpecificCredential},
	"ListServiceSpecificCredentials":  {"iam", servicesTarget, listServiceSpecificCredentials},
	"UpdateServiceSpecificCredential": {"iam", users.target, updateServiceSpecificCredential},
	"ResetServiceSpecificCredential":  {"iam", users.target, resetServiceSpecificCredential},
	"DeleteServiceSpecificCredential": {"iam", users.target, deleteServiceSpecificCredential},
}

// anything is the resource of calls that have none.
func anything(context.Context, *call) (target, error) { return target{arn: "*"}, nil }
