package main_test

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"keyporter/internal/portertest"
)

// claims is how many copies of one claim are sent at once.
const claims = 1000

// TestOneOfAThousandClaimsGetsTheFile sends the same download a thousand times
// at once: on SQLite to one process, on PostgreSQL to two.
func TestOneOfAThousandClaimsGetsTheFile(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		w, bases := replicas(t, dsn)
		const secretIn = "Secret access key"
		for _, action := range []string{"download", "open"} {
			ticket := issueKey(t, w, "racer-"+action)
			got := race(t, w, bases, claims, ticket+"/"+action, url.Values{"as": {"keys"}}, secretIn)
			if got.won != 1 || got.gone != claims-1 {
				t.Errorf("%d claims of %s = %d with the secret, %d with 410, others %v; want 1 and %d", claims, action, got.won, got.gone, got.other, claims-1)
			}
		}
	})
}

// TestFiftyCopiesOfOneKeyFormMakeOneKey sends one form fifty times at once: on
// SQLite to one process, on PostgreSQL to two.
func TestFiftyCopiesOfOneKeyFormMakeOneKey(t *testing.T) {
	const copies = 50
	portertest.Each(t, func(t *testing.T, dsn string) {
		w, bases := replicas(t, dsn)
		makeUser(t, w, "twin")
		fields := w.Get("/users/twin/keys/~new?use=other").Form("/users/twin/keys").Values()
		got := race(t, w, bases, copies, "/users/twin/keys", fields, "")
		if n := got.other[http.StatusSeeOther]; n != copies {
			t.Errorf("%d copies = %d times 303, others %v; want all", copies, n, got.other)
		}
		page := string(w.Get("/users/twin/keys").Want(http.StatusOK).Body)
		keys := map[string]bool{}
		for _, id := range regexp.MustCompile(`AKIA[A-Z2-7]{16}`).FindAllString(page, -1) {
			keys[id] = true
		}
		if len(keys) != 1 {
			t.Errorf("after %d copies the user has the keys %v, want one", copies, keys)
		}
	})
}

// replicas starts one process on SQLite or two on PostgreSQL, and signs in.
func replicas(t *testing.T, dsn string) (w *portertest.Browser, bases []string) {
	t.Helper()
	data := t.TempDir()
	args := []string{"--data", data, "--database", dsn, "--seal-key-file", filepath.Join(data, "seal.key")}
	one := start(t, nil, args...)
	bases = []string{one.URL}
	w = one.admin(t)
	if strings.HasPrefix(dsn, "postgres") {
		bases = append(bases, start(t, nil, args...).URL)
	}
	return w, bases
}

// issueKey makes a user with a key and returns the path of its ticket.
func issueKey(t *testing.T, w *portertest.Browser, name string) string {
	t.Helper()
	makeUser(t, w, name)
	v := w.Get("/users/" + name + "/keys/~new?use=other").Want(http.StatusOK)
	v = v.Form("/users/" + name + "/keys").Submit(http.StatusOK)
	if !strings.HasPrefix(v.URL.Path, "/tickets/") {
		t.Fatalf("after the key form: %s, want a ticket", v.URL.Path)
	}
	return v.URL.Path
}

// makeUser walks the wizard with nothing but a name.
func makeUser(t *testing.T, w *portertest.Browser, name string) {
	t.Helper()
	v := w.Get("/users/~new").Form("/drafts").Set("name", name).Submit(http.StatusOK)
	draft := v.URL.Path
	v = w.Get(draft + "?step=review").Want(http.StatusOK)
	v = v.Form(draft + "/run").Submit(http.StatusOK)
	if v.URL.Path != "/users/"+name {
		t.Fatalf("after the wizard: %s, want the user's page", v.URL.Path)
	}
}

type raced struct {
	won, gone int
	other     map[int]int
}

// race sends n copies of one form at once, spread over the bases. An answer
// has won when it is 200 and holds the secret.
func race(t *testing.T, w *portertest.Browser, bases []string, n int, path string, fields url.Values, secret string) raced {
	t.Helper()
	client := &http.Client{Jar: w.Client.Jar, Transport: &http.Transport{MaxConnsPerHost: 200, MaxIdleConnsPerHost: 200}}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	var won, gone atomic.Int64
	var mu sync.Mutex
	other := map[int]int{}
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		base := bases[i%len(bases)]
		all.Go(func() {
			<-begin
			req, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(fields.Encode()))
			if err != nil {
				t.Error(err)
				return
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set("Origin", base)
			res, err := client.Do(req)
			if err != nil {
				t.Error(err)
				return
			}
			body, err := io.ReadAll(res.Body)
			_ = res.Body.Close()
			switch {
			case err != nil:
				t.Error(err)
			case res.StatusCode == http.StatusOK && strings.Contains(string(body), secret):
				won.Add(1)
			case res.StatusCode == http.StatusGone:
				gone.Add(1)
			default:
				mu.Lock()
				other[res.StatusCode]++
				mu.Unlock()
			}
		})
	}
	close(begin)
	all.Wait()
	return raced{won: int(won.Load()), gone: int(gone.Load()), other: other}
}
