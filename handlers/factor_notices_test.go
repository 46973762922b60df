package handlers_test

import (
	"net/http"
	"slices"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// TestWhoLosesASecondFactorIsToldOf: security.md 3d: who removes a factor ends all
// other sessions, and the team is told. Whoever has stolen a session learns nothing by
// removing what stands in the way without a word.
func TestWhoLosesASecondFactorIsToldOf(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	admin, w := b.Browser(t, desk.Admin), member(t, b, "bo")
	told := func(want ...string) {
		t.Helper()
		list, err := b.Store.Notices(t.Context(), "", 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range slices.Backward(list) {
			if n.Kind != desk.NoticeFactorGone || len(n.Args) != 2 || n.Args[1] != "bo" {
				t.Errorf("there is the reminder %+v, want none but of bo's factors", n)
				continue
			}
			got = append(got, n.Args[0])
		}
		if !slices.Equal(got, want) {
			t.Errorf("reminders tell of the ways %q, want %q", got, want)
		}
	}
	admin.Get("/operators").Want(http.StatusOK).Has("Second factor").Lacks("in use")
	withApp(t, b, w)
	admin.Get("/operators").Has("in use")
	told()
	w.Get(templates.FactorsURL()).Form(templates.AppRemoveURL()).Submit(http.StatusOK)
	told("totp")
	admin.Get("/operators").Lacks("in use")
	withApp(t, b, w)
	token, err := b.Auth.ResetLink(t.Context(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	told("totp")
	b.Visitor(t).Join(token)
	told("totp", "reset")
	if token, err = b.Auth.ResetLink(t.Context(), "bo"); err != nil {
		t.Fatal(err)
	}
	b.Visitor(t).Join(token) // there is nothing to lose any more
	told("totp", "reset")
	admin.Get(templates.NoticesURL()).Want(http.StatusOK).Has("Second factor removed", "An operator has removed a second factor")
}

// TestAnActOnAnOperatorSaysThatItIsDone: the page after a form tells what was done.
func TestAnActOnAnOperatorSaysThatItIsDone(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(2)
	w, other := b.Browser(t, desk.Admin), b.Actor(t, desk.Manager)
	id, name := other.Operator.ID, other.Operator.Name
	at := templates.OperatorURL(id)
	w.Get(at).Form(templates.OperatorScopeURL(id)).Set("groups", "team-0").Submit(http.StatusOK).Has("Operator " + name + " may administer: group team-0.")
	w.Get(at).Form(templates.OperatorScopeURL(id)).Set("groups", "").Submit(http.StatusOK).Has("Operator " + name + " may administer the whole account.")
	w.Get(at).Form(templates.OperatorLinkURL(id)).Set("user", "user-00001").Submit(http.StatusOK).Has("Operator " + name + " is linked to IAM user user-00001.")
	w.Get(at).Form(templates.OperatorLinkURL(id)).Set("user", "").Submit(http.StatusOK).Has("Operator " + name + " is linked to no IAM user.")
	w.Get(templates.OperatorRoleURL(id, "viewer")).Form(at + "/role").Submit(http.StatusOK).Has("The role of operator " + name + " is changed.")
	w.Get(templates.OperatorSwitchURL(id)).Form(at + "/state").Submit(http.StatusOK).Has("Operator " + name + " is switched.")
	w.Get(at + "?ended=user.delete").Want(http.StatusOK).Lacks("is deleted")
}
