package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// set fills a form of settings and sends it, with a proof where it asks for one.
func set(w *portertest.Browser, at string, fields map[string]string, status int) *portertest.View {
	f := w.Get(at).Want(http.StatusOK).Form(at)
	for name, value := range fields {
		f.Set(name, value)
	}
	return f.Submit(status)
}

// changed is the change that the audit log has of the last act of the verb.
func changed(t *testing.T, b *portertest.Bench, verb desk.Verb) (before, after string) {
	t.Helper()
	list := b.Audit(t, verb)
	i := slices.IndexFunc(list, func(e desk.Entry) bool { return e.Before != "" || e.After != "" })
	if i < 0 {
		t.Fatalf("the audit log has no change of %s, only %+v", verb, list)
	}
	return list[i].Before, list[i].After
}

// TestThePublicAddressIsFollowedByEveryProcess: what one process is told holds in
// another on the same database from its next request on.
func TestThePublicAddressIsFollowedByEveryProcess(t *testing.T) {
	t.Parallel()
	dsn := portertest.Postgres(t)
	one, other := portertest.New(t, portertest.Options{DSN: dsn}), portertest.New(t, portertest.Options{DSN: dsn})
	w := one.Browser(t, desk.Admin)
	from := func(origin string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, other.URL+"/sign-in", strings.NewReader("name=x&password=y"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.StatusCode
	}
	const public = "https://keys.example.com"
	if got := from(public); got != http.StatusForbidden {
		t.Errorf("a form of %s before it is the public address = %d, want 403", public, got)
	}
	set(w, templates.GeneralURL(), map[string]string{"public": "keys.example.com"}, http.StatusUnprocessableEntity).Has("An address is written as https://keys.example.com")
	set(w, templates.GeneralURL(), map[string]string{"public": "https://Keys.Example.com:443/"}, http.StatusOK).Has("The general settings", public)
	if before, after := changed(t, one, desk.GeneralSet); !strings.Contains(before, `"public_url": ""`) || !strings.Contains(after, public) {
		t.Errorf("the audit log says that %q became %q", before, after)
	}
	if got := from(public); got != http.StatusUnauthorized && got != http.StatusUnprocessableEntity {
		t.Errorf("a form of %s in the other process = %d, want that of a wrong password", public, got)
	}
	for _, foreign := range []string{"https://evil.example", "http://keys.example.com", public + ":8443", "null"} {
		if got := from(foreign); got != http.StatusForbidden {
			t.Errorf("a form of %s = %d, want 403", foreign, got)
		}
	}
	v := other.Browser(t, desk.Admin).Get(templates.InvitationsURL()).Form(templates.InvitationsURL()).Set("name", "lee").Submit(http.StatusOK)
	v.Has(public + "/setup/")
	set(w, templates.GeneralURL(), map[string]string{"public": ""}, http.StatusOK).Has("the address in the browser")
	if got := from(public); got != http.StatusForbidden {
		t.Errorf("a form of %s after it was taken away = %d, want 403", public, got)
	}
}

// TestThresholdsMoveFindingsAndUnused: the same number holds wherever nobody types another.
func TestThresholdsMoveFindingsAndUnused(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	set(w, templates.ThresholdsURL(), map[string]string{"key-age": "0", "unused": "10000"}, http.StatusUnprocessableEntity).Has("A whole number from 1 to 9999.")
	set(w, templates.ThresholdsURL(), map[string]string{"key-age": "30", "unused": "45"}, http.StatusOK).Has("The thresholds of findings")
	if before, after := changed(t, b, desk.ThresholdsSet); !strings.Contains(before, "90") || !strings.Contains(after, "30") || !strings.Contains(after, "45") {
		t.Errorf("the audit log says that %q became %q", before, after)
	}
	for path, want := range map[string]string{
		"/access/findings": "30", "/access/findings?age=x": "30 days are used.", "/access/unused": "45",
	} {
		if text := w.Get(path).Want(http.StatusOK); !strings.Contains(string(text.Body), want) && !strings.Contains(text.Text(), want) {
			t.Errorf("GET %s does not say %q:\n%s", path, want, text.Text())
		}
	}
	viewer := b.Browser(t, desk.Viewer)
	if v := viewer.Get(templates.ThresholdsURL()).Want(http.StatusOK).Has("30", "45"); v.FindForm(templates.ThresholdsURL()) != nil {
		t.Error("a viewer is offered a form of thresholds")
	}
	viewer.Get(templates.GeneralURL()).Want(http.StatusForbidden)
}

// TestSignInRulesHoldForOpenSessions: a session that has lasted longer than the new
// rules allow is over, in another process too.
func TestSignInRulesHoldForOpenSessions(t *testing.T) {
	t.Parallel()
	dsn := portertest.Postgres(t)
	one, other := portertest.New(t, portertest.Options{DSN: dsn}), portertest.New(t, portertest.Options{DSN: dsn})
	w, idle := one.Browser(t, desk.Admin), other.Browser(t, desk.Viewer)
	set(w, templates.SignInRulesURL(), map[string]string{"idle": "4", "life": "13"}, http.StatusUnprocessableEntity).Has("A whole number from 5 to 30.", "A whole number from 1 to 12.")
	other.Clock.Move(7 * time.Minute)
	idle.Get("/users").Want(http.StatusOK)
	set(w, templates.SignInRulesURL(), map[string]string{"idle": "5", "life": "1", "factor": ""}, http.StatusOK).Has("5 minutes", "1 hours")
	if before, after := changed(t, one, desk.SignInSet); !strings.Contains(before, "15") || !strings.Contains(after, `"idle_minutes": 5`) {
		t.Errorf("the audit log says that %q became %q", before, after)
	}
	other.Clock.Move(6 * time.Minute)
	if v := idle.Get("/users"); !strings.HasPrefix(v.URL.Path, "/sign-in") {
		t.Errorf("GET /users after 6 idle minutes where 5 are allowed ends at %s, want /sign-in", v.URL)
	}
	// From now on everybody must have a second factor: also who is signed in already.
	viewer := one.Browser(t, desk.Viewer)
	set(w, templates.SignInRulesURL(), map[string]string{"factor": desk.FactorDemanded}, http.StatusOK).Has("Every operator of this Keyporter must have a second factor.")
	if v := viewer.Get("/users"); v.URL.Path != "/me/second-factor" {
		t.Errorf("GET /users without a second factor where it is demanded ends at %s, want /me/second-factor", v.URL)
	}
}

// TestSettingsNeedAFreshProof: a session that was left open changes no setting.
func TestSettingsNeedAFreshProof(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	for at, fields := range map[string]map[string]string{
		templates.GeneralURL(): {"public": "https://keys.example.com"}, templates.ThresholdsURL(): {"key-age": "10"}, templates.SignInRulesURL(): {"idle": "20"},
	} {
		w.Get("/").Want(http.StatusOK)
		b.Clock.Move(desk.ProofLife + time.Minute)
		set(w, at, fields, http.StatusForbidden).ProofForm().Set(templates.ProofField, portertest.Password).Submit(http.StatusOK)
	}
	s, err := b.Store.Settings(t.Context())
	if err != nil || s.General.Public != "https://keys.example.com" || s.Thresholds.KeyAge != 10 || s.SignIn.Idle != 20 {
		t.Errorf("after the proofs Settings = %+v, %v, want what was sent with them", s, err)
	}
}
