package sandbox

import "context"

type summaryEntry struct {
	Key   string `xml:"key"`
	Value int    `xml:"value"`
}

// Quotas that only the summary tells, for things that this account cannot have.
const (
	quotaVersionsInUse      = 10000
	quotaInstanceProfiles   = 1000
	quotaServerCertificates = 20
)

// getAccountSummary gives usage and quotas under the names of the API reference.
// Sizes are in characters.
func getAccountSummary(ctx context.Context, c *call) (any, error) {
	counts := map[string]int{}
	for _, kind := range []string{kindUser, kindGroup, kindRole, kindPolicy} {
		n, err := c.in.Count(ctx, kind)
		if err != nil {
			return nil, err
		}
		counts[kind] = n
	}
	policies, err := everything[policyDoc](ctx, c.in, kindPolicy)
	if err != nil {
		return nil, err
	}
	versions := 0
	for _, p := range policies {
		versions += len(p.Versions)
	}
	devices, err := everything[mfaDoc](ctx, c.in, kindMFA)
	if err != nil {
		return nil, err
	}
	enabled := 0
	for _, d := range devices {
		if !d.Enabled.IsZero() {
			enabled++
		}
	}
	return struct {
		SummaryMap []summaryEntry `xml:"SummaryMap>entry"`
	}{[]summaryEntry{
		{"Users", counts[kindUser]}, {"UsersQuota", quotaUsers},
		{"Groups", counts[kindGroup]}, {"GroupsQuota", quotaGroups}, {"GroupsPerUserQuota", quotaGroupsPerUser},
		{"Roles", counts[kindRole]}, {"RolesQuota", quotaRoles}, {"AssumeRolePolicySizeQuota", quotaTrustSize},
		{"Policies", counts[kindPolicy]}, {"PoliciesQuota", quotaPolicies}, {"PolicySizeQuota", quotaPolicySize},
		{"PolicyVersionsInUse", versions}, {"PolicyVersionsInUseQuota", quotaVersionsInUse}, {"VersionsPerPolicyQuota", quotaVersions},
		{"AttachedPoliciesPerUserQuota", quotaAttached}, {"AttachedPoliciesPerGroupQuota", quotaAttached}, {"AttachedPoliciesPerRoleQuota", quotaAttached},
		{"UserPolicySizeQuota", quotaUserInlineSize}, {"GroupPolicySizeQuota", quotaGroupInlineSize}, {"RolePolicySizeQuota", quotaRoleInlineSize},
		{"AccessKeysPerUserQuota", quotaKeys}, {"SigningCertificatesPerUserQuota", quotaCertificates},
		{"MFADevices", len(devices)}, {"MFADevicesInUse", enabled},
		{"AccountAccessKeysPresent", 1}, {"AccountPasswordPresent", 0}, {"AccountMFAEnabled", 0}, {"AccountSigningCertificatesPresent", 0},
		{"InstanceProfiles", 0}, {"InstanceProfilesQuota", quotaInstanceProfiles}, {"Providers", 0},
		{"ServerCertificates", 0}, {"ServerCertificatesQuota", quotaServerCertificates}, {"GlobalEndpointTokenVersion", 1},
	}}, nil
}
