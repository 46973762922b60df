package sandbox_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// certificate makes a certificate in PEM for so long around the tests' time.
func certificate(t testing.TB, from, to time.Duration) string {
	t.Helper()
	return certificateFor(t, at.Add(from), at.Add(to))
}

// certificateAt is valid for an hour before and after.
func certificateAt(t testing.TB, now time.Time) string {
	t.Helper()
	return certificateFor(t, now.Add(-time.Hour), now.Add(time.Hour))
}

func certificateFor(t testing.TB, from, to time.Time) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: to}
	der, err := x509.CreateCertificate(rand.Reader, text, text, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestASigningCertificateLivesAndDies(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ana := b.user("Ana")
		b.do("AttachUserPolicy", "UserName", "ana", "PolicyArn", adminARN)
		b.do("CreateUser", "UserName", "bo")
		body := certificate(t, -time.Hour, time.Hour)
		made := ana.do("UploadSigningCertificate", "CertificateBody", body)
		id := made.value("Certificate/CertificateId")
		if !regexp.MustCompile("^[A-Z2-7]{32}$").MatchString(id) {
			t.Errorf("UploadSigningCertificate: id %q, want 32 characters", id)
		}
		for path, want := range map[string]string{"UserName": "Ana", "CertificateBody": body, "Status": "Active", "UploadDate": "2026-11-23T09:00:30Z"} {
			if got := made.value("Certificate/" + path); got != want {
				t.Errorf("UploadSigningCertificate: %s = %q, want %q", path, got, want)
			}
		}
		b.refused(409, "DuplicateCertificate", "", "UploadSigningCertificate", "UserName", "ana", "CertificateBody", body)
		b.refused(409, "DuplicateCertificate", "", "UploadSigningCertificate", "UserName", "bo", "CertificateBody", "\n"+body+"\n")
		ana.do("UpdateSigningCertificate", "CertificateId", id, "Status", "Inactive")
		list := ana.do("ListSigningCertificates")
		if list.value("Certificates/member/Status") != "Inactive" || list.value("Certificates/member/CertificateBody") != body {
			t.Errorf("ListSigningCertificates = %s, want the inactive one", list.body)
		}
		b.refused(404, "NoSuchEntity", "The Certificate with id "+id+" cannot be found.", "DeleteSigningCertificate", "UserName", "bo", "CertificateId", id)
		b.refused(404, "NoSuchEntity", "The Certificate with id "+id+" cannot be found.", "UpdateSigningCertificate", "UserName", "bo", "CertificateId", id, "Status", "Active")
		b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", "DeleteSigningCertificate", "UserName", "cy", "CertificateId", id)
		ana.do("DeleteSigningCertificate", "CertificateId", id)
		b.refused(404, "NoSuchEntity", "", "DeleteSigningCertificate", "UserName", "ana", "CertificateId", id)
		if got := b.do("UploadSigningCertificate", "UserName", "bo", "CertificateBody", body).value("Certificate/UserName"); got != "bo" {
			t.Errorf("UploadSigningCertificate of one that was deleted = %q, want bo's", got)
		}
	})
}

func TestCertificatesThatAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	good := certificate(t, -time.Hour, time.Hour)
	for what, c := range map[string]struct{ code, body string }{
		"no PEM":               {"MalformedCertificate", "hello"},
		"another PEM":          {"MalformedCertificate", sshPEM},
		"a broken one":         {"MalformedCertificate", good[:100]},
		"no certificate":       {"MalformedCertificate", strings.ReplaceAll(sshPEM, "PUBLIC KEY", "CERTIFICATE")},
		"a chain":              {"MalformedCertificate", good + certificate(t, -time.Hour, time.Hour)},
		"an expired one":       {"MalformedCertificate", certificate(t, -2*time.Hour, -time.Hour)},
		"one of tomorrow":      {"InvalidCertificate", certificate(t, time.Hour, 2*time.Hour)},
		"an empty one":         {"ValidationError", ""},
		"one that is too long": {"ValidationError", strings.Repeat("a", 16385)},
		"one in other letters": {"ValidationError", "인증서"},
	} {
		if a := b.call("UploadSigningCertificate", "UserName", "ana", "CertificateBody", c.body); a.status != 400 || a.code() != c.code {
			t.Errorf("UploadSigningCertificate of %s = %d %s %s, want 400 %s", what, a.status, a.code(), a.message(), c.code)
		}
	}
	id := []string{"UserName", "ana", "CertificateId", strings.Repeat("A", 24)}
	b.refused(400, "ValidationError", "Value null at 'certificateBody'", "UploadSigningCertificate", "UserName", "ana")
	b.refused(400, "ValidationError", "Must specify userName", "UploadSigningCertificate", "CertificateBody", good)
	b.refused(404, "NoSuchEntity", "The user with name bo cannot be found.", "UploadSigningCertificate", "UserName", "bo", "CertificateBody", good)
	b.refused(400, "ValidationError", "greater than or equal to 24", "DeleteSigningCertificate", "UserName", "ana", "CertificateId", strings.Repeat("A", 23))
	b.refused(400, "ValidationError", "less than or equal to 128", "DeleteSigningCertificate", "UserName", "ana", "CertificateId", strings.Repeat("A", 129))
	b.refused(400, "ValidationError", `pattern: [\w]+`, "DeleteSigningCertificate", "UserName", "ana", "CertificateId", strings.Repeat(".", 24))
	b.refused(400, "ValidationError", "Value null at 'certificateId'", "DeleteSigningCertificate", "UserName", "ana")
	b.refused(400, "ValidationError", "Value null at 'status'", "UpdateSigningCertificate", id...)
	b.refused(400, "ValidationError", "enum value set", "UpdateSigningCertificate", append(id, "Status", "inactive")...)
	b.refused(404, "NoSuchEntity", "The Certificate with id", "UpdateSigningCertificate", append(id, "Status", "Inactive")...)
	b.refused(404, "NoSuchEntity", "", "ListSigningCertificates", "UserName", "bo")
	if got := b.do("ListSigningCertificates").values("Certificates/member"); got != nil {
		t.Errorf("ListSigningCertificates of the root = %v, want none", got)
	}
}

func TestACertificateIsInTheAccountOnceAndAUserHasTwo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		b.do("CreateUser", "UserName", "bo")
		var made, full, twice atomic.Int64
		var all sync.WaitGroup
		for range 5 {
			body := certificate(t, -time.Hour, time.Hour)
			for _, user := range []string{"ana", "bo", "ana"} {
				all.Go(func() {
					switch a := b.call("UploadSigningCertificate", "UserName", user, "CertificateBody", body); {
					case a.status == 200:
						made.Add(1)
					case a.status == 409 && a.code() == "LimitExceeded" && a.message() == "Cannot exceed quota for SigningCertificatesPerUser: 2":
						full.Add(1)
					case a.status == 409 && a.code() == "DuplicateCertificate":
						twice.Add(1)
					default:
						t.Errorf("UploadSigningCertificate = %d %s %s", a.status, a.code(), a.message())
					}
				})
			}
		}
		all.Wait()
		ana, pages := b.walk("Certificates/member/CertificateId", "ListSigningCertificates", "UserName", "ana", "MaxItems", "1")
		bo, _ := b.walk("Certificates/member/CertificateId", "ListSigningCertificates", "UserName", "bo")
		both := slices.Sorted(slices.Values(append(slices.Clone(ana), bo...)))
		if len(ana) != 2 || pages != 2 || len(bo) > 2 || len(slices.Compact(slices.Clone(both))) != len(both) || int(made.Load()) != len(both) {
			t.Errorf("15 UploadSigningCertificate at once: %d made, %d over the quota, %d twice; ana %v, bo %v", made.Load(), full.Load(), twice.Load(), ana, bo)
		}
	})
}

func TestTheReportTellsOfCertificates(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	first := b.do("UploadSigningCertificate", "UserName", "ana", "CertificateBody", certificate(t, -time.Hour, time.Hour)).value("Certificate/CertificateId")
	b.clock.Add(time.Minute)
	b.do("UploadSigningCertificate", "UserName", "ana", "CertificateBody", certificate(t, -time.Hour, time.Hour))
	b.clock.Add(time.Minute)
	b.do("UpdateSigningCertificate", "UserName", "ana", "CertificateId", first, "Status", "Inactive")
	b.state()
	b.state()
	row := b.report()["ana"]
	got := []string{row["cert_1_active"], row["cert_1_last_rotated"], row["cert_2_active"], row["cert_2_last_rotated"]}
	if want := []string{"false", "2026-11-23T09:02:30+00:00", "true", "2026-11-23T09:01:30+00:00"}; !slices.Equal(got, want) {
		t.Errorf("the certificates of ana in the report = %v, want %v", got, want)
	}
}
