package auth_test

import (
	"strings"
	"testing"
)

// TestACommonPasswordIsRefused chooses passwords on the page of a link, which is
// spent by none that is refused.
func TestACommonPasswordIsRefused(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, password, want string }{
		{"from the list", "1qaz2wsx3edc", "password.common"},
		{"from the list, in capitals", "QWERTY123456", "password.common"},
		{"from the list, in the wide letters of another keyboard", "ｑｗｅｒｔｙ123456", "password.common"},
		{"from the list, with signs for letters", "Adm1n1str4t0r", "password.common"},
		{"a common word with a year and a mark", "Password2026!", "password.common"},
		{"a common word with signs for letters and a year", "P@ssw0rd1234", "password.common"},
		{"a common word twice", "dragondragon", "password.common"},
		{"a common word twice with a digit", "dragondragon1", "password.common"},
		{"one letter", "aaaaaaaaaaaaaaaa", "password.common"},
		{"four characters again and again", "x7#kx7#kx7#kx7#k", "password.common"},
		{"the name with digits", "AnaMariaKim2026", "password.common"},
		{"the name twice", "ana maria kim ana maria kim", "password.common"},
		{"the product's name", "keyporter123!", "password.common"},
		{"the product's name and the operator's", "keyporter-Ana Maria Kim", "password.common"},
		{"a sentence with a common word in it", "the dragon sleeps under my desk", "ana maria kim "},
	}
	each(t, func(t *testing.T, b *bench) {
		token, err := b.auth.SetupLink(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			got := b.browser(t).post("/setup", "token", token, "name", "ana maria kim", "password", c.password, "repeat", c.password)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("choose a password that is %s: %q, want %q", c.name, got, c.want)
			}
		}
		ana := b.browser(t)
		const now = "the dragon sleeps under my desk"
		ana.post("/sign-in", "name", "ana maria kim", "password", now)
		if got := ana.post("/password", "present", now, "password", "password12345", "repeat", "password12345"); got != "password.common" {
			t.Errorf("change to a common password = %q, want password.common", got)
		}
		if got := ana.post("/password", "present", now, "password", password, "repeat", password); !strings.HasPrefix(got, "ana maria kim ") {
			t.Errorf("change to a good password = %q, want to be let", got)
		}
	})
}
