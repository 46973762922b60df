package main_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"keyporter/internal/portertest"
)

// copied is a database that can be copied and put back while nobody uses it.
type copied struct {
	t   *testing.T
	dsn string
	dir string
}

// raw runs statements in the database.
func (c copied) raw(statements ...string) {
	c.t.Helper()
	driver := "sqlite"
	if strings.Contains(c.dsn, "://") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, c.dsn)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, s := range statements {
		if _, err := db.ExecContext(c.t.Context(), s); err != nil {
			c.t.Fatalf("%s: %v", s, err)
		}
	}
}

// backup makes a copy as the engine's own tools do.
func (c copied) backup() {
	c.t.Helper()
	if !strings.Contains(c.dsn, "://") {
		c.raw(`VACUUM INTO '` + filepath.Join(c.dir, "backup.db") + `'`)
		return
	}
	c.command("pg_dump", "--clean", "--if-exists", "--file", filepath.Join(c.dir, "backup.sql"), c.dsn)
}

// restore puts the database back, and nothing else.
func (c copied) restore() {
	c.t.Helper()
	if strings.Contains(c.dsn, "://") {
		c.command("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--output", os.DevNull, "--file", filepath.Join(c.dir, "backup.sql"), c.dsn)
		return
	}
	for _, end := range []string{"-wal", "-shm"} {
		_ = os.Remove(c.dsn + end)
	}
	if err := os.Rename(filepath.Join(c.dir, "backup.db"), c.dsn); err != nil {
		c.t.Fatal(err)
	}
}

func (c copied) command(name string, args ...string) {
	c.t.Helper()
	path, err := exec.LookPath(name)
	portertest.Need(c.t, err == nil, name)
	if out, err := exec.CommandContext(c.t.Context(), path, args...).CombinedOutput(); err != nil {
		c.t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// TestARestoredDatabaseHandsNoSecretOverAgain claims a secret, puts an old copy of
// the database back, and claims it again.
func TestARestoredDatabaseHandsNoSecretOverAgain(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		data := t.TempDir()
		c := copied{t, dsn, data}
		args := []string{"--data", data, "--database", dsn}
		p := start(t, nil, args...)
		w := p.admin(t)
		w.Get("/recovery").Want(http.StatusOK).Has("No old copy")
		ticket := issueKey(t, w, "claimed")
		c.backup()
		w.Post(ticket+"/open", url.Values{}).Want(http.StatusOK).Has("Secret access key")
		p.stop(t)

		c.restore()
		p.launch(t, nil)
		if got := p.status(t, "/readyz"); got != http.StatusServiceUnavailable {
			t.Errorf("GET /readyz of an old copy = %d, want 503", got)
		}
		if got := w.Post(ticket+"/open", url.Values{}); got.URL.Path != "/sign-in" || strings.Contains(string(got.Body), "Secret access key") {
			t.Errorf("POST %s/open with the session of the copy leads to %s, want /sign-in", ticket, got.URL.Path)
		}
		w = p.signIn(t)
		w.Get("/users").Want(http.StatusOK).Has("The database is an old copy. Nothing is changed.")
		w.Post(ticket+"/open", url.Values{}).Want(http.StatusServiceUnavailable).Lacks("Secret access key")
		w.Post("/groups", url.Values{"form": {"a"}, "name": {"readers"}}).Want(http.StatusServiceUnavailable).Has("old copy")
		if code, _, errs := once(t, nil, "audit", "verify", "--data", data, "--database", dsn); code != 1 || !strings.Contains(errs, "First wrong entry") {
			t.Errorf("audit verify of an old copy = %d %q, want 1 and the first entry that is wrong", code, errs)
		}

		p.stop(t) // another start is no way out
		p.launch(t, nil)
		w = p.signIn(t)
		page := w.Get("/recovery").Want(http.StatusOK).Has("Open tickets dropped", "Allow changes again")
		page.Form("/recovery").Submit(http.StatusUnprocessableEntity)
		page.Form("/recovery").Set("looked", "yes").Submit(http.StatusOK).Has("No old copy")
		w.Get("/audit").Want(http.StatusOK).Has("Recognize an old copy", "Confirm an old copy")
		w.Post(ticket+"/open", url.Values{}).Want(http.StatusGone).Lacks("Secret access key")
		issueKey(t, w, "afterwards")
		if got := p.status(t, "/readyz"); got != http.StatusOK {
			t.Errorf("GET /readyz after the confirmation = %d, want 200", got)
		}
		p.stop(t)
		if code, out, errs := once(t, nil, "audit", "verify", "--data", data, "--database", dsn); code != 0 || !strings.Contains(out, "are whole") {
			t.Errorf("audit verify after the confirmation = %d %q %q, want 0", code, out, errs)
		}
		p.launch(t, nil)
		p.signIn(t).Get("/recovery").Want(http.StatusOK).Has("No old copy")
	})
}

// signIn is a browser in which the first operator has signed in.
func (p *process) signIn(t *testing.T) *portertest.Browser {
	t.Helper()
	w := portertest.NewBrowser(t, p.URL)
	w.Get("/sign-in").Form("/sign-in").Set("name", "kim").Set("password", portertest.Password).Submit(http.StatusOK)
	return w
}

// status is that of a page that needs no one signed in.
func (p *process) status(t *testing.T, path string) int {
	t.Helper()
	res, err := p.client.Get(p.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close() // only its status counts
	return res.StatusCode
}

func TestTheCommandVerifiesAndExportsTheLog(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		data := t.TempDir()
		c := copied{t, dsn, data}
		in := []string{"--data", data, "--database", dsn}
		p := start(t, nil, in...)
		issueKey(t, p.admin(t), "dev")
		verify := func(want int, said string, more ...string) {
			t.Helper()
			args := append(append([]string{"audit", "verify"}, in...), more...)
			if code, out, errs := once(t, nil, args...); code != want || !strings.Contains(out+errs, said) {
				t.Errorf("keyporter %q = %d %q %q, want %d and %q", args, code, out, errs, want, said)
			}
		}
		verify(0, "are whole") // while the dashboard runs
		p.stop(t)
		verify(0, "agree: ")
		verify(0, "온전합니다", "--lang", "ko")
		verify(0, "Entries 3 to", "--from", "3")
		verify(2, "--from 0", "--from", "0")
		verify(2, "none.checkpoint", "--checkpoint", filepath.Join(data, "none.checkpoint"))
		kept := filepath.Join(data, "audit.checkpoint")
		signed, err := os.ReadFile(kept)
		if err != nil {
			t.Fatal(err)
		}
		forged := filepath.Join(data, "forged")
		if err := os.WriteFile(forged, []byte(strings.Replace(string(signed), "\n20", "\n21", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		verify(1, "signature is not right", "--checkpoint", forged)

		args := append([]string{"audit", "export", "--jsonl"}, in...)
		code, out, errs := once(t, nil, args...)
		if code != 0 {
			t.Fatalf("keyporter %q = %d %q", args, code, errs)
		}
		for i, line := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
			var l struct {
				Seq    int
				Hash   string
				Record struct{ Seq int }
			}
			if err := json.Unmarshal([]byte(line), &l); err != nil || l.Seq != i+1 || l.Record.Seq != i+1 || len(l.Hash) != 64 {
				t.Errorf("line %d of the export is %q (%v)", i+1, line, err)
			}
		}
		if code, out, _ := once(t, nil, append([]string{"audit", "export", "--csv", "--from", "2"}, in...)...); code != 0 || !strings.Contains(out, "\n2,") || strings.Contains(out, "\n1,") {
			t.Errorf("audit export --csv --from 2 = %d %q", code, out)
		}
		c.raw(`DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)`, `UPDATE audit_head SET seq = (SELECT MAX(seq) FROM audit)`,
			`UPDATE audit_head SET hash = (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1)`)
		verify(1, "It is missing.")
		c.raw(`UPDATE audit SET target = 'somebody' WHERE seq = 2`)
		verify(1, "First wrong entry: 2. Its column target")
	})
}

// TestManyActsOfTwoProcessesLeaveOneChain sends 500 acts at once, half of them to
// each process. The account takes 300 groups: what is refused is written down too.
func TestManyActsOfTwoProcessesLeaveOneChain(t *testing.T) {
	const acts = 500
	dsn := portertest.Postgres(t)
	w, bases := replicas(t, dsn)
	client := &http.Client{Jar: w.Client.Jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var all sync.WaitGroup
	for i := range acts {
		all.Go(func() {
			base, name := bases[i%2], fmt.Sprint("group-", i)
			form := url.Values{"form": {"form-" + name}, "name": {name}}
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/groups", strings.NewReader(form.Encode()))
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
			_ = res.Body.Close() // the log tells what came of it
		})
	}
	all.Wait()
	code, out, errs := once(t, nil, "audit", "export", "--database", dsn)
	begun, ended := strings.Count(out, `"phase":"begun"`), strings.Count(out, `"phase":"ended"`)+strings.Count(out, `"phase":"failed"`)
	if code != 0 || begun != acts || ended != acts {
		t.Errorf("after %d acts the log has %d that begin and %d that end (%d %q)", acts, begun, ended, code, errs)
	}
	if code, out, errs := once(t, nil, "audit", "verify", "--database", dsn); code != 0 || !strings.Contains(out, "are whole") {
		t.Errorf("audit verify = %d %q %q, want 0", code, out, errs)
	}
}

// TestTheServerKeyIsRotatedAndNothingIsLost makes new keys between starts: sessions
// go on, and checkpoints of older keys still count.
func TestTheServerKeyIsRotatedAndNothingIsLost(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		data := t.TempDir()
		in := []string{"--data", data, "--database", dsn}
		p := start(t, nil, in...)
		w := p.admin(t)
		for range 2 {
			p.stop(t)
			if code, out, errs := once(t, nil, append([]string{"seal", "rotate"}, in...)...); code != 0 || !strings.Contains(out, "A new server key") {
				t.Fatalf("seal rotate = %d %q %q", code, out, errs)
			}
			p.launch(t, nil)
			if v := w.Get("/users").Want(http.StatusOK); v.URL.Path != "/users" {
				t.Errorf("with the session of before GET /users leads to %s", v.URL)
			}
		}
		w.Get("/audit").Want(http.StatusOK).Has("Rotate the server key")
		p.stop(t)
		if code, out, errs := once(t, nil, append([]string{"audit", "verify"}, in...)...); code != 0 || strings.Contains(out, "that is not here") {
			t.Errorf("audit verify = %d %q %q, want 0 and all keys known", code, out, errs)
		}
	})
}
