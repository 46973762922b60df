package seal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keyporter/internal/seal"
)

func ring(t *testing.T, fill byte) *seal.Keyring {
	t.Helper()
	k, err := seal.NewKeyring(bytes.Repeat([]byte{fill}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedBytesOpenOnlyWithTheirKeyCodeAndPlace(t *testing.T) {
	t.Parallel()
	k := ring(t, 1)
	sealed, err := k.Seal([]byte("secret"), []byte("code"), "box/1")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("secret")) {
		t.Error("sealed bytes hold the text")
	}
	if plain, err := k.Open(sealed, []byte("code"), "box/1"); err != nil || string(plain) != "secret" {
		t.Errorf("Open = %q, %v, want secret", plain, err)
	}
	cases := []struct {
		name  string
		with  *seal.Keyring
		code  string
		place string
	}{
		{"another key", ring(t, 2), "code", "box/1"},
		{"another code", k, "coda", "box/1"},
		{"no code", k, "", "box/1"},
		{"another place", k, "code", "box/2"},
	}
	for _, c := range cases {
		if plain, err := c.with.Open(sealed, []byte(c.code), c.place); !errors.Is(err, seal.ErrOpen) || plain != nil {
			t.Errorf("Open with %s = %q, %v, want ErrOpen", c.name, plain, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := k.Open(bad, []byte("code"), "box/1"); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("Open with byte %d changed = %v, want ErrOpen", i, err)
		}
	}
	for n := range len(sealed) {
		if _, err := k.Open(sealed[:n], []byte("code"), "box/1"); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("Open of the first %d bytes = %v, want ErrOpen", n, err)
		}
	}
}

func TestSealingTwiceGivesOtherBytes(t *testing.T) {
	t.Parallel()
	k := ring(t, 1)
	a, err := k.Seal([]byte("secret"), nil, "box")
	if err != nil {
		t.Fatal(err)
	}
	b, err := k.Seal([]byte("secret"), nil, "box")
	if err != nil || bytes.Equal(a, b) {
		t.Errorf("Seal twice gave the same bytes (%v)", err)
	}
}

func TestASecretIsNeverPrinted(t *testing.T) {
	t.Parallel()
	s := seal.NewSecret("hunter2")
	asJSON, err := json.Marshal(struct{ S seal.Secret }{s})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "s", s, "p", &s, "in", struct{ S seal.Secret }{s})
	printed := []string{
		fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q %x %d", s, s, s, s, s, s, s), fmt.Sprintf("%v", []seal.Secret{s}),
		fmt.Sprintf("%+v", struct{ S seal.Secret }{s}), fmt.Sprintf("%v", &s), string(asJSON), log.String(), fmt.Errorf("%v", s).Error(),
	}
	for i, p := range printed {
		if strings.Contains(p, "hunter2") || strings.Contains(p, "68756e74657232") || !strings.Contains(p, "[hidden]") {
			t.Errorf("printing %d gives %q, want [hidden]", i, p)
		}
	}
	if s.Reveal() != "hunter2" || s.Empty() || !seal.NewSecret("").Empty() {
		t.Error("Reveal or Empty do not tell the text")
	}
}

func TestTheKeyFileIsMadeOnceAndReadAgain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "seal.key")
	first, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := first.Seal([]byte("secret"), nil, "box")
	if err != nil {
		t.Fatal(err)
	}
	again, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := again.Open(sealed, nil, "box"); err != nil || string(plain) != "secret" {
		t.Errorf("Open with the key read again = %q, %v", plain, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file has mode %v, %v, want 0600", info.Mode(), err)
	}
}

func TestABrokenKeyFileIsRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"empty": "", "not base64": "%%%", "short": "AAAA\n"} {
		path := filepath.Join(t.TempDir(), "seal.key")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Load(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("Load of a key file that is %s = %v, want an error that names it", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("Load changed a key file that is %s", name)
		}
	}
}

func TestDerivedKeysDifferByPurpose(t *testing.T) {
	t.Parallel()
	k := ring(t, 1)
	a, err := k.Derive("cookie")
	if err != nil {
		t.Fatal(err)
	}
	same, _ := ring(t, 1).Derive("cookie")
	other, _ := k.Derive("guess")
	if !bytes.Equal(a, same) || bytes.Equal(a, other) || len(a) != 32 {
		t.Error("Derive must give the same for one purpose and something else for another")
	}
}

func TestANewKeySealsAndOlderOnesStillOpen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "seal.key")
	before, err := seal.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	old, err := before.Seal([]byte("secret"), []byte("code"), "box")
	if err != nil {
		t.Fatal(err)
	}
	if err := seal.Add(path); err != nil {
		t.Fatal(err)
	}
	after, err := seal.Read(path)
	if err != nil || after.Size() != 2 {
		t.Fatalf("Read after Add = %v keys, %v, want 2", after.Size(), err)
	}
	if plain, err := after.Open(old, []byte("code"), "box"); err != nil || string(plain) != "secret" {
		t.Errorf("Open of what the older key sealed = %q, %v", plain, err)
	}
	fresh, err := after.Seal([]byte("secret"), []byte("code"), "box")
	if err != nil || !after.Stale(old) || after.Stale(fresh) {
		t.Errorf("Seal = %v; Stale tells %t of the old and %t of the new, want true and false", err, after.Stale(old), after.Stale(fresh))
	}
	if _, err := before.Open(fresh, []byte("code"), "box"); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("Open with the older key alone = %v, want ErrOpen", err)
	}
	one, _ := before.DeriveAll("cookie")
	two, _ := after.DeriveAll("cookie")
	if len(one) != 1 || len(two) != 2 || !bytes.Equal(one[0], two[1]) || bytes.Equal(two[0], two[1]) {
		t.Error("DeriveAll must give the newest first, and for the older key the same as before")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file has mode %v, %v, want 0600", info.Mode(), err)
	}
	if err := seal.Add(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Add to no file = %v, want os.ErrNotExist", err)
	}
}
