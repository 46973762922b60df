package auth_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/auth"
)

func TestASessionEnds(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		cases := []struct {
			name string
			do   func(ana, other *browser)
			want string
		}{
			{"not at once", func(_, _ *browser) {}, "ana"},
			{"not while it is used within 15 minutes, for 8 hours", func(ana, _ *browser) {
				for range 33 {
					b.pass(14 * time.Minute)
					if got := ana.who(); got != "ana" {
						t.Errorf("who = %q on the way", got)
					}
				}
			}, "ana"},
			{"when 15 minutes pass without use", func(_, _ *browser) { b.pass(15 * time.Minute) }, "sign-in"},
			{"after 8 hours in use", func(ana, _ *browser) {
				for range 49 {
					b.pass(10 * time.Minute)
					ana.who()
				}
			}, "sign-in"},
			{"at sign-out", func(ana, _ *browser) { ana.post("/sign-out") }, "sign-in"},
			{"when the operator is disabled", func(_, _ *browser) { b.disable(t, "ana", true) }, "sign-in"},
			{"when the password is changed in another browser", func(_, other *browser) {
				other.signIn("ana")
				changed := "another good password"
				other.post("/password", "present", password, "password", changed, "repeat", changed)
				if got := other.who(); got != "ana" {
					t.Errorf("who of the browser that changed the password = %q, want ana", got)
				}
				other.post("/password", "present", changed, "password", password, "repeat", password)
			}, "sign-in"},
			{"when the password is reset", func(_, other *browser) {
				token, err := b.auth.ResetLink(t.Context(), "Ana")
				if err != nil {
					t.Error(err)
				}
				other.post("/setup", "token", token, "password", password, "repeat", password)
			}, "sign-in"},
			{"not when another operator signs out", func(_, other *browser) {
				other.signIn("bo")
				other.post("/sign-out")
			}, "ana"},
		}
		for _, c := range cases {
			b.disable(t, "ana", false)
			ana := b.browser(t)
			ana.signIn("ana")
			c.do(ana, b.browser(t))
			if got := ana.who(); got != c.want {
				t.Errorf("%s: who = %q, want %q", c.name, got, c.want)
			}
		}
	})
}

func (b *bench) disable(t *testing.T, name string, disabled bool) {
	t.Helper()
	if err := b.auth.SetDisabled(t.Context(), name, disabled); err != nil {
		t.Fatalf("SetDisabled(%s, %v): %v", name, disabled, err)
	}
}

func TestASignedOutCookieIsDeadEvenWhenCopied(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana, thief := b.browser(t), b.browser(t)
		ana.signIn("ana")
		home, _ := url.Parse(b.url)
		thief.client.Jar.SetCookies(home, ana.client.Jar.Cookies(home))
		if got := thief.who(); got != "ana" {
			t.Fatalf("who with a copied cookie = %q, want ana", got)
		}
		head, _ := ana.send("/sign-out")
		if got := thief.who(); got != "sign-in" {
			t.Errorf("who with a copied cookie after sign-out = %q, want sign-in", got)
		}
		if got, want := head.Get("Clear-Site-Data"), `"cache", "storage"`; got != want {
			t.Errorf("Clear-Site-Data = %q, want %q", got, want)
		}
	})
}

func TestAForgedCookieIsAbsentAndCleared(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		home, _ := url.Parse(b.url)
		good := ana.client.Jar.Cookies(home)[0].Value
		for name, value := range map[string]string{
			"empty":                 "",
			"no signature":          "bm9uc2Vuc2U",
			"one character changed": strings.Map(swap, good[:30]) + good[30:],
			"cut":                   good[:len(good)-4],
			"long":                  strings.Repeat("a", 3000),
		} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.url+"/", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Cookie", "keyporter="+value)
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			if got := text(t, res); got != "sign-in" {
				t.Errorf("%s cookie: answer %q, want sign-in", name, got)
			}
			cleared := slices.ContainsFunc(res.Cookies(), func(c *http.Cookie) bool { return c.Name == "keyporter" && c.MaxAge < 0 })
			if !cleared {
				t.Errorf("%s cookie: it is not cleared: %v", name, res.Header["Set-Cookie"])
			}
		}
	})
}

func swap(r rune) rune {
	if r == 'A' {
		return 'B'
	}
	return 'A'
}

func TestTheCookieHasTheAttributesThatProtectIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		for _, c := range []struct{ url, name, rest string }{
			{b.url, "keyporter=", "; Path=/; HttpOnly; SameSite=Lax"},
			{b.secure, "__Host-keyporter=", "; Path=/; HttpOnly; Secure; SameSite=Lax"},
		} {
			head, _ := b.at(t, c.url).send("/sign-in", "name", "ana", "password", password)
			got := head.Get("Set-Cookie")
			value, rest, _ := strings.Cut(got, ";")
			if !strings.HasPrefix(value, c.name) || ";"+rest != c.rest {
				t.Errorf("Set-Cookie at %s = %q, want %s…%s", c.url, got, c.name, c.rest)
			}
		}
	})
}

func TestEverySignInHasItsOwnSession(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		home, _ := url.Parse(b.url)
		ana.signIn("ana")
		first := ana.client.Jar.Cookies(home)
		ana.signIn("ana")
		old := b.browser(t)
		old.client.Jar.SetCookies(home, first)
		if got := old.who(); got != "sign-in" {
			t.Errorf("who with the cookie before the second sign-in = %q, want sign-in", got)
		}
		if got := b.rewraps.Load(); got != 1 {
			t.Errorf("%d times moved what the session wraps, want 1", got)
		}
	})
}

func TestAnOperatorHasAtMostFiveSessions(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		browsers := make([]*browser, 7)
		for i := range browsers {
			b.pass(time.Second)
			browsers[i] = b.browser(t)
			browsers[i].signIn("ana")
		}
		for i, one := range browsers {
			want := "ana"
			if i < 2 {
				want = "sign-in"
			}
			if got := one.who(); got != want {
				t.Errorf("browser %d of 7: who = %q, want %q", i, got, want)
			}
		}
	})
}

func TestASessionOutlivesARestart(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.url+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		home, _ := url.Parse(b.url)
		for _, c := range ana.client.Jar.Cookies(home) {
			req.AddCookie(c)
		}
		by, ok, err := b.with(t, auth.Options{}).Who(req)
		if err != nil || !ok || by.Operator.Name != "ana" {
			t.Errorf("Who in another process = %s, %v, %v, want ana", by.Operator.Name, ok, err)
		}
	})
}
