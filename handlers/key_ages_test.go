package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// keyed is a bench whose users have keys that were made and used so many days
// ago, before AWS made its credential report. A negative day is never.
func keyed(t *testing.T, keys map[iam.UserName][][2]int) *portertest.Bench {
	t.Helper()
	ctx, dsn := context.Background(), filepath.Join(t.TempDir(), "keyporter.db")
	db, err := store.Open(ctx, dsn)
	must(t, err)
	now := time.Now()
	ago := func(days int) time.Time {
		if days < 0 {
			return time.Time{}
		}
		return now.AddDate(0, 0, -days).Add(-time.Minute)
	}
	for user, list := range keys {
		portertest.OldUser(t, db, user, ago(500))
		for i, k := range list {
			portertest.OldKey(t, db, iam.AccessKey{ID: keyID(user, i), User: user, Status: iam.KeyActive, Created: ago(k[0])}, ago(k[1]))
		}
	}
	must(t, db.Close())
	b := portertest.New(t, portertest.Options{DSN: dsn})
	must(t, b.App.ReadReport(ctx))
	must(t, b.App.ReadKeys(ctx))
	return b
}

// keyID is the id of a user's i-th key of keyed.
func keyID(user iam.UserName, i int) iam.KeyID {
	return iam.KeyID(fmt.Sprintf("AKIA%s%016d", strings.ToUpper(string(user)), i))
}

func TestTheOverviewShowsHowOldKeysAre(t *testing.T) {
	t.Parallel()
	b := keyed(t, map[iam.UserName][][2]int{
		"ana": {{0, -1}, {29, -1}}, "bo": {{30, 5}, {89, 5}}, "carl": {{90, 5}, {364, 5}}, "dora": {{365, 5}, {900, 5}}, "eve": {{400, -1}}, "finn": nil,
	})
	must(t, b.Account.SetKeyStatus(context.Background(), "dora", keyID("dora", 1), iam.KeyInactive))
	must(t, b.App.Refresh(context.Background()))
	b.Clock.Move(time.Hour)
	must(t, b.App.ReadKeys(context.Background()))
	w := b.Browser(t, desk.Auditor)
	v := w.Get("/").Want(http.StatusOK).Has("Age of active access keys", "Up to 30 days 2", "30 to 90 days 2", "90 to 365 days 2", "Over 365 days 2").Lacks("which no bar counts")
	if n := strings.Count(string(v.Body), ` width="25.0%"`); n != 4 {
		t.Errorf("the plot has %d bars of a quarter, want four:\n%s", n, v.Body)
	}
	links, _ := v.Links()
	seen := map[string]string{}
	for _, l := range links {
		if strings.HasPrefix(l, "/keys?f=status%3Aactive&") {
			seen[l] = strings.Join(strings.Fields(w.Get(l).Want(http.StatusOK).Text()), " ")
		}
	}
	for link, want := range map[string][]iam.KeyID{
		"f=status%3Aactive&f=young%3A30":             {keyID("ana", 0), keyID("ana", 1)},
		"f=status%3Aactive&f=age%3A30&f=young%3A90":  {keyID("bo", 0), keyID("bo", 1)},
		"f=status%3Aactive&f=age%3A90&f=young%3A365": {keyID("carl", 0), keyID("carl", 1)},
		"f=status%3Aactive&f=age%3A365":              {keyID("dora", 0), keyID("eve", 0)},
	} {
		page := seen["/keys?"+link]
		if !strings.Contains(page, "1–2 of 2") || !strings.Contains(page, string(want[0])) || !strings.Contains(page, string(want[1])) {
			t.Errorf("the bar that leads to %s shows %q, want the keys %v", link, page, want)
		}
	}
	if len(seen) != 4 {
		t.Errorf("the plot leads to %d lists, want four: %v", len(seen), links)
	}
}

func TestKeysThatWereNotReadAreInNoBar(t *testing.T) {
	t.Parallel()
	b, _ := listed(t)
	release := b.Sandbox.Mischief().Hold("ListAccessKeys")
	t.Cleanup(release)
	for _, n := range []iam.UserName{"dora", "eve"} {
		_, err := b.Account.CreateUser(context.Background(), n)
		must(t, err)
	}
	must(t, b.App.Refresh(context.Background()))
	b.Browser(t, desk.Admin).Get("/").Want(http.StatusOK).Has("Up to 30 days 1", "Users whose access keys were not read yet, which no bar counts: 2.")
}

func TestBeforeTheFirstReadingThereAreNoBars(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Endpoint: "http://127.0.0.1:1", Unready: true})
	b.Browser(t, desk.Admin).Get("/").Want(http.StatusOK).Has("Age of active access keys not read yet").Lacks("Up to 30 days")
}
