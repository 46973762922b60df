package main_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"keyporter/internal/portertest"
)

func TestOperatorCommandsPrintLinksThatWork(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	link := func(args ...string) string {
		t.Helper()
		code, out, errs := once(t, nil, append(append([]string{"operator"}, args...), "--data", data)...)
		m := regexp.MustCompile(`/setup/(\S+)`).FindStringSubmatch(out)
		if code != 0 || m == nil {
			t.Fatalf("keyporter operator %q = exit %d, %q, %q; want a link", args, code, out, errs)
		}
		return m[1]
	}
	admin := link("add", "kim", "--role", "admin")
	auditor := link("invite", "lee", "--role", "auditor")

	p := start(t, nil, "--data", data)
	if p.Setup != "" {
		t.Error("a dashboard with an operator prints a first link")
	}
	kim := portertest.NewBrowser(t, p.URL)
	kim.Join(admin)
	kim.Get("/users/~new").Want(http.StatusOK)
	lee := portertest.NewBrowser(t, p.URL)
	lee.Join(auditor)
	lee.Get("/users").Want(http.StatusOK)
	lee.Get("/users/~new").Want(http.StatusForbidden)
	if code, _, errs := once(t, nil, "operator", "list", "--data", data); code == 0 || !strings.Contains(errs, "another Keyporter") {
		t.Errorf("operator list beside a running dashboard on SQLite = exit %d, %q; want a refusal", code, errs)
	}
	p.stop(t)

	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"list"}, 0, "kim"},
		{[]string{"add", "KIM", "--role", "admin"}, 1, "KIM"},
		{[]string{"add", "park", "--role", "owner"}, 2, "--role"},
		{[]string{"disable", "kim"}, 1, "kim"},
		{[]string{"role", "kim", "viewer"}, 1, "kim is the last admin"},
		{[]string{"role", "lee", "owner"}, 2, "owner"},
		{[]string{"role", "nobody", "viewer"}, 1, "nobody"},
		{[]string{"role", "LEE", "manager"}, 0, ""},
		{[]string{"list"}, 0, "manager"},
		{[]string{"disable", "lee"}, 0, ""},
		{[]string{"list"}, 0, "disabled"},
		{[]string{"reset", "nobody"}, 1, "nobody"},
	} {
		code, out, errs := once(t, nil, append(append([]string{"operator"}, c.args...), "--data", data)...)
		if code != c.code || !strings.Contains(out+errs, c.want) {
			t.Errorf("keyporter operator %q = exit %d, %q, %q; want %d and %q", c.args, code, out, errs, c.code, c.want)
		}
	}

	again := start(t, nil, "--data", data)
	lee = portertest.NewBrowser(t, again.URL)
	v := lee.Get("/sign-in").Form("/sign-in").Set("name", "lee").Set("password", portertest.Password).Send()
	if v.Status != http.StatusUnprocessableEntity && v.Status != http.StatusUnauthorized {
		t.Errorf("a disabled operator's sign-in = %d, want a refusal", v.Status)
	}
}
