package account_test

import (
	"context"
	"crypto/rand"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// The wire suite runs against the embedded endpoint, or against the one that
// the environment names: KEYPORTER_WIRE_ENDPOINT, KEYPORTER_WIRE_KEY_ID and
// KEYPORTER_WIRE_SECRET. There only the tests that use openWire run: they make
// and delete entities whose names begin with a random prefix. What such an
// endpoint does not offer is said and left out; the embedded one offers all.

const (
	readOnly = iam.ARN("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
	admin    = iam.ARN("arn:aws:iam::aws:policy/AdministratorAccess")
)

// wire is an account at some endpoint.
type wire struct {
	*account.Account
	prefix string
}

// own is an account at an embedded endpoint of the test's own.
type own struct {
	wire
	url string
	box *sandbox.Sandbox
}

func openWire(t *testing.T) wire {
	t.Helper()
	w := wire{prefix: "kp-" + strings.ToLower(rand.Text()[:8]) + "-"}
	endpoint := os.Getenv("KEYPORTER_WIRE_ENDPOINT")
	if endpoint == "" {
		w.Account = openOwn(t).Account
		return w
	}
	w.Account = connect(t, endpoint, func(o *account.Options) {
		o.KeyID = os.Getenv("KEYPORTER_WIRE_KEY_ID")
		o.Secret = seal.NewSecret(os.Getenv("KEYPORTER_WIRE_SECRET"))
		o.Backoff = 0
	})
	w.Probe(t.Context()) // it learns how the endpoint refuses what it lacks
	return w
}

func openOwn(t *testing.T, change ...func(*sandbox.Options)) own {
	t.Helper()
	if os.Getenv("KEYPORTER_WIRE_ENDPOINT") != "" {
		t.Skip("only against the embedded endpoint")
	}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "keyporter.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // the test is over
	ring, err := seal.NewKeyring(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	o := sandbox.Options{Store: db, Seal: ring}
	for _, c := range change {
		c(&o)
	}
	box, err := sandbox.New(o)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(box)
	t.Cleanup(h.Close)
	id, secret := box.RootCredentials()
	return own{wire{as(t, h.URL, id, secret), "kp-"}, h.URL, box}
}

func as(t *testing.T, url, id string, secret seal.Secret) *account.Account {
	t.Helper()
	return connect(t, url, func(o *account.Options) { o.KeyID, o.Secret = id, secret })
}

// user makes a user that is deleted with all it has when the test ends.
func (w wire) user(t *testing.T, name string) iam.UserName {
	t.Helper()
	n := iam.UserName(w.prefix + name)
	if _, err := w.CreateUser(t.Context(), n); err != nil {
		t.Fatalf("CreateUser(%s) = %v, want a user", n, err)
	}
	t.Cleanup(func() { w.clear(n) })
	return n
}

func (w wire) clear(n iam.UserName) {
	ctx := context.Background()
	d, err := w.Dependents(ctx, n)
	if err != nil {
		return // it is gone, or the endpoint is
	}
	for _, k := range d.Keys {
		_ = w.DeleteAccessKey(ctx, n, k.ID)
	}
	for _, g := range d.Groups {
		_ = w.RemoveFromGroup(ctx, g, n)
	}
	for _, p := range d.Attached {
		_ = w.DetachUserPolicy(ctx, n, p.ARN)
	}
	for _, p := range d.Inline {
		_ = w.DeleteUserPolicy(ctx, n, p)
	}
	if d.Login {
		_ = w.DeleteLoginProfile(ctx, n)
	}
	_ = w.DeleteUser(ctx, n)
}

func (w wire) group(t *testing.T, name string) iam.GroupName {
	t.Helper()
	n := iam.GroupName(w.prefix + name)
	if _, err := w.CreateGroup(t.Context(), n); err != nil {
		t.Fatalf("CreateGroup(%s) = %v, want a group", n, err)
	}
	t.Cleanup(func() {
		ctx := context.Background()
		g, _, err := w.Group(ctx, n)
		if err != nil {
			return // it is gone, or the endpoint is
		}
		for _, p := range g.Attached {
			_ = w.DetachGroupPolicy(ctx, n, p.ARN)
		}
		for _, p := range g.Inline {
			_ = w.DeleteGroupPolicy(ctx, n, p.Name)
		}
		_ = w.DeleteGroup(ctx, n)
	})
	return n
}

// must fails the test where a step of it does.
func must(t *testing.T, step string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s = %v, want no error", step, err)
	}
}

// policy makes a policy that is deleted when the test ends. Made before its
// holders, it goes after them.
func (w wire) policy(t *testing.T, name string) iam.ARN {
	t.Helper()
	const document = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}`
	p, err := w.CreatePolicy(t.Context(), account.NewPolicy{Name: iam.PolicyName(w.prefix + name), Document: document})
	if err != nil {
		t.Fatalf("CreatePolicy(%s) = %v, want a policy", w.prefix+name, err)
	}
	t.Cleanup(func() { _ = w.DeletePolicy(context.Background(), p.ARN) })
	return p.ARN
}

// offered tells whether the endpoint has the call that returned err. Only one
// that is not the embedded one may lack it.
func offered(t *testing.T, err error) bool {
	t.Helper()
	if os.Getenv("KEYPORTER_WIRE_ENDPOINT") == "" || !fault.Is(err, fault.CodeAwsNotOffered) {
		return true
	}
	t.Logf("left out: %v", err)
	return false
}

// told compares a field that only the embedded endpoint must tell.
func told(got, want string) bool {
	return got == want || (got == "" && os.Getenv("KEYPORTER_WIRE_ENDPOINT") != "")
}

func TestAUserIsMadeShownAndDeleted(t *testing.T) {
	t.Parallel()
	w, ctx := openWire(t), t.Context()
	readOnly, admin := w.policy(t, "read"), w.policy(t, "admin")
	ana, ops := w.user(t, "ana"), w.group(t, "ops")
	must(t, "AddToGroup", w.AddToGroup(ctx, ops, ana))
	must(t, "AddToGroup, again", w.AddToGroup(ctx, ops, ana))
	must(t, "AttachUserPolicy", w.AttachUserPolicy(ctx, ana, readOnly))
	must(t, "AttachGroupPolicy", w.AttachGroupPolicy(ctx, ops, admin))
	u, err := w.User(ctx, ana)
	if err != nil || u.Name != ana || !u.Has(readOnly) || !u.In(ops) {
		t.Errorf("User = %+v, %v, want %s with a policy and a group", u, err, ana)
	}
	if err := w.TagUser(ctx, ana, []iam.Tag{{Key: "AKIA1", Value: "laptop of ana"}, {Key: "b", Value: ""}}); offered(t, err) {
		must(t, "TagUser", err)
		must(t, "UntagUser", w.UntagUser(ctx, ana, "b", "c"))
		if u, err := w.User(ctx, ana); err != nil || u.KeyDescription("AKIA1") != "laptop of ana" || len(u.Tags) != 1 {
			t.Errorf("User = %+v, %v, want %s with one tag", u, err, ana)
		}
	}
	g, members, err := w.Group(ctx, ops)
	if err != nil || g.Name != ops || !g.Has(admin) || !slices.Equal(members, []iam.UserName{ana}) {
		t.Errorf("Group = %+v, %v, %v, want %s with a policy and %s", g, members, err, ops, ana)
	}
	h, err := w.AttachedTo(ctx, readOnly)
	if offered(t, err) && (err != nil || !slices.Contains(h.Users, ana)) {
		t.Errorf("AttachedTo = %+v, %v, want %s in it", h, err, ana)
	}
	d, err := w.Dependents(ctx, ana)
	if err != nil || d.Empty() || !slices.Equal(d.Groups, []iam.GroupName{ops}) || len(d.Attached) != 1 {
		t.Errorf("Dependents = %+v, %v, want a group and a policy", d, err)
	}
	details, err := w.Details(ctx)
	i := slices.IndexFunc(details.Users, func(u iam.User) bool { return u.Name == ana })
	if err != nil || i < 0 || !details.Users[i].In(ops) || !details.Users[i].Has(readOnly) {
		t.Errorf("Details = %d users, %v, want %s with its group and policy", len(details.Users), err, ana)
	}

	must(t, "RemoveFromGroup", w.RemoveFromGroup(ctx, ops, ana))
	must(t, "DetachUserPolicy", w.DetachUserPolicy(ctx, ana, readOnly))
	if d, err := w.Dependents(ctx, ana); err != nil || !d.Empty() {
		t.Errorf("Dependents, after taking all away = %+v, %v, want none", d, err)
	}
	must(t, "DeleteUser", w.DeleteUser(ctx, ana))
	if _, err := w.User(ctx, ana); !fault.Is(err, fault.CodeUserNotFound) {
		t.Errorf("User, after DeleteUser = %v, want %s", err, fault.CodeUserNotFound)
	}
	must(t, "DetachGroupPolicy", w.DetachGroupPolicy(ctx, ops, admin))
	must(t, "DeleteGroup", w.DeleteGroup(ctx, ops))
	if _, _, err := w.Group(ctx, ops); !fault.Is(err, fault.CodeGroupNotFound) {
		t.Errorf("Group, after DeleteGroup = %v, want %s", err, fault.CodeGroupNotFound)
	}
}

func TestAKeyIsMadeStoppedAndDeleted(t *testing.T) {
	t.Parallel()
	w, ctx := openWire(t), t.Context()
	ana := w.user(t, "ana")
	issued, err := w.CreateAccessKey(ctx, ana)
	if err != nil || issued.ID == "" || issued.Secret.Empty() || issued.User != ana || !issued.Active() {
		t.Fatalf("CreateAccessKey = %+v, %v, want an active key of %s with its secret", issued, err, ana)
	}
	if use, owner, err := w.KeyUse(ctx, issued.ID); offered(t, err) && (err != nil || owner != ana || !use.At.IsZero()) {
		t.Errorf("KeyUse of a fresh key = %+v, %q, %v, want never, %s", use, owner, err, ana)
	}
	must(t, "SetKeyStatus", w.SetKeyStatus(ctx, ana, issued.ID, iam.KeyInactive))
	keys, err := w.Keys(ctx, ana)
	if err != nil || len(keys) != 1 || keys[0].ID != issued.ID || keys[0].Active() || keys[0].User != ana {
		t.Errorf("Keys = %+v, %v, want %s, inactive", keys, err, issued.ID)
	}
	must(t, "DeleteAccessKey", w.DeleteAccessKey(ctx, ana, issued.ID))
	if err := w.DeleteAccessKey(ctx, ana, issued.ID); !fault.Is(err, fault.CodeKeyNotFound) {
		t.Errorf("DeleteAccessKey, again = %v, want %s", err, fault.CodeKeyNotFound)
	}
}

func TestConsoleAccessIsGivenAndTaken(t *testing.T) {
	t.Parallel()
	w, ctx := openWire(t), t.Context()
	ana := w.user(t, "ana")
	if _, _, err := w.LoginProfile(ctx, ana); !offered(t, err) {
		t.Skip("no console access at this endpoint")
	}
	if p, ok, err := w.LoginProfile(ctx, ana); ok || err != nil {
		t.Errorf("LoginProfile of a fresh user = %+v, %t, %v, want none", p, ok, err)
	}
	good := seal.NewSecret("Correct-Horse-9-Battery")
	p, err := w.CreateLoginProfile(ctx, ana, good, true)
	if err != nil || p.User != ana || !p.ResetRequired {
		t.Errorf("CreateLoginProfile = %+v, %v, want one that must be changed", p, err)
	}
	if _, err := w.CreateLoginProfile(ctx, ana, good, true); !fault.Is(err, fault.CodeUserHasLogin) {
		t.Errorf("CreateLoginProfile, again = %v, want %s", err, fault.CodeUserHasLogin)
	}
	must(t, "UpdateLoginProfile", w.UpdateLoginProfile(ctx, ana, seal.NewSecret("Another-Horse-8-Battery"), false))
	if p, ok, err := w.LoginProfile(ctx, ana); !ok || err != nil || p.ResetRequired {
		t.Errorf("LoginProfile = %+v, %t, %v, want one that need not be changed", p, ok, err)
	}
	must(t, "DeleteLoginProfile", w.DeleteLoginProfile(ctx, ana))
	if err := w.DeleteLoginProfile(ctx, ana); !fault.Is(err, fault.CodeUserNoLogin) {
		t.Errorf("DeleteLoginProfile, again = %v, want %s", err, fault.CodeUserNoLogin)
	}
	if _, _, err := w.LoginProfile(ctx, iam.UserName(w.prefix+"nobody")); fault.KindOf(err) != fault.NotFound {
		t.Errorf("LoginProfile of nobody = %v, want not found", err)
	}
}
