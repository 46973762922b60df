package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

const copyPage = "/users/bo/copy"

// withSource makes the user ana with permissions of all kinds, and bo with some
// of them.
func withSource(t *testing.T) *portertest.Bench {
	t.Helper()
	b, ctx := withUser(t, "ana", "developers"), context.Background()
	if _, err := b.Account.CreateUser(ctx, "bo"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Account.CreateGroup(ctx, "ops"); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		b.Account.AddToGroup(ctx, "developers", "ana"), b.Account.AddToGroup(ctx, "ops", "ana"), b.Account.AddToGroup(ctx, "ops", "bo"),
		b.Account.AttachUserPolicy(ctx, "ana", portertest.S3Full),
		b.Account.PutUserPolicy(ctx, "ana", iam.InlinePolicy{Name: "logs", Document: reading("logs")}),
		b.Account.PutUserPolicy(ctx, "ana", iam.InlinePolicy{Name: "own", Document: reading("ana")}),
		b.Account.PutUserPolicy(ctx, "bo", iam.InlinePolicy{Name: "Own", Document: reading("bo")}),
		b.Account.PutUserBoundary(ctx, "ana", portertest.S3Full),
		b.App.Refresh(ctx),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// held tells what bo has, as AWS knows it.
func held(t *testing.T, b *portertest.Bench) string {
	t.Helper()
	u, err := b.Account.User(context.Background(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d groups, %d attached, %d inline", len(u.Groups), len(u.Attached), len(u.Inline))
}

func TestPermissionsAreCopied(t *testing.T) {
	t.Parallel()
	b := withSource(t)
	w := b.Browser(t, desk.Admin)
	linkWith(t, w.Get("/users/bo/permissions").Want(http.StatusOK), copyPage)
	v := w.Get(copyPage+"?u=AN").Want(http.StatusOK).Has("It loses nothing.", "ana")
	review := press(v.Form(copyPage).Set("from", "ana"), "review", http.StatusOK)
	review.Has("developers Group is added", "ops Group is there already", "AmazonS3FullAccess Managed policy is added", "logs Inline policy is added",
		"own Inline policy stays: one of this name with another document is there", "ana is limited by the permissions boundary AmazonS3FullAccess",
		"Add user bo to group developers", "AddUserToGroup", "AttachUserPolicy", "PutUserPolicy", "Not copied: path, tags").Lacks("Add user bo to group ops", "policy own of user bo")
	if got := held(t, b); got != "1 groups, 0 attached, 1 inline" {
		t.Fatalf("before saving bo has %s", got)
	}
	end := press(review.Form(copyPage), "save", http.StatusOK).Has("Permissions are copied to user bo.", "logs", "AmazonS3FullAccess")
	if got := held(t, b); got != "2 groups, 1 attached, 2 inline" || end.URL.Path != "/users/bo/permissions" {
		t.Errorf("at %s bo has %s, want all", end.URL.Path, got)
	}
	in, err := b.Account.UserPolicy(context.Background(), "bo", "own")
	if err != nil || in.Document != reading("bo") {
		t.Errorf("bo's own inline policy is %q, %v, want it as it was", in.Document, err)
	}
	w.Get("/audit?target=bo").Want(http.StatusOK).Has("Copy permissions to user", "ana")
	press(w.Get(copyPage+"?from=ana").Form(copyPage), "review", http.StatusUnprocessableEntity).Has("there is nothing to copy")
}

func TestACopyThatStopsOnTheWay(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"continue", "undo"} {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			b := withSource(t)
			w := b.Browser(t, desk.Admin)
			review := press(w.Get(copyPage+"?from=ana").Form(copyPage), "review", http.StatusOK)
			b.Sandbox.Mischief().Throttle("PutUserPolicy", 1)
			v := press(review.Form(copyPage), "save", http.StatusOK).Has("Stopped on the way", "Save inline policy logs of user bo")
			if got := held(t, b); !strings.HasPrefix(v.URL.Path, "/ops/") || got != "2 groups, 1 attached, 1 inline" {
				t.Fatalf("at %s bo has %s, want the page of the operation and two steps done", v.URL.Path, got)
			}
			v.Form(v.URL.Path + "/" + end).Submit(http.StatusOK)
			if got, want := held(t, b), map[string]string{"continue": "2 groups, 1 attached, 2 inline", "undo": "1 groups, 0 attached, 1 inline"}[end]; got != want {
				t.Errorf("after %s bo has %s, want %s", end, got, want)
			}
		})
	}
}

func TestWhatCannotBeCopied(t *testing.T) {
	t.Parallel()
	b := withSource(t)
	ctx, w := context.Background(), b.Browser(t, desk.Admin)
	for from, says := range map[string]string{"": "hoose", "BO": "own permissions", "nobody": "nobody"} {
		v := w.Post(copyPage, url.Values{"from": {from}, "do": {"review"}}).Want(http.StatusUnprocessableEntity)
		if said := v.ByID("from-err"); !strings.Contains(said, says) {
			t.Errorf("from %q the choice says %q, want %q", from, said, says)
		}
	}
	for i := range 10 { // bo is in ops: nine more would fit
		name := iam.GroupName(fmt.Sprint("team-", i))
		if _, err := b.Account.CreateGroup(ctx, name); err != nil {
			t.Fatal(err)
		}
		if i < 8 {
			if err := b.Account.AddToGroup(ctx, name, "ana"); err != nil {
				t.Fatal(err)
			}
		} else if err := b.Account.AddToGroup(ctx, name, "bo"); err != nil {
			t.Fatal(err)
		}
		p, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: iam.PolicyName(name), Document: reading("x")})
		if err == nil && i < 9 {
			err = b.Account.AttachUserPolicy(ctx, "ana", p.ARN)
		} else if err == nil {
			err = b.Account.AttachUserPolicy(ctx, "bo", p.ARN)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Account.PutUserPolicy(ctx, "bo", iam.InlinePolicy{Name: "long", Document: reading(strings.Repeat("b", 1700))}); err != nil {
		t.Fatal(err)
	}
	v := press(w.Get(copyPage+"?from=ana").Form(copyPage), "review", http.StatusConflict)
	v.Has("GroupsPerUser: 10", "PoliciesPerUser: 10", "2048 characters together", "team-1 Group is added")
	if got := v.Form(copyPage).Get("from"); got != "ana" || strings.Contains(v.Text(), "Copy permissions Cancel") {
		t.Errorf("the choice is %q, want it kept and nothing to save", got)
	}
	m := b.Sandbox.Mischief()
	before := m.Done("AddUserToGroup") + m.Done("AttachUserPolicy") + m.Done("PutUserPolicy")
	w.Post(copyPage, url.Values{"form": {desk.NewID(b.Clock.Now())}, "from": {"ana"}, "do": {"save"}, "base": {"x"}}).Want(http.StatusConflict)
	if n := m.Done("AddUserToGroup") + m.Done("AttachUserPolicy") + m.Done("PutUserPolicy"); n != before {
		t.Errorf("AWS was asked %d times to change something, want never", n-before)
	}
	quiet := b.Browser(t, desk.Auditor)
	quiet.Get(copyPage).Want(http.StatusForbidden)
	quiet.Post(copyPage, url.Values{"form": {"x"}, "from": {"ana"}, "do": {"save"}}).Want(http.StatusForbidden)
}

func TestACopyOfWhatHasChanged(t *testing.T) {
	t.Parallel()
	b := withSource(t)
	w := b.Browser(t, desk.Admin)
	review := press(w.Get(copyPage+"?from=ana").Form(copyPage), "review", http.StatusOK)
	if err := b.Account.AttachUserPolicy(context.Background(), "ana", "arn:aws:iam::aws:policy/AdministratorAccess"); err != nil {
		t.Fatal(err)
	}
	v := press(review.Form(copyPage), "save", http.StatusConflict).Has("has changed since you looked at it", "AdministratorAccess Managed policy is added")
	if got := held(t, b); got != "1 groups, 0 attached, 1 inline" {
		t.Errorf("bo has %s, want nothing copied that nobody has seen", got)
	}
	review = press(v.Form(copyPage), "review", http.StatusOK)
	press(review.Form(copyPage), "save", http.StatusOK).Has("Permissions are copied to user bo.")
}
