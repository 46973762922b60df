package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
)

func TestRefusalsOfTheEmbeddedEndpoint(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx := t.Context()
	ana, ops := w.user(t, "ana"), w.group(t, "ops")
	must(t, "AttachUserPolicy", w.AttachUserPolicy(ctx, ana, readOnly))
	must(t, "AddToGroup", w.AddToGroup(ctx, ops, ana))
	for range iam.KeysPerUser {
		_, err := w.CreateAccessKey(ctx, ana)
		must(t, "CreateAccessKey", err)
	}
	second := func(_ any, err error) error { return err }
	for name, c := range map[string]struct {
		err  error
		want fault.Code
	}{
		"a name that differs only in case": {second(w.CreateUser(ctx, "KP-Ana")), fault.CodeUserTaken},
		"a group's name twice":             {second(w.CreateGroup(ctx, ops)), fault.CodeGroupTaken},
		"a name with a space":              {second(w.CreateUser(ctx, "a b")), fault.CodeAwsRefused},
		"a third key":                      {second(w.CreateAccessKey(ctx, ana)), fault.CodeKeysFull},
		"a key for nobody":                 {second(w.CreateAccessKey(ctx, "nobody")), fault.CodeUserNotFound},
		"a user with things attached":      {w.DeleteUser(ctx, ana), fault.CodeUserDeleteBlock},
		"a group with a member":            {w.DeleteGroup(ctx, ops), fault.CodeGroupDeleteBlock},
		"a group that is not there":        {w.AddToGroup(ctx, "none", ana), fault.CodeGroupNotFound},
		"a member that is not there":       {w.AddToGroup(ctx, ops, "nobody"), fault.CodeUserNotFound},
		"a policy that is not there":       {w.AttachUserPolicy(ctx, ana, "arn:aws:iam::aws:policy/None"), fault.CodePolicyNotFound},
		"an inline policy not there":       {w.DeleteUserPolicy(ctx, ana, "none"), fault.CodePolicyNotFound},
		"a poor password":                  {second(w.CreateLoginProfile(ctx, ana, seal.NewSecret("short"), false)), fault.CodePassword},
	} {
		if !fault.Is(c.err, c.want) {
			t.Errorf("%s = %v, want %s", name, c.err, c.want)
		}
	}
}

func TestKeysOfTheEmbeddedEndpointSign(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx := t.Context()
	ana := w.user(t, "ana")
	must(t, "AttachUserPolicy", w.AttachUserPolicy(ctx, ana, readOnly))
	k, err := w.CreateAccessKey(ctx, ana)
	must(t, "CreateAccessKey", err)
	for range 2 { // a wrong secret leaves nothing behind, nor does a right one
		if ok, offered, err := w.Prove(ctx, k.ID, seal.NewSecret("wrong")); ok || !offered || err != nil {
			t.Errorf("Prove with a wrong secret = %t, %t, %v, want one that is not known", ok, offered, err)
		}
		if ok, offered, err := w.Prove(ctx, k.ID, k.Secret); !ok || !offered || err != nil {
			t.Errorf("Prove = %t, %t, %v, want a key that is known", ok, offered, err)
		}
	}
	hers := as(t, w.url, string(k.ID), k.Secret)
	if who, err := hers.Identity(ctx); err != nil || who.ARN.Name() != string(ana) || who.Account != sandbox.DefaultAccount {
		t.Errorf("Identity = %+v, %v, want %s", who, err, ana)
	}
	_, err = hers.CreateUser(ctx, "mallory")
	if f := fault.Of(err); f == nil || f.Code != fault.CodeAwsDenied || f.Args[0] != "iam:CreateUser" {
		t.Errorf("CreateUser without permission = %v, want %s(iam:CreateUser)", err, fault.CodeAwsDenied)
	}
	if _, err := hers.Details(ctx); !fault.Is(err, fault.CodeAwsDenied) {
		t.Errorf("Details without permission = %v, want %s", err, fault.CodeAwsDenied)
	}
	must(t, "SetKeyStatus", w.SetKeyStatus(ctx, ana, k.ID, iam.KeyInactive))
	if ok, _, err := w.Prove(ctx, k.ID, k.Secret); ok || err != nil {
		t.Errorf("Prove of an inactive key = %t, %v, want one that is not known", ok, err)
	}
	if _, err := hers.CreateUser(ctx, "mallory"); !fault.Is(err, fault.CodeAwsCredentials) {
		t.Errorf("CreateUser with an inactive key = %v, want %s", err, fault.CodeAwsCredentials)
	}
}

func TestAClockThatIsWrongIsNamed(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-time.Hour, time.Hour} {
		w := openOwn(t, func(o *sandbox.Options) { o.Clock = func() time.Time { return time.Now().Add(off) } })
		if _, err := w.CreateUser(t.Context(), "ana"); !fault.Is(err, fault.CodeAwsClock) {
			t.Errorf("CreateUser at an endpoint %v off = %v, want %s", off, err, fault.CodeAwsClock)
		}
	}
}

func TestEveryListIsReadWhole(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx := t.Context()
	const users, groups = 130, 110
	for i := range users {
		_, err := w.CreateUser(ctx, iam.UserName(fmt.Sprintf("u%03d", i)))
		must(t, "CreateUser", err)
	}
	for i := range groups {
		_, err := w.CreateGroup(ctx, iam.GroupName(fmt.Sprintf("g%03d", i)))
		must(t, "CreateGroup", err)
	}
	for i := range users {
		must(t, "AddToGroup", w.AddToGroup(ctx, "g000", iam.UserName(fmt.Sprintf("u%03d", i))))
	}
	for name, setUp := range map[string]func(*sandbox.Mischief){
		"full pages":  func(*sandbox.Mischief) {},
		"short pages": func(m *sandbox.Mischief) { m.ShortPages(7) },
		"empty pages": func(m *sandbox.Mischief) { m.EmptyPages(2) },
	} {
		setUp(w.box.Mischief())
		d, err := w.Details(ctx)
		if err != nil || len(d.Users) != users || len(d.Groups) != groups || !d.Complete {
			t.Errorf("Details on %s = %d users, %d groups, complete %t, %v, want %d, %d, true",
				name, len(d.Users), len(d.Groups), d.Complete, err, users, groups)
		}
		_, members, err := w.Group(ctx, "g000")
		if err != nil || len(members) != users {
			t.Errorf("Group on %s = %d members, %v, want %d", name, len(members), err, users)
		}
		w.box.Mischief().ShortPages(0)
	}
	policies, err := w.Policies(ctx)
	if err != nil || !slices.ContainsFunc(policies, func(p iam.Policy) bool { return p.ARN == readOnly }) {
		t.Errorf("Policies = %d, %v, want AWS's catalogue", len(policies), err)
	}
	p, err := w.Policy(ctx, readOnly)
	if err != nil || p.ARN != readOnly || !strings.Contains(p.Document, `"s3:Get*"`) {
		t.Errorf("Policy = %+v, %v, want the document of %s as JSON", p, err, readOnly)
	}
}

func TestAChangeWhoseAnswerIsLostIsDoneOnce(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx := t.Context()
	for name, spoil := range map[string]func(string, int){
		"a reset":    w.box.Mischief().ResetAfter,
		"status 500": w.box.Mischief().FailAfter,
	} {
		ana := w.user(t, strings.ReplaceAll(name, " ", "-"))
		before := w.box.Mischief().Done("CreateAccessKey")
		spoil("CreateAccessKey", 3)
		if _, err := w.CreateAccessKey(ctx, ana); fault.KindOf(err) != fault.Unknown {
			t.Errorf("CreateAccessKey with %s = %v, want an unknown outcome", name, err)
		}
		spoil("CreateAccessKey", 0)
		if n := w.box.Mischief().Done("CreateAccessKey") - before; n != 1 {
			t.Errorf("CreateAccessKey with %s was carried out %d times, want 1", name, n)
		}
		if keys, err := w.Keys(ctx, ana); err != nil || len(keys) != 1 {
			t.Errorf("Keys after %s = %v, %v, want the one key", name, keys, err)
		}
	}
	bob := w.user(t, "bob")
	w.box.Mischief().Throttle("CreateAccessKey", 1)
	if _, err := w.CreateAccessKey(ctx, bob); fault.KindOf(err) != fault.Busy {
		t.Errorf("CreateAccessKey, throttled = %v, want busy", err)
	}
	if keys, err := w.Keys(ctx, bob); err != nil || len(keys) != 0 {
		t.Errorf("Keys after a throttle = %v, %v, want none", keys, err)
	}
	w.box.Mischief().Throttle("ListAccessKeys", 2)
	if _, err := w.Keys(ctx, bob); err != nil {
		t.Errorf("Keys, throttled twice = %v, want the third try to answer", err)
	}
}
