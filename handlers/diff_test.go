package handlers_test

import (
	"net/http"
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
}
