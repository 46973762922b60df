package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

func TestInlinePoliciesOfUsersAndGroups(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	for _, c := range []struct{ holder, list, who string }{
		{"/users/ana", "/users/ana/permissions", "user ana"}, {"/groups/developers", "/groups/developers", "group developers"},
	} {
		t.Run(c.who, func(t *testing.T) {
			own := c.holder + "/inline/~new"
			w.Get(c.list).Want(http.StatusOK).Has("Create inline policy")
			w.Get(own).Want(http.StatusOK).Has("S3 form", "JSON editor")
			f := w.Get(own+"?by=json").Want(http.StatusOK).Form(own).Set("name", "..").Set("document", reading("logs"))
			review := press(f, "review", http.StatusOK).Has("Save inline policy .. of " + c.who)
			v := review.Form(c.holder+"/inline").Submit(http.StatusOK).Has("Inline policy of "+c.who+" is saved: ..", "In plain words", "arn:aws:s3:::logs")
			if got, want := v.URL.Path, c.holder+"/inline/~.."; got != want {
				t.Errorf("after saving: %s, want %s", got, want)
			}
			press(f, "review", http.StatusConflict).Has("There is an inline policy .. already.")

			edit := w.Get(v.URL.Path + "/edit").Want(http.StatusOK).Form(v.URL.Path + "/edit")
			refused := press(edit.Set("document", `{"Version":"2012-10-17"}`), "review", http.StatusUnprocessableEntity)
			review = press(refused.Form(v.URL.Path+"/edit").Set("document", reading("other")), "review", http.StatusOK)
			review.Form(v.URL.Path).Submit(http.StatusOK).Has("arn:aws:s3:::other")
			w.Get(c.list).Want(http.StatusOK).Has("..", "Inline", "Edit", "Delete")

			ask := w.Get(v.URL.Path + "/delete").Want(http.StatusOK)
			ask.Form(v.URL.Path+"/delete").Set("confirm", ".").Submit(http.StatusUnprocessableEntity)
			end := ask.Form(v.URL.Path+"/delete").Set("confirm", "..").Submit(http.StatusOK).Has("Inline policy of " + c.who + " is deleted: ..")
			if end.URL.Path != c.list {
				t.Errorf("after deleting: %s, want %s", end.URL, c.list)
			}
			w.Get(v.URL.Path).Want(http.StatusNotFound)
		})
	}
	w.Get("/users/nobody/inline/~new").Want(http.StatusNotFound)
}

func TestAUserSeesTheInlinePoliciesOfGroups(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	ctx := t.Context()
	if err := b.Account.AddToGroup(ctx, "developers", "ana"); err != nil {
		t.Fatal(err)
	}
	if err := b.Account.PutGroupPolicy(ctx, "developers", iam.InlinePolicy{Name: "team", Document: reading("logs")}); err != nil {
		t.Fatal(err)
	}
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	v := b.Browser(t, desk.Admin).Get("/users/ana/permissions").Want(http.StatusOK).Has("team", "Group developers")
	links, _ := v.Links()
	for _, l := range links {
		if strings.HasPrefix(l, "/groups/developers/inline/team/") {
			t.Errorf("the user's page offers %s, which changes the group", l)
		}
	}
	linkWith(t, v, "/groups/developers/inline/team")
}

func TestAnAuditorReadsPoliciesAndChangesNone(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	admin := b.Browser(t, desk.Admin)
	makePolicy(t, admin)
	if err := b.Account.PutUserPolicy(t.Context(), "ana", iam.InlinePolicy{Name: "own", Document: reading("logs")}); err != nil {
		t.Fatal(err)
	}
	w := b.Browser(t, desk.Auditor)
	for _, page := range []string{templates.PolicyURL(logsARN), templates.PolicyURL(portertest.S3Full), "/policies", "/users/ana/inline/own", "/users/ana/permissions", "/groups/developers"} {
		v := w.Get(page).Want(http.StatusOK)
		links, actions := v.Links()
		for _, to := range append(links, actions...) {
			if strings.Contains(to, "~new") || strings.Contains(to, "/edit") || strings.Contains(to, "/delete") || strings.HasPrefix(to, "/policies/versions") {
				t.Errorf("%s offers an auditor %s", page, to)
			}
		}
	}
	w.Get(templates.PolicyURL(logsARN)).Has("In plain words", "Checks", "v1")
	for _, page := range []string{"/policies/~new", templates.PolicyEditURL(logsARN, ""), templates.PolicyDeleteURL(logsARN), "/users/ana/inline/~new", "/users/ana/inline/own/edit"} {
		w.Get(page).Want(http.StatusForbidden)
	}
	for _, change := range []string{"/policies", "/policies/~new", templates.PolicyVersionsURL(logsARN), templates.PolicySetURL(logsARN), templates.PolicyDropURL(logsARN),
		templates.PolicyDeleteURL(logsARN), "/users/ana/inline", "/users/ana/inline/own", "/users/ana/inline/own/delete", "/groups/developers/inline"} {
		w.Post(change, url.Values{"form": {"x"}, "name": {"mine"}, "document": {reading("x1x")}, "version": {"v1"}, "confirm": {"own"}}).Want(http.StatusForbidden)
	}
	if n := b.Sandbox.Mischief().Done("CreatePolicy"); n != 1 {
		t.Errorf("CreatePolicy was carried out %d times, want once, by the admin", n)
	}
}

func TestWhatAWSManagesIsNotEdited(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	w.Get(templates.PolicyURL(portertest.S3Full)).Want(http.StatusOK).Has("In plain words").Lacks("Edit policy", "Set as default")
	w.Get(templates.PolicyEditURL(portertest.S3Full, "")).Want(http.StatusConflict).Has("managed by AWS")
	w.Get(templates.PolicyDeleteURL(portertest.S3Full)).Want(http.StatusConflict)
	w.Post(templates.PolicyDeleteURL(portertest.S3Full), url.Values{"form": {desk.NewID(b.Clock.Now())}, "confirm": {"AmazonS3FullAccess"}}).Want(http.StatusConflict)
}
