package sandbox_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"math/big"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// sshKey is a public key that ssh-keygen made, with the fingerprint that it shows
// of it under -E md5, and the same key as it exports it under -e -m PKCS8.
const (
	sshKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDMA0eZR8KUcFXeh4/D7+lG3B37oeAgoaEFQZydruVmGf5iMkoTt6sc4fK2cKgQvR9+oj/+wXNzPMRvrDYZYqi5LBUg0QoTAvoeLZ1/qIr4jq/KQIZ2ZMQj7rwxbeVnQJnivDqeTQBFDrKqKtimSVJt2y2D/u766MySmW10mrUL/gvvdQLb8YL7i2AcgDDw+juyFmFlrZNHfgynXPkvNSWiF2HhxMMI290I+ljpBlEfKdDGWxKhOrpn0kzvrpCz7bHAJbXnkYCeuW1TO9W1J3gmfSyDesPs2sJj9U3UgpViGg1cDo1QLmkyx9dwzpTy3oXdpQK5+tYcxoi7p9J67mhN"

	sshFingerprint = "02:3f:f0:3a:a0:c1:23:6a:7f:dd:b4:21:a5:a4:be:d4"

	sshPEM = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzANHmUfClHBV3oePw+/p
Rtwd+6HgIKGhBUGcna7lZhn+YjJKE7erHOHytnCoEL0ffqI//sFzczzEb6w2GWKo
uSwVINEKEwL6Hi2df6iK+I6vykCGdmTEI+68MW3lZ0CZ4rw6nk0ARQ6yqirYpklS
bdstg/7u+ujMkpltdJq1C/4L73UC2/GC+4tgHIAw8Po7shZhZa2TR34Mp1z5LzUl
ohdh4cTDCNvdCPpY6QZRHynQxlsSoTq6Z9JM766Qs+2xwCW155GAnrltUzvVtSd4
Jn0sg3rD7NrCY/VN1IKVYhoNXA6NUC5pMsfXcM6U8t6F3aUCufrWHMaIu6fSeu5o
TQIDAQAB
-----END PUBLIC KEY-----
`
)

// publicKey is the public half of a new key of so many bits, in PEM.
func publicKey(t testing.TB, bits int) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return pemOf(t, &key.PublicKey)
}

func pemOf(t testing.TB, key any) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

func TestAnSSHKeyLivesAndDies(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "Ana")
		made := b.do("UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", sshKey+" ana@laptop of hers\n")
		id := made.value("SSHPublicKey/SSHPublicKeyId")
		of := []string{"UserName", "ana", "SSHPublicKeyId", id}
		for path, want := range map[string]string{
			"UserName": "Ana", "Fingerprint": sshFingerprint, "SSHPublicKeyBody": sshKey, "Status": "Active", "UploadDate": "2026-11-23T09:00:30Z",
		} {
			if got := made.value("SSHPublicKey/" + path); got != want {
				t.Errorf("UploadSSHPublicKey: %s = %q, want %q", path, got, want)
			}
		}
		if !strings.HasPrefix(id, "APKA") || len(id) != 20 {
			t.Errorf("UploadSSHPublicKey: id %q, want APKA and 16 more", id)
		}
		for encoding, want := range map[string]string{"SSH": sshKey, "PEM": sshPEM} {
			got := b.do("GetSSHPublicKey", append(of, "Encoding", encoding)...)
			if got.value("SSHPublicKey/SSHPublicKeyBody") != want || got.value("SSHPublicKey/Fingerprint") != sshFingerprint {
				t.Errorf("GetSSHPublicKey(%s) = %s, want %s", encoding, got.body, want)
			}
		}
		b.refused(400, "DuplicateSSHPublicKey", "", "UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", sshPEM)
		b.do("CreateUser", "UserName", "bo")
		if got := b.do("UploadSSHPublicKey", "UserName", "bo", "SSHPublicKeyBody", sshPEM).value("SSHPublicKey/SSHPublicKeyBody"); got != sshPEM {
			t.Errorf("UploadSSHPublicKey of PEM = %q, want PEM", got)
		}
		b.do("UpdateSSHPublicKey", append(of, "Status", "Inactive")...)
		list := b.do("ListSSHPublicKeys", "UserName", "ana")
		if list.value("SSHPublicKeys/member/Status") != "Inactive" || list.value("SSHPublicKeys/member/SSHPublicKeyId") != id || strings.Contains(list.body, "Body") {
			t.Errorf("ListSSHPublicKeys = %s, want the inactive key without itself", list.body)
		}
		for _, call := range [][]string{{"GetSSHPublicKey", "Encoding", "SSH"}, {"UpdateSSHPublicKey", "Status", "Active"}, {"DeleteSSHPublicKey"}} {
			b.refused(404, "NoSuchEntity", "The Public Key with id "+id+" cannot be found.", call[0], append(call[1:], "UserName", "bo", "SSHPublicKeyId", id)...)
			b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", call[0], append(call[1:], "UserName", "cy", "SSHPublicKeyId", id)...)
		}
		b.do("DeleteSSHPublicKey", of...)
		b.refused(404, "NoSuchEntity", "", "DeleteSSHPublicKey", of...)
		b.do("DeleteUser", "UserName", "ana")
	})
}

func TestSSHKeysThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, blob, _ := strings.Cut(sshKey, " ")
	wire, err := base64.StdEncoding.DecodeString(blob)
	if err != nil {
		t.Fatal(err)
	}
	line := func(parts ...[]byte) string {
		var b []byte
		for _, p := range parts {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
		}
		return "ssh-rsa " + base64.StdEncoding.EncodeToString(b)
	}
	name, e, n := []byte("ssh-rsa"), []byte{1, 0, 1}, wire[len(wire)-257:]
	if !strings.HasPrefix(sshKey, line(name, e, n)) {
		t.Fatal("the parts of the key are not where they were thought to be")
	}
	small := new(big.Int).Lsh(big.NewInt(1), 2046)
	for what, c := range map[string]struct{ code, body string }{
		"another kind":            {"UnrecognizedPublicKeyEncoding", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ ana"},
		"no key at all":           {"UnrecognizedPublicKeyEncoding", "hello"},
		"only spaces":             {"UnrecognizedPublicKeyEncoding", "  "},
		"a form of another suite": {"UnrecognizedPublicKeyEncoding", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----"},
		"a PEM of something else": {"UnrecognizedPublicKeyEncoding", strings.ReplaceAll(sshPEM, "PUBLIC KEY", "CERTIFICATE")},
		"a kind without a key":    {"InvalidPublicKey", "ssh-rsa"},
		"no base64":               {"InvalidPublicKey", "ssh-rsa A_A_"},
		"a key cut short":         {"InvalidPublicKey", sshKey[:len(sshKey)-40]},
		"a length beyond the end": {"InvalidPublicKey", "ssh-rsa " + base64.StdEncoding.EncodeToString([]byte{0xff, 0xff, 0xff, 0xff, 1})},
		"more behind the key":     {"InvalidPublicKey", line(name, e, n, e)},
		"another kind within":     {"InvalidPublicKey", line([]byte("ssh-dss"), e, n)},
		"a negative modulus":      {"InvalidPublicKey", line(name, e, n[1:])},
		"an even exponent":        {"InvalidPublicKey", line(name, []byte{4}, n)},
		"an exponent of one":      {"InvalidPublicKey", line(name, []byte{1}, n)},
		"a huge exponent":         {"InvalidPublicKey", line(name, []byte{1, 0, 0, 0, 1}, n)},
		"an empty part":           {"InvalidPublicKey", line(name, nil, n)},
		"a key too small":         {"InvalidPublicKey", line(name, e, small.Bytes())},
		"a small key in PEM":      {"InvalidPublicKey", publicKey(t, 1024)},
		"a key of a curve":        {"InvalidPublicKey", pemOf(t, &curve.PublicKey)},
		"a broken PEM":            {"InvalidPublicKey", sshPEM[:200]},
		"a PEM with more":         {"InvalidPublicKey", sshPEM + sshPEM},
	} {
		if a := b.call("UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", c.body); a.status != 400 || a.code() != c.code {
			t.Errorf("UploadSSHPublicKey of %s = %d %s %s, want 400 %s", what, a.status, a.code(), a.message(), c.code)
		}
	}
	id := []string{"UserName", "ana", "SSHPublicKeyId", strings.Repeat("A", 20)}
	b.refused(400, "ValidationError", "2 validation errors detected", "UploadSSHPublicKey")
	b.refused(400, "ValidationError", "Value at 'sSHPublicKeyBody' failed to satisfy constraint: Member must have length less than or equal to 16384", "UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", strings.Repeat("a", 16385))
	b.refused(400, "ValidationError", "greater than or equal to 1", "UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", "")
	b.refused(400, "ValidationError", `\u0020-\u00FF`, "UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", "한")
	b.refused(400, "ValidationError", "less than or equal to 64", "UploadSSHPublicKey", "UserName", strings.Repeat("a", 65), "SSHPublicKeyBody", sshKey)
	b.refused(400, "ValidationError", "Value null at 'encoding'", "GetSSHPublicKey", id...)
	b.refused(400, "ValidationError", "enum value set: [SSH, PEM]", "GetSSHPublicKey", append(id, "Encoding", "ssh")...)
	b.refused(400, "ValidationError", "greater than or equal to 20", "DeleteSSHPublicKey", "UserName", "ana", "SSHPublicKeyId", "APKA")
	b.refused(400, "ValidationError", "less than or equal to 128", "DeleteSSHPublicKey", "UserName", "ana", "SSHPublicKeyId", strings.Repeat("A", 129))
	b.refused(400, "ValidationError", `pattern: [\w]+`, "DeleteSSHPublicKey", "UserName", "ana", "SSHPublicKeyId", strings.Repeat("-", 20))
	b.refused(400, "ValidationError", "Value null at 'userName'", "DeleteSSHPublicKey", id[2:]...)
	b.refused(400, "ValidationError", "enum value set", "UpdateSSHPublicKey", append(id, "Status", "Expired")...)
	b.refused(400, "ValidationError", "Value null at 'status'", "UpdateSSHPublicKey", id...)
	if got := b.do("ListSSHPublicKeys").values("SSHPublicKeys/member"); got != nil {
		t.Errorf("ListSSHPublicKeys of the root = %v, want none", got)
	}
	b.refused(404, "NoSuchEntity", "", "ListSSHPublicKeys", "UserName", "bo")
}

func TestAUserNeverHasSixSSHKeys(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		var made, full, twice atomic.Int64
		var all sync.WaitGroup
		for range 7 {
			key := publicKey(t, 2048)
			for range 2 {
				all.Go(func() {
					switch a := b.call("UploadSSHPublicKey", "UserName", "ana", "SSHPublicKeyBody", key); {
					case a.status == 200:
						made.Add(1)
					case a.status == 409 && a.code() == "LimitExceeded" && a.message() == "Cannot exceed quota for SSHPublicKeysPerUser: 5":
						full.Add(1)
					case a.code() == "DuplicateSSHPublicKey":
						twice.Add(1)
					default:
						t.Errorf("UploadSSHPublicKey = %d %s %s", a.status, a.code(), a.message())
					}
				})
			}
		}
		all.Wait()
		ids, pages := b.walk("SSHPublicKeys/member/SSHPublicKeyId", "ListSSHPublicKeys", "UserName", "ana", "MaxItems", "2")
		if made.Load() != 5 || len(ids) != 5 || pages != 3 || full.Load()+twice.Load() != 9 {
			t.Errorf("14 UploadSSHPublicKey at once: %d made, %d listed on %d pages, %d over the quota, %d twice", made.Load(), len(ids), pages, full.Load(), twice.Load())
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != 5 {
			t.Errorf("ListSSHPublicKeys repeats ids: %v", ids)
		}
	})
}
