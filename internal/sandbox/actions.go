package sandbox

import "context"

// action is one entry of the API. resource names what the call is about, for
// its authorisation; without it the call needs no permission. Resources are
// those of the Service Authorization Reference.
type action struct {
	service  string
	resource func(ctx context.Context, c *call) (string, error)
	run      func(ctx context.Context, c *call) (any, error)
}

// actions is all that is offered. Everything else is InvalidAction.
var actions = map[string]action{
	"GetCallerIdentity": {"sts", nil, getCallerIdentity},

	"CreateUser":   {"iam", users.newARN, createUser},
	"GetUser":      {"iam", users.arn, getUser},
	"ListUsers":    {"iam", anything, listUsers},
	"DeleteUser":   {"iam", users.arn, deleteUser},
	"TagUser":      {"iam", users.arn, tagUser},
	"UntagUser":    {"iam", users.arn, untagUser},
	"ListUserTags": {"iam", users.arn, listUserTags},

	"CreateGroup":         {"iam", groups.newARN, createGroup},
	"GetGroup":            {"iam", groups.arn, getGroup},
	"ListGroups":          {"iam", anything, listGroups},
	"DeleteGroup":         {"iam", groups.arn, deleteGroup},
	"AddUserToGroup":      {"iam", groups.arn, addUserToGroup},
	"RemoveUserFromGroup": {"iam", groups.arn, removeUserFromGroup},
	"ListGroupsForUser":   {"iam", users.arn, listGroupsForUser},

	"CreatePolicy":          {"iam", newPolicyARN, createPolicy},
	"GetPolicy":             {"iam", policyARN, getPolicy},
	"ListPolicies":          {"iam", anything, listPolicies},
	"DeletePolicy":          {"iam", policyARN, deletePolicy},
	"GetPolicyVersion":      {"iam", policyARN, getPolicyVersion},
	"ListPolicyVersions":    {"iam", policyARN, listPolicyVersions},
	"ListEntitiesForPolicy": {"iam", policyARN, listEntitiesForPolicy},

	"AttachUserPolicy":          {"iam", users.arn, users.attach},
	"DetachUserPolicy":          {"iam", users.arn, users.detach},
	"ListAttachedUserPolicies":  {"iam", users.arn, users.listAttached},
	"AttachGroupPolicy":         {"iam", groups.arn, groups.attach},
	"DetachGroupPolicy":         {"iam", groups.arn, groups.detach},
	"ListAttachedGroupPolicies": {"iam", groups.arn, groups.listAttached},

	"PutUserPolicy":     {"iam", users.arn, users.putInline},
	"GetUserPolicy":     {"iam", users.arn, getUserPolicy},
	"ListUserPolicies":  {"iam", users.arn, users.listInline},
	"DeleteUserPolicy":  {"iam", users.arn, users.deleteInline},
	"PutGroupPolicy":    {"iam", groups.arn, groups.putInline},
	"GetGroupPolicy":    {"iam", groups.arn, getGroupPolicy},
	"ListGroupPolicies": {"iam", groups.arn, groups.listInline},
	"DeleteGroupPolicy": {"iam", groups.arn, groups.deleteInline},

	"CreateAccessKey":      {"iam", users.arn, createAccessKey},
	"ListAccessKeys":       {"iam", users.arn, listAccessKeys},
	"UpdateAccessKey":      {"iam", users.arn, updateAccessKey},
	"DeleteAccessKey":      {"iam", users.arn, deleteAccessKey},
	"GetAccessKeyLastUsed": {"iam", keyOwnerARN, getAccessKeyLastUsed},

	"CreateLoginProfile": {"iam", users.arn, createLoginProfile},
	"GetLoginProfile":    {"iam", users.arn, getLoginProfile},
	"UpdateLoginProfile": {"iam", users.arn, updateLoginProfile},
	"DeleteLoginProfile": {"iam", users.arn, deleteLoginProfile},

	"GetAccountPasswordPolicy": {"iam", anything, getAccountPasswordPolicy},

	"CreateAccountAlias":             {"iam", anything, createAccountAlias},
	"ListAccountAliases":             {"iam", anything, listAccountAliases},
	"DeleteAccountAlias":             {"iam", anything, deleteAccountAlias},
	"GetAccountSummary":              {"iam", anything, getAccountSummary},
	"GetAccountAuthorizationDetails": {"iam", anything, getAccountAuthorizationDetails},

	"ListSSHPublicKeys":              {"iam", users.arn, listSSHPublicKeys},
	"ListSigningCertificates":        {"iam", users.arn, listSigningCertificates},
	"ListServiceSpecificCredentials": {"iam", users.arn, listServiceSpecificCredentials},
	"ListMFADevices":                 {"iam", users.arn, listMFADevices},
	"ListVirtualMFADevices":          {"iam", anything, listVirtualMFADevices},
	"ListRoles":                      {"iam", anything, listRoles},
}

// anything is the resource of calls that have none.
func anything(context.Context, *call) (string, error) { return "*", nil }
