package account_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
)

const lesserDoc = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::a+b/*"]}]}`

func openLesser(t *testing.T, lack sandbox.Lack) own {
	t.Helper()
	return openOwn(t, func(o *sandbox.Options) { o.Lesser = &sandbox.Lesser{Lack: lack} })
}

func TestWhatALesserServerLacksIsKnownHoweverItSaysSo(t *testing.T) {
	t.Parallel()
	for _, lack := range []sandbox.Lack{"", sandbox.LackInvalidAction, sandbox.LackNotImplemented, sandbox.LackMethod,
		sandbox.LackParameter, sandbox.LackPage, sandbox.LackUnavailable} {
		t.Run(string(lack), func(t *testing.T) {
			t.Parallel()
			w := openLesser(t, lack)
			w.Probe(t.Context())
			for f, action := range iam.Features() {
				want := iam.NotOffered
				switch f {
				case iam.FeatureGroups, iam.FeaturePolicies, iam.FeatureInline:
					want = iam.Offered
				case iam.FeatureRename, iam.FeatureBoundaries:
					want = iam.OfferUnknown
				}
				if got := w.Offers()[f]; got != want {
					t.Errorf("Offers()[%s] = %d, want %d: %s", f, got, want, action)
				}
			}
			if _, err := w.Identity(t.Context()); !fault.Is(err, fault.CodeAwsNotOffered) {
				t.Errorf("Identity = %v, want %s: neither STS nor an ARN of the user", err, fault.CodeAwsNotOffered)
			}
		})
	}
}

func TestALesserServerIsReadWithoutInventing(t *testing.T) {
	t.Parallel()
	w := openLesser(t, "")
	ctx := t.Context()
	w.Probe(ctx)
	const users = 120 // more than AWS has on one page
	for i := range users {
		_, err := w.CreateUser(ctx, iam.UserName(fmt.Sprintf("u%03d", i)))
		must(t, "CreateUser", err)
	}
	ops := w.group(t, "ops")
	must(t, "AddToGroup", w.AddToGroup(ctx, ops, "u000"))
	p, err := w.CreatePolicy(ctx, account.NewPolicy{Name: "files", Document: lesserDoc})
	if err != nil || p.ARN != "arn:aws:iam:::policy/files" {
		t.Fatalf("CreatePolicy = %+v, %v, want the server's own ARN, without an account", p, err)
	}
	must(t, "AttachUserPolicy", w.AttachUserPolicy(ctx, "u000", p.ARN))
	must(t, "PutGroupPolicy", w.PutGroupPolicy(ctx, ops, iam.InlinePolicy{Name: "own", Document: lesserDoc}))
	d, err := w.Details(ctx)
	if err != nil || len(d.Users) != users || len(d.Groups) != 1 || len(d.Policies) != 1 {
		t.Fatalf("Details = %d users, %d groups, %d policies, %v, want %d, 1, 1", len(d.Users), len(d.Groups), len(d.Policies), err, users)
	}
	u := d.Users[0]
	if u.ID != "" || u.ARN != "" || u.Path != "" || !u.Created.IsZero() || !u.In(ops) || !u.Has(p.ARN) {
		t.Errorf("the user = %+v, want nothing but the name, the group and the policy", u)
	}
	want := `{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::a+b/*"}],"Version":"2012-10-17"}`
	if got := d.Groups[0].Inline; len(got) != 1 || got[0].Document != want {
		t.Errorf("the group's policy = %v, want the document as the server has it: %s", got, want)
	}
	read, err := w.Policy(ctx, p.ARN)
	if err != nil || read.Document != want || read.Created.Nanosecond() != int(123456*time.Microsecond) {
		t.Errorf("Policy = %+v, %v, want %s and a date of microseconds", read, err, want)
	}
	k, err := w.CreateAccessKey(ctx, "u000")
	must(t, "CreateAccessKey", err)
	if keys, err := w.Keys(ctx, "u000"); err != nil || len(keys) != 1 || keys[0].ID != k.ID || !keys[0].Created.IsZero() {
		t.Errorf("Keys = %+v, %v, want %s without a date", keys, err, k.ID)
	}
	if _, offered, err := w.Prove(ctx, k.ID, k.Secret); offered || err != nil {
		t.Errorf("Prove = offered %t, %v, want not offered", offered, err)
	}
	if _, _, err := w.KeyUse(ctx, k.ID); !fault.Is(err, fault.CodeAwsNotOffered) {
		t.Errorf("KeyUse = %v, want %s", err, fault.CodeAwsNotOffered)
	}
	gone, err := w.Dependents(ctx, "u000")
	missing := []string{"GetLoginProfile", "ListMFADevices", "ListSSHPublicKeys", "ListServiceSpecificCredentials", "ListSigningCertificates"}
	if err != nil || !slices.Equal(gone.Missing, missing) || len(gone.Keys) != 1 || len(gone.Attached) != 1 {
		t.Errorf("Dependents = %+v, %v, want a key, a policy, and unknown: %v", gone, err, missing)
	}
	must(t, "DeleteUser, with all that it has", w.DeleteUser(ctx, "u000"))
	if _, err := w.User(ctx, "u000"); !fault.Is(err, fault.CodeUserNotFound) {
		t.Errorf("User = %v, want %s", err, fault.CodeUserNotFound)
	}
}

func TestRefusalsInTheFormOfS3AreUnderstood(t *testing.T) {
	t.Parallel()
	w := openLesser(t, "")
	ctx := t.Context()
	ana := w.user(t, "ana")
	k, err := w.CreateAccessKey(ctx, ana)
	must(t, "CreateAccessKey", err)
	hers, nobody := as(t, w.url, string(k.ID), k.Secret), as(t, w.url, "AKIANOBODY0000000000", k.Secret)
	wrong := as(t, w.url, string(k.ID), seal.NewSecret("wrong"))
	for name, c := range map[string]struct {
		from *account.Account
		want fault.Code
	}{
		"no permission": {hers, fault.CodeAwsDenied}, "an unknown key": {nobody, fault.CodeAwsCredentials}, "a wrong secret": {wrong, fault.CodeAwsCredentials},
	} {
		if _, err := c.from.CreateUser(ctx, "mallory"); !fault.Is(err, c.want) {
			t.Errorf("CreateUser with %s = %v, want %s", name, err, c.want)
		}
		if _, err := c.from.Policies(ctx); !fault.Is(err, c.want) {
			t.Errorf("Policies with %s = %v, want %s", name, err, c.want)
		}
	}
	w.box.Mischief().WrongClock(-time.Hour)
	if _, err := w.CreateUser(ctx, "bo"); !fault.Is(err, fault.CodeAwsClock) {
		t.Errorf("CreateUser at a wrong clock = %v, want %s", err, fault.CodeAwsClock)
	}
}
