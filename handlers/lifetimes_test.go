package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/templates"
)

func TestAKeyGetsALifetimeAndAnExemption(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w := b.Browser(t, desk.Admin)
	at := templates.KeyLifetimeURL("ana", id)
	linkWith(t, w.Get("/users/ana/keys").Want(http.StatusOK), at)
	f := w.Get(at).Want(http.StatusOK).Has("AWS's access keys have no expiry of their own.").Form(at)
	date := func(days int) string { return b.Clock.Now().UTC().AddDate(0, 0, days).Format(time.DateOnly) }
	f.Set("ends", "31.12.2026").Submit(http.StatusUnprocessableEntity).Has("A date is written as 2026-01-31.")
	f.Set("ends", date(-1)).Submit(http.StatusUnprocessableEntity).Has("This day is over.")
	f = f.Set("ends", date(5)).Set("exempt", date(20)).Submit(http.StatusUnprocessableEntity).Form(at)
	if f.Get("ends") != date(5) || f.Get("exempt") != date(20) {
		t.Errorf("the form came back with %v, want what was typed", f.Values())
	}
	f.Set("reason", "batch job").Submit(http.StatusOK).Has("exempt until "+date(20), "ends "+date(20))
	w.Get(at).Form(at).Set("exempt", "").Set("reason", "").Submit(http.StatusOK).Has("ends " + date(5)).Lacks("exempt")
	must(t, b.App.Refresh(context.Background()))
	must(t, b.App.ReadKeys(context.Background()))
	w.Get("/keys").Want(http.StatusOK).Has("End", date(5), "1 active keys reach their end soon.")
	w.Get("/access/findings?f=kind%3Akey-ending").Want(http.StatusOK).Has("Access keys near their end", string(id), date(5))
	b.Clock.Move(6 * 24 * time.Hour)
	b.App.Rotate(context.Background())
	wantStates(t, b, id, "old inactive, new gone")
	b.Browser(t, desk.Admin).Get("/users/ana/keys").Has("because its time was over")
}

func TestTheListOfKeysHasTheirEnds(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	must(t, b.App.ReadKeys(context.Background()))
	w := b.Browser(t, desk.Admin)
	at, date := templates.KeyLifetimeURL("ana", id), func(days int) string { return b.Clock.Now().UTC().AddDate(0, 0, days).Format(time.DateOnly) }
	ends := func() string {
		rows := programOf(t, w, "/keys.json").Rows
		if len(rows) != 1 {
			t.Fatalf("/keys.json has %d rows, want 1", len(rows))
		}
		return fmt.Sprint(rows[0]["ends"], " ", rows[0]["exempt_until"])
	}
	none := ends()
	w.Get(at).Form(at).Set("ends", date(5)).Set("exempt", date(20)).Set("reason", "batch job").Submit(http.StatusOK)
	w.Get("/keys").Want(http.StatusOK).Has(date(20) + " exempt until " + date(20))
	if got, want := ends(), date(20)+"T00:00:00Z "+date(20)+"T00:00:00Z"; got != want || none == want {
		t.Errorf("/keys.json says ends and exempt_until %q, before that %q, want %q", got, none, want)
	}
	if csv := string(w.Get("/keys.csv").Want(http.StatusOK).Body); !strings.Contains(csv, ",ends,exempt_until,read_at") || strings.Count(csv, ","+date(20)) != 2 {
		t.Errorf("/keys.csv is\n%s\nwant both dates", csv)
	}
	w.Get("/access/unused.csv?of=never").Want(http.StatusOK).Has("exempt_until")
}

func TestARuleIsSetForAllKeys(t *testing.T) {
	t.Parallel()
	b, id := withKey(t)
	w, auditor := b.Browser(t, desk.Admin), b.Browser(t, desk.Auditor)
	at := templates.KeyRuleURL()
	linkWith(t, w.Get("/keys").Want(http.StatusOK), at)
	f := w.Get(at).Want(http.StatusOK).Has("Keys may become as old as they like.").Form(at)
	for _, wrong := range [][2]string{{"x", "14"}, {"4000", "14"}, {"90", "0"}, {"90", ""}} {
		f.Set("most", wrong[0]).Set("warn", wrong[1]).Submit(http.StatusUnprocessableEntity)
	}
	f.Set("most", "90").Set("warn", "7").Submit(http.StatusOK).Has("Keys are made inactive when they are 90 days old.", "The rule for the access keys of account 123456789012 is saved.")
	if auditor.Get(at).Want(http.StatusOK).FindForm(at) != nil {
		t.Error("an auditor has the form of the rule")
	}
	auditor.Post(at, map[string][]string{"form": {"f"}, "most": {"1"}, "warn": {"1"}}).Want(http.StatusForbidden)
	auditor.Get(templates.KeyLifetimeURL("ana", id)).Want(http.StatusForbidden)
	w.Get(templates.KeyLifetimeURL("ana", id)).Want(http.StatusOK).Has("Keys of this account end after 90 days at the latest.")
	w.Get("/users/ana/keys").Want(http.StatusOK).Has("ends ")
	w.Get(at).Form(at).Set("most", "").Submit(http.StatusOK).Has("Keys may become as old as they like.")
	w.Get("/users/ana/keys").Want(http.StatusOK).Lacks("ends ")
}
