package handlers_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// TestEveryPageLivesWithHostileText: every name, path, id, description, tag and
// message of the server is meant to harm its reader.
func TestEveryPageLivesWithHostileText(t *testing.T) {
	t.Parallel()
	b, ctx := portertest.New(t, portertest.Options{}), context.Background()
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
	b.Sandbox.Mischief().HostileText(true)
	if err := b.App.Refresh(ctx); err != nil {
		t.Fatalf("Refresh = %v, want hostile text read as text", err)
	}
	if u := b.App.Snapshot().Users; len(u) != 6 || !strings.Contains(string(u[0].Name)+string(u[1].Name), "<") && !strings.Contains(string(u[2].Name), "\u202e") {
		t.Errorf("the snapshot has the users %v, want six of hostile names", u)
	}
	w, pages := b.Browser(t, desk.Admin), 0
	crawl(w, "/", func(path string, v *portertest.View) {
		pages++
		if v.Status != http.StatusOK && v.Status != http.StatusNotFound {
			t.Errorf("%.200s = %d, want 200 or 404:\n%.500s", path, v.Status, v.Text())
		}
		for _, raw := range []string{"<script>alert", "<img src=x"} {
			if strings.Contains(string(v.Body), raw) && strings.HasPrefix(v.Header.Get("Content-Type"), "text/html") {
				t.Errorf("%.200s has %q as markup", path, raw)
			}
		}
		if strings.HasPrefix(v.Header.Get("Content-Type"), "text/csv") {
			for _, begin := range []string{"\n=", ",=", "\n-2+3", ",-2+3", "\n\"=", ",\"="} {
				if strings.Contains(string(v.Body), begin) {
					t.Errorf("%.200s has a cell that begins as a formula: %q", path, begin)
				}
			}
		}
	})
	if pages < 40 {
		t.Errorf("%d pages are linked, want the dashboard", pages)
	}
}
