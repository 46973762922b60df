package sandbox_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestVersionsOfAPolicy(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll).value("Policy/Arn")
		ana := b.user("ana")
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", arn)
		versions := func(want ...string) {
			t.Helper()
			if got := b.do("ListPolicyVersions", "PolicyArn", arn).values("Versions/member/VersionId"); !slices.Equal(got, want) {
				t.Errorf("ListPolicyVersions = %v, want %v", got, want)
			}
		}
		onlyGet := strings.Replace(allowAll, `"Action":"*"`, `"Action":"iam:Get*"`, 1)
		b.clock.Add(time.Hour)
		made := b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", onlyGet)
		if made.value("PolicyVersion/VersionId") != "v2" || made.value("PolicyVersion/IsDefaultVersion") != "false" || made.value("PolicyVersion/CreateDate") != "2026-11-23T10:00:30Z" || made.values("PolicyVersion/Document") != nil {
			t.Errorf("CreatePolicyVersion = %s, want v2 of 10:00:30, not the default, without its document", made.body)
		}
		ana.do("ListUsers") // v1 is still in force
		b.do("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", "v2")
		ana.do("GetUser")
		ana.refused(403, "AccessDenied", "because no identity-based policy allows", "ListUsers")
		if p := b.do("GetPolicy", "PolicyArn", arn); p.value("Policy/DefaultVersionId") != "v2" || p.value("Policy/UpdateDate") != "2026-11-23T10:00:30Z" || p.value("Policy/CreateDate") != "2026-11-23T09:00:30Z" {
			t.Errorf("GetPolicy = %s, want the default v2 and the dates of v1 and v2", p.body)
		}
		b.refused(409, "DeleteConflict", "Cannot delete the default version of a policy.", "DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2")
		if v := b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", allowAll, "SetAsDefault", "true"); v.value("PolicyVersion/VersionId") != "v3" || v.value("PolicyVersion/IsDefaultVersion") != "true" {
			t.Errorf("CreatePolicyVersion(SetAsDefault) = %s, want v3 as the default", v.body)
		}
		ana.do("ListUsers")
		b.do("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2")
		b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", onlyGet)
		b.do("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v4")
		b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", onlyGet)
		versions("v5", "v3", "v1") // v4 is not given out again
		for range 2 {
			b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", onlyGet)
		}
		b.refused(409, "LimitExceeded", "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.", "CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", allowAll)
		versions("v7", "v6", "v5", "v3", "v1")
		if pages, n := b.walk("Versions/member/VersionId", "ListPolicyVersions", "PolicyArn", arn, "MaxItems", "2"); !slices.Equal(pages, []string{"v7", "v6", "v5", "v3", "v1"}) || n != 3 {
			t.Errorf("ListPolicyVersions by two = %v on %d pages, want the newest first on 3", pages, n)
		}
		text, err := url.PathUnescape(b.do("GetPolicyVersion", "PolicyArn", arn, "VersionId", "v5").value("PolicyVersion/Document"))
		if err != nil || text != onlyGet {
			t.Errorf("GetPolicyVersion(v5) = %q, %v, want its document", text, err)
		}
		summary := b.do("GetAccountSummary")
		if i := slices.Index(summary.values("SummaryMap/entry/key"), "PolicyVersionsInUse"); summary.values("SummaryMap/entry/value")[i] != "5" {
			t.Errorf("GetAccountSummary = %s, want five versions in use", summary.body)
		}
		details := b.do("GetAccountAuthorizationDetails", "Filter.member.1", "LocalManagedPolicy")
		if got := details.values("Policies/member/PolicyVersionList/member/VersionId"); len(got) != 5 || len(details.values("Policies/member/PolicyVersionList/member/Document")) != 5 {
			t.Errorf("GetAccountAuthorizationDetails: versions %v, want five with documents", got)
		}
	})
}

func TestWhatVersionsAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll, "Path", "/x/").value("Policy/Arn")
	const pathless = "arn:aws:iam::123456789012:policy/p"
	for _, action := range []string{"GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion"} {
		b.refused(404, "NoSuchEntity", "Policy "+arn+" version v2 does not exist", action, "PolicyArn", arn, "VersionId", "v2")
		b.refused(404, "NoSuchEntity", "Policy "+pathless+" was not found.", action, "PolicyArn", pathless, "VersionId", "v1")
		b.refused(404, "NoSuchEntity", "was not found.", action, "PolicyArn", "arn:aws:iam::210987654321:policy/p", "VersionId", "v1")
		b.refused(400, "ValidationError", "at 'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern", action, "PolicyArn", arn, "VersionId", "2")
		b.refused(400, "ValidationError", "Value null at 'versionId'", action, "PolicyArn", arn)
	}
	b.refused(404, "NoSuchEntity", "", "CreatePolicyVersion", "PolicyArn", pathless, "PolicyDocument", allowAll)
	b.refused(400, "ValidationError", "", "CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", allowAll, "SetAsDefault", "yes")
	b.refused(409, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144", "CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument",
		strings.Replace(allowAll, `"Resource":"*"`, `"Resource":"arn:aws:s3:::`+strings.Repeat("a", 6144)+`"`, 1))
	b.refused(403, "AccessDenied", "protected policy", "CreatePolicyVersion", "PolicyArn", adminARN, "PolicyDocument", allowAll)
	b.refused(403, "AccessDenied", "protected policy", "SetDefaultPolicyVersion", "PolicyArn", adminARN, "VersionId", "v1")
	b.refused(403, "AccessDenied", "protected policy", "DeletePolicyVersion", "PolicyArn", adminARN, "VersionId", "v1")
}

func TestAPolicyInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll).value("Policy/Arn")
		b.do("CreateUser", "UserName", "ana", "PermissionsBoundary", arn)
		b.do("CreateGroup", "GroupName", "devs")
		b.do("AttachGroupPolicy", "GroupName", "devs", "PolicyArn", arn)
		b.do("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", allowAll)
		for _, step := range []struct {
			message string
			call    []string
		}{
			{"Cannot delete a policy attached to entities.", []string{"DetachGroupPolicy", "GroupName", "devs", "PolicyArn", arn}},
			{"Cannot delete a policy attached to entities.", []string{"DeleteUserPermissionsBoundary", "UserName", "ana"}},
			{"This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.", []string{"DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v2"}},
		} {
			b.refused(409, "DeleteConflict", step.message, "DeletePolicy", "PolicyArn", arn)
			b.do(step.call[0], step.call[1:]...)
		}
		b.do("DeletePolicy", "PolicyArn", arn)
	})
}

func TestNoVersionIsLostOrMadeTwice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		arn := b.do("CreatePolicy", "PolicyName", "p", "PolicyDocument", allowAll).value("Policy/Arn")
		var all sync.WaitGroup
		var made, full atomic.Int64
		for range 12 {
			all.Go(func() {
				switch a := b.call("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", allowAll); a.code() {
				case "":
					made.Add(1)
				case "LimitExceeded":
					full.Add(1)
				default:
					t.Errorf("CreatePolicyVersion = %d %s %s", a.status, a.code(), a.message())
				}
			})
		}
		all.Wait()
		got := b.do("ListPolicyVersions", "PolicyArn", arn).values("Versions/member/VersionId")
		if made.Load() != 4 || full.Load() != 8 || fmt.Sprint(got) != "[v5 v4 v3 v2 v1]" {
			t.Errorf("12 CreatePolicyVersion at once: %d made, %d refused, versions %v, want 4, 8 and v5 to v1", made.Load(), full.Load(), got)
		}
	})
}
