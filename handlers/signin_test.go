package handlers_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

const wrong = "wrong horse battery"

// invited returns a visitor and the address of an invitation.
func invited(t *testing.T, b *portertest.Bench, name string) (*portertest.Browser, string) {
	t.Helper()
	token, err := b.Auth.Invite(context.Background(), name, desk.Admin)
	if err != nil {
		t.Fatalf("Invite(%s): %v", name, err)
	}
	return b.Visitor(t), templates.SetupURL(token)
}

// member returns the browser of a new operator of that name.
func member(t *testing.T, b *portertest.Bench, name string) *portertest.Browser {
	t.Helper()
	w, link := invited(t, b, name)
	w.Join(strings.TrimPrefix(link, templates.SetupURL("")))
	return w
}

func TestTheFirstLinkIsSpentByItsForm(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	token, err := b.Auth.SetupLink(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w, at := b.Visitor(t), templates.SetupURL(token)
	for range 3 {
		w.Get(at).Want(http.StatusOK) // looking spends nothing
	}
	w.Get(at).Form(at).Submit(http.StatusUnprocessableEntity).Has(
		"Name: This field must not be empty.", "Password: This field must not be empty.")
	f := w.Get(at).Form(at).Set("name", "kim").Set("language", "ko").Set("password", portertest.Password).Set("repeat", wrong)
	v := f.Submit(http.StatusUnprocessableEntity)
	again := v.Form(at)
	if got := again.Get("name"); got != "kim" {
		t.Errorf("the name after a mistake = %q, want kim", got)
	}
	if got := again.Get("language"); got != "ko" {
		t.Errorf("the language after a mistake = %q, want ko", got)
	}
	if bytes.Contains(v.Body, []byte(portertest.Password)) || bytes.Contains(v.Body, []byte(wrong)) {
		t.Error("the form after a mistake holds a password")
	}
	home := again.Set("password", portertest.Password).Set("repeat", portertest.Password).Submit(http.StatusOK)
	if home.URL.Path != "/" || !bytes.Contains(home.Body, []byte(`lang="ko"`)) {
		t.Errorf("after the first link: %s, want the overview in Korean", home.URL)
	}
	w.Get(at).Want(http.StatusGone)
	b.Visitor(t).Post(at, url.Values{"name": {"eve"}, "password": {wrong}, "repeat": {wrong}}).Want(http.StatusGone)
}

func TestAnInvitationHoldsTheName(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w, at := invited(t, b, "bo")
	v := w.Get(at).Want(http.StatusOK)
	if got := v.Form(at).Get("name"); got != "bo" {
		t.Errorf("the name on an invitation = %q, want bo", got)
	}
	w.Post(at, url.Values{"name": {"mallory"}, "password": {portertest.Password}, "repeat": {portertest.Password}}).Want(http.StatusOK)
	w.Get(templates.MeURL()).Want(http.StatusOK).Has("bo").Lacks("mallory")
}

func TestAResetLinkChoosesANewPassword(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	before := member(t, b, "bo")
	token, err := b.Auth.ResetLink(context.Background(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	w, at := b.Visitor(t), templates.SetupURL(token)
	f := w.Get(at).Want(http.StatusOK).Has("bo").Form(at)
	f.Set("password", "another good password").Set("repeat", "another good password").Submit(http.StatusOK)
	if v := before.Get(templates.MeURL()); v.URL.Path != "/sign-in" {
		t.Errorf("a session from before the reset is at %s, want /sign-in", v.URL)
	}
}

func TestSigningInWithAWrongPassword(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	member(t, b, "bo")
	w, at := b.Visitor(t), templates.SignInURL("")
	for range 10 {
		v := w.Get(at).Form(at).Set("name", "bo").Set("password", wrong).Submit(http.StatusUnprocessableEntity)
		if got := v.Form(at).Get("name"); got != "bo" {
			t.Fatalf("the name after a wrong password = %q, want bo", got)
		}
		if bytes.Contains(v.Body, []byte(wrong)) {
			t.Fatal("the form after a wrong password holds it")
		}
	}
	v := w.Get(at).Form(at).Set("name", "bo").Set("password", portertest.Password).Submit(http.StatusTooManyRequests)
	if v.Has("15"); v.Header.Get("Retry-After") == "" {
		t.Error("429 without Retry-After")
	}
	b.Clock.Move(15 * time.Minute)
	w.Get(at).Form(at).Set("name", "bo").Set("password", portertest.Password).Submit(http.StatusOK)
}

func TestSigningInGoesOnToLocalPagesOnly(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	member(t, b, "bo")
	for next, want := range map[string]string{
		"":                       "/",
		"/users?q=a":             "/users?q=a",
		"//evil.example/":        "/",
		"/\\evil.example/":       "/",
		"/\t/evil.example/":      "/",
		"https://evil.example/":  "/",
		"javascript:alert(1)":    "/",
		"evil.example":           "/",
		"/users\r\nX-Header: 1":  "/",
		"/%5c/evil.example/%zz/": "/",
	} {
		w := b.Visitor(t)
		w.Client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		v := w.Post(templates.SignInURL(next), url.Values{"name": {"bo"}, "password": {portertest.Password}})
		if got := v.Header.Get("Location"); v.Status != http.StatusSeeOther || got != want {
			t.Errorf("sign in with next=%q = %d to %q, want 303 to %q", next, v.Status, got, want)
		}
		if v := w.Get(templates.SignInURL(next)); v.Header.Get("Location") != want {
			t.Errorf("the sign-in page with next=%q, when signed in, leads to %q, want %q", next, v.Header.Get("Location"), want)
		}
	}
}

func TestASignedOutVisitorComesBackToThePage(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	out := w.Get("/users").Form(templates.SignOutURL()).Submit(http.StatusOK)
	if out.URL.Path != "/sign-in" {
		t.Fatalf("after signing out: %s, want /sign-in", out.URL)
	}
	out.Has("signed out", "can no longer be shown")
	v := w.Get("/users?q=ana")
	at := templates.SignInURL("/users?q=ana")
	v = v.Form(at).Set("name", "bo").Set("password", portertest.Password).Submit(http.StatusOK)
	if got := v.URL.RequestURI(); got != "/users?q=ana" {
		t.Errorf("after signing in again: %s, want /users?q=ana", got)
	}
}

func TestTheSignInPageKeepsItsLanguage(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	member(t, b, "bo")
	at := templates.InLanguage(templates.SignInURL(""), "ko")
	v := b.Visitor(t).Get(at).Has("운영자 이름")
	v.Form(at).Set("name", "bo").Set("password", wrong).Submit(http.StatusUnprocessableEntity).Has("운영자 이름")
}

func TestOnesOwnSettings(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	v := w.Get(templates.MeURL()).Has("bo", "Admin")
	v = v.Form(templates.MeURL()).Set("language", "ko").Set("theme", "dark").Submit(http.StatusOK).Has("설정을 저장했습니다.")
	if !bytes.Contains(v.Body, []byte(`data-theme="dark"`)) {
		t.Error("the page after choosing the dark theme is not dark")
	}
	if f := v.Form(templates.MeURL()); f.Get("language") != "ko" || f.Get("theme") != "dark" {
		t.Errorf("chosen are %q and %q, want ko and dark", f.Get("language"), f.Get("theme"))
	}
	w.Post(templates.MeURL(), url.Values{"language": {"fr"}}).Want(http.StatusUnprocessableEntity)

	change := v.Form(templates.MePasswordURL())
	const changed = "another good password"
	bad := change.Set("present", wrong).Set("password", changed).Set("repeat", changed).Submit(http.StatusUnprocessableEntity)
	if bytes.Contains(bad.Body, []byte(wrong)) || bytes.Contains(bad.Body, []byte(changed)) {
		t.Error("the form after a wrong password holds one")
	}
	bad.Form(templates.MePasswordURL()).Set("present", portertest.Password).Set("password", changed).Set("repeat", changed).
		Submit(http.StatusOK).Has("암호를 변경했습니다.")
}
