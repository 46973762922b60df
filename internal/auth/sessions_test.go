package auth_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// other starts a second process on the same store.
func (b *bench) other(t testing.TB) string {
	t.Helper()
	server := httptest.NewServer(routes(b.with(t, auth.Options{})))
	t.Cleanup(server.Close)
	return server.URL
}

// copied returns a browser at url with the cookies that one has.
func (b *bench) copied(t testing.TB, one *browser, url string) *browser {
	t.Helper()
	thief := b.at(t, url)
	thief.client.Jar.SetCookies(address(t, url), one.client.Jar.Cookies(address(t, one.url)))
	return thief
}

func address(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (b *bench) find(t testing.TB, name string) desk.Operator {
	t.Helper()
	o, _, err := b.store.OperatorNamed(t.Context(), desk.NameKey(name))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestACopiedCookieIsRefusedByTheOtherProcess(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		second := b.other(t)
		ana, bo := b.find(t, "ana"), desk.Actor{Operator: b.find(t, "bo")}
		cases := []struct {
			name string
			end  func(one *browser, session string)
		}{
			{"signed out", func(one *browser, _ string) { one.post("/sign-out") }},
			{"disabled", func(*browser, string) { b.disable(t, "ana", true) }},
			{"revoked by an admin", func(_ *browser, session string) {
				if err := b.auth.EndSession(t.Context(), bo, ana, session); err != nil {
					t.Error(err)
				}
			}},
			{"revoked with all others from another browser", func(*browser, string) {
				b.pass(time.Second)
				two := b.browser(t)
				two.signIn("ana")
				list, err := b.auth.Sessions(t.Context(), ana.ID)
				if err != nil || len(list) != 2 {
					t.Fatalf("Sessions = %v, %v, want 2", list, err)
				}
				if err := b.auth.EndSessions(t.Context(), desk.Actor{Operator: ana, Session: list[0].ID}, ana); err != nil {
					t.Error(err)
				}
				if got := two.who(); got != "ana" {
					t.Errorf("who of the session that asked = %q, want ana", got)
				}
			}},
			{"idle for 15 minutes", func(*browser, string) { b.pass(15 * time.Minute) }},
			{"8 hours old", func(one *browser, _ string) {
				for range 49 {
					b.pass(10 * time.Minute)
					one.who()
				}
			}},
		}
		for _, c := range cases {
			b.disable(t, "ana", false)
			if err := b.auth.EndSessions(t.Context(), bo, ana); err != nil {
				t.Fatal(err)
			}
			b.pass(time.Second)
			one := b.browser(t)
			session := strings.Fields(one.post("/sign-in", "name", "ana", "password", password))[1]
			thief := b.copied(t, one, second)
			if got := thief.who(); got != "ana" {
				t.Fatalf("%s: who with the copied cookie before = %q, want ana", c.name, got)
			}
			c.end(one, session)
			if got := thief.who(); got != "sign-in" {
				t.Errorf("%s: who with the copied cookie = %q, want sign-in", c.name, got)
			}
		}
	})
}

func TestSessionsAreListed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		b.pass(20 * time.Minute) // those of choosing the passwords are over
		ana := b.find(t, "ana")
		first, second := b.browser(t), b.browser(t)
		one := strings.Fields(first.post("/sign-in", "name", "ana", "password", password))[1]
		begun := b.now()
		b.pass(10 * time.Minute)
		two := strings.Fields(second.post("/sign-in", "name", "ana", "password", password))[1]
		list, err := b.auth.Sessions(t.Context(), ana.ID)
		if err != nil || len(list) != 2 || list[0].ID != two || list[1].ID != one {
			t.Fatalf("Sessions = %+v, %v, want %s and %s", list, err, two, one)
		}
		if s := list[1]; !s.Created.Equal(begun) || !s.Seen.Equal(begun) || s.Client != "127.0.0.1" || s.Agent != "Go-http-client/1.1" {
			t.Errorf("the first session = %+v, want begun and seen at %v by 127.0.0.1 with Go-http-client/1.1", s, begun)
		}
		first.who()
		if list, err = b.auth.Sessions(t.Context(), ana.ID); err != nil || !list[0].Seen.Equal(b.now()) {
			t.Errorf("Sessions after the first was used = %+v, %v, want seen at %v", list, err, b.now())
		}
		b.pass(14 * time.Minute)
		second.who()
		b.pass(time.Minute)
		if list, err = b.auth.Sessions(t.Context(), ana.ID); err != nil || len(list) != 1 || list[0].ID != two {
			t.Errorf("Sessions when the first is over = %+v, %v, want %s alone", list, err, two)
		}
	})
}

func TestASessionIsEndedByItsOwnersIdOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		ana, bo := b.find(t, "ana"), b.find(t, "bo")
		one := b.browser(t)
		session := strings.Fields(one.post("/sign-in", "name", "ana", "password", password))[1]
		err := b.auth.EndSession(t.Context(), desk.Actor{Operator: bo}, bo, session)
		if !fault.Is(err, fault.CodeSessionNotFound) {
			t.Errorf("EndSession(bo, a session of ana) = %v, want session.not-found", err)
		}
		if got := one.who(); got != "ana" {
			t.Errorf("who afterwards = %q, want ana", got)
		}
		if got := b.entries(t, desk.SessionEnd, desk.Noted); len(got) != 0 {
			t.Errorf("the audit log has %+v, want nothing: no session ended", got)
		}
		if err := b.auth.EndSession(t.Context(), desk.Actor{Operator: bo, Client: "192.0.2.7", RequestID: "r"}, ana, session); err != nil {
			t.Fatal(err)
		}
		got := b.entries(t, desk.SessionEnd, desk.Noted)
		if len(got) != 1 || got[0].Actor != "bo" || got[0].Target != "ana" || got[0].Client != "192.0.2.7" || got[0].RequestID != "r" {
			t.Errorf("the audit log has %+v, want that bo ended a session of ana", got)
		}
	})
}

// TestABadCookieIsNoCookie sends what is no cookie of ours, or no longer.
func TestABadCookieIsNoCookie(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		good := ana.client.Jar.Cookies(address(t, b.url))[0].Value
		foreign := b.foreign(t)
		cases := []struct{ name, header string }{
			{"garbage", "keyporter=%00;;=\"garbage"},
			{"nothing but a name", "keyporter"},
			{"signed by another server's key", "keyporter=" + foreign},
			{"cut in the middle", "keyporter=" + good[:len(good)/2]},
			{"8 KB of it", "keyporter=" + strings.Repeat("A", 8<<10)},
			{"8 KB behind a good one", "keyporter=" + good + strings.Repeat("A", 8<<10)},
			{"another cookie's value", "__Host-keyporter=" + good},
		}
		for _, c := range cases {
			if got := answered(t, b.url, c.header); got != "sign-in" {
				t.Errorf("a cookie that is %s: %q, want sign-in", c.name, got)
			}
		}
		if got := answered(t, b.url, "keyporter="+good); !strings.HasPrefix(got, "ana ") {
			t.Errorf("the good cookie: %q, want ana", got)
		}
		b.pass(15 * time.Minute)
		if got := answered(t, b.url, "keyporter="+good); got != "sign-in" {
			t.Errorf("a cookie whose session is over: %q, want sign-in", got)
		}
	})
}

// foreign returns the cookie of a server with another key.
func (b *bench) foreign(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(routes(b.keyed(t, auth.Options{}, 8)))
	t.Cleanup(server.Close)
	one := b.at(t, server.URL)
	one.signIn("ana")
	return one.client.Jar.Cookies(address(t, server.URL))[0].Value
}

func answered(t *testing.T, url, cookie string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header["Cookie"] = []string{cookie}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return text(t, res)
}
