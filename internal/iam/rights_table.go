package iam

// rightsTable is the one table of the actions that Keyporter calls, by the part
// of it that needs them and by what they can be limited to.
// Rule: "Actions, resources, and condition keys for AWS Identity and Access
// Management" and "… for Amazon S3", Service Authorization Reference. ListBuckets
// is allowed by s3:ListAllMyBuckets, and GetPublicAccessBlock of a bucket by
// s3:GetBucketPublicAccessBlock ("Required permissions for Amazon S3 API
// operations", S3 user guide). A user who is made with tags needs iam:TagUser
// ("Tagging IAM users", IAM user guide).
var rightsTable = []struct {
	area    Area
	on      RightOn
	actions string // without the service
}{
	{AreaAccount, OnAll, "GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountSummary ListAccountAliases ListGroups ListPolicies ListRoles ListUsers"},
	{AreaAccount, OnUsers, `GetAccessKeyLastUsed GetLoginProfile GetUser GetUserPolicy ListAccessKeys ListAttachedUserPolicies ListGroupsForUser
		ListMFADevices ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags`},
	{AreaAccount, OnGroups, "GetGroup GetGroupPolicy ListAttachedGroupPolicies ListGroupPolicies"},
	{AreaAccount, OnRoles, "GetRolePolicy ListAttachedRolePolicies ListRolePolicies"},
	{AreaAccount, OnPolicy, "GetPolicy GetPolicyVersion ListEntitiesForPolicy ListPolicyVersions"},

	{AreaReport, OnAll, "GenerateCredentialReport GetCredentialReport"},

	{AreaBuckets, OnAll, "GetAccountPublicAccessBlock ListAllMyBuckets"},
	{AreaBuckets, OnBuckets, `GetBucketAcl GetBucketLocation GetBucketOwnershipControls GetBucketPolicy GetBucketPublicAccessBlock
		GetBucketTagging`},

	{AreaRights, OnCaller, "SimulatePrincipalPolicy"},

	{AreaUsers, OnUsers, `CreateUser DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteSSHPublicKey
		DeleteServiceSpecificCredential DeleteSigningCertificate DeleteUser DeleteUserPolicy DetachUserPolicy TagUser UntagUser UpdateUser`},
	{AreaUsers, OnGroups, "CreateGroup DeleteGroup DeleteGroupPolicy DetachGroupPolicy RemoveUserFromGroup UpdateGroup"},
	{AreaUsers, OnFactors, "DeleteVirtualMFADevice"},

	{AreaConsole, OnUsers, `CreateLoginProfile DeactivateMFADevice DeleteLoginProfile DeleteSSHPublicKey
		DeleteServiceSpecificCredential DeleteSigningCertificate UpdateLoginProfile`},
	{AreaConsole, OnFactors, "DeleteVirtualMFADevice"},

	{AreaKeys, OnUsers, "CreateAccessKey DeleteAccessKey TagUser UntagUser UpdateAccessKey"},

	{AreaGrants, OnUsers, "AttachUserPolicy DetachUserPolicy"},
	{AreaGrants, OnGroups, "AddUserToGroup AttachGroupPolicy DetachGroupPolicy RemoveUserFromGroup"},

	{AreaPolicies, OnUsers, "DeleteUserPermissionsBoundary DeleteUserPolicy PutUserPermissionsBoundary PutUserPolicy"},
	{AreaPolicies, OnGroups, "DeleteGroupPolicy PutGroupPolicy"},
	{AreaPolicies, OnPolicy, "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion"},

	{AreaSettings, OnAll, "CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy UpdateAccountPasswordPolicy"},
}
