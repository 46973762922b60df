package auth_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, operator, password, want string }{
		{"with name and password", "ana", password, "ana "},
		{"with the name in another spelling", " ＡＮＡ ", password, "ana "},
		{"with a wrong password", "ana", "correct horse batterz", "sign-in.wrong"},
		{"with a password that is longer", "ana", password + "y", "sign-in.wrong"},
		{"with an unknown name", "eve", password, "sign-in.wrong"},
		{"with a name that nobody can have", "a\x00na\xff", password, "sign-in.wrong"},
		{"as somebody disabled", "bo", password, "sign-in.wrong"},
		{"as somebody without a password", "cy", password, "sign-in.wrong"},
		{"without a name", " ", password, "required"},
		{"without a password", "ana", "", "required"},
	}
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		if err := b.auth.SetDisabled(t.Context(), "bo", true); err != nil {
			t.Fatal(err)
		}
		if _, err := b.auth.AddOperator(t.Context(), "cy", desk.Admin); err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			got := b.browser(t).post("/sign-in", "name", c.operator, "password", c.password)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("sign in %s = %q, want %q", c.name, got, c.want)
			}
		}
		if got := len(b.entries(t, desk.SignIn, desk.Noted)); got != 2 {
			t.Errorf("%d sign-ins in the audit log, want 2", got)
		}
		refused := b.entries(t, desk.SignIn, desk.Refused)
		if len(refused) != 6 {
			t.Errorf("%d refused sign-ins in the audit log, want 6", len(refused))
		}
		for _, e := range refused {
			if !slices.Contains([]string{"", "ana", "bo", "cy"}, e.Actor) || e.Fault != "sign-in.wrong" || e.Client != "127.0.0.1" {
				t.Errorf("refused sign-in in the audit log: %+v", e)
			}
		}
	})
}

func TestGuessingDoesNotPay(t *testing.T) {
	t.Parallel()
	spellings := []string{"ana", "ANA", " Ana", "aNa ", "ａｎａ"}
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana", "bo")
		evaluated := together(50, func(i int) bool {
			server := []string{b.url, b.secure}[i%2] // two processes on one store
			got := b.at(t, server).post("/sign-in", "name", spellings[i%len(spellings)], "password", fmt.Sprintf("wrong password %d", i))
			if got != "sign-in.wrong" && got != "sign-in.limited" {
				t.Errorf("a wrong password = %q", got)
			}
			return got == "sign-in.wrong"
		})
		if evaluated != 10 {
			t.Errorf("%d of 50 wrong passwords at once were looked at, want 10", evaluated)
		}
		if got := b.browser(t).post("/sign-in", "name", "ana", "password", password); got != "sign-in.limited" {
			t.Errorf("the right password after too many wrong ones = %q, want sign-in.limited", got)
		}
		b.browser(t).signIn("bo")
		b.pass(15 * time.Minute)
		b.browser(t).signIn("ana")
	})
}

func TestANetworkIsLimited(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		for range 12 { // right passwords cost nothing
			b.browser(t).signIn("ana")
		}
		evaluated := together(120, func(i int) bool {
			return b.browser(t).post("/sign-in", "name", fmt.Sprintf("name %d", i), "password", password) == "sign-in.wrong"
		})
		if evaluated != 100 {
			t.Errorf("%d of 120 wrong names at once were looked at, want 100", evaluated)
		}
	})
}

func TestARightPasswordForgetsTheWrongOnes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		one := b.browser(t)
		for range 3 {
			for range 9 {
				if got := one.post("/sign-in", "name", "ana", "password", "wrong"); got != "sign-in.wrong" {
					t.Fatalf("a wrong password = %q, want sign-in.wrong", got)
				}
			}
			one.signIn("ana")
		}
	})
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	const changed = "another good password"
	cases := []struct{ name, present, password, repeat, want string }{
		{"without the present one", "", changed, changed, "required"},
		{"with a wrong present one", "wrong", changed, changed, "password.wrong"},
		{"to a short one", password, "short", "short", "password.short"},
		{"to the same", password, password, password, "password.same"},
		{"with another repetition", password, changed, changed + "x", "password.unmatched"},
		{"to a good one", password, changed, changed, "ana "},
		{"with the one before", password, changed + "y", changed + "y", "password.wrong"},
	}
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		ana := b.browser(t)
		ana.signIn("ana")
		for _, c := range cases {
			got := ana.post("/password", "present", c.present, "password", c.password, "repeat", c.repeat)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("change the password %s = %q, want %q", c.name, got, c.want)
			}
			if got := ana.who(); got != "ana" {
				t.Errorf("change the password %s: who = %q afterwards, want ana", c.name, got)
			}
		}
		if got := b.rewraps.Load(); got != 1 {
			t.Errorf("%d times moved what the session wraps, want 1", got)
		}
		if got := len(b.entries(t, desk.PasswordChange, desk.Noted)); got != 1 {
			t.Errorf("%d changes in the audit log, want 1", got)
		}
		if got := b.browser(t).post("/sign-in", "name", "ana", "password", changed); !strings.HasPrefix(got, "ana ") {
			t.Errorf("sign in with the new password = %q", got)
		}
	})
}

func TestPreferencesShowOnTheNextRequest(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.operators(t, "ana")
		all, err := b.auth.Operators(t.Context())
		if err != nil || len(all) != 1 {
			t.Fatalf("Operators = %v, %v", all, err)
		}
		by := desk.Actor{Operator: all[0]}
		if err := b.auth.SavePreferences(t.Context(), by, desk.Preferences{Language: "ko", Theme: "dark", Zone: "Asia/Seoul", Density: "cosy", Keys: "off"}); err != nil {
			t.Fatal(err)
		}
		if err := b.auth.SavePreferences(t.Context(), by, desk.Preferences{Language: "fr", Theme: "dark"}); err == nil {
			t.Error("SavePreferences(fr) = nil, want a fault")
		}
		if err := b.auth.SavePreferences(t.Context(), by, desk.Preferences{Zone: "../etc/passwd"}); err == nil {
			t.Error("SavePreferences(../etc/passwd) = nil, want a fault")
		}
		all, err = b.auth.Operators(t.Context())
		if err != nil || all[0].Preferences != (desk.Preferences{Language: "ko", Theme: "dark", Zone: "Asia/Seoul", Density: "cosy", Keys: "off"}) {
			t.Errorf("after SavePreferences(ko, dark, Asia/Seoul, cosy, off): %+v, %v", all[0], err)
		}
	})
}
