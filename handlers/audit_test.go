package handlers_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// TestTheLogIsNarrowedByItsAddress asks for parts of the log, as a page and as a
// file.
func TestTheLogIsNarrowedByItsAddress(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := portertest.New(t, portertest.Options{DSN: dsn})
		for i, e := range []desk.Entry{
			{Actor: "kim", Verb: desk.UserCreate, Target: "ana", Phase: desk.Ended},
			{Actor: "lee", Verb: desk.UserCreate, Target: "bo", Phase: desk.Failed},
			{Actor: "lee", Verb: desk.UserDelete, Target: "ana", Phase: desk.Ended},
		} {
			e.At, e.Act = b.Clock.Now().AddDate(0, 0, i-40), "act-"+e.Actor
			_, err := b.Store.Append(context.Background(), e)
			must(t, err)
		}
		day := func(n int) string { return b.Clock.Now().UTC().AddDate(0, 0, n-40).Format("2006-01-02") }
		w := b.Browser(t, desk.Auditor)
		for _, c := range []struct {
			name  string
			query url.Values
			want  []string
		}{
			{"by its operator", url.Values{"actor": {"lee"}}, []string{"3", "2"}},
			{"by what was done", url.Values{"act": {"user.create"}, "to": {day(5)}}, []string{"2", "1"}},
			{"by its target", url.Values{"target": {"ana"}}, []string{"3", "1"}},
			{"by its outcome", url.Values{"outcome": {"failed"}}, []string{"2"}},
			{"by its act", url.Values{"id": {"act-kim"}}, []string{"1"}},
			{"to a day and that day too", url.Values{"to": {day(1)}}, []string{"2", "1"}},
			{"between days", url.Values{"from": {day(1)}, "to": {day(1)}}, []string{"2"}},
			{"by all of it", url.Values{"actor": {"lee"}, "act": {"user.delete"}, "target": {"ana"}, "outcome": {"ended"}}, []string{"3"}},
			{"by a day that is none", url.Values{"from": {"yesterday"}, "actor": {"lee"}}, []string{"3", "2"}},
			{"to nothing", url.Values{"actor": {"nobody"}}, nil},
		} {
			var file struct {
				Rows []struct{ Seq int }
			}
			body := w.Get("/audit.json?" + c.query.Encode()).Want(http.StatusOK).Body
			if err := json.Unmarshal(body, &file); err != nil {
				t.Fatalf("%s: %v:\n%s", c.name, err, body)
			}
			var got []string
			for _, r := range file.Rows {
				got = append(got, strconv.Itoa(r.Seq))
			}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("%s: GET /audit.json?%s has the entries %v, want %v", c.name, c.query.Encode(), got, c.want)
			}
			page := w.Get("/audit?" + c.query.Encode()).Want(http.StatusOK)
			for _, seq := range c.want {
				if !strings.Contains(string(page.Body), `href="/audit/`+seq+`"`) {
					t.Errorf("%s: the page has no entry %s", c.name, seq)
				}
			}
			if len(c.want) == 0 {
				page.Has("No entry meets these filters.")
			}
		}
		w.Get("/audit?act=audit.export").Want(http.StatusOK).Has("/audit.json?actor=lee")
		w.Get("/audit?act=audit.view").Want(http.StatusOK).Has("View the audit log")
	})
}

// TestAnEntryShowsTheChangeAndItsProof edits an inline policy and tags, and alters
// the log afterwards.
func TestAnEntryShowsTheChangeAndItsProof(t *testing.T) {
	t.Parallel()
	dsn := filepath.Join(t.TempDir(), "keyporter.db")
	b := portertest.New(t, portertest.Options{DSN: dsn})
	furnish(t, b)
	w := b.Browser(t, desk.Admin)
	f := w.Get("/users/ana/tags").Form("/users/ana/tags").Set("key0", "team").Set("value0", "core")
	fields := f.Values()
	fields.Set("do", "save")
	w.Post("/users/ana/tags", fields).Want(http.StatusOK)
	list, err := b.Store.Audit(context.Background(), desk.AuditFilter{Verb: desk.UserTags, Limit: 10})
	must(t, err)
	if len(list) != 2 || list[1].After != "team = core" || list[1].Before != "" || list[0].After != "" {
		t.Fatalf("the log has %+v, want one entry that begins with the tag and one that ends", list)
	}
	ended := "/audit/" + strconv.FormatInt(list[0].Seq, 10)
	w.Get(ended).Want(http.StatusOK).Has("What the act changes", "team = core", "Content and hash agree", "None yet")
	must(t, b.Ledger.Checkpoint(context.Background()))
	w.Get(ended).Want(http.StatusOK).Has("Signed checkpoint", "At entry ")
	w.Get("/audit/1").Want(http.StatusOK).Has("None: it is the first entry")
	for _, gone := range []string{"/audit/0", "/audit/100000", "/audit/x", "/audit/-1"} {
		w.Get(gone).Want(http.StatusNotFound)
	}
	w.Get("/audit").Want(http.StatusOK).Has("Not verified since")
	w.Post("/audit/verify", nil).Want(http.StatusOK).Has("Verified to its end", "Verify the audit log")

	db, err := sql.Open("sqlite", dsn)
	must(t, err)
	_, err = db.ExecContext(t.Context(), `UPDATE audit SET target = 'somebody' WHERE seq = $1`, list[0].Seq)
	must(t, err)
	must(t, db.Close())
	w.Get(ended).Want(http.StatusOK).Has("The audit log was altered", "Its column target")
	w.Post("/audit/verify", nil).Want(http.StatusOK).Has("The audit log was altered", "First wrong entry: "+strconv.FormatInt(list[0].Seq, 10))
}
