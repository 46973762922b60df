package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// signedIn returns one more browser of an operator that is there.
func signedIn(t *testing.T, b *portertest.Bench, name string) *portertest.Browser {
	t.Helper()
	w := b.Visitor(t)
	w.Get(templates.SignInURL("")).Form(templates.SignInURL("")).Set("name", name).Set("password", portertest.Password).Submit(http.StatusOK)
	return w
}

// idOf returns the id of an operator.
func idOf(t *testing.T, b *portertest.Bench, name string) string {
	t.Helper()
	o, _, err := b.Store.OperatorNamed(context.Background(), desk.NameKey(name))
	if err != nil {
		t.Fatal(err)
	}
	return o.ID
}

func TestOnesOwnSessions(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	here := member(t, b, "bo")
	there, third := signedIn(t, b, "bo"), signedIn(t, b, "bo")
	at := templates.MeSessionsURL()
	v := here.Get(templates.MeURL()).Want(http.StatusOK)
	if links, _ := v.Links(); !strings.Contains(strings.Join(links, " "), at) {
		t.Errorf("the links of one's settings are %v, want %s among them", links, at)
	}
	v = here.Get(at).Has("Your sessions", "This session", "127.0.0.1", "Go-http-client", "End other sessions")
	list, err := b.Auth.Sessions(context.Background(), idOf(t, b, "bo"))
	if err != nil || len(list) != 3 {
		t.Fatalf("Sessions = %v, %v, want 3", list, err)
	}
	own := v.Form(templates.MeSessionEndURL())
	fields := own.Values()
	fields.Set("id", list[0].ID) // that of the third, which signed in last
	here.Post(templates.MeSessionEndURL(), fields).Want(http.StatusOK).Has("A session of operator bo has ended.")
	for name, w := range map[string]*portertest.Browser{"the first": here, "the second": there} {
		if got := w.Get("/me").URL.Path; got != "/me" {
			t.Errorf("%s browser, when another session was ended, is at %s, want /me", name, got)
		}
	}
	if got := third.Get("/me").URL.Path; got != "/sign-in" {
		t.Errorf("the browser whose session was ended is at %s, want /sign-in", got)
	}
	here.Post(templates.MeSessionEndURL(), fields).Want(http.StatusNotFound).Has("This session has ended already.")
	here.Get(at).Form(templates.MeSessionsEndURL()).Submit(http.StatusOK).
		Has("The sessions of operator bo have ended.", "You are signed in nowhere else.").Lacks("End other sessions")
	if got := there.Get("/me").URL.Path; got != "/sign-in" {
		t.Errorf("the other browser is at %s, want /sign-in", got)
	}
}

func TestAnAdminEndsTheSessionsOfOthers(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	admin, bo := b.Browser(t, desk.Admin), member(t, b, "bo")
	at := templates.OperatorSessionsURL(idOf(t, b, "bo"))
	admin.Get(at).Has("Sessions of bo").Lacks("This session").Form(templates.OperatorSessionsEndURL(idOf(t, b, "bo"))).
		Submit(http.StatusOK).Has("The sessions of operator bo have ended.", "This operator is not signed in.")
	if got := bo.Get("/me").URL.Path; got != "/sign-in" {
		t.Errorf("the operator whose sessions were ended is at %s, want /sign-in", got)
	}
	admin.Get(templates.OperatorSessionsURL("nobody")).Want(http.StatusNotFound)
	auditor := b.Browser(t, desk.Auditor)
	auditor.Get(at).Want(http.StatusForbidden)
	auditor.Post(templates.OperatorSessionsEndURL(idOf(t, b, "bo")), url.Values{}).Want(http.StatusForbidden)
	auditor.Get(templates.MeSessionsURL()).Want(http.StatusOK)
}
