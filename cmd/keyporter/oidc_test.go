package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keyporter/internal/portertest"
)

// TestSigningInAtAProvider runs the program with the options of a provider: it
// starts while that is away, and knows the roles of groups.
func TestSigningInAtAProvider(t *testing.T) {
	t.Parallel()
	p := portertest.NewIdentityProvider(t)
	data := t.TempDir()
	secret := filepath.Join(data, "secret")
	if err := os.WriteFile(secret, []byte(portertest.ProviderSecret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Be(portertest.Unkind{Discover: func(w http.ResponseWriter, _ *http.Request, _ map[string]any) { w.WriteHeader(500) }})
	env := []string{"KEYPORTER_OIDC_ROLE=cn=ops,ou=groups=admin;staff=auditor", "KEYPORTER_OIDC_GROUPS_CLAIM=teams"}
	one := start(t, env, "--data", data, "--oidc-issuer", p.URL, "--oidc-client-id", portertest.ProviderClient, "--oidc-client-secret-file", secret)
	one.admin(t)
	portertest.NewBrowser(t, one.URL).Get("/sign-in").Want(http.StatusOK).Has("Sign in with")
	p.Be(portertest.Unkind{Claims: func(c map[string]any) { c["teams"] = []string{"cn=ops,ou=groups"} }})
	w := portertest.NewBrowser(t, one.URL)
	if v := w.Get("/sign-in/oidc?next=%2Fusers%2F~new").Want(http.StatusOK); v.URL.Path != "/users/~new" {
		t.Errorf("after the provider: %s, want /users/~new, which only an admin sees", v.URL)
	}
	if log := one.log.String(); strings.Contains(log, "code=") || strings.Contains(log, portertest.ProviderSecret) {
		t.Errorf("the log has a code or the secret:\n%s", log)
	}
}

func TestOptionsOfAProviderThatCannotBeRight(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	known := []string{"--oidc-issuer", "https://login.example.com", "--oidc-client-id", "keyporter"}
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a role without an issuer", []string{"--oidc-role", "ops=admin"}, "--oidc-issuer"},
		{"an issuer without a client id", known[:2], "--oidc-client-id"},
		{"an issuer by plain HTTP", []string{"--oidc-issuer", "http://login.example.com", "--oidc-client-id", "keyporter"}, "--oidc-issuer"},
		{"a role that is none", append(known[:4:4], "--oidc-role", "ops=king"), "--oidc-role"},
		{"a role without a group", append(known[:4:4], "--oidc-role", "=admin"), "--oidc-role"},
		{"a secret that is not there", append(known[:4:4], "--oidc-client-secret-file", empty+"x"), "--oidc-client-secret-file"},
		{"an empty secret", append(known[:4:4], "--oidc-client-secret-file", empty), "--oidc-client-secret-file"},
	} {
		code, _, errs := once(t, nil, append(c.args, "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--sandbox-listen", "127.0.0.1:0")...)
		if code != 2 || !strings.Contains(errs, c.want) {
			t.Errorf("%s = exit %d, %q; want 2 and %s", c.name, code, errs, c.want)
		}
	}
}
