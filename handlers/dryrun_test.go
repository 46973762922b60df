package handlers_test

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

var (
	planned = regexp.MustCompile(`(?s)<ol class="plan">.*?</ol>`)
	call    = regexp.MustCompile(`<small><code>(\w+)</code></small>`)
)

// shownCalls are the AWS calls that a review page says it will make, in their order.
func shownCalls(v *portertest.View) []string {
	var shown []string
	for _, plan := range planned.FindAllString(string(v.Body), -1) {
		for _, c := range call.FindAllStringSubmatch(plan, -1) {
			shown = append(shown, c[1])
		}
	}
	return shown
}

// changing leaves out the calls that only read.
func changing(actions []string) []string {
	return slices.DeleteFunc(actions, func(action string) bool {
		return strings.HasPrefix(action, "Get") || strings.HasPrefix(action, "List") || strings.HasPrefix(action, "Generate")
	})
}

// furnished is an account in which everything that can be deleted has something
// that hangs on it.
func furnished(t *testing.T) (*portertest.Bench, iam.KeyID) {
	t.Helper()
	b := portertest.New(t, portertest.Options{})
	ctx, a := context.Background(), b.Account
	try := func(err error) {
		t.Helper()
		must(t, err)
	}
	document := iam.InlinePolicy{Name: "own", Document: reading("logs")}
	for _, g := range []iam.GroupName{"people", "others"} {
		_, err := a.CreateGroup(ctx, g)
		try(err)
	}
	for _, n := range []iam.UserName{"ana", "bo"} {
		_, err := a.CreateUser(ctx, n)
		try(err)
		try(a.AddToGroup(ctx, "people", n))
	}
	try(a.AttachUserPolicy(ctx, "ana", portertest.S3Full))
	try(a.PutUserPolicy(ctx, "ana", document))
	try(a.PutUserPolicy(ctx, "bo", document))
	try(a.AttachGroupPolicy(ctx, "people", portertest.S3Full))
	try(a.PutGroupPolicy(ctx, "people", document))
	try(a.PutGroupPolicy(ctx, "others", document))
	for range 2 {
		_, err := a.CreateAccessKey(ctx, "ana")
		try(err)
	}
	key, err := a.CreateAccessKey(ctx, "bo")
	try(err)
	try(a.SetKeyStatus(ctx, "bo", key.ID, iam.KeyInactive))
	try(b.App.Refresh(ctx))
	return b, key.ID
}

// saved is the review of a form with one field filled in, and the form on it.
func saved(w *portertest.Browser, page, field, value string) (*portertest.View, *portertest.Form) {
	action, _, _ := strings.Cut(page, "?")
	v := press(w.Get(page).Want(http.StatusOK).Form(action).Set(field, value), "review", http.StatusOK)
	return v, v.Form(action).Set("do", "save")
}

func TestAReviewShowsTheCallsThatAreMade(t *testing.T) {
	t.Parallel()
	b, key := furnished(t)
	w := b.Browser(t, desk.Admin)
	makePolicy(t, w)
	keys, err := b.Account.Keys(t.Context(), "ana")
	must(t, err)
	active := keys[0].ID
	confirm := func(path, typed string) (*portertest.View, *portertest.Form) {
		v := w.Get(path).Want(http.StatusOK)
		return v, v.Form(path).Set("confirm", typed)
	}
	for _, c := range []struct {
		name string
		ask  func() (*portertest.View, *portertest.Form)
	}{
		{"a new user with a group and a password", func() (*portertest.View, *portertest.Form) {
			draft := draftOf(t, w, "eva")
			w.Get(draft+"/group").Form(draft+"/group").Set("name", "new").Submit(http.StatusOK)
			w.Get(draft+"?step=console").Form(draft+"?step=console").Set("console", "generated").Submit(http.StatusOK)
			v := w.Get(draft + "?step=review").Want(http.StatusOK)
			return v, v.Form(draft + "/run")
		}},
		{"a new policy", func() (*portertest.View, *portertest.Form) {
			f := w.Get("/policies/~new?by=json").Want(http.StatusOK).Form("/policies/~new")
			v := press(f.Set("name", "more").Set("document", reading("more")), "review", http.StatusOK)
			return v, v.Form("/policies")
		}},
		{"a new version", func() (*portertest.View, *portertest.Form) {
			f := w.Get(templates.PolicyEditURL(logsARN, "")).Want(http.StatusOK).Form(templates.PolicyEditURL(logsARN, ""))
			v := press(f.Set("document", reading("other")), "review", http.StatusOK)
			return v, v.Form(templates.PolicyVersionsURL(logsARN))
		}},
		{"another path", func() (*portertest.View, *portertest.Form) {
			return saved(w, "/users/bo/rename", "path", "/team/")
		}},
		{"another name of a group", func() (*portertest.View, *portertest.Form) {
			return saved(w, "/groups/others/rename", "name", "rest")
		}},
		{"a boundary", func() (*portertest.View, *portertest.Form) {
			const page = "/users/bo/boundary"
			f := w.Get(page + "?q=AmazonS3FullAccess").Want(http.StatusOK).Form(page)
			v := press(f.Set("policy", string(portertest.S3Full)), "review", http.StatusOK)
			return v, v.Form(page).Set("do", "save")
		}},
		{"a tag", func() (*portertest.View, *portertest.Form) {
			const page = "/users/bo/tags"
			f := w.Get(page).Want(http.StatusOK).Form(page).Set("key1", "owner").Set("value1", "kim")
			v := press(f, "review", http.StatusOK)
			return v, v.Form(page).Set("do", "save")
		}},
		{"another user's permissions", func() (*portertest.View, *portertest.Form) {
			return saved(w, "/users/bo/copy?from=ana", "from", "ana")
		}},
		{"an inline policy", func() (*portertest.View, *portertest.Form) {
			f := w.Get("/users/bo/inline/~new?by=json").Want(http.StatusOK).Form("/users/bo/inline/~new")
			v := press(f.Set("name", "second").Set("document", reading("more")), "review", http.StatusOK)
			return v, v.Form("/users/bo/inline")
		}},
		{"required MFA", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/users/bo/require-mfa").Want(http.StatusOK)
			return v, v.Form("/users/bo/require-mfa")
		}},
		{"MFA required of a group", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/groups/people/require-mfa").Want(http.StatusOK)
			return v, v.Form("/groups/people/require-mfa")
		}},
		{"many users into a group", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/users").Form("/users/~selection").Set("u", "ana", "bo").Set("do", "users.group.add").Submit(http.StatusOK)
			v = v.Form(v.URL.Path).Set("group", "rest").Submit(http.StatusOK)
			return v, v.Form(v.URL.Path + "/run")
		}},
		{"a tag for many users", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/users").Form("/users/~selection").Set("u", "ana", "bo").Set("do", "users.tag").Submit(http.StatusOK)
			v = v.Form(v.URL.Path).Set("key", "team").Set("value", "core").Submit(http.StatusOK)
			return v, v.Form(v.URL.Path + "/run")
		}},
		{"many inactive keys that go", func() (*portertest.View, *portertest.Form) {
			must(t, b.App.ReadKeys(t.Context()))
			w.Get(templates.KeyDeleteURL("ana", keys[1].ID)).Form(templates.KeyDeactivateURL("ana", keys[1].ID)).Submit(http.StatusOK)
			v := w.Get("/users").Form("/users/~selection").Set("u", "ana").Set("do", "keys.delete").Submit(http.StatusOK)
			return v, v.Form(v.URL.Path+"/run").Tick("sure", "1")
		}},
		{"a console password that goes", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/users/eva/console").Want(http.StatusOK)
			return v, v.Form("/users/eva/console/remove")
		}},
		{"an active key that is made inactive", func() (*portertest.View, *portertest.Form) {
			v := w.Get(templates.KeyDeleteURL("ana", active)).Want(http.StatusOK)
			return v, v.Form(templates.KeyDeactivateURL("ana", active))
		}},
		{"the account's password policy", func() (*portertest.View, *portertest.Form) {
			v := w.Get("/settings/account/password-policy").Want(http.StatusOK)
			v = press(v.Form("/settings/account/password-policy").Set("length", "14"), "review", http.StatusOK)
			return v, v.Form("/settings/account/password-policy")
		}},
		{"a user's inline policy", func() (*portertest.View, *portertest.Form) { return confirm("/users/bo/inline/own/delete", "own") }},
		{"a group's inline policy", func() (*portertest.View, *portertest.Form) { return confirm("/groups/rest/inline/own/delete", "own") }},
		{"an access key", func() (*portertest.View, *portertest.Form) {
			return confirm("/users/bo/keys/"+string(key)+"/delete", string(key))
		}},
		{"a policy with versions", func() (*portertest.View, *portertest.Form) {
			return confirm(templates.PolicyDeleteURL(logsARN), "logs")
		}},
		{"a user", func() (*portertest.View, *portertest.Form) { return confirm("/users/ana/delete", "ana") }},
		{"a group", func() (*portertest.View, *portertest.Form) { return confirm("/groups/people/delete", "people") }},
	} {
		v, form := c.ask()
		shown := shownCalls(v)
		if len(shown) == 0 {
			t.Errorf("the review of %s shows no call", c.name)
		}
		stop := b.Sandbox.Mischief().Follow()
		done := form.Submit(http.StatusOK).Ended()
		if strings.HasPrefix(done.URL.Path, "/ops/") || strings.HasPrefix(done.URL.Path, "/jobs/") && !strings.Contains(done.Text(), "All changes were made") {
			t.Errorf("%s stopped: %s", c.name, done.Text())
		}
		if made := changing(stop()); !slices.Equal(made, shown) {
			t.Errorf("the review of %s shows %v, and %v was called", c.name, shown, made)
		}
	}
	w.Get("/users/ana").Want(http.StatusNotFound)
}
