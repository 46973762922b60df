package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/templates"
)

func TestTwoPeopleWhoEditOneInlinePolicy(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	if err := b.Account.PutUserPolicy(t.Context(), "ana", iam.InlinePolicy{Name: "team", Document: reading("logs")}); err != nil {
		t.Fatal(err)
	}
	const page, edit = "/users/ana/inline/team", "/users/ana/inline/team/edit"
	w := b.Browser(t, desk.Admin)
	mine := w.Get(edit).Want(http.StatusOK).Form(edit).Set("document", reading("mine"))
	review := press(mine, "review", http.StatusOK).Has("What changes", "removed: ", "arn:aws:s3:::logs", "added: ", "arn:aws:s3:::mine", "Lines removed:")

	if err := b.Account.PutUserPolicy(t.Context(), "ana", iam.InlinePolicy{Name: "team", Document: reading("theirs")}); err != nil {
		t.Fatal(err)
	}
	again := review.Form(page).Submit(http.StatusConflict).Has("has changed since you looked at it", "From what is saved now to what you wrote", "arn:aws:s3:::theirs")
	f := again.Form(edit)
	if got := f.Get("document"); got != reading("mine") {
		t.Errorf("the document after the refusal = %s, want what was written", got)
	}
	press(f, "review", http.StatusOK).Has("arn:aws:s3:::theirs").Form(page).Submit(http.StatusOK).Has("arn:aws:s3:::mine").Lacks("arn:aws:s3:::theirs")
}

func TestVersionsAreCompared(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := b.Browser(t, desk.Admin)
	makePolicy(t, w)
	own, commit := templates.PolicyEditURL(logsARN, ""), templates.PolicyVersionsURL(logsARN)
	form := w.Get(own).Want(http.StatusOK).Form(own).Set("document", reading("other"))
	review := press(form, "review", http.StatusOK).Has("What changes", "arn:aws:s3:::logs", "arn:aws:s3:::other")
	review.Form(commit).Submit(http.StatusOK)
	w.Get(templates.PolicyVersionURL(logsARN, "v1")).Want(http.StatusOK).Has("From version v2 to version v1", "removed: ", "added: ")
	w.Get(templates.PolicyVersionURL(logsARN, "v1") + "&with=v1").Want(http.StatusOK).Has("The document stays as it is.")
	w.Get(templates.PolicyVersionURL(logsARN, "v1") + "&with=v9").Want(http.StatusNotFound)

	f := w.Get(templates.PolicyURL(logsARN)).Want(http.StatusOK).Form(templates.PolicyCompareURL())
	if from, to := f.Get("with"), f.Get("version"); from != "v1" || to != "v2" {
		t.Errorf("the form that compares chooses %q and %q, want the newest other one and the default", from, to)
	}
	chosen := w.Get("/policies/view?" + f.Values().Encode()).Want(http.StatusOK).Has("From version v1 to version v2").Lacks("is not the default")
	if f := chosen.Form(templates.PolicyCompareURL()); f.Get("with") != "v1" || f.Get("version") != "v2" {
		t.Error("the form forgets what was compared")
	}
	w.Get("/policies/view?"+f.Set("with", "v2").Set("version", "v1").Values().Encode()).Want(http.StatusOK).Has("From version v2 to version v1", "Version v1 is not the default")
	w.Get("/policies/view?" + f.Set("with", "v9").Set("version", "v2").Values().Encode()).Want(http.StatusNotFound)
}

// TestAPolicyTellsWhoseBoundaryItIs apart from whom it is attached to, and is not
// deleted while it is one.
func TestAPolicyTellsWhoseBoundaryItIs(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w, ctx := b.Browser(t, desk.Admin), t.Context()
	makePolicy(t, w)
	w.Get(templates.PolicyURL(logsARN)).Want(http.StatusOK).Has("Attached nowhere.", "No one has it as the permissions boundary.")
	if err := b.Account.PutUserBoundary(ctx, "ana", logsARN); err != nil {
		t.Fatal(err)
	}
	v := w.Get(templates.PolicyURL(logsARN)).Want(http.StatusOK).Has("Attached nowhere.", "Used as permissions boundary Users ana Roles").Lacks("is not known")
	if links, _ := v.Links(); !slices.Contains(links, "/users/ana/permissions") {
		t.Errorf("the page has the links %q, want one to the user", links)
	}
	end := templates.PolicyDeleteURL(logsARN)
	w.Get(end).Want(http.StatusOK).Has("Remove the permissions boundary first", "ana").Lacks("type the name")
	w.Post(end, url.Values{"form": {"f1"}, "confirm": {"logs"}}).Want(http.StatusConflict)
	if versions, err := b.Account.PolicyVersions(ctx, logsARN); err != nil || len(versions) != 1 {
		t.Errorf("PolicyVersions = %v, %v, want all of them still there", versions, err)
	}
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	defer b.Sandbox.Mischief().Hold("ListEntitiesForPolicy")()
	w.Get(templates.PolicyURL(logsARN)).Want(http.StatusOK).Has("ana", "Whether roles have it as their boundary is not known.")
}
