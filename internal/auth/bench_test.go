package auth_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// each runs one test on every engine. It skips PostgreSQL where
// KEYPORTER_TEST_POSTGRES names no server, unless KEYPORTER_TEST_ALL insists.
func each(t *testing.T, test func(t *testing.T, b *bench)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newBench(t, filepath.Join(t.TempDir(), "keyporter.db")))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, newBench(t, portertest.Postgres(t)))
	})
}

const password = "correct horse battery"

// bench is a server with the few routes that these tests need, over a real
// store, with a clock of its own.
type bench struct {
	store   *store.DB
	dsn     string
	auth    *auth.Auth
	url     string
	secure  string // the same server by HTTPS, with its own Auth
	ahead   atomic.Int64
	rewraps atomic.Int64
	jar     *http.Client
}

func newBench(t testing.TB, dsn string) *bench {
	t.Helper()
	db, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	b := &bench{store: db, dsn: dsn}
	b.auth = b.with(t, auth.Options{})
	server := httptest.NewServer(routes(b.auth))
	tls := httptest.NewTLSServer(routes(b.with(t, auth.Options{Secure: true})))
	b.url, b.secure, b.jar = server.URL, tls.URL, tls.Client()
	t.Cleanup(func() {
		server.Close()
		tls.Close()
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return b
}

func (b *bench) with(t testing.TB, o auth.Options) *auth.Auth {
	t.Helper()
	return b.keyed(t, o, 7)
}

// keyed is an Auth with a server key of its own.
func (b *bench) keyed(t testing.TB, o auth.Options, key byte) *auth.Auth {
	t.Helper()
	ring, err := seal.NewKeyring(bytes.Repeat([]byte{key}, 32))
	if err != nil {
		t.Fatal(err)
	}
	o.Store, o.Seal, o.Clock, o.Log = b.store, ring, b.now, slog.New(slog.DiscardHandler)
	o.Queue = time.Minute // the machine may be slow; the limits under test are others
	o.Rewrap = func(_ context.Context, _ *store.DB, from, to desk.Actor) error {
		if from.Session == "" || from.Session == to.Session || to.Token.Empty() {
			return fmt.Errorf("rewrap from %q to %q", from.Session, to.Session)
		}
		b.rewraps.Add(1)
		return nil
	}
	a, err := auth.New(o)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return a
}

func (b *bench) now() time.Time {
	return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC).Add(time.Duration(b.ahead.Load()))
}

// pass lets time pass.
func (b *bench) pass(d time.Duration) { b.ahead.Add(int64(d)) }

// routes answers with the code of the fault, or with the operator's name.
func routes(a *auth.Auth) http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, f func(w http.ResponseWriter, r *http.Request) (desk.Actor, error)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			by, err := f(w, r)
			if g := fault.Of(err); g != nil {
				http.Error(w, string(g.Code), http.StatusTeapot)
				return
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			fmt.Fprintf(w, "%s %s %d %v", by.Operator.Name, by.Session, by.Proved.Unix(), by.Factor)
		})
	}
	secret := func(r *http.Request, field string) seal.Secret { return seal.NewSecret(r.FormValue(field)) }
	handle("POST /sign-in", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		return a.SignIn(w, r, auth.Attempt{Name: r.FormValue("name"), Password: secret(r, "password"), RequestID: "request"})
	})
	handle("POST /sign-out", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		return desk.Actor{}, a.SignOut(w, r, "request")
	})
	handle("POST /setup", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		return a.Redeem(w, r, auth.Redemption{Token: r.FormValue("token"), Name: r.FormValue("name"),
			Password: secret(r, "password"), Repeat: secret(r, "repeat"), Language: r.FormValue("language")})
	})
	handle("POST /password", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		by, _, err := a.Who(r)
		if err != nil {
			return by, err
		}
		return by, a.ChangePassword(w, r, by, auth.NewPassword{
			Present: secret(r, "present"), Password: secret(r, "password"), Repeat: secret(r, "repeat")})
	})
	factorRoutes(a, handle)
	handle("GET /", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		by, ok, err := a.Who(r)
		if err == nil && !ok {
			a.Forget(w, r)
			err = fault.New(fault.Unsigned, fault.CodeSignIn)
		}
		return by, err
	})
	return mux
}

// replica is the address of another process on the same database; with SQLite,
// which takes one process only, of another server in this one.
func (b *bench) replica(t testing.TB) string {
	t.Helper()
	if b.store.Engine() == store.SQLite {
		server := httptest.NewServer(routes(b.with(t, auth.Options{})))
		t.Cleanup(server.Close)
		return server.URL
	}
	db, err := store.Open(t.Context(), b.dsn)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	other := &bench{store: db}
	other.ahead.Store(b.ahead.Load())
	server := httptest.NewServer(routes(other.with(t, auth.Options{})))
	t.Cleanup(func() {
		server.Close()
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return server.URL
}

// browser keeps cookies like a person's browser.
type browser struct {
	t      testing.TB
	client *http.Client
	url    string
}

func (b *bench) browser(t testing.TB) *browser { return b.at(t, b.url) }

func (b *bench) at(t testing.TB, url string) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, url: url, client: &http.Client{Jar: jar, Transport: b.jar.Transport}}
}

// post sends a form and returns the answer's body.
func (b *browser) post(path string, pairs ...string) string {
	_, body := b.send(path, pairs...)
	return body
}

func (b *browser) send(path string, pairs ...string) (http.Header, string) {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := b.client.PostForm(b.url+path, form)
	if err != nil {
		b.t.Errorf("POST %s: %v", path, err)
		return http.Header{}, ""
	}
	return res.Header, text(b.t, res)
}

// signIn signs in with the right password.
func (b *browser) signIn(name string) {
	b.t.Helper()
	if got := b.post("/sign-in", "name", name, "password", password); !strings.HasPrefix(got, name+" ") {
		b.t.Fatalf("sign in as %s = %q", name, got)
	}
}

// who tells whom the server takes the browser for, or the code of the refusal.
func (b *browser) who() string {
	b.t.Helper()
	res, err := b.client.Get(b.url + "/")
	if err != nil {
		b.t.Errorf("GET /: %v", err)
		return ""
	}
	name, _, _ := strings.Cut(text(b.t, res), " ")
	return name
}

func text(t testing.TB, res *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(res.Body)
	_ = res.Body.Close() // it was read to its end
	if err != nil {
		t.Errorf("read the answer: %v", err)
	}
	return strings.TrimSpace(string(body))
}

// operators makes enabled admins, each with the password of these tests.
func (b *bench) operators(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		token, err := b.auth.AddOperator(t.Context(), name, desk.Admin)
		if err != nil {
			t.Fatalf("AddOperator(%s): %v", name, err)
		}
		got := b.browser(t).post("/setup", "token", token, "password", password, "repeat", password)
		if !strings.HasPrefix(got, name+" ") {
			t.Fatalf("choose the password of %s = %q", name, got)
		}
	}
}

// entries returns the audit entries of the verb and phase.
func (b *bench) entries(t *testing.T, verb desk.Verb, phase desk.Phase) []desk.Entry {
	t.Helper()
	all, err := b.store.Audit(t.Context(), desk.AuditFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(e desk.Entry) bool { return e.Verb != verb || e.Phase != phase })
}

// together runs f n times at once and counts how often it answers true.
func together(n int, f func(i int) bool) int {
	var wait sync.WaitGroup
	var yes atomic.Int64
	start := make(chan struct{})
	for i := range n {
		wait.Go(func() {
			<-start
			if f(i) {
				yes.Add(1)
			}
		})
	}
	close(start)
	wait.Wait()
	return int(yes.Load())
}
