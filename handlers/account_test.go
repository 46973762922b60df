package handlers_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// withUser is a bench with one user and one group in the account.
func withUser(t *testing.T, user iam.UserName, group iam.GroupName) *portertest.Bench {
	t.Helper()
	b := portertest.New(t, portertest.Options{})
	if _, err := b.Account.CreateUser(context.Background(), user); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Account.CreateGroup(context.Background(), group); err != nil {
		t.Fatal(err)
	}
	if err := b.App.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAGroupFromItsFormToItsEnd(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "other")
	w := b.Browser(t, desk.Admin)
	v := w.Get("/groups/~new?q=AdministratorA&name=ad+mins&policy=" + url.QueryEscape(string(portertest.S3Full))).Want(http.StatusOK)
	f := v.Form("/groups")
	if got, want := f.Values()["policy"], []string{string(portertest.S3Full)}; len(got) != 1 || got[0] != want[0] {
		t.Fatalf("after a search the form has the policies %q ticked, want %q", got, want)
	}
	again := f.Submit(http.StatusUnprocessableEntity).Form("/groups")
	if got := again.Get("name"); got != "ad mins" {
		t.Errorf("after a mistake the name is %q, want what was typed", got)
	}
	if again.Get("form") == f.Get("form") || again.Get("policy") != string(portertest.S3Full) {
		t.Error("after a mistake the form has its old key, or lost its ticks")
	}
	v = again.Set("name", "admins").Tick("policy", string(portertest.Administrator)).Submit(http.StatusOK)
	if v.URL.Path != "/groups/admins" {
		t.Fatalf("after creating: %s, want the group's page", v.URL)
	}
	v.Has("Group admins is created.", "AmazonS3FullAccess", "AdministratorAccess")

	v.Form("/groups/admins/members").Submit(http.StatusUnprocessableEntity) // nobody is ticked
	v = v.Form("/groups/admins/members").Tick("user", "ana").Submit(http.StatusOK).Has("Added to group admins: ana.")
	v = v.Form("/groups/admins/members/remove").Submit(http.StatusOK).Has("Removed from group admins: ana.", "No members yet")
	detach := v.Form("/groups/admins/policies/detach").Set("arn", string(portertest.S3Full))
	detach.Submit(http.StatusOK).Has("Detached from group admins: AmazonS3FullAccess.")

	ask := w.Get("/groups/admins/delete").Want(http.StatusOK).Has("AdministratorAccess")
	back := ask.Form("/groups/admins/delete").Set("confirm", "admin").Submit(http.StatusUnprocessableEntity)
	if got := back.Form("/groups/admins/delete").Get("confirm"); got != "admin" {
		t.Errorf("the form came back with %q typed, want %q", got, "admin")
	}
	v = ask.Form("/groups/admins/delete").Set("confirm", "admins").Submit(http.StatusOK).Has("Group admins is deleted.")
	if v.URL.Path != "/groups" {
		t.Errorf("after deleting: %s, want the list", v.URL)
	}
	w.Get("/groups/admins").Want(http.StatusNotFound)
}

func TestTheTabsOfAUser(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	v := w.Get("/users/ana/permissions?q=AmazonS3Full").Want(http.StatusOK).Has("No permissions")
	v.Form("/users/ana/policies").Submit(http.StatusUnprocessableEntity)
	v = v.Form("/users/ana/policies").Tick("policy", string(portertest.S3Full)).Submit(http.StatusOK).Has("Attached to user ana: AmazonS3FullAccess.", "Directly", "Managed policies per user: 1 of 10.")
	v = v.Form("/users/ana/policies/detach").Submit(http.StatusOK).Has("Detached from user ana: AmazonS3FullAccess.", "No permissions")
	if v.URL.Path != "/users/ana/permissions" {
		t.Errorf("after detaching: %s, want the same tab", v.URL)
	}
	v = w.Get("/users/ana/groups").Form("/users/ana/groups").Tick("group", "developers").Submit(http.StatusOK).Has("User ana is added to: developers.")
	v.Form("/users/ana/groups/leave").Submit(http.StatusOK).Has("User ana is removed from: developers.", "In no group")
	w.Get("/users/ana").Want(http.StatusOK).Has("arn:aws:iam::123456789012:user/ana")
	w.Get("/users/nobody").Want(http.StatusNotFound)
}

func TestConsoleAccess(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	const weak, tab = "Weak-Canary", "/users/ana/console"
	f := w.Get(tab).Want(http.StatusOK).Has("No console access").Form(tab)
	if f.Get("kind") != templates.GeneratedPassword || f.Get("change") == "" {
		t.Errorf("the form begins with %v, want a generated password that must be changed", f.Values())
	}
	for name, password := range map[string]string{"empty": "", "outside of Latin-1": weak + "암호"} {
		f := w.Get(tab).Form(tab).Set("kind", templates.CustomPassword).Set("password", password)
		f.Values().Del("change")
		v := f.Submit(http.StatusUnprocessableEntity)
		if bytes.Contains(v.Body, []byte(weak)) {
			t.Errorf("%s: the form came back with the password", name)
		}
		again := v.Form(tab)
		if again.Get("kind") != templates.CustomPassword || again.Get("change") != "" {
			t.Errorf("%s: the form came back as %v, want the choices that were made", name, again.Values())
		}
	}
	v := f.Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("after enabling: %s, want the ticket", v.URL)
	}
	v = w.Get(tab).Has("This user can sign in to the AWS console.", "leads nowhere")
	v = v.Form(tab+"/reset").Set("kind", templates.CustomPassword).Set("password", "Tutorial-Pass-2026").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("after the reset: %s, want the ticket", v.URL)
	}
	w.Get(tab).Form(tab+"/remove").Submit(http.StatusOK).Has("User ana can no longer sign in to the console.", "No console access")
}

func TestDeletingAUserTakesItsName(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(6)
	w := b.Browser(t, desk.Admin)
	const ask = "/users/user-00000/delete"
	v := w.Get(ask).Want(http.StatusOK).Has("AmazonS3FullAccess", "team-0", "AKIA")
	back := v.Form(ask).Set("confirm", "user-0000").Submit(http.StatusUnprocessableEntity)
	if got := back.Form(ask).Get("confirm"); got != "user-0000" {
		t.Errorf("the form came back with %q typed, want %q", got, "user-0000")
	}
	w.Get("/users/user-00000").Want(http.StatusOK)
	v = v.Form(ask).Set("confirm", "user-00000").Submit(http.StatusOK).Has("User user-00000 is deleted.")
	if v.URL.Path != "/users" {
		t.Errorf("after deleting: %s, want the list", v.URL)
	}
	w.Get("/users/user-00000").Want(http.StatusNotFound)
	w.Get("/users").Has("1–5 of 5").Lacks("user-00000 ")
}

func TestTheListOfUsersGoesFromPageToPage(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(60)
	w := b.Browser(t, desk.Auditor)
	v := w.Get("/users?per=25").Want(http.StatusOK).Has("1–25 of 60", "user-00000", "user-00024").Lacks("user-00025", "Create user")
	v = w.Get(linkWith(t, v, "after=")).Want(http.StatusOK).Has("26–50 of 60", "user-00025").Lacks("user-00024")
	w.Get(linkWith(t, v, "back=1")).Want(http.StatusOK).Has("1–25 of 60")
	w.Get("/users?sort=-name&per=25").Want(http.StatusOK).Has("user-00059").Lacks("user-00030")
	w.Get("/users?q=USER-0004").Want(http.StatusOK).Has("1–10 of 10", "user-00049").Lacks("user-00050")
	w.Get("/users?q=%3Cb%3E").Want(http.StatusOK).Has("Nothing matches", "<b>")
	for _, odd := range []string{"/users?after=nonsense", "/users?per=7&sort=shoe&back=1", "/users?sort=-"} {
		w.Get(odd).Want(http.StatusOK).Has("user-000")
	}
}

// linkWith returns the first link of the page whose address has part.
func linkWith(t *testing.T, v *portertest.View, part string) string {
	t.Helper()
	links, _ := v.Links()
	for _, l := range links {
		if strings.Contains(l, part) {
			return l
		}
	}
	t.Fatalf("%s has no link with %q among %q", v.URL, part, links)
	return ""
}

func TestAnAuditorSeesNoButtonsAndIsRefused(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Auditor)
	for _, page := range []string{"/", "/users", "/users/ana", "/users/ana/permissions", "/users/ana/groups", "/users/ana/console", "/groups", "/groups/developers", "/policies", "/audit"} {
		v := w.Get(page).Want(http.StatusOK)
		links, actions := v.Links()
		for _, to := range append(links, actions...) {
			if strings.Contains(to, "~new") || strings.HasSuffix(to, "/delete") || strings.HasPrefix(to, "/users/ana/policies") {
				t.Errorf("%s offers an auditor %s", page, to)
			}
		}
	}
	for _, change := range []string{"/users/ana/policies", "/users/ana/delete", "/users/ana/console", "/groups", "/groups/developers/members"} {
		w.Post(change, url.Values{"form": {"x"}, "confirm": {"ana"}}).Want(http.StatusForbidden)
	}
	w.Get("/users/ana/delete").Want(http.StatusForbidden)
}

func TestOverviewAndAuditTellWhatWasDone(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	w.Get("/").Want(http.StatusOK).Has("1 of 6 done", "Create an administrator", "The sandbox has no billing")
	w.Get("/users/ana/permissions?q=AmazonS3Full").Form("/users/ana/policies").Tick("policy", string(portertest.S3Full)).Submit(http.StatusOK)
	w.Get("/").Want(http.StatusOK).Has("2 of 6 done", "Attach policies to user")
	v := w.Get("/audit?target=ana").Want(http.StatusOK).Has("Attach policies to user", "Begun", "Done")
	w.Get("/audit.json?target=ana").Want(http.StatusOK).Has("user.policy.attach").Lacks("sign-in")
	w.Get(linkWith(t, v, "target=ana")).Want(http.StatusOK)
	w.Get("/audit?target=nobody&before=x").Want(http.StatusOK).Has("No entry for this target")
}

func TestReadingAgainLeadsBack(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	f := w.Get("/users?q=ana").Form("/scans")
	if got := f.Submit(http.StatusOK).URL.RequestURI(); got != "/users?q=ana" {
		t.Errorf("reading again led to %s, want the page it was asked on", got)
	}
	for _, away := range []string{"//evil.example", `/\evil.example`, "https://evil.example/", "", "/\t/evil.example"} {
		if got := w.Post("/scans", url.Values{"return": {away}}).Want(http.StatusOK).URL; got.RequestURI() != "/" {
			t.Errorf("Scan with return %q led to %s, want /", away, got)
		}
	}
}

func TestPolicies(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	w.Get("/policies?q=amazons3fullaccess").Want(http.StatusOK).Has("AmazonS3FullAccess").Lacks("AdministratorAccess")
	w.Get("/policies?f=type:own").Want(http.StatusOK).Lacks("AmazonS3FullAccess")
	w.Get(templates.PolicyURL(portertest.S3Full)).Want(http.StatusOK).Has("s3:*", "Attached nowhere.")
	w.Get("/policies/view").Want(http.StatusNotFound)
	w.Get("/policies/view?arn=arn:aws:iam::aws:policy/None").Want(http.StatusNotFound)
}
