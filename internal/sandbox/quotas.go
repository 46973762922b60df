package sandbox

// Default quotas of AWS ("IAM and AWS STS quotas", IAM user guide).
const (
	quotaUsers            = 5000
	quotaGroups           = 300
	quotaRoles            = 1000
	quotaPolicies         = 1500
	quotaGroupsPerUser    = 10
	quotaAttached         = 10
	quotaKeys             = 2
	quotaMFA              = 8
	quotaSSHKeys          = 5
	quotaCertificates     = 2
	quotaTags             = 50
	quotaVersions         = 5
	quotaPolicySize       = 6144 // without white space, as all sizes
	quotaUserInlineSize   = 2048
	quotaGroupInlineSize  = 5120
	quotaRoleInlineSize   = 10240
	quotaTrustSize        = 2048
	longestPolicyDocument = 131072
)

// quotaServiceCredentials is that of a user for one service.
const quotaServiceCredentials = 2

// accountQuotas are the quotas on kinds of entities, with AWS's names for them.
var accountQuotas = map[string]struct {
	name string
	most int
}{
	kindUser:   {"UsersPerAccount", quotaUsers},
	kindGroup:  {"GroupsPerAccount", quotaGroups},
	kindRole:   {"RolesPerAccount", quotaRoles},
	kindPolicy: {"PoliciesPerAccount", quotaPolicies},
	kindMFA:    {"VirtualMFADevicesPerAccount", quotaUsers}, // as many as users
}
