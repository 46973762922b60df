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

// rotated is how many keys the test rotates.
const rotated = 40

// TestRotationsSurviveTheDeathOfTheirProcess kills the process that rotates many
// keys. The same one, started again, or on PostgreSQL the other one, goes on; the
// session that asked has all new keys in one file, and no user has a third key.
func TestRotationsSurviveTheDeathOfTheirProcess(t *testing.T) {
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		ctx, e := context.Background(), newAccount(t)
		old := map[string]iam.KeyID{}
		for i := range rotated {
			n := iam.UserName(fmt.Sprintf("svc-%03d", i))
			if _, err := e.CreateUser(ctx, n); err != nil {
				t.Fatal(err)
			}
			k, err := e.CreateAccessKey(ctx, n)
			if err != nil {
				t.Fatal(err)
			}
			old[string(n)] = k.ID
		}
		data := t.TempDir()
		args := []string{"--data", data, "--database", dsn, "--seal-key-file", filepath.Join(data, "seal.key"), "--iam-endpoint", e.url, "--second-factor", "offered"}
		first, other := start(t, e.env, args...), (*process)(nil)
		w := first.admin(t)
		if strings.HasPrefix(dsn, "postgres") {
			other = start(t, e.env, args...)
		}
		fields := url.Values{"do": {"keys.rotate"}}
		for user, id := range old {
			fields.Add("u", user+" "+string(id))
		}
		review := w.Post("/keys/~selection", fields).Want(http.StatusOK)
		for strings.Contains(review.Text(), "were not read yet") { // as they are in the background
			time.Sleep(100 * time.Millisecond)
			review = w.Post("/keys/~selection", fields).Want(http.StatusOK)
		}
		job := review.Form(review.URL.Path + "/run").Submit(http.StatusOK)
		for e.box.Mischief().Done("CreateAccessKey") < rotated+7 {
			time.Sleep(time.Millisecond)
		}
		_ = first.cmd.Process.Kill()
		_ = first.cmd.Wait() // it was killed
		if other == nil {
			other = start(t, e.env, args...)
		}
		again := portertest.NewBrowser(t, other.URL)
		again.Client.Jar = w.Client.Jar
		page := again.Get(job.URL.Path).Want(http.StatusOK).Ended()
		file := page.Form(job.URL.Path + "/results").Submit(http.StatusOK)
		wantRotated(t, e, old, file.Body)
	})
}

// wantRotated holds the file of a job of rotations against what AWS has.
func wantRotated(t *testing.T, e lasting, old map[string]iam.KeyID, file []byte) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(string(file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	handed := map[string]string{}
	for _, r := range records[1:] {
		handed[r[0]] = r[2]
	}
	missing := 0
	for user, id := range old {
		keys, err := e.Keys(context.Background(), iam.UserName(user))
		if err != nil || len(keys) > iam.KeysPerUser {
			t.Fatalf("user %s has the keys %v (%v), want at most two", user, keys, err)
		}
		kept, fresh := false, ""
		for _, k := range keys {
			if k.ID == id {
				kept = k.Active()
			} else {
				fresh = string(k.ID)
			}
		}
		switch {
		case !kept:
			t.Errorf("user %s has the keys %v, want the old key %s among them, and active", user, keys, id)
		case handed[user] == "":
			missing++
		case handed[user] != fresh:
			t.Errorf("the file has the key %s of user %s, who has %s", handed[user], user, fresh)
		}
	}
	if missing > 1 {
		t.Errorf("%d users have no key in the file, want at most the one whose row was at work", missing)
	}
}
