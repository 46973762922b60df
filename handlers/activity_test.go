package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// TestAUsersActivityTellsWhatIsKnown: acts on the user, on its keys and its
// memberships, and when AWS saw it last.
func TestAUsersActivityTellsWhatIsKnown(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	ctx := context.Background()
	w := b.Browser(t, desk.Admin)
	const page = "/users/ana/activity"
	w.Get(page).Want(http.StatusOK).Has("Console sign-in no console password", "Access key "+string(key)+" never", "No entries about this user", "CloudTrail")
	if links, _ := w.Get("/users/ana").Links(); !strings.Contains(strings.Join(links, " "), page) {
		t.Error("the user's page has no tab that leads to the activity")
	}
	w.Get("/users/ana/groups").Form("/users/ana/groups/leave").Submit(http.StatusOK)
	w.Get("/groups/admins?q=ana").Want(http.StatusOK).Form("/groups/admins/members").Tick("user", "ana").Submit(http.StatusOK)
	w.Get("/users/bo/groups").Form("/users/bo/groups/leave").Submit(http.StatusOK)
	off := templates.KeyDeactivateURL("ana", key)
	w.Get("/users/ana/keys").Form(off).Submit(http.StatusOK)
	for _, e := range []desk.Entry{
		{Verb: desk.KeyActivate, Target: "ana-before", Detail: []string{string(key)}}, // the user had another name
		{Verb: desk.GroupDelete, Target: "ana"},
		{Verb: desk.SignIn, Target: "ana"}, // an operator of that name
	} {
		e.At, e.Phase, e.Actor = time.Now(), desk.Ended, "mira"
		_, err := b.Store.Append(ctx, e)
		must(t, err)
	}
	v := w.Get(page).Want(http.StatusOK).Has("Remove user from group", "Add members to group", "Deactivate access key", "ana-before", "Inactive").
		Lacks("Delete group", "Sign in", "begun")
	if n := strings.Count(string(v.Body), "<tr"); n != 5 {
		t.Errorf("the log has %d rows with its head, want 5:\n%s", n, v.Text())
	}
	if i, j := strings.Index(v.Text(), "ana-before"), strings.Index(v.Text(), "Remove user from group"); i > j {
		t.Error("the newest entry does not stand first")
	}
	b.Browser(t, desk.Auditor).Get(page).Want(http.StatusOK).Has("Deactivate access key")
	w.Get("/users/nobody/activity").Want(http.StatusNotFound)

	release := b.Sandbox.Mischief().Hold("ListAccessKeys")
	defer release()
	w.Get("/users/carl/activity").Want(http.StatusOK).Has("No entries about this user")
}

func TestActivityTurnsItsPages(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "admins")
	ctx := context.Background()
	for i := range 120 {
		_, err := b.Store.Append(ctx, desk.Entry{At: time.Now(), Phase: desk.Ended, Verb: desk.UserTag, Target: []string{"ana", "bo"}[i%2], Detail: []string{fmt.Sprintf("n%03d", i)}})
		must(t, err)
	}
	w := b.Browser(t, desk.Admin)
	first := w.Get("/users/ana/activity").Want(http.StatusOK).Has("n118", "n020").Lacks("n018", "n119")
	older := linkWith(t, first, "/users/ana/activity?before=")
	w.Get(older).Want(http.StatusOK).Has("n018", "n000", "Newest").Lacks("n020", "Older")
	w.Get("/users/ana/activity?before=x").Want(http.StatusOK).Has("n118")
}

// TestActivityTellsAUse makes a real call with a key, and looks again.
func TestActivityTellsAUse(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "admins")
	issued, err := b.Account.CreateAccessKey(t.Context(), "ana")
	must(t, err)
	must(t, b.Account.AttachUserPolicy(t.Context(), "ana", portertest.Administrator))
	own, err := account.New(t.Context(), account.Options{IAMEndpoint: b.AWS, Region: "ap-northeast-2", KeyID: string(issued.ID), Secret: issued.Secret})
	must(t, err)
	b.Clock.Move(-time.Duration(time.Now().Second()) * time.Second) // AWS tells a use to the minute, which has just begun for the page
	_, err = own.User(t.Context(), "ana")
	must(t, err)
	b.Browser(t, desk.Admin).Get("/users/ana/activity").Want(http.StatusOK).Has("Access key " + string(issued.ID) + " just now · iam, ap-northeast-2")
}
