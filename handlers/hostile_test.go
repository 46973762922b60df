package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
)

// plainPages is what the dashboard is made of while every text is harmless.
type plainPages struct {
	elements map[string]bool // with the names of their attributes
	hosts    map[string]bool // that links lead to
	paths    map[string]bool
	harmless *strings.Replacer
}

// TestEveryPageLivesWithHostileText: every name, path, id, description, tag and
// message of the server is meant to harm its reader, in turns by each of sixty
// strings. No page has an element, an attribute or an address that it does not have
// with harmless text.
func TestEveryPageLivesWithHostileText(t *testing.T) {
	t.Parallel()
	b, ctx := portertest.New(t, portertest.Options{}), context.Background()
	fillForHostility(t, b)
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	w := b.Browser(t, desk.Admin)
	plain := plainPages{map[string]bool{}, map[string]bool{"": true}, map[string]bool{}, b.Sandbox.Mischief().Harmless()}
	// An ARN that is none makes a doubt, and harmless text has none.
	plain.elements["section[aria-labelledby class]"], plain.elements["h2[id]"] = true, true
	crawl(w, "/", func(path string, v *portertest.View) {
		plain.paths[plain.path(path)] = true
		for element := range v.Shape() {
			plain.elements[element] = true
		}
		for _, address := range v.Addresses() {
			if u, err := url.Parse(address); err == nil {
				plain.hosts[u.Host] = true
			}
		}
	})
	for turn := 1; turn <= sandbox.HostileTurns; turn++ {
		b.Sandbox.Mischief().HostileText(turn)
		if err := b.App.Refresh(ctx); err != nil {
			t.Fatalf("Refresh = %v, want hostile text read as text", err)
		}
		for _, u := range b.App.Snapshot().Users {
			if len(u.Name) < len(plain.harmless.Replace(string(u.Name)))+10 {
				t.Errorf("turn %d: the user %q has a harmless name", turn, u.Name)
			}
		}
		pages, twins := 0, 0
		crawl(w, "/", func(path string, v *portertest.View) {
			pages++
			if v.Status != http.StatusOK && v.Status != http.StatusNotFound {
				t.Errorf("%.200s = %d, want 200 or 404:\n%.500s", path, v.Status, v.Text())
			}
			plain.compare(t, path, v)
			if plain.paths[plain.path(path)] && v.Status == http.StatusOK {
				twins++
			}
			noFormulas(t, path, v)
		})
		if pages < 40 || twins < 30 {
			t.Errorf("turn %d: %d pages are linked, %d of them known with harmless text, want the dashboard", turn, pages, twins)
		}
	}
}

// fillForHostility gives the account something in most of its fields.
func fillForHostility(t *testing.T, b *portertest.Bench) {
	t.Helper()
	ctx := context.Background()
	for _, name := range []iam.UserName{"ana", "bo", "chris", "dana", "eve", "finn"} {
		if _, err := b.Account.CreateUser(ctx, name); err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.Account.CreateGroup(ctx, "ops")
	if err == nil {
		err = b.Account.AddToGroup(ctx, "ops", "ana")
	}
	if err == nil {
		_, err = b.Account.CreateAccessKey(ctx, "ana")
	}
	if err == nil {
		err = b.Account.TagUser(ctx, "ana", []iam.Tag{{Key: "team", Value: "core"}})
	}
	if err == nil {
		_, err = b.Account.CreatePolicy(ctx, account.NewPolicy{Name: "files", Document: filesDoc, Description: "d"})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// path is the address as it is with harmless names.
func (p plainPages) path(path string) string {
	path, query, _ := strings.Cut(path, "?")
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	if plain, err := url.QueryUnescape(query); err == nil {
		query = plain
	}
	return p.harmless.Replace(path + "?" + query)
}

// compare holds a page against all those of harmless text.
func (p plainPages) compare(t *testing.T, path string, v *portertest.View) {
	t.Helper()
	for element := range v.Shape() {
		if !p.elements[element] {
			t.Errorf("%.200s has %s, which no page has with harmless text", path, element)
		}
	}
	for _, address := range v.Addresses() {
		u, err := url.Parse(address)
		if err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%.200s leads to %.200q", path, address)
		}
		if err == nil && !p.hosts[u.Host] {
			t.Errorf("%.200s leads to the host %q, where no page leads with harmless text", path, u.Host)
		}
	}
}

// noFormulas looks at the beginning of each cell of a table that is a file.
func noFormulas(t *testing.T, path string, v *portertest.View) {
	t.Helper()
	if !strings.HasPrefix(v.Header.Get("Content-Type"), "text/csv") {
		return
	}
	for _, begin := range []string{"=HYPERLINK", "-2+3|calc", "@SUM(", "+cmd|", "\t=1+1"} {
		for _, before := range []string{"\n", ",", "\n\"", ",\""} {
			if strings.Contains(string(v.Body), before+begin) {
				t.Errorf("%.200s has a cell that begins as a formula: %q", path, begin)
			}
		}
	}
}
