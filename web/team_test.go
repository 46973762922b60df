package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
	"keyporter/web"
)

// TestADemotedOperatorIsRefusedOnTheNextRequestOfAnotherProcess uses two processes
// on one database: what one of them is told counts in the other at once.
func TestADemotedOperatorIsRefusedOnTheNextRequestOfAnotherProcess(t *testing.T) {
	t.Parallel()
	dsn := portertest.Postgres(t)
	one, other := portertest.New(t, portertest.Options{DSN: dsn}), portertest.New(t, portertest.Options{DSN: dsn})
	admin := one.Actor(t, desk.Admin)
	w := other.Browser(t, desk.Manager)
	list, err := one.Auth.Operators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	for _, o := range list {
		if o.Role == desk.Manager {
			id = o.ID
		}
	}
	form := w.Get("/groups/~new").Want(http.StatusOK).Form("/groups").Set("name", "readers")
	if err := one.Auth.SetRole(t.Context(), admin, id, desk.Viewer); err != nil {
		t.Fatal(err)
	}
	form.Submit(http.StatusForbidden).Has("Your role in Keyporter does not allow this.", "Manager and Admin")
	w.Get("/users").Want(http.StatusOK).Lacks("Create user")
	if err := one.Auth.Switch(t.Context(), admin, id, true); err != nil {
		t.Fatal(err)
	}
	if v := w.Get("/users"); !strings.HasPrefix(v.URL.Path, "/sign-in") {
		t.Errorf("GET /users by a disabled operator ends at %s, want /sign-in", v.URL)
	}
}

// TestInReadOnlyModeNothingIsOfferedAndNothingDone asks for every route of the
// router that changes something, and looks at every page for a way to do so.
func TestInReadOnlyModeNothingIsOfferedAndNothingDone(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{ReadOnly: true})
	w := b.Browser(t, desk.Admin)
	stop := b.Sandbox.Mischief().Follow()
	for _, rt := range web.Routes() {
		if rt.Public || !desk.Can(rt.Can).Changes() {
			continue
		}
		v := w.Get(fill(rt.Pattern))
		if rt.Method == http.MethodPost {
			v = w.Post(fill(rt.Pattern), url.Values{"form": {"x"}})
		}
		if v.Status != http.StatusForbidden || !strings.Contains(string(v.Body), "read-only mode: nothing can be changed") {
			t.Errorf("%s %s in read-only mode = %d, want 403 and why", rt.Method, rt.Pattern, v.Status)
		}
	}
	for _, path := range []string{"/", "/users", "/groups", "/policies", "/keys", "/rotations", "/jobs", "/settings/account", "/settings/keys", "/settings/notices", "/me", "/roles", "/operators"} {
		v := w.Get(path).Want(http.StatusOK).Has("Read-only mode")
		links, actions := v.Links()
		for i, to := range append(links, actions...) {
			method := http.MethodGet
			if i >= len(links) {
				method = http.MethodPost
			}
			u, err := url.Parse(to)
			if err != nil {
				t.Fatal(err)
			}
			if pattern := web.Match(method, u.Path); pattern != "" && desk.Can(routeCan(t, method, pattern)).Changes() {
				t.Errorf("GET %s offers %s %s in read-only mode", path, method, to)
			}
		}
	}
	for _, call := range stop() {
		if !strings.HasPrefix(call, "Get") && !strings.HasPrefix(call, "List") && !strings.HasPrefix(call, "Generate") {
			t.Errorf("read-only mode has sent %s", call)
		}
	}
}

// TestALinkedViewerHasKeysOfTheirOwn goes the way of self-service by pages.
func TestALinkedViewerHasKeysOfTheirOwn(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(2)
	admin, w := b.Browser(t, desk.Admin), b.Browser(t, desk.Viewer)
	w.Get("/me/keys").Want(http.StatusOK).Has("You have no IAM user here")
	w.Post("/me/keys", url.Values{"form": {"x"}}).Want(http.StatusNotFound)
	list, err := b.Auth.Operators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if o.Role == desk.Viewer {
			admin.Get(templates.OperatorURL(o.ID)).Form(templates.OperatorLinkURL(o.ID)).Set("user", "user-00001").Submit(http.StatusOK)
		}
	}
	w.Get("/me").Want(http.StatusOK).Has("Your access keys")
	v := w.Get("/me/keys").Want(http.StatusOK).Has("user-00001").Form("/me/keys").Set("description", "laptop").Submit(http.StatusOK)
	ticket := v.URL.Path
	if !strings.HasPrefix(ticket, "/tickets/") {
		t.Fatalf("a new key of one's own leads to %s, want its ticket", ticket)
	}
	v.Form(ticket + "/open").Submit(http.StatusOK).Has("AKIA")
	w.Get(ticket).Form(ticket + "/done").Submit(http.StatusOK)
	keys, err := b.Account.Keys(t.Context(), "user-00001")
	if err != nil || len(keys) != 1 {
		t.Fatalf("user-00001 has %d keys, %v, want 1", len(keys), err)
	}
	v = w.Get("/me/keys").Has(string(keys[0].ID)).Form(templates.MyKeyRotateURL(string(keys[0].ID))).Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("a rotation of one's own leads to %s, want its ticket", v.URL.Path)
	}
	w.Post("/users/user-00000/keys", url.Values{"form": {"y"}, "use": {"other"}}).Want(http.StatusForbidden)
	w.Get("/users/user-00000/keys").Want(http.StatusOK).Lacks("Create access key")
}

// TestAUserOutsideTheScopeIsReadOnlyWithAReason shows it to a manager.
func TestAUserOutsideTheScopeIsReadOnlyWithAReason(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(3)
	admin, w := b.Browser(t, desk.Admin), b.Browser(t, desk.Manager)
	list, err := b.Auth.Operators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if o.Role == desk.Manager {
			admin.Get(templates.OperatorURL(o.ID)).Form(templates.OperatorScopeURL(o.ID)).Set("groups", "team-1").Submit(http.StatusOK)
		}
	}
	for _, path := range []string{"", "/permissions", "/groups", "/console", "/keys"} {
		v := w.Get("/users/user-00000" + path).Want(http.StatusOK).Has("User user-00000 is not in your scope")
		_, actions := v.Links()
		for _, a := range actions {
			if strings.HasPrefix(a, "/users/") {
				t.Errorf("GET /users/user-00000%s offers %s", path, a)
			}
		}
		w.Get("/users/user-00001" + path).Want(http.StatusOK).Lacks("not in your scope")
	}
	for _, path := range []string{"/users/user-00000/delete", "/users/user-00000/rename", "/users/user-00000/tags", "/users/user-00000/keys/~new", "/groups/team-0/delete"} {
		w.Get(path).Want(http.StatusOK).Has("not in your scope")
	}
	w.Get("/groups/team-0").Want(http.StatusOK).Has("Group team-0 is not in your scope")
	w.Get("/groups/team-1").Want(http.StatusOK).Lacks("not in your scope")
	w.Get("/users?f=scope:mine").Want(http.StatusOK).Has("user-00001").Lacks("user-00000", "not understood")
	w.Post("/users/user-00000/keys", url.Values{"form": {"x"}, "use": {"other"}}).Want(http.StatusForbidden).Has("not in your scope")
}
