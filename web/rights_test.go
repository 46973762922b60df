package web_test

import (
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
)

// ownPolicy is the policy that Keyporter prints for itself.
func ownPolicy(t *testing.T, o iam.RightsOptions) string {
	t.Helper()
	o.Account = "123456789012"
	docs, err := o.Documents()
	if err != nil || len(docs) != 1 {
		t.Fatalf("Documents = %d, %v, want one", len(docs), err)
	}
	return docs[0]
}

// TestTheStoryNeedsNoMoreThanTheOwnPolicy walks the tutorial while Keyporter runs as
// a user who has exactly the policy that it prints.
func TestTheStoryNeedsNoMoreThanTheOwnPolicy(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Holding: []string{ownPolicy(t, iam.RightsOptions{})}})
	b.Bucket("acme-data")
	if err := b.App.ReadBuckets(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := b.Browser(t, desk.Admin)
	makeAdministrator(t, w, "Administrator", "Administrators")
	makeDeveloper(t, w, "developer")
	issueKey(t, w, "developer")
	for _, path := range strings.Fields("/ /users /users/developer /users/developer/activity /groups /policies /keys /buckets /buckets/acme-data /access /access/findings /credentials /settings/account /settings/account/password-policy") {
		w.Get(path).Want(http.StatusOK).Lacks("is not authorized to perform", "does not allow")
	}
	v := w.Get("/settings/rights").Form("/settings/rights/check").Submit(http.StatusOK)
	v.Has("Nothing is missing.", "IAM simulated the caller’s policies.", "arn:aws:iam::123456789012:user/keyporter-runs-as").Lacks("Missing", "Not known")
	w.Get("/").Want(http.StatusOK).Lacks("lack actions")
}

// TestThePageNamesTheOneActionThatIsMissing takes one action after the other out of
// the policy.
func TestThePageNamesTheOneActionThatIsMissing(t *testing.T) {
	t.Parallel()
	whole := ownPolicy(t, iam.RightsOptions{})
	b := portertest.New(t, portertest.Options{Holding: []string{whole}})
	w := b.Browser(t, desk.Auditor)
	const arn iam.ARN = "arn:aws:iam::123456789012:policy/keyporter-1"
	last := "v1"
	for _, action := range strings.Fields("iam:GetLoginProfile iam:GenerateCredentialReport s3:GetBucketPolicy s3:ListAllMyBuckets iam:UpdateUser iam:DeleteVirtualMFADevice iam:CreateLoginProfile iam:CreateAccessKey iam:TagUser iam:AddUserToGroup iam:CreatePolicyVersion iam:CreateAccountAlias iam:SimulatePrincipalPolicy") {
		lesser := strings.Replace(whole, `"`+action+`"`, `"iam:ListInstanceProfiles"`, 2)
		now, err := b.Account.CreatePolicyVersion(t.Context(), arn, lesser)
		if err == nil {
			err = b.Account.DeletePolicyVersion(t.Context(), arn, last)
		}
		if err == nil {
			err = b.App.Refresh(t.Context()) // where IAM may not be asked, what was read decides
		}
		if err != nil {
			t.Fatalf("%s: %v", action, err)
		}
		last = now.ID
		v := w.Post("/settings/rights/check", nil).Want(http.StatusOK).Has("Missing actions: 1.", action)
		if got := b.App.Rights().Lacking(); len(got) != 1 || got[0] != action {
			t.Errorf("without %s %q are missing\n%s", action, got, v.Text())
		}
		w.Get("/").Want(http.StatusOK).Has("Keyporter’s own credentials lack actions that it calls: 1.")
	}
	w.Get("/settings/rights").Has("Decided by the policies that were read", "IAM did not simulate")
}

// TestAPolicyOfOnePathIsHeldInPart: what lies under the path is said.
func TestAPolicyOfOnePathIsHeldInPart(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Holding: []string{ownPolicy(t, iam.RightsOptions{Path: "/team/"})}})
	if _, err := b.Account.MakeUser(t.Context(), account.NewUser{Name: "ana", Path: "/team/"}); err != nil {
		t.Fatal(err)
	}
	if err := b.App.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := b.Browser(t, desk.Auditor)
	w.Post("/settings/rights/check", nil).Want(http.StatusOK).Has("Under some paths", "iam:CreateAccessKey: only under /team/")
	file := w.Get("/settings/rights.csv").Want(http.StatusOK).Body
	for _, want := range []string{"keys,iam:CreateAccessKey,user,partly,/team/,", "account,iam:ListUsers,*,held,,", "policies,iam:CreatePolicy,policy,missing,,"} {
		if !strings.Contains(string(file), want) {
			t.Errorf("rights.csv lacks %q:\n%s", want, file)
		}
	}
}

// TestAReadOnlyPolicyReadsAndIsDenied: every page is read, and what changes
// something is refused in AWS's words.
func TestAReadOnlyPolicyReadsAndIsDenied(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Holding: []string{ownPolicy(t, iam.RightsOptions{ReadOnly: true})}})
	b.Seed(2)
	w := b.Browser(t, desk.Admin)
	for _, path := range strings.Fields("/ /users /users/user-00000 /users/user-00000/keys /groups /groups/team-0 /policies /keys /buckets /access /access/findings /credentials /settings/account") {
		w.Get(path).Want(http.StatusOK).Lacks("does not allow")
	}
	w.Get("/groups").Want(http.StatusOK)
	v := w.Get("/groups/~new").Form("/groups").Set("name", "late").Submit(http.StatusForbidden)
	v.Has("iam:CreateGroup")
	w.Get("/users/user-00000/keys/~new?use=other").Form("/users/user-00000/keys").Submit(http.StatusForbidden).Has("iam:CreateAccessKey")
	w.Post("/settings/rights/check", nil).Want(http.StatusOK).Has("iam:CreateGroup", "iam:CreateAccessKey").Lacks("Nothing is missing.")
	reads := w.Get("/settings/rights?reads=1").Want(http.StatusOK).Has("iam:ListUsers")
	if strings.Contains(string(reads.Body), "ChangeUser") {
		t.Error("the policy to read only changes users")
	}
	if file := w.Get("/settings/rights/policy.json?n=1&reads=1").Want(http.StatusOK); string(file.Body) != ownPolicy(t, iam.RightsOptions{ReadOnly: true})+"\n" {
		t.Errorf("policy.json = %s", file.Body)
	}
	w.Get("/settings/rights/policy.json?n=2").Want(http.StatusNotFound)
	w.Get("/settings/rights?path=team").Want(http.StatusUnprocessableEntity)
}

// TestWhatDependsOnTheRequestIsNotKnown: a condition whose key only a request has
// makes a right not known, whoever decides; a boundary limits, and is no doubt.
func TestWhatDependsOnTheRequestIsNotKnown(t *testing.T) {
	t.Parallel()
	whole := ownPolicy(t, iam.RightsOptions{})
	const deny = `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:DeleteUser","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}}`
	const most = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"iam:CreateAccessKey","Resource":"*"}}`
	for name, held := range map[string]string{
		"simulated": whole,
		"decided":   strings.Replace(whole, `"iam:SimulatePrincipalPolicy"`, `"iam:ListInstanceProfiles"`, 1),
	} {
		b := portertest.New(t, portertest.Options{Holding: []string{held, deny}})
		bound, err := b.Account.CreatePolicy(t.Context(), account.NewPolicy{Name: "most", Document: most})
		if err == nil {
			err = b.Account.PutUserBoundary(t.Context(), portertest.Keyporter, bound.ARN)
		}
		if err == nil {
			err = b.App.Refresh(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		states := map[string]porter.RightState{}
		for _, f := range b.App.CheckRights(t.Context()).Found {
			states[f.Action] = f.State
		}
		for action, want := range map[string]porter.RightState{"iam:DeleteUser": porter.RightUnknown, "iam:CreateAccessKey": porter.RightMissing, "iam:CreateUser": porter.RightHeld} {
			if got := states[action]; got != want {
				t.Errorf("%s: %s is %s, want %s", name, action, got, want)
			}
		}
	}
}

// TestTheRootMayDoAll: nobody is asked about it, and the page says so.
func TestTheRootMayDoAll(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Auditor)
	w.Post("/settings/rights/check", nil).Want(http.StatusOK).Has("Nothing is missing.", "It is the root user")
}
