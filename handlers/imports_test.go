package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
)

// uploaded sends a file as the form of the page does, and returns the answer after
// redirects.
func uploaded(t *testing.T, b *portertest.Bench, w *portertest.Browser, file []byte) (status int, path, body string) {
	t.Helper()
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	part, err := parts.CreateFormFile("file", "users.csv")
	must(t, err)
	_, err = part.Write(file)
	must(t, err)
	must(t, parts.WriteField("table", ""))
	must(t, parts.Close())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.URL+"/users/~import", &form)
	must(t, err)
	req.Header.Set("Content-Type", parts.FormDataContentType())
	req.Header.Set("Origin", b.URL)
	req.Header.Set("Accept-Language", w.Accept)
	res, err := w.Client.Do(req)
	must(t, err)
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, res.Request.URL.Path, string(answer)
}

// pasted pastes a table and returns its review.
func pasted(w *portertest.Browser, table string) *portertest.View {
	return w.Get("/users/~import").Form("/users/~import").Set("table", table).Send()
}

// importing is a bench with the group team, the user Taken, and an admin.
func importing(t *testing.T, dsn string) (*portertest.Bench, *portertest.Browser) {
	t.Helper()
	b := portertest.New(t, portertest.Options{DSN: dsn})
	_, err := b.Account.CreateGroup(context.Background(), "team")
	must(t, err)
	_, err = b.Account.CreateUser(context.Background(), "Taken")
	must(t, err)
	must(t, b.App.Refresh(context.Background()))
	return b, b.Browser(t, desk.Admin)
}

func TestUsersAreImportedFromAPastedTable(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b, w := importing(t, dsn)
		review := pasted(w, "Description,Access key,User name,Groups,Shoe size,Console\nher laptop,yes,ana,team,38,generated\n,no,taken,,,\n,maybe,bo,crew,,\n").Want(http.StatusOK)
		review.Has("Shoe size", "comma", "UTF-8", "Errors 1", "Exist already 1", "To be created 1", "Access key: Choose one of the offered values.", "crew", "CreateAccessKey: 1")
		if n := b.Sandbox.Mischief().Done("CreateUser"); n != 1 {
			t.Errorf("CreateUser was called %d times before anything was run, want the one of the test's own", n)
		}
		w.Get(review.URL.Path+"?show=exists").Want(http.StatusOK).Has("taken", "exists").Lacks("bo ")
		rows := programOf(t, w, review.URL.Path+"/rows.json").Rows
		if len(rows) != 3 || rows[0]["state"] != "create" || rows[1]["state"] != "exists" || rows[2]["state"] != "error" || rows[2]["line"] != float64(4) {
			t.Errorf("the report has %v, want a row to create, one that exists and an error in line 4", rows)
		}
		job := review.Form(review.URL.Path+"/run").Submit(http.StatusOK).Ended().Has("All changes were made", "2 secrets wait for you, in one file")
		file := job.Form(job.URL.Path + "/results").Submit(http.StatusOK)
		lines := strings.Split(string(file.Body), "\r\n")
		if lines[0] != "User name,Password,Access key ID,Secret access key,Console login link" || len(lines) != 3 || !strings.HasPrefix(lines[1], "ana,") {
			t.Errorf("the file has the lines %q", lines[0])
		}
		if got := file.Header.Get("Cache-Control") + file.Header.Get("Content-Encoding"); got != "no-store" {
			t.Errorf("the file comes with %q, want no-store and no encoding", got)
		}
		w.Post(job.URL.Path+"/results", url.Values{}).Want(http.StatusGone)
		job = w.Get(job.URL.Path).Has("2 secrets were handed over in a file.")
		job.Form(job.URL.Path + "/results/done").Submit(http.StatusOK).Has("Nothing is left to hand over here.")
		again := w.Post(review.URL.Path+"/run", url.Values{}).Want(http.StatusOK)
		if again.URL.Path != job.URL.Path {
			t.Errorf("the table sent again leads to %s, want %s", again.URL.Path, job.URL.Path)
		}
	})
}

// TestTheCallsOfATableAreShownBefore holds what is shown against what is called.
func TestTheCallsOfATableAreShownBefore(t *testing.T) {
	t.Parallel()
	b, w := importing(t, "")
	review := pasted(w, "user_name,groups,policies,tags,console,key,description\n"+
		"ana,team,AmazonS3ReadOnlyAccess,a=b,generated,yes,laptop\nbo,,,,,no,nothing\n").Want(http.StatusOK)
	calls := []string{"CreateUser", "AddUserToGroup", "AttachUserPolicy", "AttachUserPolicy", "CreateLoginProfile", "CreateAccessKey", "TagUser", "CreateUser"}
	review.Has("CreateUser: 2", "AttachUserPolicy: 2", "TagUser: 1", "AddUserToGroup ana team", strings.Join(calls[:7], ", "))
	stop := b.Sandbox.Mischief().Follow()
	review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended().Has("All changes were made")
	made := slices.DeleteFunc(stop(), func(call string) bool {
		return strings.HasPrefix(call, "List") || strings.HasPrefix(call, "Get") || strings.HasPrefix(call, "Generate")
	})
	if !slices.Equal(made, calls) {
		t.Errorf("the job called %v, want %v", made, calls)
	}
}

func TestResultsThatDidNotArriveAreRemoved(t *testing.T) {
	t.Parallel()
	b, w := importing(t, "")
	review := pasted(w, "user_name;key\nana;yes\n").Want(http.StatusOK).Has("semicolon")
	job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended()
	job.Form(job.URL.Path + "/results/lost").Submit(http.StatusOK).Has("Nothing is left to hand over here.")
	b.App.Sweep(t.Context())
	if keys, err := b.Account.Keys(t.Context(), "ana"); err != nil || len(keys) != 0 {
		t.Errorf("ana has the keys %v (%v), want none", keys, err)
	}
}

// TestTablesAreReadAsSpreadsheetsSaveThem sends what Excel and others write.
func TestTablesAreReadAsSpreadsheetsSaveThem(t *testing.T) {
	t.Parallel()
	b, w := importing(t, "")
	const table = "사용자 이름,그룹,설명,액세스 키\r\nana,team,\"노트북\r\n두 줄\",예\r\n"
	cp949, err := korean.EUCKR.NewEncoder().String(table)
	must(t, err)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(table)
	must(t, err)
	for name, c := range map[string]struct{ file, says string }{
		"UTF-8":                        {table, "UTF-8"},
		"UTF-8 with a byte-order mark": {"\ufeff" + table, "UTF-8"},
		"UTF-16":                       {utf16, "UTF-16"},
		"CP949":                        {cp949, "CP949, for it is no UTF-8"},
		"tabs":                         {strings.ReplaceAll(table, ",", "\t"), "tab"},
		"semicolons":                   {strings.ReplaceAll(table, ",", ";"), "semicolon"},
	} {
		status, path, body := uploaded(t, b, w, []byte(c.file))
		if status != http.StatusOK || !strings.HasPrefix(path, "/users/~import/") || !strings.Contains(body, c.says) || !strings.Contains(body, "ana") {
			t.Errorf("%s: %d at %s, want a review that says %q", name, status, path, c.says)
		}
	}
}

func TestWhatATableMayNotHave(t *testing.T) {
	t.Parallel()
	b, w := importing(t, "")
	long := strings.Repeat("x", 65)
	for name, c := range map[string]struct{ table, line, says string }{
		"a name twice":                   {"user_name\nana\nANA\n", "3", "Line 2 has the same user name."},
		"a name that AWS does not have":  {"user_name\nana maria\n", "2", "User name:"},
		"a long name":                    {"user_name\n" + long + "\n", "2", "64"},
		"a group that is not there":      {"user_name,groups\nana,crew\n", "2", "crew"},
		"a policy that is not there":     {"user_name,policies\nana,Nothing\n", "2", "Nothing"},
		"eleven groups":                  {"user_name,groups\nana,a;b;c;d;e;f;g;h;i;j;k\n", "2", "GroupsPerUser"},
		"a tag without a value":          {"user_name,tags\nana,team\n", "2", "key=value"},
		"a boundary that is not there":   {"user_name,boundary\nana,Edge\n", "2", "Edge"},
		"a path without its last stroke": {"user_name,path\nana,/dev\n", "2", "Path:"},
		"an empty row":                   {"user_name,path\nana,\n,\n", "3", "The row is empty."},
		"a row of NUL":                   {"user_name\nana\n\x00\x00\n", "3", "no letters"},
		"a row of broken letters":        {"user_name\nana\n\xff\xff\xff\n", "3", "no letters"},
		"more cells than heads":          {"user_name\nana,bo\n", "2", "2 cells"},
		"a quote that does not end":      {"user_name\nana\n\"bo\n", "3", "quotation mark"},
	} {
		status, path, body := uploaded(t, b, w, []byte(c.table))
		if status != http.StatusOK || !strings.HasPrefix(path, "/users/~import/") || !strings.Contains(body, c.says) || !strings.Contains(body, `<td class="num">`+c.line+"</td>") {
			t.Errorf("%s: %d at %s, want a review with an error in line %s that says %q", name, status, path, c.line, c.says)
		}
	}
	for name, c := range map[string]struct{ table, says string }{
		"nothing":                  {"", "must not be empty"},
		"no heads":                 {"\n\n", "heads of columns"},
		"no column of names":       {"path\n/dev/\n", "no column of user names"},
		"a column twice":           {"user_name,User name\nana,bo\n", "there twice"},
		"heads alone":              {"user_name\n", "no rows below"},
		"UTF-16 without its mark":  {"u\x00s\x00e\x00r\x00", "heads of columns"},
		"a picture":                {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no column of user names"},
		"a hundred thousand users": {"user_name\n" + strings.Repeat("ana\n", 100_000), "at most 5000 rows. Nothing was begun."},
	} {
		status, path, body := uploaded(t, b, w, []byte(c.table))
		if status != http.StatusUnprocessableEntity || path != "/users/~import" || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d at %s, want 422 with %q", name, status, path, c.says)
		}
	}
	if status, _, body := uploaded(t, b, w, bytes.Repeat([]byte("user_name\n"), 17<<20/10)); status != http.StatusRequestEntityTooLarge || !strings.Contains(body, "16 MiB") {
		t.Errorf("17 MiB: %d, want 413 with the limit", status)
	}
	if n := b.App.OpenJobs(); n != 0 || b.Sandbox.Mischief().Done("CreateUser") != 1 {
		t.Errorf("%d jobs were begun and users made, want neither", n)
	}
}

func TestWhoMayNotChangeImportsNothing(t *testing.T) {
	t.Parallel()
	b, w := importing(t, "")
	reader := b.Browser(t, desk.Auditor)
	reader.Get("/users/~import").Want(http.StatusForbidden)
	reader.Post("/users/~import", url.Values{"table": {"user_name\nana\n"}}).Want(http.StatusForbidden)
	review := pasted(w, "user_name,key\nana,yes\n").Want(http.StatusOK)
	b.Browser(t, desk.Admin).Get(review.URL.Path).Want(http.StatusNotFound)
	job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended()
	reader.Get(job.URL.Path).Want(http.StatusOK).Lacks("Download results")
	reader.Post(job.URL.Path+"/results", url.Values{}).Want(http.StatusForbidden)
	b.Browser(t, desk.Admin).Post(job.URL.Path+"/results", url.Values{}).Want(http.StatusGone)
	job.Form(job.URL.Path + "/results").Submit(http.StatusOK)
}

// TestAThousandUsersWithKeysAreImported is the figure: it must not take a minute.
func TestAThousandUsersWithKeysAreImported(t *testing.T) {
	t.Parallel()
	_, w := importing(t, "")
	users := 100
	if portertest.Insisted() {
		users = 1000
	}
	var table strings.Builder
	table.WriteString("user_name,groups,key\n")
	for i := range users {
		fmt.Fprintf(&table, "dev-%04d,team,yes\n", i+1)
	}
	review := pasted(w, table.String()).Want(http.StatusOK)
	began := time.Now()
	job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended().Has("All changes were made")
	took := time.Since(began)
	t.Logf("%d users with keys in %s", users, took)
	if took > time.Minute {
		t.Errorf("%d users took %s, want less than a minute", users, took)
	}
	if lines := strings.Count(string(job.Form(job.URL.Path+"/results").Submit(http.StatusOK).Body), "\r\n"); lines != users+1 {
		t.Errorf("the file has %d lines, want %d", lines, users+1)
	}
}
