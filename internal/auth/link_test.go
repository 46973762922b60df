package auth_test

import (
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

func TestTheFirstLinkMakesOneAdmin(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		token, err := b.auth.SetupLink(t.Context())
		if err != nil || token == "" {
			t.Fatalf("SetupLink = %q, %v", token, err)
		}
		made := together(100, func(int) bool {
			got := b.browser(t).post("/setup", "token", token, "name", "ana", "password", password, "repeat", password)
			if got != "link.gone" && !strings.HasPrefix(got, "ana ") {
				t.Errorf("redeem the first link = %q", got)
			}
			return got != "link.gone"
		})
		all, err := b.auth.Operators(t.Context())
		if err != nil || made != 1 || len(all) != 1 || all[0].Role != desk.Admin {
			t.Errorf("100 redemptions at once: %d answered well, operators %v, %v, want 1 and one admin", made, all, err)
		}
		if token, err := b.auth.SetupLink(t.Context()); token != "" || err != nil {
			t.Errorf("SetupLink with an operator = %q, %v, want none", token, err)
		}
		if got := len(b.entries(t, desk.OperatorCreate, desk.Noted)); got != 1 {
			t.Errorf("%d operators made in the audit log, want 1", got)
		}
	})
}

func TestAMistakeSpendsNoLink(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, operator, password, repeat, language, want string }{
		{"no name", "", password, password, "", "required"},
		{"a name with a slash", "a/b", password, password, "", "operator.name"},
		{"a name of 65 characters", strings.Repeat("a", 65), password, password, "", "too-long"},
		{"no password", "ana", "", "", "", "required"},
		{"a password of 11 characters", "ana", "elevenchars", "elevenchars", "", "password.short"},
		{"a password of 257 characters", "ana", strings.Repeat("p", 257), strings.Repeat("p", 257), "", "password.long"},
		{"another repetition", "ana", password, password + "x", "", "password.unmatched"},
		{"an unknown language", "ana", password, password, "fr", "choice"},
		{"no mistake", "ana", password, password, "ko", "ana "},
		{"the link is spent", "bo", password, password, "", "link.gone"},
	}
	each(t, func(t *testing.T, b *bench) {
		token, err := b.auth.SetupLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			one := b.browser(t)
			got := one.post("/setup", "token", token, "name", c.operator, "password", c.password, "repeat", c.repeat, "language", c.language)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("%s: redeem = %q, want %q", c.name, got, c.want)
			}
			if signedIn := one.who() == "ana"; signedIn != (c.want == "ana ") {
				t.Errorf("%s: signed in %v", c.name, signedIn)
			}
		}
	})
}

func TestALinkGoes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		look := func(name, token, want string) {
			t.Helper()
			_, err := b.auth.Link(t.Context(), token)
			got := "there"
			if f := fault.Of(err); f != nil {
				got = string(f.Code)
			} else if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%s: Link = %s, want %s", name, got, want)
			}
		}
		must := func(token string, err error) string {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return token
		}
		first := must(b.auth.SetupLink(t.Context()))
		look("the first link", first, "there")
		second := must(b.auth.SetupLink(t.Context()))
		look("the first link, after another start", first, "link.gone")
		look("a token that never was", "nonsense", "link.gone")
		b.pass(15*time.Minute - time.Second)
		look("a link just before its end", second, "there")
		b.pass(time.Second)
		look("a link at its end", second, "link.gone")
		third := must(b.auth.SetupLink(t.Context()))
		b.operators(t, "ana", "bo")
		look("the first link, once there is an operator", third, "link.gone")

		reset := must(b.auth.ResetLink(t.Context(), "ana"))
		again := must(b.auth.ResetLink(t.Context(), "ana"))
		look("a reset link, after another one", reset, "link.gone")
		look("a reset link", again, "there")
		if err := b.auth.SetDisabled(t.Context(), "ana", true); err != nil {
			t.Fatal(err)
		}
		look("a reset link of somebody disabled since", again, "link.gone")
	})
}

func TestOperatorsOfTheCommandLine(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		code := func(err error) string {
			if f := fault.Of(err); f != nil {
				return string(f.Code)
			}
			if err != nil {
				return err.Error()
			}
			return ""
		}
		b.operators(t, "ana")
		token, err := b.auth.Invite(ctx, " Bo ", desk.Auditor)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.browser(t).post("/setup", "token", token, "name", "mallory", "password", password, "repeat", password); !strings.HasPrefix(got, "Bo ") {
			t.Errorf("redeem an invitation = %q, want Bo", got)
		}
		cases := []struct {
			name string
			do   func() error
			want string
		}{
			{"invite somebody who is there", func() error { _, err := b.auth.Invite(ctx, "BO", desk.Admin); return err }, "operator.taken"},
			{"add somebody who is there", func() error { _, err := b.auth.AddOperator(ctx, "ana", desk.Admin); return err }, "operator.taken"},
			{"add with an unknown role", func() error { _, err := b.auth.AddOperator(ctx, "cy", "king"); return err }, "operator.role"},
			{"add a name with a tab", func() error { _, err := b.auth.AddOperator(ctx, "c\ty", desk.Admin); return err }, "operator.name"},
			{"reset somebody unknown", func() error { _, err := b.auth.ResetLink(ctx, "eve"); return err }, "operator.not-found"},
			{"disable somebody unknown", func() error { return b.auth.SetDisabled(ctx, "eve", true) }, "operator.not-found"},
			{"disable the last admin", func() error { return b.auth.SetDisabled(ctx, "ana", true) }, "operator.last"},
			{"disable an auditor", func() error { return b.auth.SetDisabled(ctx, "bo", true) }, ""},
			{"enable an auditor", func() error { return b.auth.SetDisabled(ctx, "bo", false) }, ""},
		}
		for _, c := range cases {
			if got := code(c.do()); got != c.want {
				t.Errorf("%s = %q, want %q", c.name, got, c.want)
			}
		}
		all, err := b.auth.Operators(ctx)
		if err != nil || len(all) != 2 || all[1].Role != desk.Auditor || all[1].Disabled {
			t.Errorf("Operators = %+v, %v, want ana and the auditor Bo", all, err)
		}
		if got := b.entries(t, desk.OperatorSwitch, desk.Noted); len(got) != 2 || got[0].Actor != "command line" {
			t.Errorf("switches in the audit log: %+v, want 2 by the command line", got)
		}
	})
}
