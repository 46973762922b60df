package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

func TestInvitingAnOperator(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	admin := b.Browser(t, desk.Admin)
	at := templates.InvitationsURL()
	v := admin.Get(at).Has("Nobody is invited at the moment.")
	bad := v.Form(at).Set("name", "a/b").Set("role", "auditor").Submit(http.StatusUnprocessableEntity)
	if f := bad.Form(at); f.Get("name") != "a/b" || f.Get("role") != "auditor" {
		t.Errorf("after a mistake the form has %q and %q, want a/b and auditor", f.Get("name"), f.Get("role"))
	}
	admin.Post(at, url.Values{"name": {"cy"}, "role": {"king"}}).Want(http.StatusUnprocessableEntity)
	made := v.Form(at).Set("name", " bo ").Set("role", "auditor").Submit(http.StatusOK)
	link := made.ByID("invitation")
	token, ours := strings.CutPrefix(link, b.URL+templates.SetupURL(""))
	if !ours {
		t.Fatalf("the link is %q, want one to %s", link, b.URL)
	}
	if got := made.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control of the page with the link = %q, want no-store", got)
	}
	admin.Get(at).Has("bo", "Auditor").Lacks(token)
	admin.Post(at, url.Values{"name": {"cy"}, "role": {"admin"}}).Want(http.StatusOK).Has("cy")

	w := b.Visitor(t)
	w.Join(token)
	w.Get(templates.MeURL()).Has("bo", "Auditor")
	admin.Post(at, url.Values{"name": {"BO"}, "role": {"admin"}}).Want(http.StatusConflict).Has("There is an operator BO already.")

	v = admin.Get(at).Has("cy").Lacks("Auditor bo")
	open, err := b.Auth.Invitations(t.Context())
	if err != nil || len(open) != 1 {
		t.Fatalf("Invitations = %+v, %v, want that of cy", open, err)
	}
	fields := v.Form(templates.InvitationRevokeURL()).Values()
	fields.Set("id", open[0].ID)
	admin.Post(templates.InvitationRevokeURL(), fields).Want(http.StatusOK).Has("The invitation is revoked.", "Nobody is invited")
	admin.Post(templates.InvitationRevokeURL(), fields).Want(http.StatusGone)

	auditor := b.Browser(t, desk.Auditor)
	auditor.Get(at).Want(http.StatusForbidden)
	auditor.Post(at, url.Values{"name": {"eve"}, "role": {"admin"}}).Want(http.StatusForbidden)
}
