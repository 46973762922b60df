package account_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/sandbox"
)

// impatient is the account of w with a short deadline.
func (w own) impatient(t *testing.T) *account.Account {
	t.Helper()
	id, secret := w.box.RootCredentials()
	return connect(t, w.url, func(o *account.Options) { o.KeyID, o.Secret, o.Deadline = id, secret, 100*time.Millisecond })
}

func TestACallThatStallsPastItsDeadlineIsSentOnce(t *testing.T) {
	t.Parallel()
	for name, stall := range map[string]func(*sandbox.Mischief, string, int){
		"carried out after the client has gone": (*sandbox.Mischief).LateCalls,
		"answered after the client has gone":    (*sandbox.Mischief).LateAnswers,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openOwn(t)
			ana, m, short := w.user(t, "ana"), w.box.Mischief(), w.impatient(t)
			stall(m, "CreateAccessKey", 1)
			if _, err := short.CreateAccessKey(t.Context(), ana); !fault.Is(err, fault.CodeAwsUnknown) || fault.KindOf(err) != fault.Unknown {
				t.Errorf("CreateAccessKey = %v, want %s", err, fault.CodeAwsUnknown)
			}
			eventually(t, "one key", func() bool {
				keys, err := w.Keys(t.Context(), ana)
				return err == nil && len(keys) == 1
			})
			if n := m.Done("CreateAccessKey"); n != 1 {
				t.Errorf("CreateAccessKey was carried out %d times, want 1", n)
			}
			stall(m, "ListAccessKeys", 1)
			if _, err := short.Keys(t.Context(), ana); !fault.Is(err, fault.CodeAwsUnreachable) {
				t.Errorf("Keys = %v, want %s", err, fault.CodeAwsUnreachable)
			}
		})
	}
}

// eventually waits for something that happens at the other end of the wire.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for tick := time.NewTicker(5 * time.Millisecond); !ok(); {
		select {
		case <-ctx.Done():
			t.Fatalf("no %s after 5 s", what)
		case <-tick.C:
		}
	}
}

func TestANewKeySpreadsSlowly(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx, ana := t.Context(), w.user(t, "ana")
	w.box.Mischief().HideNewKeys(2)
	k, err := w.CreateAccessKey(ctx, ana)
	must(t, "CreateAccessKey", err)
	for i, want := range []int{0, 0, 1, 1} {
		if keys, err := w.Keys(ctx, ana); err != nil || len(keys) != want {
			t.Errorf("Keys, the %d. time = %v, %v, want %d", i+1, keys, err, want)
		}
		ok, offered, err := w.Prove(ctx, k.ID, k.Secret)
		if ok != (want == 1) || !offered || err != nil {
			t.Errorf("Prove, the %d. time = %t, %t, %v, want %t", i+1, ok, offered, err, want == 1)
		}
	}
	w.box.Mischief().HideNewKeys(0)
	w.box.Mischief().HideNewKeysFor(time.Hour)
	if keys, err := w.Keys(ctx, ana); err != nil || len(keys) != 0 {
		t.Errorf("Keys within the hour = %v, %v, want none yet", keys, err)
	}
	w.box.Mischief().HideNewKeysFor(0)
}

// lists are reads that walk a list of the account, or of one thing in it.
func (w own) lists(ana iam.UserName, ops iam.GroupName) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"ListAccessKeys":           func(ctx context.Context) error { _, err := w.Keys(ctx, ana); return err },
		"ListGroupsForUser":        func(ctx context.Context) error { _, err := w.User(ctx, ana); return err },
		"ListAttachedUserPolicies": func(ctx context.Context) error { _, err := w.User(ctx, ana); return err },
		"ListUserPolicies":         func(ctx context.Context) error { _, err := w.User(ctx, ana); return err },
		"GetGroup":                 func(ctx context.Context) error { _, _, err := w.Group(ctx, ops); return err },
		"ListPolicies":             func(ctx context.Context) error { _, err := w.Policies(ctx); return err },
		"ListPolicyVersions":       func(ctx context.Context) error { _, err := w.PolicyVersions(ctx, admin); return err },
		"ListEntitiesForPolicy":    func(ctx context.Context) error { _, err := w.AttachedTo(ctx, admin); return err },
	}
}

func TestMarkersThatLeadNowhereCutAListShort(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]func(*sandbox.Mischief, string, bool){
		"repeated": (*sandbox.Mischief).RepeatMarkers, "endless": (*sandbox.Mischief).EndlessMarkers,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openOwn(t)
			ana, ops := w.user(t, "ana"), w.group(t, "ops")
			for action, read := range w.lists(ana, ops) {
				if name == "endless" && action != "ListAccessKeys" && action != "GetGroup" {
					continue // a thousand pages of each are enough
				}
				odd(w.box.Mischief(), action, true)
				if err := read(t.Context()); err == nil {
					t.Errorf("%s with %s markers gave no error, want it not taken for whole", action, name)
				}
				odd(w.box.Mischief(), action, false)
				must(t, action, read(t.Context()))
			}
			for _, action := range []string{"GetAccountAuthorizationDetails", "ListUsers"} {
				odd(w.box.Mischief(), action, true)
				if d, err := w.Details(t.Context()); err != nil || d.Complete || len(d.Users) == 0 {
					t.Errorf("Details, %s with %s markers = %d users, complete %t, %v, want what was read and incomplete",
						action, name, len(d.Users), d.Complete, err)
				}
				odd(w.box.Mischief(), action, false)
			}
		})
	}
}

func TestAPageThatFailsIsNoEndOfAList(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	const users = 5
	for i := range users {
		w.user(t, fmt.Sprintf("u%d", i))
	}
	m := w.box.Mischief()
	m.ShortPages(1)
	for name, c := range map[string]struct {
		spoil func(action string, k int)
		want  fault.Kind
	}{"fails": {m.FailPage, fault.Away}, "is throttled": {m.ThrottlePage, fault.Busy}} {
		for _, action := range []string{"GetAccountAuthorizationDetails", "ListUsers"} {
			for k := 1; k <= users; k++ {
				c.spoil(action, k)
				d, err := w.Details(t.Context())
				if fault.KindOf(err) != c.want || len(d.Users) != 0 || d.Complete {
					t.Errorf("Details, page %d of %s %s = %d users, complete %t, %v, want kind %d and no users",
						k, action, name, len(d.Users), d.Complete, err, c.want)
				}
			}
			c.spoil(action, 0)
		}
	}
	if d, err := w.Details(t.Context()); err != nil || len(d.Users) != users || !d.Complete {
		t.Errorf("Details, all pages well = %d users, complete %t, %v, want %d, true", len(d.Users), d.Complete, err, users)
	}
}

func TestHostileTextComesThroughAsItIs(t *testing.T) {
	t.Parallel()
	w := openOwn(t)
	ctx, ana := t.Context(), w.user(t, "ana")
	must(t, "TagUser", w.TagUser(ctx, ana, []iam.Tag{{Key: "team", Value: "core"}}))
	w.box.Mischief().HostileText(1)
	d, err := w.Details(ctx)
	if err != nil || len(d.Users) != 1 {
		t.Fatalf("Details = %+v, %v, want one user", d, err)
	}
	all := fmt.Sprintf("%+v", d)
	for _, want := range []string{"<script>alert(1)", "\u202e", "=HYPERLINK(", strings.Repeat("long ", 100)} {
		if !strings.Contains(all, want) {
			t.Errorf("Details lack %q, want every text as it was sent", want)
		}
	}
	u, err := w.User(ctx, d.Users[0].Name) // the endpoint knows itself again
	if err != nil || !strings.Contains(string(u.Name), string(ana)) {
		t.Errorf("User(%q) = %q, %v, want the same user", d.Users[0].Name, u.Name, err)
	}
	_, err = w.CreateUser(ctx, ana)
	if f := fault.Of(err); f == nil || f.Code != fault.CodeUserTaken {
		t.Errorf("CreateUser = %v, want %s", err, fault.CodeUserTaken)
	}
	err = w.DeleteUser(ctx, ana)
	must(t, "DeleteUser", err)
	_, err = w.User(ctx, ana)
	if f := fault.Of(err); f == nil || f.Code != fault.CodeUserNotFound || !slices.Equal(f.Args, []string{string(ana)}) {
		t.Errorf("User of nobody = %v, want %s(%s)", err, fault.CodeUserNotFound, ana)
	}
	w.box.Mischief().HostileText(0)
}

// TestAClockThatIsOff: the SDK learns the difference from the header Date. A
// read is then tried again with the right time; a change is sent once.
func TestAClockThatIsOff(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-time.Hour, time.Hour} {
		w := openOwn(t)
		w.box.Mischief().WrongClock(off)
		if _, err := w.CreateUser(t.Context(), "ana"); !fault.Is(err, fault.CodeAwsClock) {
			t.Errorf("CreateUser at an endpoint %v off = %v, want %s", off, err, fault.CodeAwsClock)
		}
		if _, err := w.Policies(t.Context()); err != nil {
			t.Errorf("Policies at an endpoint %v off = %v, want the second try to be right", off, err)
		}
		if n := w.box.Mischief().Done("CreateUser"); n != 0 {
			t.Errorf("CreateUser was carried out %d times, want none: it was refused", n)
		}
	}
}
