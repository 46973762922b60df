package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/web"
)

// headers is what every answer carries: the spelling of the specifications.
var headers = map[string]string{
	"Content-Security-Policy":      "default-src 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// fill gives each variable of a pattern a value that names nothing.
func fill(pattern string) string {
	return regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllString(pattern, "nobody")
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for _, path := range []string{"/", "/users", "/no-such-page", "/users/nobody", "/sign-in", "/healthz", "/readyz", "/static/nothing", "/tickets/x"} {
		v := w.Get(path)
		for name, want := range headers {
			if got := v.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("GET %s: %s = %q, want %q", path, name, got, want)
			}
		}
		if csp := v.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(csp, "nonce") {
			t.Errorf("GET %s: the policy allows inline code: %s", path, csp)
		}
		if got := v.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("GET %s: Cache-Control = %q, want no-store", path, got)
		}
	}
}

func TestNobodySignedInIsSentToSignIn(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Visitor(t)
	w.Client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, rt := range web.Routes() {
		if rt.Public {
			continue
		}
		var v *portertest.View
		if rt.Method == http.MethodGet {
			v = w.Get(fill(rt.Pattern))
		} else {
			v = w.Post(fill(rt.Pattern), url.Values{"form": {"x"}})
		}
		if v.Status != http.StatusSeeOther || !strings.HasPrefix(v.Header.Get("Location"), "/sign-in") {
			t.Errorf("%s %s = %d to %q, want 303 to /sign-in", rt.Method, rt.Pattern, v.Status, v.Header.Get("Location"))
		}
	}
}

func TestAnAuditorSeesAndChangesNothing(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Auditor)
	for _, path := range []string{"/", "/users", "/groups", "/policies", "/audit", "/me"} {
		v := w.Get(path).Want(http.StatusOK)
		_, actions := v.Links()
		for _, a := range actions {
			if !strings.HasPrefix(a, "/me") && a != "/sign-out" && a != "/scans" && a != "/audit/verify" {
				t.Errorf("GET %s offers an auditor the form %s", path, a)
			}
		}
	}
	refused := 0
	for _, rt := range web.Routes() {
		if !desk.Can(rt.Can).Changes() {
			continue
		}
		v := w.Get(fill(rt.Pattern))
		if rt.Method == http.MethodPost {
			v = w.Post(fill(rt.Pattern), url.Values{"form": {"x"}})
			refused++
		}
		if v.Status != http.StatusForbidden {
			t.Errorf("%s %s by an auditor = %d, want 403", rt.Method, rt.Pattern, v.Status)
		}
	}
	entries, err := b.Store.Audit(context.Background(), desk.AuditFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	recorded := 0
	for _, e := range entries {
		if e.Phase == desk.Refused && strings.HasPrefix(e.Target, "POST ") {
			recorded++
		}
	}
	if recorded != refused {
		t.Errorf("the audit log has %d refused forms, want %d", recorded, refused)
	}
}

func TestABodyOverItsLimitIs413(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	v := w.Post("/groups", url.Values{"form": {"x"}, "name": {strings.Repeat("a", 65<<10)}})
	if v.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("POST /groups with 65 KiB = %d, want 413", v.Status)
	}
}

func TestAFormHasAtMostAThousandFields(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for _, path := range []string{"/groups", "/users/~import", "/sign-in", "/policies"} {
		v := w.Post(path, url.Values{"form": {"x"}, "x": make([]string, 1000)})
		if v.Status != http.StatusRequestEntityTooLarge || !strings.Contains(v.Text(), "at most 1000 fields") {
			t.Errorf("POST %s with 1,001 fields = %d, want 413 and why:\n%s", path, v.Status, v.Text())
		}
	}
	if v := w.Post("/groups", url.Values{"form": {"x"}, "name": {"readers"}, "x": make([]string, 998)}); v.Status != http.StatusOK {
		t.Errorf("POST /groups with 1,000 fields = %d, want 200:\n%s", v.Status, v.Text())
	}
}

func TestAnUnknownPageIs404(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for _, path := range []string{"/nothing", "/users/nobody", "/groups/nobody", "/policies/view?arn=arn:aws:iam::aws:policy/Nothing", "/tickets/nothing", "/drafts/nothing", "/ops/nothing"} {
		if v := w.Get(path); v.Status != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", path, v.Status)
		}
	}
}

func TestPagesAreCompressedButSecretsAreNot(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	admin, visitor := b.Browser(t, desk.Admin), b.Visitor(t)
	for path, want := range map[string]string{"/users": "gzip", "/sign-in": "", "/tickets/x": ""} {
		w := admin
		if path == "/sign-in" {
			w = visitor // who is signed in is sent on
		}
		req, err := http.NewRequest(http.MethodGet, b.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		res, err := w.Client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("GET %s: Content-Encoding = %q, want %q", path, got, want)
		}
	}
}

func TestAnEndpointThatIsAwayIsToldOnEveryPage(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Endpoint: "http://127.0.0.1:1", Unready: true})
	w := b.Browser(t, desk.Admin)
	_ = b.App.Refresh(context.Background()) // the failure is what the pages tell
	for _, path := range []string{"/", "/users", "/groups", "/policies", "/audit", "/me"} {
		v := w.Get(path).Want(http.StatusOK)
		if !strings.Contains(string(v.Body), "http://127.0.0.1:1") {
			t.Errorf("GET %s does not say which endpoint is away", path)
		}
	}
	for _, path := range []string{"/users", "/groups"} {
		w.Get(path).Has("Not known yet").Lacks("No users yet", "No groups yet")
	}
	f := w.Get("/groups/~new").Form("/groups").Set("name", "Readers")
	v := f.Submit(http.StatusBadGateway).Has("The IAM endpoint does not answer", "Check its address").Lacks("Some answers need another look")
	if got := v.Form("/groups").Get("name"); got != "Readers" {
		t.Errorf("the form came back with the name %q, want Readers", got)
	}
}

func TestAnAccountThatIsBeingReadIsNotCalledEmpty(t *testing.T) {
	t.Parallel()
	stop := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-stop }))
	t.Cleanup(silent.Close)
	t.Cleanup(func() { close(stop) })
	b := portertest.New(t, portertest.Options{Endpoint: silent.URL, Unready: true})
	w := b.Browser(t, desk.Admin)
	for _, path := range []string{"/", "/users", "/groups", "/policies", "/audit", "/me"} {
		w.Get(path).Want(http.StatusOK).Has("The account is being read for the first time").Lacks("No users yet", "No groups yet")
	}
}
