package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/web"
)

// holders is which roles a route lets in, by what it needs; written by hand.
var holders = map[string]string{
	"see":       "viewer auditor manager approver admin",
	"export":    "auditor admin",
	"audit":     "auditor admin",
	"own":       "viewer manager admin",
	"users":     "manager admin",
	"keys":      "manager admin",
	"grant":     "manager admin",
	"policies":  "admin",
	"approve":   "approver",
	"operators": "admin",
	"settings":  "admin",
	"self":      "viewer auditor manager approver admin",
}

// TestEachRouteLetsInItsRoles asks for every route of the router as each role.
func TestEachRouteLetsInItsRoles(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	for _, role := range strings.Fields("viewer auditor manager approver admin") {
		w := b.Browser(t, desk.Role(role))
		for _, rt := range web.Routes() {
			if rt.Public {
				continue
			}
			want, known := holders[rt.Can]
			if !known {
				t.Fatalf("%s %s needs %q, which is not in the table", rt.Method, rt.Pattern, rt.Can)
			}
			var v *portertest.View
			if rt.Method == http.MethodGet {
				v = w.Get(fill(rt.Pattern))
			} else {
				v = w.Post(fill(rt.Pattern), url.Values{})
			}
			refused := v.Status == http.StatusForbidden && strings.Contains(string(v.Body), "Your role in Keyporter does not allow this.")
			if in := slices.Contains(strings.Fields(want), role); in == refused {
				t.Errorf("%s %s by a %s = %d, want let in: %v", rt.Method, rt.Pattern, role, v.Status, in)
			}
			if refused && !strings.Contains(string(v.Body), "Roles that may do this: ") {
				t.Errorf("%s %s by a %s does not say which role could", rt.Method, rt.Pattern, role)
			}
		}
	}
}

func TestARouteThatDoesNotSayWhatItNeedsStopsTheStart(t *testing.T) {
	t.Parallel()
	for can, want := range map[string]bool{"see": true, "public": true, "": false, "root": false} {
		if err := web.CheckRoute(can); (err == nil) != want {
			t.Errorf("a route that needs %q = %v, want fit: %v", can, err, want)
		}
	}
}

// TestWhatARoleMayNotDoIsNotDrawn walks through the pages as each role, and holds
// each link and form against the table.
func TestWhatARoleMayNotDoIsNotDrawn(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	b.Seed(3)
	inhabit(t, b)
	for role := range strings.FieldsSeq("viewer auditor manager approver admin") {
		w := b.Browser(t, desk.Role(role))
		seen, drawn := map[string]bool{}, 0
		for todo := []string{"/", "/groups/admins", "/users/ana/inline/mine", "/search?q=a", "/policies/view?arn=arn:aws:iam::123456789012:policy/own"}; len(todo) > 0; todo = todo[1:] {
			at := todo[0]
			v := w.Get(at)
			links, actions := v.Links()
			for i, to := range append(links, actions...) {
				method := http.MethodGet
				if i >= len(links) {
					method = http.MethodPost
				}
				u, err := url.Parse(to)
				if err != nil || u.Host != "" || u.Path == "" {
					continue
				}
				pattern := web.Match(method, u.Path)
				key := method + " " + pattern
				if pattern == "" {
					continue
				}
				can := routeCan(t, method, pattern)
				if can != "public" && !slices.Contains(strings.Fields(holders[can]), role) {
					t.Errorf("GET %s draws %s %s for a %s, who may not use it", at, method, to, role)
				}
				drawn++
				if method == http.MethodGet && !seen[key] && !strings.Contains(to, ".csv") && !strings.Contains(to, ".json") {
					seen[key] = true
					todo = append(todo, to)
				}
			}
		}
		if drawn < 100 {
			t.Errorf("the walk as a %s has seen %d links and forms, want more", role, drawn)
		}
	}
}

func routeCan(t *testing.T, method, pattern string) string {
	t.Helper()
	for _, rt := range web.Routes() {
		if rt.Method == method && rt.Pattern == pattern {
			return rt.Can
		}
	}
	t.Fatalf("no route %s %s", method, pattern)
	return ""
}

// inhabit puts into the account what pages draw buttons for.
func inhabit(t *testing.T, b *portertest.Bench) {
	t.Helper()
	w := b.Browser(t, desk.Admin)
	w.Post("/groups", url.Values{"form": {"g"}, "name": {"admins"}}).Want(http.StatusOK)
	document := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`
	by := b.Actor(t, desk.Admin)
	for _, err := range []error{
		second(b.App.CreateUser(t.Context(), by, "u", porter.NewUser{Name: "ana", Path: "/", Groups: []iam.GroupName{"admins"}}, seal.Secret{})),
		second(b.App.AttachToUser(t.Context(), by, "a", "ana", []iam.ARN{"arn:aws:iam::aws:policy/ReadOnlyAccess"})),
		second(b.App.PutUserInline(t.Context(), by, "i", "ana", porter.InlineEdit{Name: "mine", Document: document})),
		second(b.App.CreatePolicy(t.Context(), by, "p", porter.NewPolicy{Name: "own", Document: document})),
		second(b.App.IssueKey(t.Context(), by, "k", "ana", "other", "")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func second(_ porter.Done, err error) error { return err }
