package sandbox_test

import "testing"

// TestTheSummaryHasEveryKeyOfTheModel holds it to summaryKeyType of the
// service's published model.
func TestTheSummaryHasEveryKeyOfTheModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateUser", "UserName", "bo")
	b.do("CreateGroup", "GroupName", "devs")
	b.do("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", trustEC2)
	arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll).value("Policy/Arn")
	b.do("CreatePolicy", "PolicyName", "q", "PolicyDocument", allowAll)
	b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", readReports)
	b.device("spare")
	b.owned("bo", "phone")
	want := map[string]string{
		"Users": "2", "UsersQuota": "5000", "Groups": "1", "GroupsQuota": "300", "GroupsPerUserQuota": "10",
		"Roles": "1", "RolesQuota": "1000", "AssumeRolePolicySizeQuota": "2048",
		"Policies": "2", "PoliciesQuota": "1500", "PolicySizeQuota": "6144",
		"PolicyVersionsInUse": "3", "PolicyVersionsInUseQuota": "10000", "VersionsPerPolicyQuota": "5",
		"UserPolicySizeQuota": "2048", "GroupPolicySizeQuota": "5120", "RolePolicySizeQuota": "10240",
		"AttachedPoliciesPerUserQuota": "10", "AttachedPoliciesPerGroupQuota": "10", "AttachedPoliciesPerRoleQuota": "10",
		"AccessKeysPerUserQuota": "2", "SigningCertificatesPerUserQuota": "2", "MFADevices": "2", "MFADevicesInUse": "1",
		"AccountAccessKeysPresent": "1", "AccountPasswordPresent": "0", "AccountMFAEnabled": "0", "AccountSigningCertificatesPresent": "0",
		"ServerCertificates": "0", "ServerCertificatesQuota": "20", "InstanceProfiles": "0", "InstanceProfilesQuota": "1000",
		"Providers": "0", "GlobalEndpointTokenVersion": "1",
	}
	a := b.do("GetAccountSummary")
	keys, values := a.values("SummaryMap/entry/key"), a.values("SummaryMap/entry/value")
	got := map[string]string{}
	for i, key := range keys {
		got[key] = values[i]
	}
	if len(got) != len(keys) || len(got) != len(want) {
		t.Errorf("GetAccountSummary has %d keys, %d different, want %d", len(keys), len(got), len(want))
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("GetAccountSummary: %s = %q, want %s", key, got[key], value)
		}
	}
}
