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

// about is a policy about one resource, and about whoever is called ana.
func about(resource string) string {
	return `{"Version":"2012-10-17","Statement":[{"Sid":"Self","Effect":"Allow","Action":"iam:GetUser","Resource":"` + resource + `"},` +
		`{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"ana"}}}]}`
}

// withNaming makes a user and a group that policies of all three kinds name.
func withNaming(t *testing.T) *portertest.Bench {
	t.Helper()
	b, ctx := withUser(t, "ana", "developers"), context.Background()
	if _, err := b.Account.CreateUser(ctx, "bo"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Account.CreatePolicy(ctx, account.NewPolicy{Name: "watch", Document: about("arn:aws:iam::123456789012:user/ana")}); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		b.Account.AddToGroup(ctx, "developers", "ana"),
		b.Account.PutUserPolicy(ctx, "bo", iam.InlinePolicy{Name: "helper", Document: about("arn:aws:iam::*:user/an?")}),
		b.Account.PutGroupPolicy(ctx, "developers", iam.InlinePolicy{Name: "team", Document: about("arn:aws:iam::123456789012:group/developers")}),
		b.App.Refresh(ctx),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestAUserGetsAnotherNameAndPath(t *testing.T) {
	t.Parallel()
	b := withNaming(t)
	w := b.Browser(t, desk.Admin)
	const page = "/users/ana/rename"
	linkWith(t, w.Get("/users/ana").Want(http.StatusOK), page)
	f := w.Get(page).Want(http.StatusOK).Has("AWS's console cannot do this.").Form(page)
	if f.Get("name") != "ana" || f.Get("path") != "/" {
		t.Errorf("the form has %q and %q, want the user as it is", f.Get("name"), f.Get("path"))
	}
	review := press(f.Set("name", "anna").Set("path", "/team/"), "review", http.StatusOK)
	review.Has("Give user ana the name anna and the path /team/", "UpdateUser", "arn:aws:iam::123456789012:user/ana", "arn:aws:iam::123456789012:user/team/anna",
		"User ID, groups", "signs in to the console with the new name",
		"watch Managed policy Self, line", "Resource arn:aws:iam::123456789012:user/ana", "aws:username ana",
		"helper Inline policy of user bo", "Resource arn:aws:iam::*:user/an?", "team Inline policy of group developers Line")
	linkWith(t, review, "/users/bo/inline/helper#document-")
	press(review.Form(page), "back", http.StatusOK).Has("Review")
	if n := b.Sandbox.Mischief().Done("UpdateUser"); n != 0 {
		t.Fatalf("UpdateUser was called %d times before saving, want never", n)
	}
	end := press(review.Form(page), "save", http.StatusOK).Has("User ana is now: anna, /team/.", "arn:aws:iam::123456789012:user/team/anna", "developers")
	if end.URL.Path != "/users/anna" {
		t.Errorf("after renaming: %s, want the user's new page", end.URL)
	}
	press(review.Form(page), "save", http.StatusOK) // a copy of the form does it once
	if n := b.Sandbox.Mischief().Done("UpdateUser"); n != 1 {
		t.Errorf("UpdateUser was called %d times, want once", n)
	}
	w.Get("/users/ana").Want(http.StatusNotFound)
	linkWith(t, w.Get("/users").Want(http.StatusOK).Lacks(" ana "), "/users/anna")
	linkWith(t, w.Get("/groups/developers").Want(http.StatusOK), "/users/anna")
	for _, name := range []string{"ana", "anna"} {
		w.Get("/audit?target=" + name).Want(http.StatusOK).Has("Rename user or change its path")
	}
	press(w.Get("/users/anna/rename").Form("/users/anna/rename").Set("name", "Anna").Set("path", "/"), "review", http.StatusOK).Has("user/Anna")
}

func TestABadNameOrPathCallsNothing(t *testing.T) {
	t.Parallel()
	b := withNaming(t)
	ctx, w := context.Background(), b.Browser(t, desk.Admin)
	if _, err := b.Account.CreateGroup(ctx, "ops"); err != nil {
		t.Fatal(err)
	}
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		page, name, path, field, says string
		status                        int
	}{
		{"/users/ana/rename", "", "/", "name", "must not be empty", 422},
		{"/users/ana/rename", "ana kim", "/", "name", "ana kim", 422},
		{"/users/ana/rename", strings.Repeat("a", 65), "/", "name", "64", 422},
		{"/users/ana/rename", "BO", "/", "name", "bo", 409},
		{"/users/ana/rename", "ana", "/", "name", "nothing was changed", 422},
		{"/users/ana/rename", "anna", "team", "path", "begins and ends with a slash", 422},
		{"/users/ana/rename", "anna", "", "path", "begins and ends with a slash", 422},
		{"/users/ana/rename", "anna", "/my team/", "path", "no spaces", 422},
		{"/users/ana/rename", "anna", "/" + strings.Repeat("a", 511) + "/", "path", "512", 422},
		{"/groups/developers/rename", strings.Repeat("a", 129), "/", "name", "128", 422},
		{"/groups/developers/rename", "OPS", "/", "name", "ops", 409},
		{"/groups/developers/rename", "dev/s", "/", "name", "dev/s", 422},
		{"/groups/developers/rename", "devs", "//", "path", "begins and ends with a slash", 422},
		{"/groups/developers/rename", "developers", "/", "name", "nothing was changed", 422},
	} {
		for _, do := range []string{"review", "save"} {
			v := press(w.Get(c.page).Form(c.page).Set("name", c.name).Set("path", c.path), do, c.status)
			if said := v.ByID(c.field + "-err"); !strings.Contains(said, c.says) {
				t.Errorf("%s of %q and %q: the field %s says %q, want %q", do, c.name, c.path, c.field, said, c.says)
			}
			if f := v.Form(c.page); f.Get("name") != c.name || f.Get("path") != c.path {
				t.Errorf("%s of %q and %q: the form came back with %v", do, c.name, c.path, f.Values())
			}
		}
	}
	m := b.Sandbox.Mischief()
	if n := m.Done("UpdateUser") + m.Done("UpdateGroup"); n != 0 {
		t.Errorf("AWS was asked %d times, want never", n)
	}
}

func TestWhatAWSSaysToARename(t *testing.T) {
	t.Parallel()
	b := withNaming(t)
	ctx, w, m := context.Background(), b.Browser(t, desk.Admin), b.Sandbox.Mischief()
	const page = "/users/ana/rename"
	if _, err := b.Account.CreateUser(ctx, "chris"); err != nil { // unknown to the snapshot
		t.Fatal(err)
	}
	f := w.Get(page).Form(page).Set("name", "Chris").Set("path", "/x/")
	v := press(f, "save", http.StatusConflict)
	if v.ByID("name-err") == "" || v.Form(page).Get("path") != "/x/" {
		t.Errorf("a name that AWS refuses: %q at the field, path %q, want a sentence and what was typed", v.ByID("name-err"), v.Form(page).Get("path"))
	}
	m.Throttle("UpdateUser", 1)
	v = press(v.Form(page).Set("name", "anna"), "save", http.StatusServiceUnavailable)
	if v.Form(page).Get("name") != "anna" {
		t.Error("after a throttle the form lost the name")
	}
	m.ResetAfter("UpdateUser", 1) // the answer is lost: the id under the new name tells
	v = press(v.Form(page), "save", http.StatusOK).Has("User ana is now: anna")
	if v.URL.Path != "/users/anna" || m.Done("UpdateUser") != 1 {
		t.Errorf("after a lost answer: %s, %d calls, want the new page and one", v.URL, m.Done("UpdateUser"))
	}
	gone := w.Get("/users/bo/rename").Form("/users/bo/rename").Set("name", "bob")
	if err := b.Account.DeleteUserPolicy(ctx, "bo", "helper"); err != nil {
		t.Fatal(err)
	}
	if err := b.Account.DeleteUser(ctx, "bo"); err != nil {
		t.Fatal(err)
	}
	press(gone, "save", http.StatusNotFound)
	quiet := b.Browser(t, desk.Auditor)
	quiet.Get("/users/anna/rename").Want(http.StatusForbidden)
	quiet.Post("/groups/developers/rename", url.Values{"form": {"x"}, "name": {"y"}, "path": {"/"}, "do": {"save"}}).Want(http.StatusForbidden)
	if links, _ := quiet.Get("/users/anna").Want(http.StatusOK).Links(); strings.Contains(strings.Join(links, " "), "/rename") {
		t.Error("an auditor is offered to rename a user")
	}
}

func TestAGroupGetsAnotherNameAndPath(t *testing.T) {
	t.Parallel()
	b := withNaming(t)
	w, m := b.Browser(t, desk.Admin), b.Sandbox.Mischief()
	const page = "/groups/developers/rename"
	linkWith(t, w.Get("/groups/developers").Want(http.StatusOK), page)
	review := press(w.Get(page).Want(http.StatusOK).Form(page).Set("name", "devs").Set("path", "/eng/"), "review", http.StatusOK)
	review.Has("Give group developers the name devs and the path /eng/", "UpdateGroup", "Group ID, members", "team Inline policy of group developers", "arn:aws:iam::123456789012:group/eng/devs").Lacks("helper", "aws:username")
	m.ResetAfter("UpdateGroup", 1)
	end := press(review.Form(page), "save", http.StatusOK).Has("Group developers is now: devs, /eng/.", "ana", "team", "arn:aws:iam::123456789012:group/eng/devs")
	if end.URL.Path != "/groups/devs" {
		t.Errorf("after renaming: %s, want the group's new page", end.URL)
	}
	linkWith(t, w.Get("/users/ana/groups").Want(http.StatusOK), "/groups/devs")
	if got := b.App.Snapshot().Members("DEVS"); len(got) != 1 || got[0] != "ana" {
		t.Errorf("Members = %v, want ana at once", got)
	}
	m.Throttle("UpdateGroup", 1)
	again := "/groups/devs/rename"
	v := press(w.Get(again).Form(again).Set("name", "devs2"), "save", http.StatusServiceUnavailable)
	if v.Form(again).Get("name") != "devs2" {
		t.Error("after a throttle the form lost the name")
	}
}
