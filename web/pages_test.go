package web_test

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"keyporter/web"
)

// noPages are addresses that answer GET with no page of their own: they lead
// elsewhere, or send events.
var noPages = []string{"/step-up", "/sign-in/oidc", "/sign-in/oidc/callback", "/jobs/{id}/events"}

// TestEveryPageIsLookedAtInABrowser compares the router with the list of pages that
// the browser checks insist on having opened.
func TestEveryPageIsLookedAtInABrowser(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../e2e/routes.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := strings.Fields(string(text))
	var pages []string
	for _, r := range web.Routes() {
		file := strings.HasSuffix(r.Pattern, ".csv") || strings.HasSuffix(r.Pattern, ".json")
		if r.Method == http.MethodGet && !file && !slices.Contains(noPages, r.Pattern) {
			pages = append(pages, r.Pattern)
		}
	}
	for _, pattern := range pages {
		if !slices.Contains(listed, pattern) {
			t.Errorf("GET %s is not in e2e/routes.txt: add it there, and a path of it to e2e/account.mjs", pattern)
		}
	}
	for _, pattern := range listed {
		if !slices.Contains(pages, pattern) {
			t.Errorf("e2e/routes.txt has %s, which is no page of the router", pattern)
		}
	}
}
