package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

func TestTheWizardMakesAUserWithEverything(t *testing.T) {
	t.Parallel()
	b := withSource(t)
	w := b.Browser(t, desk.Admin)
	more := w.Get("/users/~new").Want(http.StatusOK).Form("/drafts").Set("name", "new").Set("path", "/team/").Set("key0", "owner").Set("value0", "kim")
	more.Values().Set("more", "1")
	f := more.Submit(http.StatusOK).Form("/drafts")
	if f.Get("path") != "/team/" || f.Get("key0") != "owner" || !f.Has("key5") {
		t.Errorf("after more rows the form has %v, want all that was typed, and more rows", f.Values())
	}
	draft := f.Submit(http.StatusOK).URL.Path
	permissions := draft + "?step=permissions"
	if who := w.Get(draft).Form(draft + "?step=who"); who.Get("path") != "/team/" || who.Get("value0") != "kim" {
		t.Errorf("the first step came back with %v", who.Values())
	}

	f = w.Get(permissions).Form(permissions).Tick("policy", "arn:aws:iam::aws:policy/AdministratorAccess")
	f.Values().Set("copy", "1")
	v := f.Submit(http.StatusOK)
	if v.URL.Path != draft+"/copy" {
		t.Fatalf("the button leads to %s, want the copy", v.URL)
	}
	press(v.Form(draft+"/copy"), "review", http.StatusUnprocessableEntity)
	v = press(w.Get(draft+"/copy?u=ana").Form(draft+"/copy").Set("from", "ana"), "review", http.StatusOK)
	v.Has("developers Group is added", "ops Group is added", "logs Inline policy is added", "AmazonS3FullAccess Permissions boundary is added").Lacks("permissions boundary, console password")
	v = press(v.Form(draft+"/copy"), "save", http.StatusOK).Has("Copied inline policies", "Change permissions boundary")
	if v.URL.Path+"?"+v.URL.RawQuery != permissions {
		t.Fatalf("after the copy: %s, want the step of permissions", v.URL)
	}
	f = v.Form(permissions)
	if got := f.Values(); len(got["group"]) != 2 || len(got["policy"]) != 2 || len(got["inline"]) != 2 {
		t.Errorf("after the copy the step has %v, want two each", got)
	}
	f.Set("inline", "logs").Submit(http.StatusOK)

	v = w.Get(draft + "/boundary?q=AmazonS3Read").Want(http.StatusOK)
	if got := v.Form(draft + "/boundary").Get("policy"); got != string(portertest.S3Full) {
		t.Errorf("the boundary that is chosen is %q, want the copied one", got)
	}
	press(v.Form(draft+"/boundary"), "remove", http.StatusOK).Has("Set permissions boundary")
	press(w.Get(draft+"/boundary").Form(draft+"/boundary"), "save", http.StatusUnprocessableEntity)
	w.Post(draft+"/boundary", url.Values{"do": {"save"}, "policy": {"arn:aws:iam::1:policy/none"}}).Want(http.StatusUnprocessableEntity).Has("none")
	press(w.Get(draft+"/boundary?q=AmazonS3Full").Form(draft+"/boundary").Set("policy", string(portertest.S3Full)), "save", http.StatusOK).Has("AmazonS3FullAccess")

	v = w.Get(draft+"?step=review").Want(http.StatusOK).Has("Path /team/", "Tags owner=kim", "Permissions boundary AmazonS3FullAccess", "Save inline policy logs of user new", "Add user new to group ops").Lacks("policy own of")
	b.Sandbox.Mischief().Throttle("PutUserPolicy", 1)
	v = v.Form(draft + "/run").Submit(http.StatusOK).Has("Stopped on the way")
	v.Form(v.URL.Path + "/continue").Submit(http.StatusOK)
	u, err := b.Account.User(context.Background(), "new")
	if err != nil || u.Path != "/team/" || u.Boundary != portertest.S3Full || len(u.Tags) != 1 || u.Tags[0] != (iam.Tag{Key: "owner", Value: "kim"}) ||
		len(u.Groups) != 2 || len(u.Attached) != 2 || len(u.Inline) != 1 || u.Inline[0].Name != "logs" {
		t.Errorf("the user is %+v, %v, want all that was chosen", u, err)
	}
}

func TestTheWizardRefusesABadPathAndBadTags(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for field, c := range map[string][2]string{"path": {"team", "begins and ends"}, "key0": {"aws:x", "aws:"}, "value1": {"a?", "at most 256"}} {
		f := w.Get("/users/~new").Form("/drafts").Set("name", "ana").Set("key0", "a").Set("key1", "b")
		v := f.Set(field, c[0]).Submit(http.StatusUnprocessableEntity)
		if said := v.ByID(field + "-err"); !strings.Contains(said, c[1]) {
			t.Errorf("%s: the field says %q, want %q", field, said, c[1])
		}
		if g := v.Form("/drafts"); g.Get(field) != c[0] || g.Get("name") != "ana" {
			t.Errorf("%s: the form came back with %v", field, g.Values())
		}
		if !strings.Contains(string(v.Body), "<details open") {
			t.Errorf("%s: the part with the mistake is shut", field)
		}
	}
}

func TestADraftCopyOfWhatHasChanged(t *testing.T) {
	t.Parallel()
	b := withSource(t)
	w := b.Browser(t, desk.Admin)
	page := draftOf(t, w, "new") + "/copy"
	v := press(w.Get(page+"?u=ana").Form(page).Set("from", "ana"), "review", http.StatusOK)
	if err := b.Account.DeleteUserBoundary(context.Background(), "ana"); err != nil {
		t.Fatal(err)
	}
	press(v.Form(page), "save", http.StatusConflict).Has("has changed since you looked at it").Lacks("Permissions boundary is added")
	b.Browser(t, desk.Admin).Get(page).Want(http.StatusNotFound) // another's draft
}
