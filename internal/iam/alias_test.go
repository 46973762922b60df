package iam_test

import (
	"strings"
	"testing"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

func TestAliases(t *testing.T) {
	t.Parallel()
	for alias, want := range map[string]fault.Code{
		"": fault.CodeRequired, "ab": fault.CodeAlias, "abc": "", "acme-prod": "", "a-1-b": "", strings.Repeat("a", 63): "",
		strings.Repeat("a", 64): fault.CodeAlias, "-abc": fault.CodeAlias, "abc-": fault.CodeAlias, "a--b": fault.CodeAlias,
		"Acme": fault.CodeAlias, "a.b": fault.CodeAlias, "한국어": fault.CodeAlias,
	} {
		got := fault.Code("")
		if f := iam.CheckAlias("alias", alias); f != nil {
			got = f.Code
		}
		if got != want {
			t.Errorf("CheckAlias(%q) = %q, want %q", alias, got, want)
		}
	}
}

func TestBoundsOfAPasswordPolicy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		p      iam.PasswordPolicy
		fields string
	}{
		{iam.PasswordPolicy{MinLength: 6}, ""},
		{iam.PasswordPolicy{MinLength: 128, MaxAge: 1095, Reuse: 24}, ""},
		{iam.PasswordPolicy{MinLength: 5, MaxAge: 1096, Reuse: 25}, "length age reuse"},
		{iam.PasswordPolicy{MinLength: 129, MaxAge: -1, Reuse: -1}, "length age reuse"},
	} {
		var fields []string
		for _, f := range c.p.CheckBounds() {
			fields = append(fields, f.Field)
		}
		if got := strings.Join(fields, " "); got != c.fields {
			t.Errorf("%+v.CheckBounds() is about %q, want %q", c.p, got, c.fields)
		}
	}
}
