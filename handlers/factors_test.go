package handlers_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/portertest"
	"keyporter/templates"
)

const late = desk.ProofLife + time.Second

// withApp sets up an authenticator app and returns its seed and the recovery codes.
func withApp(t *testing.T, b *portertest.Bench, w *portertest.Browser) (seed string, codes []string) {
	t.Helper()
	page := w.Get(templates.FactorsURL()).Form(templates.AppURL()).Submit(http.StatusOK)
	seed = strings.ReplaceAll(page.ByID("seed"), " ", "")
	page = page.Form(templates.AppConfirmURL()).Set("code", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusOK)
	codes = strings.Fields(page.ByID("codes"))
	if len(codes) != desk.RecoveryCodes {
		t.Fatalf("the page shows %d recovery codes, want %d:\n%s", len(codes), desk.RecoveryCodes, page.Text())
	}
	b.Clock.Move(30 * time.Second) // the next code
	return seed, codes
}

// passed gives name and password of an operator and returns the page after it.
func passed(t *testing.T, w *portertest.Browser, name string) *portertest.View {
	t.Helper()
	at := templates.SignInURL("/users")
	return w.Get(at).Form(at).Set("name", name).Set("password", portertest.Password).Submit(http.StatusOK)
}

// issued returns the ticket of a new key of ana.
func issued(t *testing.T, w *portertest.Browser) *portertest.View {
	t.Helper()
	return w.Get("/users/ana/keys/~new?use=other").Form("/users/ana/keys").Set("description", "app").Submit(http.StatusOK)
}

func TestASecretNeedsAFreshProofAndNothingIsLost(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := member(t, b, "bo")
	ticket := issued(t, w)
	b.Clock.Move(late)
	before := cookie(t, w)
	asked := ticket.Form(ticket.URL.Path+"/open").Submit(http.StatusForbidden).Has("Prove that it is you", "is kept")
	if b := asked.Body; bytes.Contains(b, []byte("AKIA")) {
		t.Error("the page that asks for a proof shows the key")
	}
	f := asked.ProofForm()
	if got := f.Set("prove", wrong).Submit(http.StatusUnprocessableEntity).Has("The present password is wrong.").ProofForm(); got.Get("prove") != "" {
		t.Error("the form that comes back holds the password")
	}
	opened := f.Set("prove", portertest.Password).Submit(http.StatusOK)
	if !regexp.MustCompile(`AKIA[A-Z0-9]{16}`).MatchString(opened.Text()) || opened.Header.Get("Content-Encoding") != "" {
		t.Errorf("after the proof %s shows no key, or compressed:\n%s", opened.URL, opened.Text())
	}
	if cookie(t, w) == before {
		t.Error("the session kept its id over a proof")
	}
	w.Post(ticket.URL.Path+"/open", url.Values{}).Want(http.StatusGone) // fresh now: nothing is asked
}

// cookie is the value of the browser's session cookie.
func cookie(t *testing.T, w *portertest.Browser) string {
	t.Helper()
	u, err := url.Parse(w.Get("/me").Want(http.StatusOK).URL.String())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range w.Client.Jar.Cookies(u) {
		if c.Name == "keyporter" {
			return c.Value
		}
	}
	t.Fatal("the browser has no session")
	return ""
}

func TestAFormIsCarriedWithoutItsPasswords(t *testing.T) {
	t.Parallel()
	b := withUser(t, "ana", "developers")
	w := member(t, b, "bo")
	b.Clock.Move(late)
	at := "/users/ana/delete"
	sent := url.Values{"form": {"k1"}, "confirm": {"ana"}, "note": {"a", `<b>"`}, "password": {wrong}, "code": {"123456"}}
	asked := w.Post(at, sent).Want(http.StatusForbidden).Has("Passwords that you typed are not kept")
	f := asked.ProofForm()
	for name, want := range map[string][]string{"form": {"k1"}, "confirm": {"ana"}, "note": {"a", `<b>"`}, "password": nil, "code": nil} {
		if got := f.Values()[name]; strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("the page carries %s = %q, want %q", name, got, want)
		}
	}
	if bytes.Contains(asked.Body, []byte(wrong)) {
		t.Error("the page carries a password")
	}
	f.Set("prove", portertest.Password).Submit(http.StatusOK)
	w.Get("/users/ana").Want(http.StatusNotFound)
}

func TestAFormThatIsTooLongIsNotCarried(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	b.Clock.Move(late)
	asked := w.Post("/users/ana/delete", url.Values{"note": {strings.Repeat("x", 60<<10)}}).Want(http.StatusForbidden)
	if n := len(asked.ProofForm().Get("note")); n != 60<<10 {
		t.Errorf("the page carries %d bytes, want all", n)
	}
	w.Post("/users/ana/delete", url.Values{"note": {strings.Repeat("x", 70<<10)}}).Want(http.StatusRequestEntityTooLarge)
}

func TestSigningInByTwoSteps(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b := portertest.New(t, portertest.Options{DSN: dsn})
		first := member(t, b, "bo")
		seed, codes := withApp(t, b, first)
		w := b.Visitor(t)
		step := passed(t, w, "bo").Has("The password of bo is right")
		if step.URL.Path != "/sign-in/second-step" {
			t.Fatalf("after the password the browser is at %s, want the second step", step.URL)
		}
		if v := w.Get("/users"); v.URL.Path != "/sign-in" {
			t.Errorf("half signed in, /users is at %s, want /sign-in", v.URL)
		}
		step.ProofForm().Set("prove", "000000").Submit(http.StatusUnprocessableEntity).Has("The code does not count.")
		code := portertest.Code(seed, b.Clock.Now())
		if v := step.ProofForm().Set("prove", code[:3]+" "+code[3:]).Submit(http.StatusOK); v.URL.Path != "/users" {
			t.Errorf("after the second step the browser is at %s, want /users", v.URL)
		}
		again := passed(t, b.Visitor(t), "bo")
		again.ProofForm().Set("prove", code).Submit(http.StatusUnprocessableEntity).Has("The code does not count.")
		again.ProofForm().Set("prove", strings.ToUpper(strings.ReplaceAll(codes[0], "-", ""))).Submit(http.StatusOK)
		passed(t, b.Visitor(t), "bo").ProofForm().Set("prove", codes[0]).Submit(http.StatusUnprocessableEntity)
		w.Get(templates.FactorsURL()).Has("9 of 10 left")
		for name, c := range map[string]struct {
			move time.Duration
			want int
		}{"a code of the period before": {30 * time.Second, http.StatusOK}, "a code of two periods before": {60 * time.Second, http.StatusUnprocessableEntity}} {
			b.Clock.Move(time.Minute)
			code, page := portertest.Code(seed, b.Clock.Now()), passed(t, b.Visitor(t), "bo")
			b.Clock.Move(c.move)
			if got := page.ProofForm().Set("prove", code).Send().Status; got != c.want {
				t.Errorf("%s answers %d, want %d", name, got, c.want)
			}
		}
	})
}

func TestAHalfSignInEnds(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	seed, _ := withApp(t, b, member(t, b, "bo"))
	w := b.Visitor(t)
	step := passed(t, w, "bo")
	b.Clock.Move(10 * time.Minute)
	step.ProofForm().Set("prove", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusGone).Has("Begin again")
	b.Visitor(t).Get("/sign-in/second-step").Want(http.StatusGone)
	step = passed(t, w, "bo")
	if err := b.Auth.SetDisabled(t.Context(), "bo", true); err == nil {
		t.Fatal("the last admin was disabled")
	}
	member(t, b, "cy")
	if err := b.Auth.SetDisabled(t.Context(), "bo", true); err != nil {
		t.Fatal(err)
	}
	step.ProofForm().Set("prove", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusGone)
}

func TestWrongCodesAreCountedApartFromPasswords(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	seed, codes := withApp(t, b, member(t, b, "bo"))
	for range 10 {
		passed(t, b.Visitor(t), "bo").ProofForm().Set("prove", "000000").Submit(http.StatusUnprocessableEntity)
	}
	for _, right := range []string{portertest.Code(seed, b.Clock.Now()), codes[0]} {
		v := passed(t, b.Visitor(t), "bo").ProofForm().Set("prove", right).Submit(http.StatusTooManyRequests)
		if v.Header.Get("Retry-After") == "" {
			t.Error("429 without Retry-After")
		}
	}
	b.Clock.Move(15 * time.Minute)
	passed(t, b.Visitor(t), "bo").ProofForm().Set("prove", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusOK)
}

func TestAFactorIsAddedAndRemovedByAFreshProof(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	other := b.Visitor(t)
	passed(t, other, "bo")
	b.Clock.Move(late)
	start := w.Get(templates.FactorsURL()).Has("You have no second factor.").Form(templates.AppURL())
	page := start.Submit(http.StatusForbidden).ProofForm().Set("prove", portertest.Password).Submit(http.StatusOK)
	seed := strings.ReplaceAll(page.ByID("seed"), " ", "")
	f := page.Form(templates.AppConfirmURL())
	f.Set("code", "").Submit(http.StatusUnprocessableEntity).Has("This field must not be empty.")
	f.Set("code", "000000").Submit(http.StatusUnprocessableEntity).Has("The code does not count.")
	done := f.Set("code", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusOK).Has("They are shown now and never again")
	file := done.Form(templates.RecoveryCodesFileURL()).Submit(http.StatusOK)
	if got, want := strings.Fields(string(file.Body)), strings.Fields(done.ByID("codes")); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the file has %q, want the codes on the page", got)
	}
	w.Post(templates.RecoveryCodesFileURL(), url.Values{"codes": {"0000-0000-0000-0000 <script>"}}).Want(http.StatusGone)
	if v := other.Get("/me"); v.URL.Path != "/sign-in" {
		t.Errorf("another session after a factor was added is at %s, want /sign-in", v.URL)
	}
	b.Clock.Move(late)
	w.Get(templates.AppURL()).Want(http.StatusForbidden) // the key is not shown to who found the browser open
	removal := w.Get(templates.FactorsURL()).Has("10 of 10 left").Form(templates.AppRemoveURL())
	asked := removal.Submit(http.StatusForbidden)
	asked.ProofForm().Set("prove", portertest.Password).Submit(http.StatusUnprocessableEntity) // a password is no second factor
	asked.ProofForm().Set("prove", portertest.Code(seed, b.Clock.Now())).Submit(http.StatusOK).Has("The authenticator app is removed.", "You have no second factor.")
	if v := passed(t, b.Visitor(t), "bo"); v.URL.Path != "/users" {
		t.Errorf("without a factor signing in leads to %s, want /users", v.URL)
	}
	w.Get("/audit").Has("Add second factor", "Remove second factor", "Prove to be there")
}

func TestRecoveryCodesAreMadeAnew(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	w.Post(templates.RecoveryCodesURL(), url.Values{"form": {"x"}}).Want(http.StatusNotFound) // there is nothing to recover
	_, before := withApp(t, b, w)
	page := w.Get(templates.FactorsURL()).Form(templates.RecoveryCodesURL()).Submit(http.StatusOK)
	after := strings.Fields(page.ByID("codes"))
	step := passed(t, b.Visitor(t), "bo")
	step.ProofForm().Set("prove", before[0]).Submit(http.StatusUnprocessableEntity)
	step.ProofForm().Set("prove", after[0]).Submit(http.StatusOK)
}

func TestAResetLinkTakesTheSecondFactorAway(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	withApp(t, b, member(t, b, "bo"))
	token, err := b.Auth.ResetLink(t.Context(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	if v := passed(t, b.Visitor(t), "bo"); v.URL.Path != "/sign-in/second-step" {
		t.Errorf("before the link is spent signing in leads to %s, want the second step", v.URL)
	}
	w := b.Visitor(t)
	w.Join(token)
	w.Get(templates.FactorsURL()).Want(http.StatusOK).Has("You have no second factor.")
}

func TestTheRulesOfSignInAreShown(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{})
	w := member(t, b, "bo")
	w.Get(templates.SignInRulesURL()).Want(http.StatusOK).Has("Offered to every operator", "15 minutes", "8 hours", "5 minutes", "10 in 15 minutes")
}

func TestWhoMustHaveASecondFactorIsLedToOne(t *testing.T) {
	t.Parallel()
	b := portertest.New(t, portertest.Options{Demand: true})
	w := member(t, b, "bo")
	for _, path := range []string{"/", "/users", "/audit", "/settings/sign-in", "/users.csv"} {
		if v := w.Get(path); v.URL.Path != templates.FactorsURL() {
			t.Errorf("GET %s without a second factor is at %s, want %s", path, v.URL, templates.FactorsURL())
		}
	}
	if v := w.Post("/drafts", url.Values{"name": {"ana"}}); v.URL.Path != templates.FactorsURL() {
		t.Errorf("a form without a second factor is at %s, want %s", v.URL, templates.FactorsURL())
	}
	w.Get(templates.FactorsURL()).Want(http.StatusOK).Has("must have a second factor")
	w.Get("/me").Want(http.StatusOK)
	withApp(t, b, w)
	w.Get("/users").Want(http.StatusOK)
	w.Get("/settings/sign-in").Has("Demanded of every operator", "Operators without a second factor 0")
	w.Get(templates.FactorsURL()).Lacks("must have a second factor").Form(templates.AppRemoveURL()).Submit(http.StatusOK).Has("must have a second factor")
	if v := w.Get("/users"); v.URL.Path != templates.FactorsURL() {
		t.Errorf("after the last factor was removed /users is at %s, want %s", v.URL, templates.FactorsURL())
	}
}
