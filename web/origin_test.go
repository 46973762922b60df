package web_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/web"
)

// ask sends a form with the headers and nothing else that tells its origin.
func ask(t *testing.T, w *portertest.Browser, address string, h http.Header) int {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, address, strings.NewReader("form=x"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = h.Clone()
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := w.Client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	return res.StatusCode
}

// TestOtherSitesCannotAct tries every unsafe route of the router with every pair
// of Origin and Sec-Fetch-Site in which no browser says that a page of ours sent
// the form.
func TestOtherSitesCannotAct(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	const other = "https://evil.example"
	unproved := []struct{ origin, site string }{
		{"", ""}, {other, ""}, {"null", ""},
		{"", "cross-site"}, {other, "cross-site"}, {"null", "cross-site"}, {b.URL, "cross-site"},
		{"", "same-site"}, {other, "same-site"}, {"null", "same-site"}, {b.URL, "same-site"},
		{"", "none"}, {other, "none"}, {"null", "none"},
	}
	headers := func(origin, site string) http.Header {
		h := http.Header{}
		if origin != "" {
			h.Set("Origin", origin)
		}
		if site != "" {
			h.Set("Sec-Fetch-Site", site)
		}
		return h
	}
	tried := 0
	for _, rt := range web.Routes() {
		if rt.Method != http.MethodPost {
			continue
		}
		tried++
		for _, c := range unproved {
			if got := ask(t, w, b.URL+fill(rt.Pattern), headers(c.origin, c.site)); got != http.StatusForbidden {
				t.Errorf("POST %s with Origin %q and Sec-Fetch-Site %q = %d, want 403", rt.Pattern, c.origin, c.site, got)
			}
		}
	}
	if tried < 90 {
		t.Errorf("the router has %d unsafe routes, want those of the dashboard", tried)
	}
	for _, c := range []struct{ origin, site string }{{b.URL, ""}, {b.URL, "same-origin"}, {"", "same-origin"}, {b.URL, "none"}} {
		if got := ask(t, w, b.URL+"/scans", headers(c.origin, c.site)); got != http.StatusOK {
			t.Errorf("POST /scans with Origin %q and Sec-Fetch-Site %q = %d, want 200 after its redirect", c.origin, c.site, got)
		}
	}
}

// TestLookingChangesNothing asks for every page as an admin: no call changes
// AWS, and no row of the database changes but those that keep a session and what
// is read in the background.
func TestLookingChangesNothing(t *testing.T) {
	t.Parallel()
	dsn := filepath.Join(t.TempDir(), "keyporter.db")
	b := portertest.New(t, portertest.Options{DSN: dsn, Provider: portertest.NewIdentityProvider(t)})
	b.Seed(3)
	w := b.Browser(t, desk.Admin)
	stop := b.Sandbox.Mischief().Follow()
	before := rows(t, dsn)
	asked := 0
	for range 2 {
		for _, rt := range web.Routes() {
			if rt.Method != http.MethodGet {
				continue
			}
			path := strings.NewReplacer("/users/{name}", "/users/user-00000", "/groups/{name}", "/groups/team-0").Replace(rt.Pattern)
			if v := w.Get(fill(path)); v.Status >= 500 {
				t.Errorf("GET %s = %d:\n%s", path, v.Status, v.Text())
			}
			asked++
		}
	}
	calls := stop()
	if len(calls) == 0 {
		t.Errorf("looking at %d pages made no call at all", asked)
	}
	for _, call := range calls {
		if !slices.ContainsFunc([]string{"Get", "List", "Head", "GenerateCredentialReport", "Simulate"}, func(p string) bool { return strings.HasPrefix(call, p) }) {
			t.Errorf("looking at %d pages made the call %s", asked, call)
		}
	}
	for table, was := range before {
		if now := rows(t, dsn)[table]; now != was {
			t.Errorf("looking at %d pages changed the table %s:\n%s\nwas\n%s", asked, table, now, was)
		}
	}
}

// rows reads every table but those that looking may change: the time of a
// session's last use, the account as it was read last, the entries of the audit log
// which say that the log itself was looked at, and what the sandbox, as AWS, notes of
// a key that asks and of the report that is asked for.
func rows(t *testing.T, dsn string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+dsn+"?mode=ro") // internal/store registers the driver
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	all := map[string]string{}
	for _, table := range texts(t, db, `SELECT name FROM sqlite_master WHERE type = 'table'`) {
		where := map[string]string{
			"audit":  ` WHERE verb NOT IN ('audit.view', 'audit.export')`,
			"entity": ` WHERE kind NOT IN ('key-use', 'report')`,
		}[table]
		if table != "session" && table != "snapshot" && table != "audit_head" {
			all[table] = strings.Join(texts(t, db, `SELECT * FROM `+table+where), "\n")
		}
	}
	if len(all) < 20 {
		t.Fatalf("the database has the tables %v, want more", all)
	}
	return all
}

// texts reads the rows of a query, each as text.
func texts(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	found, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = found.Close() }()
	columns, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for found.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(row))
		for i, v := range row {
			parts[i] = fmt.Sprint(v)
		}
		all = append(all, strings.Join(parts, " "))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAForgedAddressIsNotBelieved sends failing sign-ins with every header by
// which proxies tell an address, each with another.
func TestAForgedAddressIsNotBelieved(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Visitor(t)
	names := []string{"X-Forwarded-For", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X_Forwarded_For", "X-Client-IP"}
	statuses := map[int]int{}
	const forged = 110
	for i := range forged {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, b.URL+"/sign-in",
			strings.NewReader(fmt.Sprintf("name=nobody%d&password=wrong", i)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", b.URL)
		address := fmt.Sprintf("203.0.113.%d", i)
		for _, name := range names {
			req.Header.Set(name, address)
		}
		req.Header.Set("Forwarded", "for="+address)
		res, err := w.Client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		statuses[res.StatusCode]++
	}
	if statuses[http.StatusUnprocessableEntity] != 100 || statuses[http.StatusTooManyRequests] != forged-100 {
		t.Errorf("%d sign-ins from as many forged addresses = %v, want 100 looked at, as from one client", forged, statuses)
	}
	refused := b.Audit(t, desk.SignIn)
	if len(refused) != 100 {
		t.Errorf("the audit log has %d sign-ins, want 100", len(refused))
	}
	for _, e := range refused {
		if e.Client != "127.0.0.1" {
			t.Errorf("the audit log has the address %s, want that of the socket, 127.0.0.1", e.Client)
		}
	}
}
