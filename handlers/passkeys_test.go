package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

// named is the address of the dashboard by a name, at which browsers use passkeys.
func named(b *portertest.Bench) string {
	return strings.Replace(b.URL, "127.0.0.1", "localhost", 1)
}

// withPasskey makes an operator and a passkey of it.
func withPasskey(t *testing.T, b *portertest.Bench, name string) (*portertest.Browser, *portertest.Authenticator) {
	t.Helper()
	_, link := invited(t, b, name)
	w := portertest.NewBrowser(t, named(b))
	w.Join(strings.TrimPrefix(link, templates.SetupURL("")))
	key := portertest.NewAuthenticator(t, named(b))
	page := w.Get(templates.FactorsURL()).Form(templates.PasskeysURL()).Submit(http.StatusOK)
	options, f := page.Asked()
	f.Set("name", "blue key").Set(templates.ProofPasskey, key.Make(options)).Submit(http.StatusOK).Has("They are shown now and never again", "The passkey is in use.")
	return w, key
}

// atSecondStep gives the password and returns the second step.
func atSecondStep(t *testing.T, b *portertest.Bench, name string) *portertest.View {
	t.Helper()
	v := passed(t, portertest.NewBrowser(t, named(b)), name)
	if v.URL.Path != "/sign-in/second-step" {
		t.Fatalf("after the password the browser is at %s, want the second step", v.URL)
	}
	return v
}

func TestSigningInByAPasskey(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b := portertest.New(t, portertest.Options{DSN: dsn})
		w, key := withPasskey(t, b, "bo")
		w.Get(templates.FactorsURL()).Has("blue key", "Never", "10 of 10 left")
		options, f := atSecondStep(t, b, "bo").Asked()
		if v := f.Set(templates.ProofPasskey, key.Sign(options)).Submit(http.StatusOK); v.URL.Path != "/users" {
			t.Errorf("after the passkey the browser is at %s, want /users", v.URL)
		}
		w.Get(templates.FactorsURL()).Has("blue key").Lacks("Never")
		w.Get("/audit").Has("Add second factor", "blue key")
	})
}

func TestAPasskeyIsAProof(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w, key := withPasskey(t, b, "bo")
	ticket := issued(t, w)
	b.Clock.Move(late)
	asked := ticket.Form(ticket.URL.Path + "/open").Submit(http.StatusForbidden)
	options, f := asked.Asked()
	f.Set(templates.ProofPasskey, key.Sign(options)).Submit(http.StatusOK).Has("AKIA")
	b.Clock.Move(late)
	page := w.Get(templates.StepUpURL("/groups")).Want(http.StatusForbidden) // looking asks nothing yet
	options, f = page.Form(templates.StepUpURL("/groups")).Submit(http.StatusForbidden).Asked()
	if v := f.Set(templates.ProofPasskey, key.Sign(options)).Submit(http.StatusOK); v.URL.Path != "/groups" {
		t.Errorf("after the proof the browser is at %s, want /groups", v.URL)
	}
}

func TestAnAnswerOfAPasskeyThatDoesNotHoldIsWrong(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	_, key := withPasskey(t, b, "bo")
	other := portertest.NewAuthenticator(t, named(b))
	_, stranger := withPasskey(t, b, "cy")
	fresh := func() (string, *portertest.Form) { return atSecondStep(t, b, "bo").Asked() }
	old, _ := fresh()
	for name, answer := range map[string]func(options string) string{
		"of another key":               func(o string) string { return other.Sign(o) },
		"of another operator's key":    func(o string) string { return stranger.Sign(o) },
		"to what was asked elsewhere":  func(string) string { return key.Sign(old) },
		"for another site":             func(o string) string { return at(key, "https://keys.example.net").Sign(o) },
		"for another name of the site": func(o string) string { return key.Sign(strings.Replace(o, `"localhost"`, `"example.net"`, 1)) },
		"that is no JSON":              func(string) string { return "{" },
		"that is empty JSON":           func(string) string { return "{}" },
		"that is long":                 func(string) string { return strings.Repeat(" ", 17<<10) + "{}" },
	} {
		options, f := fresh()
		v := f.Set(templates.ProofPasskey, answer(options)).Send()
		if v.Status != http.StatusUnprocessableEntity {
			t.Errorf("an answer %s answers %d, want 422:\n%s", name, v.Status, v.Text())
		}
		b.Clock.Move(16 * time.Minute) // no guess is counted any more
	}
	options, f := fresh()
	answer := key.Sign(options)
	f.Set(templates.ProofPasskey, answer).Submit(http.StatusOK)
	if v := f.Set(templates.ProofPasskey, answer).Send(); v.Status == http.StatusOK {
		t.Errorf("an answer that was sent twice answers %d at %s", v.Status, v.URL)
	}
}

// at is the same key, asked by a page of another origin.
func at(key *portertest.Authenticator, origin string) *portertest.Authenticator {
	moved := *key
	moved.Origin = origin
	return &moved
}

func TestACopyOfAPasskeyIsRefused(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w, key := withPasskey(t, b, "bo")
	key.Counter = 5
	options, f := atSecondStep(t, b, "bo").Asked()
	f.Set(templates.ProofPasskey, key.Sign(options)).Submit(http.StatusOK)
	key.Counter = 3
	options, f = atSecondStep(t, b, "bo").Asked()
	f.Set(templates.ProofPasskey, key.Sign(options)).Submit(http.StatusForbidden).Has("counts backwards")
	w.Get("/audit").Has("Refused passkey.copied")
}

func TestPasskeysAreManaged(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w, _ := withPasskey(t, b, "bo")
	second := portertest.NewAuthenticator(t, named(b))
	page := w.Get(templates.FactorsURL()).Form(templates.PasskeysURL()).Submit(http.StatusOK)
	options, f := page.Asked()
	again := f.Set("name", " ").Set(templates.ProofPasskey, second.Make(options)).Submit(http.StatusUnprocessableEntity)
	options, f = again.Asked()
	again = f.Set("name", "green key").Set(templates.ProofPasskey, strings.Replace(second.Make(options), "public-key", "private-key", 1)).Submit(http.StatusUnprocessableEntity)
	options, f = again.Asked()
	v := f.Set("name", `green <b>"key"`).Set(templates.ProofPasskey, second.Make(options)).Submit(http.StatusOK).Has("blue key", `green <b>"key"`)
	_, actions := v.Links()
	removed := 0
	for _, a := range actions {
		if strings.HasPrefix(a, templates.PasskeysURL()+"/") && strings.HasSuffix(a, "/remove") {
			w.Post(a, url.Values{"form": {"x"}}).Want(http.StatusOK)
			removed++
		}
	}
	w.Get(templates.FactorsURL()).Has("No passkeys yet", "You have no second factor.").Lacks("left")
	if removed != 2 {
		t.Errorf("%d passkeys can be removed, want 2", removed)
	}
	w.Post(templates.PasskeyRemoveURL("none"), url.Values{}).Want(http.StatusNotFound)
}

// TestPasskeysNeedAName: browsers do not use them at an address of numbers.
func TestPasskeysNeedAName(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := b.Browser(t, desk.Admin)
	if w.Get(templates.FactorsURL()).Has("Browsers use passkeys only").FindForm(templates.PasskeysURL()) != nil {
		t.Error("a passkey is offered at an address of numbers")
	}
	w.Post(templates.PasskeysURL(), url.Values{}).Want(http.StatusConflict)
}
