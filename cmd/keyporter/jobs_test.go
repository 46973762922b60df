package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/sandbox"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// lasting is an IAM server that outlives the processes under test.
type lasting struct {
	url string
	env []string // with which a process signs
	box *sandbox.Sandbox
	*account.Account
}

func newAccount(t *testing.T) lasting {
	t.Helper()
	ctx := context.Background()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "iam.db"))
	check(err)
	t.Cleanup(func() { check(db.Close()) })
	ring, err := seal.NewKeyring(make([]byte, 32))
	check(err)
	box, err := sandbox.New(sandbox.Options{Store: db, Seal: ring})
	check(err)
	server := httptest.NewServer(box)
	t.Cleanup(server.Close)
	id, secret := box.RootCredentials()
	acc, err := account.New(ctx, account.Options{IAMEndpoint: server.URL, Region: "ap-northeast-2", KeyID: id, Secret: secret})
	check(err)
	return lasting{url: server.URL, box: box, Account: acc, env: []string{
		"AWS_ACCESS_KEY_ID=" + id, "AWS_SECRET_ACCESS_KEY=" + secret.Reveal(),
		"AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null", "AWS_REGION=ap-northeast-2",
	}}
}

// jobUsers is how many rows the job of the test has.
const jobUsers = 60

// TestAJobSurvivesTheDeathOfItsProcess kills the process that carries a job out.
// The same one, started again, or on PostgreSQL the other one, goes on with it.
func TestAJobSurvivesTheDeathOfItsProcess(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		ctx, e := context.Background(), newAccount(t)
		if _, err := e.CreateGroup(ctx, "team"); err != nil {
			t.Fatal(err)
		}
		for i := range jobUsers {
			if _, err := e.CreateUser(ctx, iam.UserName(fmt.Sprintf("user-%03d", i))); err != nil {
				t.Fatal(err)
			}
		}
		data := t.TempDir()
		args := []string{"--data", data, "--database", dsn, "--seal-key-file", filepath.Join(data, "seal.key"), "--iam-endpoint", e.url, "--second-factor", "offered"}
		first := start(t, e.env, args...)
		w := first.admin(t)
		bases, other := []string{first.URL}, (*process)(nil)
		if strings.HasPrefix(dsn, "postgres") {
			other = start(t, e.env, args...)
			bases = append(bases, other.URL)
		}
		w.Post("/scans", url.Values{}).Want(http.StatusOK)
		values := w.Get("/users?per=25").Form("/users/~selection").Set("do", "users.group.add").Values()
		values.Set("all", "1")
		review := w.Post("/users/~selection", values).Want(http.StatusOK)
		review.Form(review.URL.Path).Set("group", "team").Submit(http.StatusOK)
		const copies = 20
		if got := race(t, w, bases, copies, review.URL.Path+"/run", url.Values{}, ""); got.other[http.StatusSeeOther] != copies {
			t.Fatalf("%d copies of the form = %v, want all 303", copies, got.other)
		}
		for e.box.Mischief().Done("AddUserToGroup") < 7 {
			time.Sleep(time.Millisecond)
		}
		_ = first.cmd.Process.Kill()
		_ = first.cmd.Wait() // it was killed
		if other == nil {
			other = start(t, e.env, args...)
		}
		again := portertest.NewBrowser(t, other.URL)
		again.Client.Jar = w.Client.Jar
		page := again.Post(review.URL.Path+"/run", url.Values{}).Want(http.StatusOK)
		page.Ended().Has("All changes were made", "60 of 60 rows")
		wantOneJob(t, again, e)
	})
}

// wantOneJob fails the test unless each row was carried out once, but for the one
// that was at work when its process died, and is in the audit log once.
func wantOneJob(t *testing.T, w *portertest.Browser, e lasting) {
	t.Helper()
	if n := e.box.Mischief().Done("AddUserToGroup"); n != jobUsers && n != jobUsers+1 {
		t.Errorf("AddUserToGroup was carried out %d times, want %d, or once more for the row at work", n, jobUsers)
	}
	if _, members, err := e.Group(context.Background(), "team"); err != nil || len(members) != jobUsers {
		t.Errorf("the group has %d members (%v), want %d", len(members), err, jobUsers)
	}
	var log struct {
		Rows []struct{ Act, Target, Outcome string }
	}
	if err := json.Unmarshal(w.Get("/audit.json").Want(http.StatusOK).Body, &log); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, r := range log.Rows {
		seen[r.Act+" "+r.Outcome]++
		seen[r.Act+" "+r.Outcome+" "+r.Target]++
	}
	if seen["user.group.add ended"] != jobUsers || seen["users.group.add begun"] != 1 || seen["users.group.add ended"] != 1 {
		t.Errorf("the audit log has %d rows, %d beginnings and %d ends, want %d and one of each",
			seen["user.group.add ended"], seen["users.group.add begun"], seen["users.group.add ended"], jobUsers)
	}
	for i := range jobUsers {
		if n := seen[fmt.Sprintf("user.group.add ended user-%03d", i)]; n != 1 {
			t.Errorf("user-%03d is in the audit log %d times, want once", i, n)
		}
	}
}
