package sandbox_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAKeyIsIssuedUsedAndTakenAway(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	if !regexp.MustCompile("^AKIA[A-Z2-7]{16}$").MatchString(ana.id) || !regexp.MustCompile("^[A-Za-z0-9+/]{40}$").MatchString(ana.secret) {
		t.Errorf("CreateAccessKey = %s and a secret of %d characters, want the forms of AWS", ana.id, len(ana.secret))
	}
	unused := b.do("GetAccessKeyLastUsed", "AccessKeyId", ana.id)
	if unused.value("AccessKeyLastUsed/ServiceName") != "N/A" || unused.values("AccessKeyLastUsed/LastUsedDate") != nil || unused.value("UserName") != "ana" {
		t.Errorf("GetAccessKeyLastUsed before any use = %s, want N/A and no date", unused.body)
	}
	who := ana.identity()
	if who.value("Arn") != "arn:aws:iam::123456789012:user/ana" || who.value("Account") != "123456789012" || who.root.XMLName.Space != "https://sts.amazonaws.com/doc/2011-06-15/" {
		t.Errorf("GetCallerIdentity = %s, want ana", who.body)
	}
	b.clock.Add(10 * time.Minute)
	ana.refused(403, "AccessDenied", "", "ListUsers")
	used := b.do("GetAccessKeyLastUsed", "AccessKeyId", ana.id)
	if used.value("AccessKeyLastUsed/LastUsedDate") != "2026-11-23T09:10:00Z" || used.value("AccessKeyLastUsed/ServiceName") != "iam" || used.value("AccessKeyLastUsed/Region") != "eu-west-1" {
		t.Errorf("GetAccessKeyLastUsed after a denied call = %s, want 09:10, iam, eu-west-1", used.body)
	}
	ana.identity()
	if used := b.do("GetAccessKeyLastUsed", "AccessKeyId", ana.id); used.value("AccessKeyLastUsed/ServiceName") != "sts" {
		t.Errorf("GetAccessKeyLastUsed after GetCallerIdentity = %s, want sts", used.body)
	}
	root := b.do("GetAccessKeyLastUsed", "AccessKeyId", b.id)
	if root.value("AccessKeyLastUsed/ServiceName") != "iam" || root.values("UserName") != nil {
		t.Errorf("GetAccessKeyLastUsed of the root's key = %s, want iam and no user", root.body)
	}
	b.do("UpdateAccessKey", "UserName", "ana", "AccessKeyId", ana.id, "Status", "Inactive")
	if a := ana.identity(); a.code() != "InvalidClientTokenId" {
		t.Errorf("GetCallerIdentity with an inactive key = %d %s, want InvalidClientTokenId", a.status, a.code())
	}
	b.do("UpdateAccessKey", "UserName", "ana", "AccessKeyId", ana.id, "Status", "Active")
	if a := ana.identity(); a.status != 200 {
		t.Errorf("GetCallerIdentity with the key active again = %d %s, want 200", a.status, a.code())
	}
	b.do("DeleteAccessKey", "UserName", "ana", "AccessKeyId", ana.id)
	if a := ana.identity(); a.code() != "InvalidClientTokenId" {
		t.Errorf("GetCallerIdentity with a deleted key = %d %s, want InvalidClientTokenId", a.status, a.code())
	}
	b.refused(404, "NoSuchEntity", "The Access Key with id "+ana.id+" cannot be found.", "DeleteAccessKey", "UserName", "ana", "AccessKeyId", ana.id)
}

func TestAKeyIsOnlyFoundAtItsUser(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.user("bo")
	b.refused(404, "NoSuchEntity", "", "DeleteAccessKey", "UserName", "bo", "AccessKeyId", ana.id)
	b.refused(404, "NoSuchEntity", "", "UpdateAccessKey", "UserName", "bo", "AccessKeyId", ana.id, "Status", "Inactive")
	b.refused(400, "ValidationError", "enum value set", "UpdateAccessKey", "UserName", "ana", "AccessKeyId", ana.id, "Status", "Expired")
	if a := ana.identity(); a.status != 200 {
		t.Errorf("GetCallerIdentity = %d %s, want 200", a.status, a.code())
	}
}

func TestCallsWithoutANameMeanTheCaller(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", adminARN)
	second := ana.do("CreateAccessKey").value("AccessKey/AccessKeyId")
	if got := ana.do("ListAccessKeys").values("AccessKeyMetadata/member/AccessKeyId"); len(got) != 2 || !slices.Contains(got, second) {
		t.Errorf("ListAccessKeys = %v, want two with %s", got, second)
	}
	if got := ana.do("GetUser").value("User/UserName"); got != "ana" {
		t.Errorf("GetUser = %q, want ana", got)
	}
	root := b.do("GetUser")
	if root.value("User/Arn") != "arn:aws:iam::123456789012:root" || root.value("User/UserId") != "123456789012" {
		t.Errorf("GetUser as root = %s, want the root", root.body)
	}
}

func TestAUserNeverHasThreeKeys(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		var made, full atomic.Int64
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				switch a := b.call("CreateAccessKey", "UserName", "ana"); {
				case a.status == 200:
					made.Add(1)
				case a.code() == "LimitExceeded" && a.message() == "Cannot exceed quota for AccessKeysPerUser: 2" && a.status == 409:
					full.Add(1)
				default:
					t.Errorf("CreateAccessKey = %d %s %s", a.status, a.code(), a.message())
				}
			})
		}
		all.Wait()
		if got := b.do("ListAccessKeys", "UserName", "ana").values("AccessKeyMetadata/member"); made.Load() != 2 || full.Load() != 14 || len(got) != 2 {
			t.Errorf("16 CreateAccessKey at once: %d made, %d refused, %d listed, want 2, 14, 2", made.Load(), full.Load(), len(got))
		}
	})
}

func TestAPasswordMeetsTheDefaultPolicy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.refused(404, "NoSuchEntity", "Login Profile for User ana cannot be found.", "GetLoginProfile", "UserName", "ana")
	for _, weak := range []string{"Aa1!", "alllowercase", "lower1234", "123456789012"} {
		b.refused(400, "PasswordPolicyViolation", "", "CreateLoginProfile", "UserName", "ana", "Password", weak)
	}
	made := b.do("CreateLoginProfile", "UserName", "ana", "Password", "Lower1234", "PasswordResetRequired", "true")
	if made.value("LoginProfile/PasswordResetRequired") != "true" || made.value("LoginProfile/UserName") != "ana" {
		t.Errorf("CreateLoginProfile = %s, want ana with a reset", made.body)
	}
	b.refused(409, "EntityAlreadyExists", "Login Profile for user ana already exists.", "CreateLoginProfile", "UserName", "ana", "Password", "Lower1234")
	b.do("UpdateLoginProfile", "UserName", "ana", "PasswordResetRequired", "false")
	if got := b.do("GetLoginProfile", "UserName", "ana").value("LoginProfile/PasswordResetRequired"); got != "false" {
		t.Errorf("GetLoginProfile: reset %q, want false", got)
	}
	b.do("DeleteLoginProfile", "UserName", "ana")
	b.refused(404, "NoSuchEntity", "", "DeleteLoginProfile", "UserName", "ana")
}

func TestTheAccountSurvivesARestart(t *testing.T) {
	t.Parallel()
	db := open(t, filepath.Join(t.TempDir(), "keyporter.db"))
	before := serve(t, db, &clock{now: at})
	ana := before.user("ana")
	after := serve(t, db, &clock{now: at})
	if after.id != before.id || after.secret != before.secret {
		t.Error("the root key changed over a restart")
	}
	if a := after.as(ana.id, ana.secret).identity(); a.status != 200 || a.value("Arn") != "arn:aws:iam::123456789012:user/ana" {
		t.Errorf("GetCallerIdentity after a restart = %d %s, want ana", a.status, a.body)
	}
}
