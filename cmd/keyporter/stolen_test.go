package main_test

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
	"keyporter/templates"
)

// beside opens the database of a dashboard beside it.
func beside(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	driver, address := "sqlite", "file:"+dsn+"?_pragma=busy_timeout(10000)" // internal/store registers the drivers
	if strings.HasPrefix(dsn, "postgres") {
		driver, address = "pgx", dsn
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// stolen is what a thief of the database has: the file with its log and its free
// pages, or a dump.
func stolen(t *testing.T, dsn string) []byte {
	t.Helper()
	if strings.HasPrefix(dsn, "postgres") {
		_, err := exec.LookPath("pg_dump")
		portertest.Need(t, err == nil, "pg_dump")
		dump, err := exec.Command("pg_dump", "--dbname", dsn).Output()
		if err != nil {
			t.Fatalf("pg_dump: %v", err)
		}
		return dump
	}
	files, err := filepath.Glob(dsn + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("the files %s*: %v, %v", dsn, files, err)
	}
	var all []byte
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	return all
}

// forms are the ways in which bytes lie in a file or a dump.
func forms(b []byte) map[string][]byte {
	return map[string][]byte{
		"as they are": b, "as hexadecimal text": []byte(hex.EncodeToString(b)),
		"as base64":     []byte(base64.RawStdEncoding.EncodeToString(b)),
		"as base64 URL": []byte(base64.RawURLEncoding.EncodeToString(b)),
	}
}

// without fails where the loot holds one of the secrets.
func without(t *testing.T, when string, loot []byte, secrets map[string]string) {
	t.Helper()
	for what, secret := range secrets {
		if len(secret) < 6 {
			t.Errorf("%s: the canary %s is %q: there is nothing to look for", when, what, secret)
		}
		for how, form := range forms([]byte(secret)) {
			if bytes.Contains(loot, form) {
				t.Errorf("%s: the database holds %s, %s", when, what, how)
			}
		}
	}
}

// boxes are the sealed bytes that a query finds.
func boxes(t *testing.T, db *sql.DB, query string) [][]byte {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var list [][]byte
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// found counts the sealed bytes that the loot holds, in whatever form.
func found(loot []byte, sealed [][]byte) int {
	n := 0
	for _, b := range sealed {
		for _, form := range forms(b[len(b)/2:]) { // the head is the same for many
			if bytes.Contains(loot, form) {
				n++
				break
			}
		}
	}
	return n
}

// addApp adds an authenticator app to the operator of a browser.
func addApp(w *portertest.Browser, now time.Time) (seed string, codes []string) {
	page := w.Get(templates.FactorsURL()).Form(templates.AppURL()).Submit(http.StatusOK)
	seed = strings.ReplaceAll(page.ByID("seed"), " ", "")
	page = page.Form(templates.AppConfirmURL()).Set("code", portertest.Code(seed, now)).Submit(http.StatusOK)
	return seed, strings.Fields(page.ByID("codes"))
}

// TestAStolenDatabaseIsNotEnough looks for canaries in the file with its write-ahead
// log, or in a dump, while tickets are open, after they were taken, and after the
// process has ended. What was taken is not there in sealed form either: whoever gets
// the server key later opens nothing.
func TestAStolenDatabaseIsNotEnough(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		data, box := t.TempDir(), alone(t, nil, "--data", t.TempDir())
		if !strings.HasPrefix(dsn, "postgres") {
			dsn = filepath.Join(data, "keyporter.db")
		}
		root := printedKey.FindStringSubmatch(box.out.String())
		env := []string{"AWS_ACCESS_KEY_ID=" + root[1], "AWS_SECRET_ACCESS_KEY=" + root[2]}
		p := start(t, env, "--data", data, "--database", dsn, "--iam-endpoint", box.URL, "--region", "ap-northeast-2", "--second-factor", "offered")
		w, db := p.admin(t), beside(t, dsn)
		seed, codes := addApp(w, time.Now())
		secrets := map[string]string{
			"the seed of the app": seed, "the password": portertest.Password, "the key of the process": root[2],
			"a recovery code": codes[0], "the session": session(t, w, p.URL),
			"the first link": p.Setup,
		}
		shown, taken := issueKey(t, w, "shown"), issueKey(t, w, "taken")
		before := boxes(t, db, `SELECT sealed FROM ticket_box`)
		if len(before) != 4 {
			t.Errorf("two open tickets have %d boxes, want 4", len(before))
		}
		open := stolen(t, dsn)
		if n := found(open, before); n != len(before) {
			t.Errorf("while tickets are open the search finds %d of %d boxes, want all", n, len(before))
		}
		secrets["a secret that was shown"] = w.Post(shown+"/open", url.Values{}).Want(http.StatusOK).ByID("secret")
		file := strings.TrimSpace(string(w.Post(taken+"/download", url.Values{"as": {"keys"}}).Want(http.StatusOK).Body))
		secrets["a secret that was taken"] = file[strings.LastIndexByte(file, ',')+1:]
		without(t, "while tickets were open", open, secrets)
		for _, ticket := range []string{shown, taken} {
			w.Post(ticket+"/done", url.Values{"form": {ticket}})
		}
		if left := boxes(t, db, `SELECT sealed FROM ticket_box`); len(left) != 0 {
			t.Errorf("after the tickets were done %d boxes are left, want 0", len(left))
		}
		without(t, "after they were taken", stolen(t, dsn), secrets)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		p.stop(t)
		loot := stolen(t, dsn)
		without(t, "after the process had ended", loot, secrets)
		if n := found(loot, before); n != 0 {
			t.Errorf("%d boxes of tickets that were done are still in the database, want 0", n)
		}
	})
}

// session is the value of the session's cookie.
func session(t *testing.T, w *portertest.Browser, base string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range w.Client.Jar.Cookies(u) {
		if c.Name == "keyporter" {
			return c.Value
		}
	}
	t.Fatal("the browser has no session")
	return ""
}

// TestAnAppWorksAfterTheServerKeyIsRotated: seeds are sealed anew, so that nothing is
// left that the old key opens.
func TestAnAppWorksAfterTheServerKeyIsRotated(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		data := t.TempDir()
		if !strings.HasPrefix(dsn, "postgres") {
			dsn = filepath.Join(data, "keyporter.db")
		}
		in := []string{"--data", data, "--database", dsn}
		p := start(t, nil, in...)
		w := p.admin(t)
		now := time.Now()
		seed, _ := addApp(w, now)
		p.stop(t)
		db := beside(t, dsn)
		old := boxes(t, db, `SELECT seed FROM totp`)
		if n := found(stolen(t, dsn), old); n != 1 {
			t.Errorf("before the rotation the search finds %d seeds, want 1", n)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if code, out, errs := once(t, nil, append([]string{"seal", "rotate"}, in...)...); code != 0 || !strings.Contains(out, "Second factors sealed anew: 1.") {
			t.Fatalf("seal rotate = %d %q %q, want one factor sealed anew", code, out, errs)
		}
		if n := found(stolen(t, dsn), old); n != 0 {
			t.Errorf("after the rotation the database holds %d seeds under the old key, want 0", n)
		}
		p.launch(t, nil)
		step := p.signIn(t)
		next := portertest.Code(seed, now.Add(30*time.Second)) // the one that was used counts no more
		if v := step.Get("/sign-in/second-step").Want(http.StatusOK).ProofForm().Set(templates.ProofField, next).Submit(http.StatusOK); v.URL.Path == "/sign-in/second-step" {
			t.Errorf("after the rotation the app's code leads to %s:\n%s", v.URL, v.Text())
		}
		step.Get("/users").Want(http.StatusOK).Has("Users")
	})
}
