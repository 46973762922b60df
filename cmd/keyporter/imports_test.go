package main_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// importUsers is how many rows the table of the test has.
const importUsers = 40

// TestAnImportSurvivesTheDeathOfItsProcess kills the process that imports users
// with keys, and starts it again. Each user is there once; whoever has a key has one
// and it is in the file, but for the row that was at work.
func TestAnImportSurvivesTheDeathOfItsProcess(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		e, data := newAccount(t), t.TempDir()
		args := []string{"--data", data, "--database", dsn, "--seal-key-file", filepath.Join(data, "seal.key"), "--iam-endpoint", e.url, "--second-factor", "offered"}
		first := start(t, e.env, args...)
		w := first.admin(t)
		table := "user_name,key\n"
		for i := range importUsers {
			table += fmt.Sprintf("user-%03d,yes\n", i)
		}
		review := w.Get("/users/~import").Form("/users/~import").Set("table", table).Submit(http.StatusOK)
		job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK)
		for e.box.Mischief().Done("CreateAccessKey") < 7 {
			time.Sleep(time.Millisecond)
		}
		_ = first.cmd.Process.Kill()
		_ = first.cmd.Wait() // it was killed
		again := portertest.NewBrowser(t, start(t, e.env, args...).URL)
		again.Client.Jar = w.Client.Jar
		again.Post(review.URL.Path+"/run", url.Values{}).Want(http.StatusOK)
		job = again.Get(job.URL.Path).Want(http.StatusOK).Ended()
		file := job.Form(job.URL.Path + "/results").Submit(http.StatusOK)
		records, err := csv.NewReader(strings.NewReader(string(file.Body))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		handed := map[string]string{}
		for _, r := range records[1:] {
			handed[r[0]] = r[2]
		}
		wantHanded(t, e, handed)
	})
}

// wantHanded holds what a file has against what AWS has.
func wantHanded(t *testing.T, e lasting, handed map[string]string) {
	t.Helper()
	if n := e.box.Mischief().Done("CreateUser"); n != importUsers {
		t.Errorf("CreateUser was carried out %d times, want %d", n, importUsers)
	}
	missing := 0
	for i := range importUsers {
		n := iam.UserName(fmt.Sprintf("user-%03d", i))
		keys, err := e.Keys(context.Background(), n)
		switch {
		case err != nil || len(keys) > 1:
			t.Errorf("%s has the keys %v (%v), want at most one", n, keys, err)
		case len(keys) == 1 && handed[string(n)] == string(keys[0].ID):
		case handed[string(n)] != "":
			t.Errorf("%s has the keys %v, and the file the key %s", n, keys, handed[string(n)])
		default:
			missing++
		}
	}
	if missing > 1 {
		t.Errorf("%d users have no key in the file, want at most the one whose row was at work", missing)
	}
}
