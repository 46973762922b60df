package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
	"keyporter/templates"
)

// The budgets of a list page with 50 rows, in bytes, and of any page in elements.
// All twelve columns of the users at once, with two keys in each row, are more
// than the first allows; they are held to the other two.
const (
	listRaw      = 60 << 10
	listGzip     = 8 << 10
	pageElements = 2500
	otherRaw     = 30 << 10
	otherGzip    = 6 << 10
)

// others are pages that are no lists, at their longest.
func others() map[string]string {
	return map[string]string{"search": "/search?q=o", "activity": "/users/user-00000/activity", "overview": "/", "findings": "/access/findings?age=1&unused=1"}
}

// lists are the list pages, the users' with every column too.
func lists() map[string]string {
	return map[string]string{
		"users": "/users", "users-wide": "/users?c=" + strings.Join(templates.UserColumns(), "&c="),
		"groups": "/groups", "policies": "/policies", "keys": "/keys", "credentials": "/credentials", "audit": "/audit",
		"unused-keys": "/access/unused?of=never", "unused-users": "/access/unused?of=users&days=1",
		"findings": "/access/findings?f=kind:direct-policy",
	}
}

// large is a bench with 5,000 users, 300 groups and 600 policies; sixty users
// have two keys each, and a hundred acts are in the audit log.
func large(t testing.TB) *portertest.Bench {
	t.Helper()
	ctx := context.Background()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	dsn := filepath.Join(t.TempDir(), "keyporter.db")
	db, err := store.Open(ctx, dsn)
	try(err)
	portertest.Populate(t, db, 5000, 300, 600) // before AWS makes its first report
	var users []iam.UserName
	for i := range 120 {
		users = append(users, portertest.SeedUser(i/2))
		key := iam.AccessKey{ID: iam.KeyID(fmt.Sprintf("AKIAIOSFODNN%08d", i)), User: users[i], Status: iam.KeyActive, Created: time.Now().AddDate(0, 0, -i)}
		portertest.OldKey(t, db, key, time.Time{})
	}
	try(db.Close())
	b := portertest.New(t, portertest.Options{DSN: dsn})
	try(b.App.ReadReport(ctx))
	for i := range 100 {
		_, err := b.Store.Append(ctx, desk.Entry{At: time.Now(), Phase: desk.Noted, Actor: "mira", Verb: desk.UserTag, Target: string(users[i]), Detail: []string{"team=core"}})
		try(err)
	}
	try(b.App.ReadKeys(ctx))
	return b
}

var element = regexp.MustCompile(`<[a-z]`)

// weigh returns a page and how many bytes it has compressed.
func weigh(t *testing.T, b *portertest.Bench, w *portertest.Browser, path string) (*portertest.View, int64) {
	t.Helper()
	page := w.Get(path).Want(http.StatusOK)
	req, err := http.NewRequest(http.MethodGet, b.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := w.Client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	if err != nil || res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("GET %s: %v, encoding %q", path, err, res.Header.Get("Content-Encoding"))
	}
	return page, packed
}

func TestListPagesKeepTheirBudgets(t *testing.T) {
	t.Parallel()
	b := large(t)
	w := b.Browser(t, desk.Admin)
	for name, path := range others() {
		page, packed := weigh(t, b, w, path)
		if t.Logf("%s: %d bytes, %d compressed", name, len(page.Body), packed); len(page.Body) > otherRaw || packed > otherGzip {
			t.Errorf("%s is %d bytes, %d compressed: want at most %d, %d", name, len(page.Body), packed, otherRaw, otherGzip)
		}
	}
	for name, path := range lists() {
		page, packed := weigh(t, b, w, path)
		rows, elements := strings.Count(string(page.Body), "<tr"), len(element.FindAll(page.Body, -1))
		t.Logf("%s: %d bytes, %d compressed, %d elements", name, len(page.Body), packed, elements)
		if rows < 50 {
			t.Errorf("%s has %d rows, want a full page", name, rows)
		}
		if len(page.Body) > listRaw && name != "users-wide" || packed > listGzip || elements > pageElements {
			t.Errorf("%s is %d bytes, %d compressed, %d elements: want at most %d, %d, %d", name, len(page.Body), packed, elements, listRaw, listGzip, pageElements)
		}
	}
}
