package sandbox

import "context"

type summaryEntry struct {
	Key   string `xml:"key"`
	Value int    `xml:"value"`
}

// getAccountSummary gives usage and quotas under the names of the API reference.
func getAccountSummary(ctx context.Context, c *call) (any, error) {
	counts := map[string]int{}
	for _, kind := range []string{kindUser, kindGroup, kindPolicy} {
		n, err := c.in.Count(ctx, kind)
		if err != nil {
			return nil, err
		}
		counts[kind] = n
	}
	policies, err := c.in.List(ctx, kindPolicy, "", quotaPolicies)
	if err != nil {
		return nil, err
	}
	versions := 0
	for _, e := range policies {
		p, err := decode[policyDoc](e)
		if err != nil {
			return nil, err
		}
		versions += len(p.Versions)
	}
	return struct {
		SummaryMap []summaryEntry `xml:"SummaryMap>entry"`
	}{[]summaryEntry{
		{"Users", counts[kindUser]}, {"UsersQuota", quotaUsers},
		{"Groups", counts[kindGroup]}, {"GroupsQuota", quotaGroups}, {"GroupsPerUserQuota", quotaGroupsPerUser},
		{"Policies", counts[kindPolicy]}, {"PoliciesQuota", quotaPolicies}, {"PolicySizeQuota", quotaPolicySize},
		{"PolicyVersionsInUse", versions}, {"PolicyVersionsInUseQuota", 10000}, {"VersionsPerPolicyQuota", quotaVersions},
		{"AttachedPoliciesPerUserQuota", quotaAttached}, {"AttachedPoliciesPerGroupQuota", quotaAttached}, {"AttachedPoliciesPerRoleQuota", quotaAttached},
		{"UserPolicySizeQuota", quotaUserInlineSize}, {"GroupPolicySizeQuota", quotaGroupInlineSize},
		{"AccessKeysPerUserQuota", quotaKeys}, {"SigningCertificatesPerUserQuota", 2},
		{"AccountAccessKeysPresent", 1}, {"AccountMFAEnabled", 0}, {"AccountSigningCertificatesPresent", 0},
		{"MFADevices", 0}, {"MFADevicesInUse", 0}, {"Roles", 0}, {"RolesQuota", 1000},
		{"InstanceProfiles", 0}, {"InstanceProfilesQuota", 1000}, {"Providers", 0},
		{"ServerCertificates", 0}, {"ServerCertificatesQuota", 20},
	}}, nil
}
