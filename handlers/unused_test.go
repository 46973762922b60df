package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// idle is a bench of users whose keys were made and used so many days ago.
func idle(t *testing.T) *portertest.Bench {
	t.Helper()
	return keyed(t, map[iam.UserName][][2]int{
		"ana": {{100, -1}}, "bo": {{400, 5}}, "carl": {{300, 200}}, "dora": {{300, 100}, {200, 10}}, "eve": {{0, -1}}, "finn": nil,
	})
}

// inOrder fails the test unless the page has the texts, one behind the other.
func inOrder(t *testing.T, v *portertest.View, texts ...string) {
	t.Helper()
	rest := v.Text()
	for _, s := range texts {
		_, after, found := strings.Cut(rest, s)
		if !found {
			t.Fatalf("%s lacks %q behind those before it:\n%s", v.URL, s, v.Text())
		}
		rest = after
	}
}

func TestUnusedKeysAndUsers(t *testing.T) {
	t.Parallel()
	b := idle(t)
	w := b.Browser(t, desk.Admin)
	key := func(user iam.UserName, i int) string { return string(keyID(user, i)) }
	for _, c := range []struct {
		name, query string
		order       []string
		lacks       []string
	}{
		{"active keys unused for 90 days, those never used first", "", []string{"Unused for at least (days)", key("ana", 0), "never", key("carl", 0), "6 months ago", key("dora", 0), "3 months ago", "1–3 of 3"}, []string{key("dora", 1), key("bo", 0), key("eve", 0)}},
		{"for 150 days", "?days=150", []string{key("carl", 0), "1–1 of 1"}, []string{key("ana", 0), key("dora", 0)}},
		{"for one day", "?days=+1+", []string{"1–5 of 5"}, []string{key("eve", 0)}},
		{"a number of days that is none", "?days=soon", []string{"“soon” is no number of days", "90 days are shown", "1–3 of 3"}, nil},
		{"too many days", "?days=99999", []string{"“99999” is no number of days", "1–3 of 3"}, nil},
		{"sorted by owner, the last first", "?sort=-owner", []string{key("dora", 0), key("carl", 0), key("ana", 0)}, nil},
		{"searched", "?q=car", []string{key("carl", 0), "1–1 of 1"}, []string{key("ana", 0)}},
		{"searched in vain", "?q=nobody", []string{"Nothing matches", "“nobody”"}, nil},
		{"none", "?days=4000", []string{"No active key is unused for 4000 days"}, []string{"Nothing matches"}},
		{"keys never used, the oldest first", "?of=never", []string{key("ana", 0), key("eve", 0), "1–2 of 2"}, []string{key("bo", 0), "Unused for at least"}},
		{"users without activity", "?of=users", []string{"ana never", "eve never", "finn never", "carl 6 months ago", "s3", "1–4 of 4"}, []string{"dora", "bo 5"}},
		{"users without activity for a year", "?of=users&days=365", []string{"ana", "eve", "finn", "1–3 of 3"}, []string{"carl"}},
		{"a table that is none", "?of=x", []string{"1–3 of 3"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := w.Get("/access/unused" + c.query).Want(http.StatusOK).Lacks(c.lacks...)
			inOrder(t, v, c.order...)
		})
	}
}

func TestUnusedKeysAreDeactivatedByTheReviewOfMany(t *testing.T) {
	t.Parallel()
	b := idle(t)
	w := b.Browser(t, desk.Admin)
	list := w.Get("/access/unused?per=25&days=150").Want(http.StatusOK)
	list.Form("/keys/~selection").Submit(http.StatusUnprocessableEntity).Has("Choose at least one.")
	tick := "carl " + string(keyID("carl", 0))
	review := list.Form("/keys/~selection").Set("u", tick).Submit(http.StatusOK).Has("UpdateAccessKey " + tick)
	review.Form(review.URL.Path + "/run").Submit(http.StatusOK).Ended().Has("All changes were made")
	w.Get("/access/unused?days=150").Want(http.StatusOK).Has("No active key is unused for 150 days")

	all := w.Get("/access/unused?q=a&days=90").Want(http.StatusOK).Form("/keys/~selection")
	if got, want := fmt.Sprintf("%v %s", all.Values()["f"], all.Get("q")), "[status:active unused:90] a"; got != want {
		t.Errorf("the form of the table says %s for all that match, want %s", got, want)
	}
	values := all.Values()
	values.Set("all", "1")
	w.Post("/keys/~selection", values).Want(http.StatusOK).Has(string(keyID("ana", 0)), string(keyID("dora", 0))).Lacks(string(keyID("dora", 1)), string(keyID("bo", 0)))
	if v := b.Browser(t, desk.Auditor).Get("/access/unused").Want(http.StatusOK).FindForm("/keys/~selection"); v != nil {
		t.Error("an auditor can change keys")
	}
}

func TestUnusedIsAReport(t *testing.T) {
	t.Parallel()
	b := idle(t)
	w := b.Browser(t, desk.Auditor)
	links, _ := w.Get("/access/unused?of=users&days=365").Want(http.StatusOK).Links()
	if all := strings.Join(links, "\n"); !strings.Contains(all, "/access/unused.csv?days=365&of=users") || !strings.Contains(all, "/access/unused.json?days=365&of=users") {
		t.Errorf("the page has no links to its reports: %v", links)
	}
	p := programOf(t, w, "/access/unused.json?of=users&days=365")
	if len(p.Rows) != 3 || p.Rows[2]["user"] != "finn" || p.Rows[2]["inactive_days"] != float64(500) || p.Rows[2]["last_activity"] != nil || !p.Complete {
		t.Errorf("/access/unused.json of users = %+v", p)
	}
	if p = programOf(t, w, "/access/unused.json"); len(p.Rows) != 3 || p.Rows[0]["last_used"] != "never" || p.Rows[1]["last_used_service"] != "s3" || p.Rows[0]["age_days"] != float64(100) {
		t.Errorf("/access/unused.json = %+v", p)
	}
	if v := w.Get("/access/unused.csv?of=never").Want(http.StatusOK); strings.Count(string(v.Body), "\r\n") != 3 || !strings.Contains(string(v.Body), ",never,") {
		t.Errorf("/access/unused.csv?of=never = %q, want two keys", v.Body)
	}
}

func TestWhatIsNotKnownIsNotUnused(t *testing.T) {
	t.Parallel()
	b := idle(t)
	b.Clock.Move(100 * 24 * time.Hour) // the report is older than the days asked for
	w := b.Browser(t, desk.Admin)
	v := w.Get("/access/unused").Want(http.StatusOK).Has("6 more rows may match", "None was found among those whose use is known").Lacks("No active key is unused")
	if links, _ := v.Links(); !strings.Contains(strings.Join(links, "\n"), "/access/unused.json") {
		t.Errorf("a table of which nothing is known has no report: %v", links)
	}
	w.Get("/access/unused?of=users").Want(http.StatusOK).Has("6 more rows may match")
	if p := programOf(t, w, "/access/unused.json?of=users"); p.Complete || len(p.Rows) != 0 || len(p.Notes) != 1 {
		t.Errorf("/access/unused.json with an old report = %+v, want it marked as incomplete", p)
	}

	rep := withReport(t)
	_, err := rep.Account.CreateUser(context.Background(), "ana")
	must(t, err)
	must(t, rep.App.Refresh(context.Background()))
	rep.Clock.Move(100 * 24 * time.Hour)
	w = rep.Browser(t, desk.Admin)
	w.Get("/access/unused?of=users").Want(http.StatusOK).Has("There is no credential report yet", "1 more rows may match")
	if p := programOf(t, w, "/access/unused.json?of=never"); p.Complete || !strings.Contains(strings.Join(p.Notes, " "), "no credential report") {
		t.Errorf("/access/unused.json without a report = %+v", p)
	}
}
