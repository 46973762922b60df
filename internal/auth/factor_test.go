package auth_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/otp"
	"keyporter/internal/seal"
)

// factorRoutes are the routes of second factors.
func factorRoutes(a *auth.Auth, handle func(pattern string, f func(w http.ResponseWriter, r *http.Request) (desk.Actor, error))) {
	proof := func(r *http.Request) auth.Proof {
		return auth.Proof{Code: seal.NewSecret(r.FormValue("code")), Password: seal.NewSecret(r.FormValue("password"))}
	}
	handle("POST /second", func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
		return a.SecondStep(w, r, proof(r))
	})
	signed := func(pattern string, f func(w http.ResponseWriter, r *http.Request, by desk.Actor) (desk.Actor, error)) {
		handle(pattern, func(w http.ResponseWriter, r *http.Request) (desk.Actor, error) {
			by, ok, err := a.Who(r)
			if err == nil && !ok {
				err = fault.New(fault.Unsigned, fault.CodeSignIn)
			}
			if err != nil {
				return by, err
			}
			return f(w, r, by)
		})
	}
	signed("POST /prove", func(w http.ResponseWriter, r *http.Request, by desk.Actor) (desk.Actor, error) {
		return a.Prove(w, r, by, proof(r))
	})
	signed("POST /app", func(w http.ResponseWriter, r *http.Request, by desk.Actor) (desk.Actor, error) {
		if err := a.StartTOTP(r.Context(), by); err != nil {
			return by, err
		}
		seed, err := a.TOTPDraft(r.Context(), by)
		w.Header().Set("Seed", seed.Seed.Reveal())
		return by, err
	})
	signed("POST /confirm", func(w http.ResponseWriter, r *http.Request, by desk.Actor) (desk.Actor, error) {
		codes, err := a.ConfirmTOTP(w, r, by, proof(r).Code)
		w.Header().Set("Codes", strings.Join(codes, " "))
		return by, err
	})
}

// code is what the app of the seed shows now.
func (b *bench) code(t testing.TB, seed string) string {
	t.Helper()
	code, err := otp.Code(seed, b.now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enrolled makes an operator with an authenticator app, whose next code is not used.
func (b *bench) enrolled(t testing.TB, name string) (w *browser, seed string, codes []string) {
	t.Helper()
	b.operators(t, name)
	w = b.browser(t)
	w.signIn(name)
	head, _ := w.send("/app")
	seed = head.Get("Seed")
	head, got := w.send("/confirm", "code", b.code(t, seed))
	if !strings.HasPrefix(got, name+" ") {
		t.Fatalf("confirm the app of %s = %q", name, got)
	}
	b.pass(30 * time.Second)
	return w, seed, strings.Fields(head.Get("Codes"))
}

// TestACodeCountsOnce sends one code, or one recovery code, from many browsers that
// have given the password, to two processes at once.
func TestACodeCountsOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		_, seed, codes := b.enrolled(t, "ana")
		for name, made := range map[string]func() string{
			"a code":          func() string { return b.code(t, seed) },
			"a recovery code": func() string { return codes[0] },
		} {
			code := made()
			servers := []string{b.url, b.replica(t)}
			waiting := make([]*browser, 50)
			for i := range waiting {
				waiting[i] = b.at(t, servers[i%2])
				if got := waiting[i].post("/sign-in", "name", "ana", "password", password); got != "sign-in.second" {
					t.Fatalf("the password = %q, want sign-in.second", got)
				}
			}
			entered := together(len(waiting), func(i int) bool {
				got := waiting[i].post("/second", "code", code)
				if !strings.HasPrefix(got, "ana ") && got != "factor.wrong" && got != "sign-in.limited" {
					t.Errorf("%s sent many times at once = %q", name, got)
				}
				return strings.HasPrefix(got, "ana ")
			})
			if entered != 1 {
				t.Errorf("%s sent 50 times at once opened %d sessions, want 1", name, entered)
			}
			b.pass(15 * time.Minute)
		}
	})
}

func TestGuessingACodeDoesNotPay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		_, _, codes := b.enrolled(t, "ana")
		servers := []string{b.url, b.replica(t)}
		waiting := make([]*browser, 40)
		for i := range waiting {
			waiting[i] = b.at(t, servers[i%2])
			waiting[i].post("/sign-in", "name", "ana", "password", password)
		}
		looked := together(len(waiting), func(i int) bool {
			return waiting[i].post("/second", "code", fmt.Sprintf("%06d", i)) == "factor.wrong"
		})
		if looked != 10 {
			t.Errorf("%d of 40 wrong codes at once were looked at, want 10", looked)
		}
		if got := waiting[0].post("/second", "code", codes[0]); got != "sign-in.limited" {
			t.Errorf("a right code after too many wrong ones = %q, want sign-in.limited", got)
		}
		b.operators(t, "bo")
		b.browser(t).signIn("bo")
	})
}

// proved reads the answer of GET /: the session, when it was proved last, and
// whether there is a second factor.
func (w *browser) proved() (session string, at time.Time, factor bool) {
	w.t.Helper()
	res, err := w.client.Get(w.url + "/")
	if err != nil {
		w.t.Fatal(err)
	}
	f := strings.Fields(text(w.t, res))
	if len(f) != 4 {
		w.t.Fatalf("GET / = %q", f)
	}
	s, err := strconv.ParseInt(f[2], 10, 64)
	if err != nil {
		w.t.Fatal(err)
	}
	return f[1], time.Unix(s, 0).UTC(), f[3] == "true"
}

func TestAProofGivesTheSessionANewId(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		for name, c := range map[string]struct {
			field, value, want string
		}{
			"a password":       {"password", password, "ana "},
			"a wrong password": {"password", "wrong", "password.wrong"},
			"nothing":          {"password", "", "required"},
			"a code of no app": {"code", "000000", "required"},
		} {
			before, was, _ := ana.proved()
			copied := b.browser(t)
			copied.client.Jar = copyOf(t, ana)
			b.pass(6 * time.Minute)
			moved := b.rewraps.Load()
			got := ana.post("/prove", c.field, c.value)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("prove by %s = %q, want %q", name, got, c.want)
			}
			after, now, _ := ana.proved()
			if right := c.want == "ana "; (before != after) != right || now.Equal(b.now().Truncate(time.Second)) != right || !right && !now.Equal(was) {
				t.Errorf("prove by %s: another session %v, proved at %v, was %v", name, before != after, now, was)
			}
			if c.want == "ana " && (copied.who() != "sign-in" || b.rewraps.Load() != moved+1) {
				t.Errorf("after a proof a copy of the session is %q, and %d times moved what it wraps; want none, and 1", copied.who(), b.rewraps.Load()-moved)
			}
		}
		if got := len(b.entries(t, desk.Prove, desk.Noted)); got != 1 {
			t.Errorf("%d proofs in the audit log, want 1", got)
		}
	})
}

// copyOf is a jar with the cookies of another browser.
func copyOf(t *testing.T, w *browser) http.CookieJar {
	t.Helper()
	res, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := (&bench{jar: &http.Client{}}).at(t, w.url)
	other.client.Jar.SetCookies(res.URL, w.client.Jar.Cookies(res.URL))
	return other.client.Jar
}

// TestAProofDoesNotMakeASessionLonger: eight hours count from signing in.
func TestAProofDoesNotMakeASessionLonger(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		for i := range 34 {
			b.pass(14 * time.Minute)
			if got := ana.who(); got != "ana" {
				t.Fatalf("who = %q on the way", got)
			}
			if i%8 == 0 {
				if got := ana.post("/prove", "password", password); !strings.HasPrefix(got, "ana ") {
					t.Fatalf("prove = %q on the way", got)
				}
			}
		}
		b.pass(4 * time.Minute)
		if got := ana.who(); got != "sign-in" {
			t.Errorf("who = %q 8 hours after signing in, want sign-in", got)
		}
	})
}

func TestAPasswordIsNoProofWhereThereIsASecondFactor(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana, seed, _ := b.enrolled(t, "ana")
		b.pass(6 * time.Minute)
		_, was, factor := ana.proved()
		if got := ana.post("/prove", "password", password); got != "required" {
			t.Errorf("prove by the password = %q, want required", got)
		}
		const changed = "another good password"
		ana.post("/password", "present", password, "password", changed, "repeat", changed)
		if _, now, _ := ana.proved(); !factor || !now.Equal(was) {
			t.Errorf("after a change of the password proved at %v, want as before: %v", now, was)
		}
		if got := ana.post("/prove", "code", b.code(t, seed)); !strings.HasPrefix(got, "ana ") {
			t.Errorf("prove by a code = %q, want ana", got)
		}
		if got := ana.post("/prove", "code", b.code(t, seed)); got != "factor.wrong" {
			t.Errorf("prove by the same code = %q, want factor.wrong", got)
		}
	})
}

// TestASecondFactorDoesNotOpenForTheDisabled has somebody disabled between the two
// steps, and before.
func TestASecondFactorDoesNotOpenForTheDisabled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "bo")
		_, seed, codes := b.enrolled(t, "ana")
		for _, code := range []string{b.code(t, seed), codes[0]} {
			w := b.browser(t)
			w.post("/sign-in", "name", "ana", "password", password)
			b.disable(t, "ana", true)
			if got := w.post("/second", "code", code); got != "sign-in.second-gone" {
				t.Errorf("the second step of somebody disabled = %q, want sign-in.second-gone", got)
			}
			if got := b.browser(t).post("/sign-in", "name", "ana", "password", password); got != "sign-in.wrong" {
				t.Errorf("signing in disabled, with a second factor = %q, want sign-in.wrong", got)
			}
			b.disable(t, "ana", false)
			if got := w.post("/second", "code", code); got != "sign-in.second-gone" {
				t.Errorf("the second step after being enabled again = %q, want sign-in.second-gone", got)
			}
		}
	})
}

// TestSeedsAreSealedForTheirOwner swaps what is sealed for two operators.
func TestSeedsAreSealedForTheirOwner(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		_, seed, _ := b.enrolled(t, "ana")
		_, other, _ := b.enrolled(t, "bo")
		all, err := b.auth.Operators(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ana, err := b.store.TOTP(t.Context(), all[0].ID)
		if err != nil || bytes.Contains(ana.Seed, []byte(seed)) {
			t.Fatalf("the seed lies in the store: %v", err)
		}
		ana.Last = 0
		if err := b.store.SetTOTP(t.Context(), all[1].ID, ana, b.now()); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{seed, other} {
			w := b.browser(t)
			w.post("/sign-in", "name", "bo", "password", password)
			if got := w.post("/second", "code", b.code(t, s)); strings.HasPrefix(got, "bo ") {
				t.Errorf("bo signs in by a seed that was moved: %q", got)
			}
		}
	})
}
