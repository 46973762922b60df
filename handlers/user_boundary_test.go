package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

const boundaryPage = "/users/ana/boundary"

// boundaryOf returns the boundary that AWS has.
func boundaryOf(t *testing.T, b *portertest.Bench) iam.ARN {
	t.Helper()
	u, err := b.Account.User(context.Background(), "ana")
	if err != nil {
		t.Fatal(err)
	}
	return u.Boundary
}

func TestAPermissionsBoundaryIsSetChangedAndRemoved(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	ctx, w := context.Background(), b.Browser(t, desk.Admin)
	if _, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: "most", Document: reading("logs")}); err != nil {
		t.Fatal(err)
	}
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	const own = "arn:aws:iam::123456789012:policy/most"
	w.Get("/users/ana/permissions").Want(http.StatusOK).Has("Set permissions boundary")
	v := w.Get(boundaryPage).Want(http.StatusOK).Has("Boundary now no permissions boundary", "what a user can do at most").Lacks("Remove the boundary")
	if got := v.Form(boundaryPage).Get("policy"); got != "" {
		t.Errorf("the form has %q chosen, want none", got)
	}
	v = w.Get(boundaryPage + "?q=most&policy=" + url.QueryEscape(string(portertest.S3Full))).Want(http.StatusOK).Has("most")
	if got := v.Form(boundaryPage).Get("policy"); got != string(portertest.S3Full) {
		t.Errorf("after a search %q is chosen, want what was", got)
	}
	review := press(v.Form(boundaryPage).Set("policy", own), "review", http.StatusOK)
	review.Has("Make policy most the permissions boundary of user ana", "PutUserPermissionsBoundary", "Everything else that its policies allow today ends.", "A boundary grants nothing by itself.")
	if n := b.Sandbox.Mischief().Done("PutUserPermissionsBoundary"); n != 0 {
		t.Fatalf("AWS was asked %d times before saving, want never", n)
	}
	end := press(review.Form(boundaryPage), "save", http.StatusOK).Has("Permissions boundary of user ana: most.", "The permissions boundary most limits everything below", "Change permissions boundary")
	if got := boundaryOf(t, b); got != own || end.URL.Path != "/users/ana/permissions" {
		t.Errorf("after saving, at %s: %s, want %s", end.URL.Path, got, own)
	}
	linkWith(t, w.Get("/users/ana").Want(http.StatusOK).Has("Permissions boundary most"), url.QueryEscape(own))

	v = w.Get(boundaryPage).Want(http.StatusOK).Has("Remove the boundary")
	press(v.Form(boundaryPage), "review", http.StatusUnprocessableEntity).Has("nothing was changed")
	review = press(v.Form(boundaryPage).Set("policy", string(portertest.S3Full)), "review", http.StatusOK).Has("Boundary now most", "Boundary then AmazonS3FullAccess", "What only the old one allowed ends")
	b.Sandbox.Mischief().ResetAfter("PutUserPermissionsBoundary", 1) // the user tells what came of it
	press(review.Form(boundaryPage), "save", http.StatusOK).Has("AmazonS3FullAccess")

	review = press(w.Get(boundaryPage).Form(boundaryPage), "remove", http.StatusOK)
	review.Has("Remove the permissions boundary of user ana", "DeleteUserPermissionsBoundary", "also what the boundary has held back").Lacks("grants nothing")
	press(review.Form(boundaryPage), "save", http.StatusOK).Has("The permissions boundary of user ana is removed.", "Set permissions boundary")
	if got := boundaryOf(t, b); got != "" {
		t.Errorf("after removing: %s, want none", got)
	}
	w.Get("/audit?target=ana").Want(http.StatusOK).Has("Set permissions boundary of user", "Remove permissions boundary of user")
}

func TestWhatIsNoBoundary(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w, m := b.Browser(t, desk.Admin), b.Sandbox.Mischief()
	f := w.Get(boundaryPage).Form(boundaryPage)
	v := press(f, "review", http.StatusUnprocessableEntity)
	if v.ByID("policy-err") == "" {
		t.Error("nothing is said at the choice where nothing is chosen")
	}
	unknown := url.Values{"form": {desk.NewID(b.Clock.Now())}, "policy": {"arn:aws:iam::123456789012:policy/none"}}
	for _, do := range []string{"review", "save"} {
		unknown.Set("do", do)
		if said := w.Post(boundaryPage, unknown).Want(http.StatusUnprocessableEntity).ByID("policy-err"); !strings.Contains(said, "none") {
			t.Errorf("%s of a policy that is not there says %q", do, said)
		}
	}
	w.Post(boundaryPage, url.Values{"do": {"remove"}}).Want(http.StatusUnprocessableEntity).Has("nothing was changed")
	if n := m.Done("PutUserPermissionsBoundary") + m.Done("DeleteUserPermissionsBoundary"); n != 0 {
		t.Errorf("AWS was asked %d times, want never", n)
	}
	m.Throttle("PutUserPermissionsBoundary", 1)
	review := press(f.Set("policy", string(portertest.S3Full)), "review", http.StatusOK)
	v = press(review.Form(boundaryPage), "save", http.StatusServiceUnavailable)
	if got := v.Form(boundaryPage).Get("policy"); got != string(portertest.S3Full) {
		t.Errorf("after a throttle %q is chosen, want what was", got)
	}
	quiet := b.Browser(t, desk.Auditor)
	quiet.Get(boundaryPage).Want(http.StatusForbidden)
	quiet.Post(boundaryPage, url.Values{"form": {"x"}, "do": {"save"}}).Want(http.StatusForbidden)
}
