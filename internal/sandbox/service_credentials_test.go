package sandbox_test

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const (
	codeCommit = "codecommit.amazonaws.com"
	cassandra  = "cassandra.amazonaws.com"
	bedrock    = "bedrock.amazonaws.com"
)

func TestAServiceCredentialLivesAndDies(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana := b.user("Ana")
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", adminARN)
		b.do("CreateUser", "UserName", "bo")
		made := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", codeCommit)
		const at = "ServiceSpecificCredential/"
		id, password := made.value(at+"ServiceSpecificCredentialId"), made.value(at+"ServicePassword")
		for path, want := range map[string]string{
			"UserName": "Ana", "ServiceUserName": "Ana-at-123456789012", "ServiceName": codeCommit, "Status": "Active", "CreateDate": "2026-11-23T09:00:30Z",
			"ServiceCredentialAlias": "", "ServiceCredentialSecret": "", "ExpirationDate": "",
		} {
			if got := made.value(at + path); got != want {
				t.Errorf("CreateServiceSpecificCredential: %s = %q, want %q", path, got, want)
			}
		}
		if !regexp.MustCompile("^ACCA[A-Z2-7]{16}$").MatchString(id) || len(password) != 44 {
			t.Errorf("CreateServiceSpecificCredential: id %q and a password of %d characters, want ACCA… and 44", id, len(password))
		}
		again := ana.do("ResetServiceSpecificCredential", "ServiceSpecificCredentialId", id)
		if next := again.value(at + "ServicePassword"); len(next) != 44 || next == password || again.value(at+"ServiceUserName") != "Ana-at-123456789012" {
			t.Errorf("ResetServiceSpecificCredential = %s, want another password", strings.ReplaceAll(again.body, next, "…"))
		}
		ana.do("UpdateServiceSpecificCredential", "ServiceSpecificCredentialId", id, "Status", "Inactive")
		list := ana.do("ListServiceSpecificCredentials")
		if list.value("ServiceSpecificCredentials/member/Status") != "Inactive" || list.value("ServiceSpecificCredentials/member/ServiceSpecificCredentialId") != id ||
			strings.Contains(list.body, "Password") || list.value("IsTruncated") != "false" {
			t.Errorf("ListServiceSpecificCredentials = %s, want the inactive one without its password", list.body)
		}
		for action, more := range map[string][]string{"ResetServiceSpecificCredential": nil, "UpdateServiceSpecificCredential": {"Status", "Active"}, "DeleteServiceSpecificCredential": nil} {
			b.refused(404, "NoSuchEntity", "No such credential "+id+" exists", action, append(more, "UserName", "bo", "ServiceSpecificCredentialId", id)...)
			b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", action, append(more, "UserName", "cy", "ServiceSpecificCredentialId", id)...)
			b.refused(400, "ValidationError", "Must specify userName", action, append(more, "ServiceSpecificCredentialId", id)...)
			b.refused(400, "ValidationError", "Value null at 'serviceSpecificCredentialId'", action, append(more, "UserName", "ana")...)
			b.refused(400, "ValidationError", "greater than or equal to 20", action, append(more, "UserName", "ana", "ServiceSpecificCredentialId", "ACCA")...)
			b.refused(400, "ValidationError", `pattern: [\w]+`, action, append(more, "UserName", "ana", "ServiceSpecificCredentialId", strings.Repeat("+", 20))...)
		}
		ana.do("DeleteServiceSpecificCredential", "ServiceSpecificCredentialId", id)
		b.refused(404, "NoSuchEntity", "", "DeleteServiceSpecificCredential", "UserName", "ana", "ServiceSpecificCredentialId", id)
	})
}

func TestAKeyOfAServiceExpires(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	made := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", bedrock, "CredentialAgeDays", "30")
	const at = "ServiceSpecificCredential/"
	secret, alias := made.value(at+"ServiceCredentialSecret"), made.value(at+"ServiceCredentialAlias")
	plain, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "ABSK"))
	if !strings.HasPrefix(secret, "ABSK") || err != nil || !strings.HasPrefix(string(plain), alias+":") || alias != "ana-at-123456789012" ||
		made.value(at+"ExpirationDate") != "2026-12-23T09:00:30Z" || made.value(at+"ServicePassword") != "" || made.value(at+"ServiceUserName") != "" {
		t.Errorf("CreateServiceSpecificCredential for Bedrock = %s, want a key with an alias and an end", strings.ReplaceAll(made.body, secret, "…"))
	}
	forever := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", "logs.amazonaws.com")
	if forever.values(at+"ExpirationDate") != nil || forever.value(at+"ServiceCredentialSecret") == "" {
		t.Errorf("CreateServiceSpecificCredential for logs has an end or no key")
	}
	states := func() []string {
		return b.do("ListServiceSpecificCredentials", "UserName", "ana").values("ServiceSpecificCredentials/member/Status")
	}
	b.clock.Add(30*24*time.Hour - time.Second)
	if got := states(); !slices.Equal(got, []string{"Active", "Active"}) {
		t.Errorf("a second before the end: %v, want both active", got)
	}
	b.clock.Add(time.Second)
	if got := slices.Sorted(slices.Values(states())); !slices.Equal(got, []string{"Active", "Expired"}) {
		t.Errorf("at the end: %v, want one expired", got)
	}
}

func TestServiceCredentialsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	const create = "CreateServiceSpecificCredential"
	b.refused(404, "NotSupportedService", "No such service s3.amazonaws.com is supported for Service Specific Credentials", create, "UserName", "ana", "ServiceName", "s3.amazonaws.com")
	b.refused(404, "NotSupportedService", "", create, "UserName", "ana", "ServiceName", "")
	b.refused(404, "NotSupportedService", "", "ListServiceSpecificCredentials", "UserName", "ana", "ServiceName", "s3.amazonaws.com")
	b.refused(404, "NoSuchEntity", "The user with name bo cannot be found.", create, "UserName", "bo", "ServiceName", codeCommit)
	b.refused(404, "NoSuchEntity", "The user with name bo cannot be found.", "ListServiceSpecificCredentials", "UserName", "bo")
	b.refused(400, "ValidationError", "2 validation errors detected", create)
	b.refused(400, "ValidationError", "less than or equal to 64", create, "UserName", strings.Repeat("a", 65), "ServiceName", codeCommit)
	b.refused(400, "ValidationError", "CredentialAgeDays is not valid for codecommit.amazonaws.com.", create, "UserName", "ana", "ServiceName", codeCommit, "CredentialAgeDays", "1")
	b.refused(400, "ValidationError", "greater than or equal to 1", create, "UserName", "ana", "ServiceName", bedrock, "CredentialAgeDays", "0")
	b.refused(400, "ValidationError", "less than or equal to 36600", create, "UserName", "ana", "ServiceName", bedrock, "CredentialAgeDays", "36601")
	b.refused(400, "ValidationError", "must be a number", create, "UserName", "ana", "ServiceName", bedrock, "CredentialAgeDays", "x")
	b.refused(400, "ValidationError", "enum value set", "UpdateServiceSpecificCredential", "UserName", "ana", "ServiceSpecificCredentialId", strings.Repeat("A", 20), "Status", "Expired")
	b.refused(400, "ValidationError", "UserName cannot be specified together with AllUsers.", "ListServiceSpecificCredentials", "UserName", "ana", "AllUsers", "true")
	b.refused(400, "ValidationError", "enum value set", "ListServiceSpecificCredentials", "AllUsers", "yes")
	b.refused(400, "ValidationError", "less than or equal to 1000", "ListServiceSpecificCredentials", "UserName", "ana", "MaxItems", "1001")
	if got := b.do("ListServiceSpecificCredentials").values("ServiceSpecificCredentials/member"); got != nil {
		t.Errorf("ListServiceSpecificCredentials of the root = %v, want none", got)
	}
}

func TestAUserHasTwoCredentialsOfAService(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		var made, full atomic.Int64
		var all sync.WaitGroup
		for range 6 {
			for _, service := range []string{codeCommit, cassandra, bedrock} {
				all.Go(func() {
					switch a := b.call("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", service); {
					case a.status == 200:
						made.Add(1)
					case a.status == 409 && a.code() == "LimitExceeded" && a.message() == "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2":
						full.Add(1)
					default:
						t.Errorf("CreateServiceSpecificCredential = %d %s %s", a.status, a.code(), a.message())
					}
				})
			}
		}
		all.Wait()
		b.do("CreateUser", "UserName", "bo")
		b.do("CreateServiceSpecificCredential", "UserName", "bo", "ServiceName", cassandra)
		names, pages := b.walk("ServiceSpecificCredentials/member/ServiceUserName", "ListServiceSpecificCredentials", "UserName", "ana", "ServiceName", codeCommit, "MaxItems", "1")
		slices.Sort(names)
		if want := []string{"ana+1-at-123456789012", "ana-at-123456789012"}; made.Load() != 6 || full.Load() != 12 || !slices.Equal(names, want) || pages != 2 {
			t.Errorf("18 CreateServiceSpecificCredential at once: %d made, %d refused, %v on %d pages, want 6, 12, %v on 2", made.Load(), full.Load(), names, pages, want)
		}
		everybody, pages := b.walk("ServiceSpecificCredentials/member/UserName", "ListServiceSpecificCredentials", "AllUsers", "true", "MaxItems", "2")
		if slices.Sort(everybody); len(everybody) != 7 || pages != 4 || everybody[6] != "bo" {
			t.Errorf("ListServiceSpecificCredentials of all = %v on %d pages, want six of ana and one of bo on 4", everybody, pages)
		}
		if got := b.do("ListServiceSpecificCredentials", "AllUsers", "true", "ServiceName", cassandra).values("ServiceSpecificCredentials/member/UserName"); len(got) != 3 {
			t.Errorf("ListServiceSpecificCredentials of all for Keyspaces = %v, want three", got)
		}
	})
}

func TestConditionsSeeTheServiceOfACredential(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ana := b.user("ana")
	b.do("PutUserPolicy", "UserName", "ana", "PolicyName", "own", "PolicyDocument",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*ServiceSpecificCredential","Resource":"arn:aws:iam::*:user/ana","Condition":{"StringEquals":{"iam:ServiceSpecificCredentialServiceName":"bedrock.amazonaws.com"}}},`+
			`{"Effect":"Deny","Action":"iam:Create*","Resource":"*","Condition":{"NumericGreaterThan":{"iam:ServiceSpecificCredentialAgeDays":"90"}}},`+
			`{"Effect":"Deny","Action":"iam:Create*","Resource":"*","Condition":{"Null":{"iam:ServiceSpecificCredentialAgeDays":"true"}}}]}`)
	create := []string{"UserName", "ana", "ServiceName", bedrock}
	ana.refused(403, "AccessDenied", "explicit deny", "CreateServiceSpecificCredential", create...)
	ana.refused(403, "AccessDenied", "explicit deny", "CreateServiceSpecificCredential", append(create, "CredentialAgeDays", "91")...)
	ana.refused(403, "AccessDenied", "no identity-based policy", "CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", codeCommit, "CredentialAgeDays", "1")
	id := ana.do("CreateServiceSpecificCredential", append(create, "CredentialAgeDays", "90")...).value("ServiceSpecificCredential/ServiceSpecificCredentialId")
	ana.do("UpdateServiceSpecificCredential", "ServiceSpecificCredentialId", id, "Status", "Inactive")
	other := b.do("CreateServiceSpecificCredential", "UserName", "ana", "ServiceName", codeCommit).value("ServiceSpecificCredential/ServiceSpecificCredentialId")
	for action, more := range map[string][]string{"ResetServiceSpecificCredential": nil, "UpdateServiceSpecificCredential": {"Status", "Active"}, "DeleteServiceSpecificCredential": nil} {
		ana.refused(403, "AccessDenied", "no identity-based policy", action, append(more, "ServiceSpecificCredentialId", other)...)
	}
	ana.refused(403, "AccessDenied", "on resource: arn:aws:iam::123456789012:user/* ", "ListServiceSpecificCredentials", "AllUsers", "true")
	ana.do("DeleteServiceSpecificCredential", "ServiceSpecificCredentialId", id)
}
