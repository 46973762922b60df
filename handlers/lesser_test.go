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

const filesDoc = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::files/*"]}]}`

// filesARN is how a lesser server names the policy files.
const filesARN iam.ARN = "arn:aws:iam:::policy/files"

// crawl opens every page that links lead to, from the first, and hands each to
// look.
func crawl(w *portertest.Browser, first string, look func(path string, v *portertest.View)) {
	seen, next := map[string]bool{first: true}, []string{first}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		v := w.Get(path)
		look(path, v)
		if !strings.HasPrefix(v.Header.Get("Content-Type"), "text/html") {
			continue
		}
		links, _ := v.Links()
		for _, l := range links {
			u, err := v.URL.Parse(l)
			if err != nil || u.Host != v.URL.Host || u.Query().Has("lang") || u.Query().Has("f") {
				continue // other sites, and the same page in other words
			}
			if to := (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String(); !seen[to] {
				seen[to], next = true, append(next, to)
			}
		}
	}
}

// TestEveryPageLivesWithALesserServer walks through the story as far as such a
// server goes, and then through every page that is linked.
func TestEveryPageLivesWithALesserServer(t *testing.T) {
	t.Parallel()
	for _, lack := range []sandbox.Lack{"", sandbox.LackPage} {
		t.Run(string(lack), func(t *testing.T) {
			t.Parallel()
			b := portertest.New(t, portertest.Options{Lesser: &sandbox.Lesser{Lack: lack}})
			_, err := b.Account.CreatePolicy(context.Background(), account.NewPolicy{Name: "files", Document: filesDoc})
			if err != nil {
				t.Fatal(err)
			}
			if err := b.App.Refresh(context.Background()); err != nil {
				t.Fatalf("Refresh = %v, want a whole reading", err)
			}
			if s := b.App.Snapshot(); !s.Complete || len(s.Policies) != 1 {
				t.Errorf("the snapshot = complete %t, %d policies, want true, 1", s.Complete, len(s.Policies))
			}
			w := b.Browser(t, desk.Admin)
			lesserStory(t, w)
			pages := 0
			crawl(w, "/", func(path string, v *portertest.View) {
				pages++
				if v.Status != http.StatusOK {
					t.Errorf("%s = %d, want 200:\n%s", path, v.Status, v.Text())
				}
				for _, never := range []string{"arn:aws:iam::123456789012", "arn:aws:iam:::user", "arn:aws:iam:::group", "0001-01-01", "<nil>"} {
					if strings.Contains(string(v.Body), never) {
						t.Errorf("%s has %q, which nobody told it", path, never)
					}
				}
				for _, no := range []string{"/console", "/credentials", "/keys/~owner", "/require-mfa", "/policies/edit"} {
					if strings.Contains(path, no) {
						t.Errorf("%s is linked, and is not offered", path)
					}
				}
			})
			if pages < 25 {
				t.Errorf("%d pages are linked, want the dashboard", pages)
			}
			sayWhatIsMissing(w)
			lesserEnd(t, w)
		})
	}
}

// lesserStory makes a user with a policy and a group, and a key for it.
func lesserStory(t *testing.T, w *portertest.Browser) {
	t.Helper()
	v := w.Get("/users/~new").Form("/drafts").Set("name", "dev").Submit(http.StatusOK)
	draft := v.URL.Path
	v = v.Form(draft+"?step=permissions").Tick("policy", string(filesARN)).Submit(http.StatusOK)
	v = v.Has("Not offered here: console access. The IAM server of this account does not have the call GetLoginProfile.").
		Form(draft + "?step=console").Submit(http.StatusOK)
	v.Form(draft+"/run").Submit(http.StatusOK).Has("dev", "files")

	v = w.Get("/groups/~new").Form("/groups").Set("name", "ops").Submit(http.StatusOK)
	v.Form("/groups/ops/members").Set("user", "dev").Submit(http.StatusOK).Has("dev")
	v = w.Get("/users/dev/keys/~new?use=other").Has("Not offered here: tags.")
	v = v.Form("/users/dev/keys").Submit(http.StatusOK)
	ticket := v.URL.Path
	v = v.Form(ticket + "/open").Submit(http.StatusOK)
	if id := v.ByID("key-id"); !strings.HasPrefix(id, "AKIA") {
		t.Errorf("the ticket shows the key %q, want one", id)
	}
	w.Get(ticket).Form(ticket + "/done").Submit(http.StatusOK)
}

// lesserEnd deletes what the story has made. The server itself would delete a
// policy that somebody has, and a user with all that it has.
func lesserEnd(t *testing.T, w *portertest.Browser) {
	t.Helper()
	end := "/policies/delete?arn=" + url.QueryEscape(string(filesARN))
	w.Get("/users/dev/permissions").Form("/users/dev/policies/detach").Submit(http.StatusOK)
	w.Get("/users/dev/permissions").Form("/users/dev/policies").Tick("policy", string(filesARN)).Submit(http.StatusOK)
	v := w.Get(end).Want(http.StatusOK)
	if f := v.FindForm(end); f != nil {
		f.Set("confirm", "files").Submit(http.StatusConflict)
	}
	v = w.Get("/users/dev/delete").Has("ListMFADevices")
	v.Form("/users/dev/delete").Set("confirm", "dev").Submit(http.StatusOK)
	w.Get(end).Form(end).Set("confirm", "files").Submit(http.StatusOK)
	w.Get("/policies").Lacks("files")
}

// sayWhatIsMissing looks for the sentence in place of each part.
func sayWhatIsMissing(w *portertest.Browser) {
	const lead = "Not offered here: "
	for path, parts := range map[string][]string{
		"/users/dev":         {"console access", "MFA devices", "tags"},
		"/users/dev/console": {"console access", "MFA devices"},
		"/users/dev/keys":    {"the last use of access keys", "tags"},
		"/keys":              {"the last use of access keys", "the credential report"},
		"/credentials":       {"the credential report"},
		"/settings/account":  {"the account alias", "the password policy", "the account summary"},
		"/policies/view?arn=" + url.QueryEscape(string(filesARN)): {"versions of policies", "who has a policy"},
		"/": {"console access", "the last use of access keys"},
	} {
		v := w.Get(path).Want(http.StatusOK)
		for _, part := range parts {
			v.Has(lead + part)
		}
	}
	// What every thing has and this server does not tell is neither empty nor none.
	for path, facts := range map[string][]string{
		"/users/dev":        {"ARN", "User ID", "Path", "Created", "Last console sign-in"},
		"/groups/ops":       {"ARN", "Group ID", "Path", "Created"},
		"/settings/account": {"Account ID", "Alias", "Console sign-in URL", "Keyporter acts as"},
		"/":                 {"Account ID", "Alias", "Console sign-in URL", "Keyporter acts as", "Console without MFA"},
	} {
		v := w.Get(path).Want(http.StatusOK)
		for _, fact := range facts {
			v.Has(fact + " Not known")
		}
	}
	w.Get("/users?c=path&c=created&c=arn").Want(http.StatusOK).Has("dev Not known Not known Not known")
}
