package handlers_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/handlers"
	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/internal/text"
)

// program is a report as a program reads it.
type program struct {
	Report, Account string
	Made            time.Time
	Columns         []string
	Rows            []map[string]any
	Notes           []string
	Complete        bool
}

// programOf reads a report of the dashboard.
func programOf(t *testing.T, w *portertest.Browser, path string) program {
	t.Helper()
	v := w.Get(path).Want(http.StatusOK)
	if got := v.Header.Get("Content-Type"); got != "application/json" {
		t.Errorf("%s has Content-Type %q, want application/json", path, got)
	}
	if got := v.Header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="`) || !strings.HasSuffix(got, `.json"`) {
		t.Errorf("%s has Content-Disposition %q, want a file", path, got)
	}
	var p program
	if err := json.Unmarshal(v.Body, &p); err != nil {
		t.Fatalf("%s is no JSON: %v\n%s", path, err, v.Body)
	}
	return p
}

func TestListsAreReportsForPrograms(t *testing.T) {
	t.Parallel()
	b, key := listed(t)
	w := b.Browser(t, desk.Auditor)
	p := programOf(t, w, "/users.json?q=ana")
	if p.Report != "users" || p.Account != "123456789012" || !p.Made.Equal(b.Clock.Now().Truncate(time.Second)) || !p.Complete {
		t.Errorf("/users.json begins with %q of %q at %v, complete %v", p.Report, p.Account, p.Made, p.Complete)
	}
	if len(p.Rows) != 1 || p.Rows[0]["user"] != "ana" || fmt.Sprint(p.Rows[0]["groups"]) != "[admins]" || p.Rows[0]["oldest_active_key_days"] != float64(0) {
		t.Errorf("/users.json?q=ana = %v, want ana in admins with a key of today", p.Rows)
	}
	p = programOf(t, w, "/users.json?q=carl&f=colour:red")
	if len(p.Rows) != 1 || fmt.Sprint(p.Rows[0]["groups"]) != "[]" || p.Rows[0]["oldest_active_key_days"] != nil || p.Complete || len(p.Notes) != 1 {
		t.Errorf("/users.json?q=carl with a filter that nobody understands = %+v", p)
	}
	if p = programOf(t, w, "/groups.json"); len(p.Rows) != 1 || p.Rows[0]["members"] != float64(2) || fmt.Sprint(p.Rows[0]["member_names"]) != "[ana bo]" {
		t.Errorf("/groups.json = %v", p.Rows)
	}
	if p = programOf(t, w, "/policies.json?q=AmazonS3FullAccess"); len(p.Rows) != 1 || p.Rows[0]["attachments"] != float64(1) {
		t.Errorf("/policies.json = %v", p.Rows)
	}
	if p = programOf(t, w, "/keys.json"); len(p.Rows) != 1 || p.Rows[0]["access_key_id"] != string(key) || p.Rows[0]["last_used"] != "unknown" {
		t.Errorf("/keys.json = %v, want the key with its use unknown: the report is older than it", p.Rows)
	}
	if p = programOf(t, w, "/audit.json"); len(p.Rows) == 0 || p.Rows[0]["seq"] != float64(len(p.Rows)) {
		t.Errorf("/audit.json = %v, want the newest entry first", p.Rows)
	}
	for _, list := range []string{"/users?q=ana", "/groups", "/policies", "/keys", "/audit"} {
		links, _ := w.Get(list).Want(http.StatusOK).Links()
		for _, form := range []string{".csv", ".json"} {
			want := strings.Replace(list, "?", form+"?", 1)
			if !strings.Contains(list, "?") {
				want += form
			}
			if !strings.Contains("\n"+strings.Join(links, "\n")+"\n", "\n"+want+"\n") {
				t.Errorf("%s has no link to %s", list, want)
			}
		}
	}
}

func TestAnIncompleteSourceIsMarkedInBothForms(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Endpoint: "http://127.0.0.1:1", Unready: true})
	w := b.Browser(t, desk.Admin)
	for _, list := range []string{"/users", "/groups", "/policies", "/keys"} {
		if p := programOf(t, w, list+".json"); p.Complete || len(p.Notes) == 0 || !strings.HasPrefix(p.Notes[len(p.Notes)-1], "Not whole: ") {
			t.Errorf("%s.json is complete %v, its notes are %q", list, p.Complete, p.Notes)
		}
		if v := w.Get(list + ".csv").Want(http.StatusOK); !strings.Contains(string(v.Body), "\r\n# Not whole: ") {
			t.Errorf("%s.csv does not say that it is not whole:\n%s", list, v.Body)
		}
	}
}

func TestTheTableOfTheCredentialReportIsAReport(t *testing.T) {
	t.Parallel()
	b := withReport(t)
	w := b.Browser(t, desk.Auditor)
	if p := programOf(t, w, "/credentials/table.json"); len(p.Rows) != 0 || p.Complete {
		t.Errorf("/credentials/table.json without a report = %+v, want it marked as incomplete", p)
	}
	now := b.Clock.Now()
	day := func(ago int) string { return now.AddDate(0, 0, -ago).UTC().Format(time.RFC3339) }
	b.set(t, now.Add(-2*time.Hour),
		reportLine("<root_account>", "not_supported", day(3), "not_supported", "not_supported", "FALSE", "TRUE", day(900), "N/A", "N/A", "N/A"),
		reportLine("bo", "TRUE", day(1), day(20), day(-70), "TRUE", "TRUE", day(100), day(2), "N/A", "s3"),
		reportLine("ana", "TRUE", "no_information", day(20), "N/A", "FALSE"),
	)
	p := programOf(t, w, "/credentials/table.json?only=no-mfa&sort=-name")
	if len(p.Rows) != 2 || p.Rows[0]["user"] != "<root_account>" || p.Rows[1]["user"] != "ana" || !p.Complete {
		t.Fatalf("/credentials/table.json = %+v, want the root and ana, as on the page", p)
	}
	if root, ana := p.Rows[0], p.Rows[1]; root["password_enabled"] != "unknown" || root["access_key_1_active"] != "yes" || root["access_key_1_last_rotated"] != day(900) ||
		ana["password_last_used"] != nil || ana["mfa_active"] != "no" || ana["report_made"] != now.Add(-2*time.Hour).UTC().Format(time.RFC3339) {
		t.Errorf("/credentials/table.json = %v", p.Rows)
	}
	v := w.Get("/credentials/table.csv?q=bo").Want(http.StatusOK)
	if rows := strings.Split(strings.TrimSpace(string(v.Body)), "\r\n"); len(rows) != 2 || !strings.HasPrefix(rows[1], "bo,") || strings.Count(rows[0], ",") != 23 {
		t.Errorf("/credentials/table.csv?q=bo = %q", rows)
	}
	w.Get("/credentials?only=no-mfa").Want(http.StatusOK).Has("CSV", "JSON")
}

// cutter takes an answer, and does something when the first piece comes.
type cutter struct {
	*httptest.ResponseRecorder
	first func()
}

func (c *cutter) Write(b []byte) (int, error) {
	if c.first != nil {
		c.first()
		c.first = nil
	}
	return c.ResponseRecorder.Write(b)
}

// TestAReportThatBreaksOffSaysSo takes the audit log away while it is sent.
func TestAReportThatBreaksOffSaysSo(t *testing.T) {
	t.Parallel()
	ctx, dsn := context.Background(), filepath.Join(t.TempDir(), "keyporter.db")
	b := portertest.New(t, portertest.Options{DSN: dsn})
	for range 1200 {
		_, err := b.Store.Append(ctx, desk.Entry{At: b.Clock.Now(), Phase: desk.Noted, Verb: desk.UserTag, Target: "ana", Detail: []string{strings.Repeat("x", 100)}})
		must(t, err)
	}
	db, err := sql.Open("sqlite", dsn)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	rename := func(from, to string) {
		_, err := db.Exec("ALTER TABLE " + from + " RENAME TO " + to)
		must(t, err)
	}
	h := handlers.New(handlers.Options{App: b.App, Auth: b.Auth, Clock: b.Clock.Now, Log: slog.New(slog.DiscardHandler)})
	by := desk.Actor{Operator: desk.Operator{ID: "1", Name: "kim", Role: desk.Admin}}
	for _, form := range []string{"csv", "json"} {
		w := &cutter{ResponseRecorder: httptest.NewRecorder(), first: func() { rename("audit", "gone") }}
		r := httptest.NewRequestWithContext(text.With(desk.WithActor(ctx, by), &text.English), http.MethodGet, "/audit."+form, nil)
		if err := h.ReportAudit(w, r); err == nil {
			t.Errorf("ReportAudit(%s) = nil, want the error for the log", form)
		}
		rename("gone", "audit")
		body, err := io.ReadAll(w.Body)
		must(t, err)
		want := map[string]string{"csv": "\r\n# This report broke off", "json": `"notes":["This report broke off`}[form]
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("the %s ends with %q, want %q", form, body[max(0, len(body)-200):], want)
		}
		if form == "json" && !json.Valid(body) {
			t.Error("the JSON that broke off is no JSON")
		}
	}
}
