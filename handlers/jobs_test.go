package handlers_test

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// crowd is a bench with so many users, named user-0001 and on, and a group, in
// which nobody is.
func crowd(t *testing.T, dsn string, n int) *portertest.Bench {
	t.Helper()
	b := portertest.New(t, portertest.Options{DSN: dsn})
	ctx := context.Background()
	_, err := b.Account.CreateGroup(ctx, "team")
	must(t, err)
	for i := range n {
		_, err := b.Account.CreateUser(ctx, iam.UserName(fmt.Sprintf("user-%04d", i+1)))
		must(t, err)
	}
	must(t, b.App.Refresh(ctx))
	return b
}

// joining begins a job that adds all users to the group, and returns its page as
// the form led to it.
func joining(t *testing.T, w *portertest.Browser) *portertest.View {
	t.Helper()
	values := w.Get("/users?per=25").Form("/users/~selection").Set("do", "users.group.add").Values()
	values.Set("all", "1")
	review := w.Post("/users/~selection", values).Want(http.StatusOK)
	review = review.Form(review.URL.Path).Set("group", "team").Submit(http.StatusOK)
	return review.Form(review.URL.Path + "/run").Submit(http.StatusOK)
}

// atWork waits until a row of the job at the address is at work.
func atWork(t *testing.T, b *portertest.Bench, page string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		j, err := b.Store.Job(t.Context(), strings.TrimPrefix(page, "/jobs/"))
		must(t, err)
		if j.Current != "" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("no row of %s is at work", page)
		}
	}
}

// TestAllThatMatchBecomeAJob changes more rows than a request had time for.
func TestAllThatMatchBecomeAJob(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := crowd(t, dsn, 520)
		w := b.Browser(t, desk.Admin)
		v := joining(t, w).Ended().Has("All changes were made", "520 of 520 rows", "Add user user-0001 to group team", "AddUserToGroup")
		_, members, err := b.Account.Group(context.Background(), "team")
		if err != nil || len(members) != 520 || b.Sandbox.Mischief().Done("AddUserToGroup") != 520 {
			t.Errorf("the group has %d members after %d calls (%v), want 520 of each", len(members), b.Sandbox.Mischief().Done("AddUserToGroup"), err)
		}
		w.Get(v.URL.Path+"?rows=all&after=500").Want(http.StatusOK).Has("user-0501", "user-0520").Lacks("user-0500")
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(w.Get(v.URL.Path+"/rows.csv").Want(http.StatusOK).Body), "\ufeff"))).ReadAll()
		if err != nil || len(records) < 521 || records[520][0] != "520" || records[520][2] != "user-0520" || records[520][5] != "done" {
			t.Errorf("rows.csv has %d records (%v), want 520 rows", len(records), err)
		}
		w.Get("/jobs").Want(http.StatusOK).Has("Add several users to a group", "520 of 520 rows", "done")
		list := programOf(t, w, "/jobs.json")
		if len(list.Rows) != 1 || list.Rows[0]["done"] != float64(520) || list.Rows[0]["state"] != "done" || !list.Complete {
			t.Errorf("/jobs.json = %+v, want the one job", list)
		}
	})
}

func TestAJobIsCancelledAndTheRestTriedAgain(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := crowd(t, dsn, 30)
		w, reader := b.Browser(t, desk.Admin), b.Browser(t, desk.Auditor)
		release := b.Sandbox.Mischief().Hold("AddUserToGroup")
		v := joining(t, w).Has("0 of 30 rows", "Closing this page stops nothing")
		page := v.URL.Path
		atWork(t, b, page)
		seen := reader.Get(page).Want(http.StatusOK).Has("at work")
		if seen.FindForm(page+"/cancel") != nil {
			t.Error("an auditor sees a button that cancels")
		}
		reader.Post(page+"/cancel", url.Values{}).Want(http.StatusForbidden)
		reader.Post(page+"/retry", url.Values{"form": {"x"}}).Want(http.StatusForbidden)
		for range 2 { // the second is a copy
			w.Post(page+"/cancel", url.Values{}).Want(http.StatusOK).Has("being cancelled")
		}
		release()
		v = w.Get(page).Ended().Has("The job was cancelled", "29 of 30 rows were not changed.", "Add user user-0002 to group team").Lacks("user user-0001 to")
		w.Post(page+"/cancel", url.Values{}).Want(http.StatusConflict).Has("The job has ended already.")
		if reader.Get(page).FindForm(page+"/retry") != nil {
			t.Error("an auditor sees a button that tries the rest again")
		}
		w.Get("/jobs?show=left").Want(http.StatusOK).Has("cancelled", "1 of 30 rows")
		w.Get("/jobs?show=open").Want(http.StatusOK).Has("No job of this kind")
		v.Form(page + "/retry").Submit(http.StatusOK).Ended().Has("All changes were made")
		if n := b.Sandbox.Mischief().Done("AddUserToGroup"); n != 30 {
			t.Errorf("AddUserToGroup was called %d times, want 30", n)
		}
		w.Get("/audit").Want(http.StatusOK).Has("Cancel job", "Try rest of job again")
	})
}

func TestInactiveKeysOfManyAreDeleted(t *testing.T) {
	t.Parallel()
	b, off := listed(t)
	ctx := context.Background()
	must(t, b.Account.SetKeyStatus(ctx, "ana", off, iam.KeyInactive))
	on, err := b.Account.CreateAccessKey(ctx, "ana")
	must(t, err)
	b.Clock.Move(time.Hour)
	must(t, b.App.ReadKeys(ctx))
	w := b.Browser(t, desk.Admin)
	review := w.Get("/keys").Form("/keys/~selection").Set("u", "ana "+string(off), "ana "+string(on.ID)).Set("do", "keys.delete").Submit(http.StatusOK)
	review.Has("DeleteAccessKey ana "+string(off), "is active").Lacks("DeleteAccessKey ana " + string(on.ID))
	run := review.Form(review.URL.Path + "/run")
	run.Submit(http.StatusUnprocessableEntity).Has("DeleteAccessKey ana " + string(off))
	must(t, b.Account.SetKeyStatus(ctx, "ana", off, iam.KeyActive)) // somebody needs it again
	b.Clock.Move(late)
	v := run.Tick("sure", "1").Submit(http.StatusForbidden).ProofForm().Set("prove", portertest.Password).Submit(http.StatusOK).Ended().Has("Some rows were not changed")
	if keys, err := b.Account.Keys(ctx, "ana"); err != nil || len(keys) != 2 {
		t.Fatalf("the keys of ana are %v (%v): an active one was deleted", keys, err)
	}
	must(t, b.Account.SetKeyStatus(ctx, "ana", off, iam.KeyInactive))
	b.Clock.Move(late)
	v.Form(v.URL.Path+"/retry").Submit(http.StatusForbidden).ProofForm().Set("prove", portertest.Password).Submit(http.StatusOK).Ended().Has("All changes were made")
	keys, err := b.Account.Keys(ctx, "ana")
	if err != nil || len(keys) != 1 || keys[0].ID != on.ID {
		t.Errorf("the keys of ana are %v (%v), want the active one alone", keys, err)
	}
	review = w.Get("/users").Form("/users/~selection").Set("u", "ana", "bo").Set("do", "keys.delete").Submit(http.StatusOK)
	review.Has("has no inactive key", "Nothing is left to do.")
}

// TestTheNavigationCountsJobs looks at the number beside the navigation, which all
// pages have.
func TestTheNavigationCountsJobs(t *testing.T) {
	t.Parallel()
	b := crowd(t, "", 2)
	w := b.Browser(t, desk.Admin)
	counted := func() bool {
		return strings.Contains(string(w.Get("/me").Body), `<span>Jobs</span> <span class="count">1</span>`)
	}
	if counted() {
		t.Error("the navigation counts a job before there is one")
	}
	release := b.Sandbox.Mischief().Hold("AddUserToGroup")
	v := joining(t, w)
	if !counted() {
		t.Error("the navigation does not count the job at work")
	}
	release()
	v.Ended()
	w.Get("/jobs/06h00000000000000000000000").Want(http.StatusNotFound).Has("There is no such job.")
	w.Get("/jobs/06h00000000000000000000000/events").Want(http.StatusNotFound)
}

// event is one event of a stream.
type event struct{ name, data string }

// follow reads a stream of events and calls see with each until it returns false
// or the stream ends. It returns the header of the answer.
func follow(t *testing.T, b *portertest.Bench, w *portertest.Browser, path string, see func(event) bool) http.Header {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.URL+path, nil)
	must(t, err)
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := w.Client.Do(req)
	must(t, err)
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("GET %s = %d, want 200", path, res.StatusCode)
	}
	var e event
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		line := lines.Text()
		if line == "" {
			if !see(e) {
				return res.Header
			}
			e = event{}
			continue
		}
		field, value, _ := strings.Cut(line, ": ")
		switch field {
		case "event":
			e.name = value
		case "data":
			e.data += value
		default:
			t.Errorf("the stream has the line %q", line)
		}
	}
	return res.Header
}

func TestAJobIsFollowedByEvents(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		b := crowd(t, dsn, 3)
		w := b.Browser(t, desk.Auditor)
		must(t, b.Account.DeleteUser(t.Context(), "user-0001"))
		release := b.Sandbox.Mischief().Hold("AddUserToGroup")
		events := joining(t, b.Browser(t, desk.Admin)).URL.Path + "/events"
		var all []event
		head := follow(t, b, w, events, func(e event) bool {
			if all = append(all, e); len(all) == 1 {
				release()
			}
			return true
		})
		if head.Get("Content-Type") != "text/event-stream" || head.Get("Content-Encoding") != "" || head.Get("Cache-Control") != "no-store" {
			t.Errorf("the head of the stream is %v", head)
		}
		first, last := all[0], all[len(all)-1]
		if !strings.Contains(first.data, `<section id="job"`) || !strings.Contains(first.data, "0 of 3 rows") || first.name != "" {
			t.Errorf("the first event is %+v, want the part of the page, at 0 rows", first)
		}
		if last.name != "end" || !strings.Contains(all[len(all)-2].data, "3 of 3 rows") {
			t.Errorf("the last events are %+v, want 3 rows and the end", all[max(len(all)-2, 0):])
		}
		again := 0 // who comes when it has ended is told so
		follow(t, b, w, events, func(e event) bool { again++; return e.name != "end" })
		if again != 2 {
			t.Errorf("the stream of a job that has ended has %d events, want 2", again)
		}
	})
}

func TestAPageOfAJobAsksAgainOnlyWithoutScripts(t *testing.T) {
	t.Parallel()
	b := crowd(t, "", 2)
	w := b.Browser(t, desk.Admin)
	release := b.Sandbox.Mischief().Hold("AddUserToGroup")
	const refresh = `<noscript><meta http-equiv="refresh" content="3"></noscript>`
	v := joining(t, w)
	if head, _, _ := strings.Cut(string(v.Body), "</head>"); strings.Count(head, refresh) != 1 || v.Header.Get("Refresh") != "" {
		t.Errorf("the page of a job at work has the head %s and Refresh %q, want an element for those without scripts", head, v.Header.Get("Refresh"))
	}
	release()
	if body := string(v.Ended().Body); strings.Contains(body, "http-equiv") {
		t.Error("the page of a job that has ended asks again")
	}
}

func TestTheAddressesOfAJobAreSafe(t *testing.T) {
	t.Parallel()
	b := crowd(t, "", 1)
	w := b.Browser(t, desk.Admin)
	v := joining(t, w).Ended()
	for _, q := range []string{"?rows=x&after=y", "?after=-9", "?rows=left", "?after=99999999999999999999"} {
		w.Get(v.URL.Path + q).Want(http.StatusOK)
	}
	for _, q := range []string{"?show=x", "?before='%20OR%201=1"} {
		w.Get("/jobs" + q).Want(http.StatusOK)
	}
	links, _ := w.Get("/jobs?show=left").Links()
	if !slices.Contains(links, "/jobs.csv?show=left") {
		t.Errorf("the list has no link to its report: %v", links)
	}
}
