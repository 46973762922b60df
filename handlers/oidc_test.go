package handlers_test

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// groupRoles is what the groups of the provider make of people in these tests.
var groupRoles = []auth.GroupRole{{Group: "cn=ops,ou=groups", Role: desk.Admin}, {Group: "staff", Role: desk.Auditor}}

// provided returns a bench with a provider at which people are in no group.
func provided(t *testing.T, dsn string) (*portertest.Bench, *portertest.IdentityProvider) {
	t.Helper()
	p := portertest.NewIdentityProvider(t)
	return portertest.New(t, portertest.Options{DSN: dsn, Provider: p, GroupRoles: groupRoles}), p
}

func operators(t *testing.T, b *portertest.Bench) map[string]desk.Operator {
	t.Helper()
	list, err := b.Auth.Operators(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]desk.Operator{}
	for _, o := range list {
		byName[o.Name] = o
	}
	return byName
}

func TestSigningInAtTheProvider(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b, p := provided(t, dsn)
		p.As("1", "ana", "staff", "others")
		w := b.Visitor(t)
		v := w.Get(templates.SignInURL("/users")).Has("Sign in with 127.0.0.1")
		at := templates.OIDCURL("/users")
		if links, _ := v.Links(); !strings.Contains(strings.Join(links, " "), at) {
			t.Fatalf("the sign-in page has the links %v, want %s", links, at)
		}
		if v = w.Get(at).Want(http.StatusOK); v.URL.Path != "/users" {
			t.Errorf("after the provider: %s, want /users", v.URL)
		}
		w.Get("/me").Has("ana", "Auditor", "Your groups at the provider decide your role")
		id := operators(t, b)["ana"].ID

		p.As("1", "somebody else's name", "cn=ops,ou=groups", "staff")
		again := b.Visitor(t)
		again.Get(at).Want(http.StatusOK)
		if got := operators(t, b); len(got) != 1 || got["ana"].ID != id || got["ana"].Role != desk.Admin {
			t.Errorf("after the groups gave another role: %+v, want ana alone, as an admin", got)
		}
		if got := w.Get("/me").URL.Path; got != "/sign-in" {
			t.Errorf("the session of the role before is at %s, want /sign-in", got)
		}

		p.As("1", "ana", "others")
		b.Visitor(t).Get(at).Want(http.StatusForbidden).Has("you have no role in Keyporter")
		if got := again.Get("/me").URL.Path; got != "/sign-in" {
			t.Errorf("the session of who has left all groups is at %s, want /sign-in", got)
		}
	})
}

func TestTheSameNameIsNotTheSamePerson(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	member(t, b, "ana")
	for _, subject := range []string{"1", "2"} {
		p.As(subject, "ana", "staff")
		w := b.Visitor(t)
		w.Get(templates.OIDCURL("")).Want(http.StatusOK)
		w.Get("/me").Has("Auditor")
	}
	if got := operators(t, b); len(got) != 3 || got["ana"].Role != desk.Admin {
		t.Errorf("the operators are %+v, want ana as she was and two more", got)
	}
}

// TestABrokenAnswerMakesNothing lets the provider be wrong in one point each.
func TestABrokenAnswerMakesNothing(t *testing.T) {
	t.Parallel()
	foreign, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	claim := func(name string, value any) portertest.Unkind {
		return portertest.Unkind{Claims: func(c map[string]any) { staff(c); c[name] = value }}
	}
	signed := func(f func(c map[string]any) string) portertest.Unkind {
		return portertest.Unkind{Claims: staff, Sign: func(_ *portertest.IdentityProvider, c map[string]any) string { return f(c) }}
	}
	back := func(f func(q url.Values)) portertest.Unkind { return portertest.Unkind{Claims: staff, Back: f} }
	token := func(status int, body string) portertest.Unkind {
		return portertest.Unkind{Claims: staff, Token: func(w http.ResponseWriter, _ map[string]any) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body)) // the client reads it
		}}
	}
	cases := []struct {
		name   string
		unkind portertest.Unkind
		status int
		code   string
	}{
		{"without a state", back(func(q url.Values) { q.Del("state") }), 403, "oidc.state"},
		{"with another state", back(func(q url.Values) { q.Set("state", "x"+q.Get("state")) }), 403, "oidc.state"},
		{"with access_denied", back(func(q url.Values) { q.Del("code"); q.Set("error", "access_denied") }), 403, "oidc.refused"},
		{"with an error that is markup", back(func(q url.Values) { q.Set("error", "<b>x</b>") }), 403, "oidc.refused"},
		{"without a code", back(func(q url.Values) { q.Del("code") }), 403, "oidc.code"},
		{"with a code that was never given", back(func(q url.Values) { q.Set("code", "guessed") }), 403, "oidc.exchange"},
		{"with another nonce", claim("nonce", "another"), 403, "oidc.nonce"},
		{"without a nonce", claim("nonce", nil), 403, "oidc.nonce"},
		{"of another issuer", claim("iss", "https://login.example.com"), 403, "oidc.issuer"},
		{"for another client", claim("aud", "another"), 403, "oidc.audience"},
		{"for several, of which another is the party", portertest.Unkind{Claims: func(c map[string]any) {
			staff(c)
			c["aud"], c["azp"] = []string{"another", portertest.ProviderClient}, "another"
		}}, 403, "oidc.audience"},
		{"that has expired", claim("exp", time.Now().Add(-time.Minute).Unix()), 403, "oidc.expired"},
		{"from the future", claim("nbf", time.Now().Add(time.Hour).Unix()), 403, "oidc.expired"},
		{"without a subject", claim("sub", ""), 403, "oidc.subject"},
		{"signed by another key", signed(func(c map[string]any) string { return portertest.SignRS256(foreign, c) }), 403, "oidc.signature"},
		{"with alg none", signed(func(c map[string]any) string {
			return portertest.UnsignedToken(map[string]any{"alg": "none"}, c) + "."
		}), 403, "oidc.signature"},
		{"signed with our own secret", signed(func(c map[string]any) string {
			text := portertest.UnsignedToken(map[string]any{"alg": "HS256"}, c)
			mac := hmac.New(sha256.New, []byte(portertest.ProviderSecret))
			mac.Write([]byte(text))
			return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
		}), 403, "oidc.signature"},
		{"with a token that is none", signed(func(map[string]any) string { return "no.token" }), 403, "oidc.signature"},
		{"of a token endpoint that fails", token(500, "oops"), 502, "oidc.away"},
		{"that is no JSON", token(200, "{"), 502, "oidc.answer"},
		{"without an ID token", token(200, `{"access_token":"x","token_type":"Bearer"}`), 502, "oidc.answer"},
		{"that takes us for somebody else", token(401, `{"error":"invalid_client"}`), 403, "oidc.exchange"},
	}
	b, p := provided(t, "")
	for _, c := range cases {
		p.Be(c.unkind)
		w := b.Visitor(t)
		v := w.Get(templates.OIDCURL("/users")).Want(c.status).Has("You are not signed in", c.code, "What to do", "Nothing was changed")
		if strings.Contains(string(v.Body), "code=") || strings.Contains(string(v.Body), "<b>x</b>") {
			t.Errorf("%s: the page holds the answer's own words", c.name)
		}
		if got := w.Get("/me").URL.Path; got != "/sign-in" {
			t.Errorf("%s: the visitor is at %s, want /sign-in", c.name, got)
		}
		if got := operators(t, b); len(got) != 0 {
			t.Fatalf("%s: there are the operators %v, want none", c.name, got)
		}
	}
	p.Be(portertest.Unkind{Claims: staff})
	b.Visitor(t).Get(templates.OIDCURL("/users")).Want(http.StatusOK)
	refused := 0
	for _, e := range b.Audit(t, desk.SignIn) {
		if e.Phase == desk.Refused && strings.HasPrefix(e.Fault, "oidc.") {
			refused++
		}
	}
	if want := len(cases) - 2; refused != want { // those without a sign-in that was begun leave no trace
		t.Errorf("the audit log has %d refused sign-ins, want %d", refused, want)
	}
}

// staff makes the person of a token one who would get a role.
func staff(c map[string]any) { c["groups"] = []string{"staff"} }

// returned goes to the provider and keeps the address to which it sends the
// visitor back, unopened.
func returned(t *testing.T, w *portertest.Browser) string {
	t.Helper()
	follow := w.Client.CheckRedirect
	defer func() { w.Client.CheckRedirect = follow }()
	w.Client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.Path, templates.OIDCCallbackURL()) {
			return http.ErrUseLastResponse
		}
		return nil
	}
	to, err := url.Parse(w.Get(templates.OIDCURL("")).Header.Get("Location"))
	if err != nil || to.Query().Get("code") == "" {
		t.Fatalf("the provider sends the visitor to %v, %v, want an address with a code", to, err)
	}
	return to.RequestURI()
}

func TestAnAnswerIsTakenOnceAndByItsBrowser(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b, p := provided(t, dsn)
		p.As("1", "ana", "staff")
		w := b.Visitor(t)
		to := returned(t, w)
		b.Visitor(t).Get(to).Want(http.StatusForbidden).Has("check of the state")

		var wait sync.WaitGroup
		var mu sync.Mutex
		statuses := map[int]int{}
		home, _ := url.Parse(b.URL)
		cookies := w.Client.Jar.Cookies(home)
		for range 50 {
			wait.Go(func() {
				req, err := http.NewRequest(http.MethodGet, b.URL+to, nil)
				if err != nil {
					t.Error(err)
					return
				}
				for _, c := range cookies {
					req.AddCookie(c)
				}
				res, err := http.DefaultTransport.RoundTrip(req)
				if err != nil {
					t.Error(err)
					return
				}
				_ = res.Body.Close()
				mu.Lock()
				statuses[res.StatusCode]++
				mu.Unlock()
			})
		}
		wait.Wait()
		if statuses[http.StatusSeeOther] != 1 || statuses[http.StatusForbidden] != 49 {
			t.Errorf("one answer sent 50 times at once = %v, want one 303 and 49 times 403", statuses)
		}
		w.Get(to).Want(http.StatusForbidden).Has("check of the state")

		late := b.Visitor(t)
		to = returned(t, late)
		b.Clock.Move(10 * time.Minute)
		late.Get(to).Want(http.StatusForbidden).Has("check of the state")
	})
}

func TestADisabledOperatorStaysOut(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b, p := provided(t, dsn)
		member(t, b, "boss")
		w := member(t, b, "ana")
		p.As("1", "ana at the provider", "cn=ops,ou=groups")
		link(t, w).Want(http.StatusOK).Has("The identity is linked")
		ticket := waiting(t, w, "dev")
		if err := b.Auth.SetDisabled(context.Background(), "ana", true); err != nil {
			t.Fatal(err)
		}
		fresh := b.Visitor(t)
		fresh.Get(templates.OIDCURL("")).Want(http.StatusForbidden).Has("Operator ana is disabled.", "An admin of Keyporter can enable")
		fresh.Get(templates.SignInURL("")).Form(templates.SignInURL("")).Set("name", "ana").Set("password", portertest.Password).
			Submit(http.StatusUnprocessableEntity)
		for what, v := range map[string]*portertest.View{
			"a page in the old session": w.Get("/users"), "a claim in the old session": w.Post(ticket+"/open", url.Values{}),
		} {
			if v.URL.Path != "/sign-in" {
				t.Errorf("%s is answered at %s, want /sign-in", what, v.URL)
			}
		}
		if o := operators(t, b)["ana"]; !o.Disabled {
			t.Error("signing in at the provider has enabled the operator")
		}
	})
}

// waiting makes a user with a key and returns the path of the ticket.
func waiting(t *testing.T, w *portertest.Browser, name string) string {
	t.Helper()
	draft := w.Get("/users/~new").Form("/drafts").Set("name", name).Submit(http.StatusOK).URL.Path
	w.Get(draft + "?step=review").Form(draft + "/run").Submit(http.StatusOK)
	v := w.Get("/users/" + name + "/keys/~new?use=other").Form("/users/" + name + "/keys").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("after the key form: %s, want a ticket", v.URL)
	}
	return v.URL.Path
}

// link presses the button of one's settings and goes to the provider and back.
func link(t *testing.T, w *portertest.Browser) *portertest.View {
	t.Helper()
	return w.Open(wayToLink(t, w))
}

// wayToLink presses the button of one's settings and returns the address at the
// provider.
func wayToLink(t *testing.T, w *portertest.Browser) string {
	t.Helper()
	v := w.Get("/me").Form(templates.MeIdentitiesURL()).Submit(http.StatusOK).Has("Go on to 127.0.0.1")
	links, _ := v.Links()
	for _, at := range links {
		if strings.Contains(at, "/authorize?") {
			return at
		}
	}
	t.Fatalf("the page has the links %v, want one to the provider", links)
	return ""
}

func TestAnIdentityIsLinkedInTheSessionThatBeganIt(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	w := member(t, b, "ana")
	p.As("1", "ana at the provider")
	way := wayToLink(t, w)
	w.Post(templates.SignOutURL(), url.Values{})
	w.Open(way).Want(http.StatusForbidden).Has("This session is not the one that began", "Nothing was linked")
	w.Post(templates.SignInURL(""), url.Values{"name": {"ana"}, "password": {portertest.Password}}).Want(http.StatusOK)
	way = wayToLink(t, w)
	w.Post(templates.SignOutURL(), url.Values{})
	w.Post(templates.SignInURL(""), url.Values{"name": {"ana"}, "password": {portertest.Password}}).Want(http.StatusOK)
	w.Open(way).Want(http.StatusForbidden).Has("This session is not the one that began")
	w.Get("/me").Lacks("ana at the provider")
}

func TestLinkingAnIdentity(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	w := member(t, b, "ana")
	p.As("1", "ana at the provider")
	link(t, w).Has("The identity is linked", "ana at the provider")
	p.As("1", "ana at the provider", "staff") // an admin gave the role: groups do not change it
	fresh := b.Visitor(t)
	fresh.Get(templates.OIDCURL("")).Want(http.StatusOK)
	fresh.Get("/me").Has("Admin", "ana at the provider").Lacks("Your groups at the provider")
	if got := operators(t, b); len(got) != 1 {
		t.Errorf("the operators are %v, want ana alone", got)
	}
	bo := member(t, b, "bo")
	link(t, bo).Want(http.StatusConflict).Has("Another operator has this identity already.")
	bo.Post(templates.MeUnlinkURL(), url.Values{"identity": {p.URL + " 1"}}).Want(http.StatusNotFound)

	p.Be(portertest.Unkind{Claims: func(c map[string]any) { c["sub"], c["auth_time"] = "2", time.Now().Add(-time.Hour).Unix() }})
	link(t, w).Want(http.StatusForbidden).Has("check of the time of sign-in", "Nothing was linked")
	w.Post(templates.MeUnlinkURL(), url.Values{"identity": {p.URL + " 2"}}).Want(http.StatusNotFound)
	w.Post(templates.MeUnlinkURL(), url.Values{"identity": {p.URL + " 1"}}).Want(http.StatusOK).Has("The identity is no longer linked.")
	b.Visitor(t).Get(templates.OIDCURL("")).Want(http.StatusForbidden).Has("you have no role in Keyporter")
	if got := len(b.Audit(t, desk.IdentityUnlink)); got != 1 {
		t.Errorf("the audit log has %d unlinked identities, want 1", got)
	}
}

func TestTheOnlyWayInStays(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	p.As("1", "ana", "staff")
	w := b.Visitor(t)
	w.Get(templates.OIDCURL("")).Want(http.StatusOK)
	w.Post(templates.MeUnlinkURL(), url.Values{"identity": {p.URL + " 1"}}).Want(http.StatusConflict).Has("The identity stays")
}

func TestAProviderThatIsAwayStopsNobody(t *testing.T) {
	t.Parallel()
	trap := 0
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { trap++ }))
	t.Cleanup(inside.Close)
	discover := func(f func(w http.ResponseWriter, r *http.Request, d map[string]any)) portertest.Unkind {
		return portertest.Unkind{Discover: f}
	}
	cases := []struct {
		name   string
		unkind portertest.Unkind
	}{
		{"fails", discover(func(w http.ResponseWriter, _ *http.Request, _ map[string]any) { w.WriteHeader(500) })},
		{"answers without JSON", discover(func(w http.ResponseWriter, _ *http.Request, _ map[string]any) { _, _ = w.Write([]byte("<html>")) })},
		{"redirects to another host", discover(func(w http.ResponseWriter, r *http.Request, _ map[string]any) {
			http.Redirect(w, r, inside.URL, http.StatusFound)
		})},
		{"is another issuer", discover(func(w http.ResponseWriter, _ *http.Request, d map[string]any) {
			d["issuer"] = "https://login.example.com"
			portertest.SendJSON(w, d)
		})},
		{"names an address that is no web address", discover(func(w http.ResponseWriter, _ *http.Request, d map[string]any) {
			d["authorization_endpoint"] = "javascript:alert(1)//"
			portertest.SendJSON(w, d)
		})},
	}
	b, p := provided(t, "")
	member(t, b, "ana")
	for _, c := range cases {
		p.Be(c.unkind)
		v := b.Visitor(t).Get(templates.OIDCURL("/users"))
		if v.Want(http.StatusBadGateway).Has("oidc.away", "Sign in with your password"); v.URL.Path != "/sign-in/oidc" {
			t.Errorf("a provider that %s: %s, want a page of our own", c.name, v.URL)
		}
		asked := p.Calls("/.well-known/openid-configuration")
		b.Visitor(t).Get(templates.OIDCURL("/users")).Want(http.StatusBadGateway)
		if got := p.Calls("/.well-known/openid-configuration"); got != asked {
			t.Errorf("a provider that %s is asked again at once", c.name)
		}
		signedIn(t, b, "ana")
		b.Clock.Move(10 * time.Second)
	}
	if trap != 0 {
		t.Errorf("the host behind the redirect was asked %d times, want never", trap)
	}
	p.As("1", "bo", "staff")
	b.Visitor(t).Get(templates.OIDCURL("/users")).Want(http.StatusOK)
}

func TestWithoutAProviderThereIsNone(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "ana")
	v := b.Visitor(t)
	v.Get(templates.SignInURL("")).Lacks("Sign in with")
	v.Get(templates.OIDCURL("")).Want(http.StatusNotFound)
	v.Get(templates.OIDCCallbackURL() + "?state=x&code=y").Want(http.StatusNotFound)
	w.Get("/me").Lacks("Sign-in provider")
	w.Post(templates.MeIdentitiesURL(), url.Values{}).Want(http.StatusNotFound)
}

// TestSignInsThatNobodyEndsAreCounted begins them; those that end well cost
// nothing, for a whole team may come through one proxy.
func TestSignInsThatNobodyEndsAreCounted(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	p.As("1", "ana", "staff")
	for range 120 {
		b.Visitor(t).Get(templates.OIDCURL("")).Want(http.StatusOK)
	}
	w := b.Visitor(t)
	w.Client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	statuses := map[int]int{}
	for range 120 {
		statuses[w.Get(templates.OIDCURL("")).Status]++
	}
	if statuses[http.StatusSeeOther] != 100 || statuses[http.StatusTooManyRequests] != 20 {
		t.Errorf("120 sign-ins that nobody ends = %v, want 100 times 303 and 20 times 429", statuses)
	}
	b.Clock.Move(15 * time.Minute)
	b.Visitor(t).Get(templates.OIDCURL("")).Want(http.StatusOK)
}

// TestAProofIsAsOldAsTheProviderSays lets an admin of the provider invite, which
// needs a fresh proof.
func TestAProofIsAsOldAsTheProviderSays(t *testing.T) {
	t.Parallel()
	b, p := provided(t, "")
	member(t, b, "boss")
	be := func(auth any) {
		p.Be(portertest.Unkind{Claims: func(c map[string]any) {
			c["groups"], c["auth_time"] = []string{"cn=ops,ou=groups"}, auth
		}})
	}
	invite := url.Values{"name": {"cy"}, "role": {"auditor"}}
	w := b.Visitor(t)
	for name, at := range map[string]any{"an hour ago": b.Clock.Now().Add(-time.Hour).Unix(), "at no time that is told": nil} {
		be(at)
		w = b.Visitor(t)
		w.Get(templates.OIDCURL("")).Want(http.StatusOK)
		w.Post(templates.InvitationsURL(), invite).Lacks("The link of cy")
		if open, err := b.Auth.Invitations(t.Context()); err != nil || len(open) != 0 {
			t.Fatalf("who proved it %s has made the invitations %v, %v, want none", name, open, err)
		}
	}
	be(b.Clock.Now().Unix())
	v := w.Get(templates.StepUpURL(templates.InvitationsURL())).Has("Sign in again with")
	if links, _ := v.Links(); !strings.Contains(strings.Join(links, " "), "again=1") {
		t.Fatalf("the page that asks for a proof has the links %v, want one to the provider", links)
	}
	w.Get(templates.OIDCAgainURL(templates.InvitationsURL())).Want(http.StatusOK)
	w.Post(templates.InvitationsURL(), invite).Want(http.StatusOK).Has("The link of cy")
	if got := len(b.Audit(t, desk.SingleOff)); got != 1 {
		t.Errorf("the audit log says %d times that single-admin mode ended, want once, when the second came", got)
	}
}
