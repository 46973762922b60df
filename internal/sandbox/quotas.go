package sandbox

// Default quotas of AWS ("IAM and AWS STS quotas", IAM user guide).
const (
	quotaUsers            = 5000
	quotaGroups           = 300
	quotaPolicies         = 1500
	quotaGroupsPerUser    = 10
	quotaAttached         = 10
	quotaKeys             = 2
	quotaTags             = 50
	quotaVersions         = 5
	quotaPolicySize       = 6144 // without white space, as all sizes
	quotaUserInlineSize   = 2048
	quotaGroupInlineSize  = 5120
	longestPolicyDocument = 131072
)
