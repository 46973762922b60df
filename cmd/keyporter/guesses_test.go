package main_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"keyporter/internal/portertest"
)

// guesses is how many wrong passwords are sent at once.
func guesses(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("KEYPORTER_TEST_GUESSES"))
	if err != nil {
		return 150
	}
	return n
}

// spelling writes a name in one of many ways that are one name: upper and lower
// case, the wide letters of Korean and Japanese keyboards, spaces around it.
func spelling(name string, i int) string {
	var b strings.Builder
	for n, r := range name {
		if i>>(2*n)&1 == 1 {
			r += 'A' - 'a'
		}
		if i>>(2*n+1)&1 == 1 {
			r += 'Ａ' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String() + strings.Repeat(" ", i/64%2)
}

// TestGuessingDoesNotPay sends many wrong passwords of one operator at once, under
// 50 spellings of the name and from 200 forged addresses: on SQLite to one
// process, on PostgreSQL to two.
func TestGuessingDoesNotPay(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		w, bases := replicas(t, dsn)
		client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 100, MaxIdleConnsPerHost: 100}}
		var wait sync.WaitGroup
		var mu sync.Mutex
		statuses := map[int]int{}
		begin := make(chan struct{})
		for i := range guesses(t) {
			wait.Go(func() {
				<-begin
				form := url.Values{"name": {spelling("kim", i%50)}, "password": {fmt.Sprint("wrong password ", i)}}
				base := bases[i%len(bases)]
				req, err := http.NewRequest(http.MethodPost, base+"/sign-in", strings.NewReader(form.Encode()))
				if err != nil {
					t.Error(err)
					return
				}
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.Header.Set("Origin", base)
				req.Header.Set("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i%200))
				res, err := client.Do(req)
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
		close(begin)
		wait.Wait()
		looked := statuses[http.StatusUnprocessableEntity]
		if looked < 1 || looked > 10 || looked+statuses[http.StatusTooManyRequests]+statuses[http.StatusServiceUnavailable] != guesses(t) {
			t.Errorf("%d wrong passwords at once = %v, want 1 to 10 of them 422, the others 429 or 503", guesses(t), statuses)
		}
		w.Get("/me").Want(http.StatusOK) // who is signed in stays so
	})
}

// TestACopiedCookieIsRefusedByTheOtherProcess ends a session in one process and
// tries its cookie in the other.
func TestACopiedCookieIsRefusedByTheOtherProcess(t *testing.T) {
	dsn := portertest.Postgres(t)
	w, bases := replicas(t, dsn)
	copied := func(one *portertest.Browser) *portertest.Browser {
		t.Helper()
		home, err := url.Parse(bases[0]) // jars do not tell ports apart
		if err != nil {
			t.Fatal(err)
		}
		thief := portertest.NewBrowser(t, bases[1])
		thief.Client.Jar.SetCookies(home, one.Client.Jar.Cookies(home))
		if got := thief.Get("/me").URL.Path; got != "/me" {
			t.Fatalf("the copied cookie leads to %s in the other process, want /me", got)
		}
		return thief
	}
	again := func() *portertest.Browser {
		t.Helper()
		one := portertest.NewBrowser(t, bases[0])
		one.Get("/sign-in").Form("/sign-in").Set("name", "kim").Set("password", portertest.Password).Submit(http.StatusOK)
		return one
	}
	refused := func(how string, thief *portertest.Browser) {
		t.Helper()
		if got := thief.Get("/me").URL.Path; got != "/sign-in" {
			t.Errorf("a copied cookie after %s leads to %s in the other process, want /sign-in", how, got)
		}
	}
	one := again()
	thief := copied(one)
	w.Get("/me/sessions").Form("/me/sessions/end-others").Submit(http.StatusOK)
	refused("all other sessions were ended", thief)
	one = again()
	thief = copied(one)
	one.Get("/me").Form("/sign-out").Submit(http.StatusOK)
	refused("signing out", thief)
	thief = copied(w)
	fields := url.Values{"present": {portertest.Password}, "password": {"another good password"}, "repeat": {"another good password"}}
	w.Post("/me/password", fields).Want(http.StatusOK)
	refused("the password was changed", thief)
	w.Get("/me").Want(http.StatusOK)
}

func TestASessionOutlivesTheProcess(t *testing.T) {
	t.Parallel()
	one := start(t, nil, "--data", t.TempDir())
	w := one.admin(t)
	one.stop(t)
	one.launch(t, nil)
	if got := w.Get("/me").Want(http.StatusOK).URL.Path; got != "/me" {
		t.Errorf("after a restart the browser is at %s, want /me", got)
	}
}
