package handlers_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/desk"
)

func TestWhatBelongsToConsoleAccess(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "other")
	w := b.Browser(t, desk.Admin)
	v := w.Get("/users/ana/console").Want(http.StatusOK).Has("Password rules of the account", "Minimum length: 8 characters", "At least 3 of: A–Z, a–z, 0–9")
	f := v.Form("/users/ana/console").Set("kind", "custom").Set("password", "Correct-horse-7").Set("change")
	f.Submit(http.StatusOK)
	v = w.Get("/users/ana/console").Want(http.StatusOK).Has("Active access keys of this user: 0", "Message for the user", "User name: ana", "사용자 이름: ana")
	if body := string(v.Body); strings.Contains(body, "Correct-horse-7") || !strings.Contains(body, `href="mailto:?subject=`) {
		t.Error("the message has the password in it, or no mail link")
	}
	v = v.Form("/users/ana/console/change").Submit(http.StatusOK).Has("Whether user ana must change the password is saved.", "Do not ask for a new password")
	login, _, err := b.Account.LoginProfile(context.Background(), "ana")
	if err != nil || !login.ResetRequired {
		t.Errorf("LoginProfile(ana) = %+v, %v, want one that must be changed", login, err)
	}
	v.Form("/users/ana/console/change").Submit(http.StatusOK).Has("Ask for a new password at next sign-in")
	quiet := b.Browser(t, desk.Auditor).Get("/users/ana/console").Want(http.StatusOK)
	for _, action := range []string{"", "/change", "/reset", "/remove"} {
		if quiet.FindForm("/users/ana/console"+action) != nil {
			t.Errorf("an auditor's page has the form %q", action)
		}
	}
}
