package main_test

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
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
		data := t.TempDir()
		args := []string{"--data", data, "--database", dsn, "--seal-key-file", filepath.Join(data, "seal.key")}
		one := start(t, nil, args...)
		bases := []string{one.URL}
		w := one.admin(t)
		if strings.HasPrefix(dsn, "postgres") {
			bases = append(bases, start(t, nil, args...).URL)
		}
		secretIn := "Secret access key"
		for _, action := range []string{"download", "open"} {
			ticket := issueKey(t, w, "racer-"+action)
			got := race(t, w, bases, ticket+"/"+action, url.Values{"as": {"keys"}}, secretIn)
			if got.won != 1 || got.gone != claims-1 {
				t.Errorf("%d claims of %s = %d with the secret, %d with 410, others %v; want 1 and %d", claims, action, got.won, got.gone, got.other, claims-1)
			}
		}
	})
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

// race sends claims copies of one form at once, spread over the bases.
func race(t *testing.T, w *portertest.Browser, bases []string, path string, fields url.Values, secret string) raced {
	t.Helper()
	client := &http.Client{Jar: w.Client.Jar, Transport: &http.Transport{MaxConnsPerHost: 200, MaxIdleConnsPerHost: 200}}
	var won, gone atomic.Int64
	var mu sync.Mutex
	other := map[int]int{}
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range claims {
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
