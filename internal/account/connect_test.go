package account_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

// The tests of this file set the environment, so they do not run in parallel.

func TestCertificatesOfTheEnvironmentAreTrusted(t *testing.T) {
	h := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		result(w, url.Values{"Action": {"DeleteUser"}}, "")
	}))
	h.Config.ErrorLog = log.New(io.Discard, "", 0) // it is refused on purpose
	h.StartTLS()
	t.Cleanup(h.Close)
	bundle := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.Certificate().Raw})
	if err := os.WriteFile(bundle, block, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	noFiles(t)
	given := func(o *account.Options) {}
	fromChain := func(o *account.Options) { o.KeyID, o.Secret = "", seal.Secret{} }
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT00000")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "s")
	for name, credentials := range map[string]func(*account.Options){"given": given, "of the chain": fromChain} {
		t.Setenv("AWS_CA_BUNDLE", bundle)
		if err := connect(t, h.URL, credentials).DeleteUser(t.Context(), "ana"); err != nil {
			t.Errorf("DeleteUser with credentials %s and the certificate = %v, want no error", name, err)
		}
		t.Setenv("AWS_CA_BUNDLE", "")
		err := connect(t, h.URL, credentials).DeleteUser(t.Context(), "ana")
		if !fault.Is(err, fault.CodeAwsUnreachable) {
			t.Errorf("DeleteUser with credentials %s and no certificate = %v, want %s", name, err, fault.CodeAwsUnreachable)
		}
	}
	t.Setenv("AWS_CA_BUNDLE", filepath.Join(t.TempDir(), "absent.pem"))
	if _, err := account.New(t.Context(), account.Options{IAMEndpoint: h.URL, KeyID: "A", Secret: seal.NewSecret("s")}); err == nil {
		t.Error("New with a bundle that is not there = nil, want an error")
	}
}

func TestMissingCredentialsAreTheFaultOfACall(t *testing.T) {
	noFiles(t)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
		"AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_WEB_IDENTITY_TOKEN_FILE"} {
		t.Setenv(name, "")
	}
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	a := connect(t, s.URL, func(o *account.Options) { o.KeyID, o.Secret = "", seal.Secret{} })
	for name, c := range map[string]call{"Keys": listKeys, "CreateAccessKey": createKey} {
		if err := c(t.Context(), a); !fault.Is(err, fault.CodeAwsNoCredential) || fault.KindOf(err) != fault.Away {
			t.Errorf("%s without credentials = %v, want %s", name, err, fault.CodeAwsNoCredential)
		}
	}
	if _, err := a.Identity(t.Context()); !fault.Is(err, fault.CodeAwsNoCredential) {
		t.Errorf("Identity without credentials = %v, want %s", err, fault.CodeAwsNoCredential)
	}
	if len(s.sent) != 0 {
		t.Errorf("%d requests were sent, want none", len(s.sent))
	}
}

func TestGivenCredentialsNeedNoProfile(t *testing.T) {
	noFiles(t)
	t.Setenv("AWS_PROFILE", "absent")
	s := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	if err := connect(t, s.URL).DeleteUser(t.Context(), "ana"); err != nil {
		t.Errorf("DeleteUser with a profile of the environment that is not there = %v, want no error", err)
	}
	if _, err := account.New(t.Context(), account.Options{Profile: "absent"}); err == nil {
		t.Error(`New with the profile "absent" = nil, want an error that names it`)
	}
}

// noFiles hides the shared configuration of the person who runs the tests.
func noFiles(t *testing.T) {
	t.Helper()
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(t.TempDir(), "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "credentials"))
}

func TestEachServiceIsWhereTheEnvironmentSaysItIs(t *testing.T) {
	noFiles(t)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT00000")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "s")
	all := serve(t, func(w http.ResponseWriter, form url.Values, _ int) { result(w, form, "") })
	buckets := serveS3(t, func(w http.ResponseWriter, _ *http.Request, what string, _ int) bool {
		if what == "" {
			bucketList(w, "", "acme")
		}
		return what == ""
	})
	t.Setenv("AWS_ENDPOINT_URL", all.URL)
	t.Setenv("AWS_ENDPOINT_URL_S3", buckets.URL)
	a, err := account.New(t.Context(), account.Options{Region: "eu-central-1"})
	if err != nil {
		t.Fatalf("New = %v", err)
	}
	if list, _, err := a.Buckets(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("Buckets = %v, %v, want the one of AWS_ENDPOINT_URL_S3", list, err)
	}
	if err := a.DeleteUser(t.Context(), "ana"); err != nil || all.count("DeleteUser") != 1 {
		t.Errorf("DeleteUser = %v, want it sent to AWS_ENDPOINT_URL", err)
	}
	before, err := a.Place(t.Context())
	if err != nil {
		t.Fatalf("Place = %v", err)
	}
	for name, value := range map[string]string{"AWS_ENDPOINT_URL": "http://iam.example.com", "AWS_ENDPOINT_URL_S3": "http://s3.example.com", "AWS_ACCESS_KEY_ID": "AKIAANOTHER000000000"} {
		was := os.Getenv(name)
		t.Setenv(name, value)
		other, err := account.New(t.Context(), account.Options{Region: "eu-central-1"})
		if err != nil {
			t.Fatalf("New with another %s = %v", name, err)
		}
		if at, err := other.Place(t.Context()); err != nil || at == before {
			t.Errorf("Place with another %s = %q, %v, want another than %q", name, at, err, before)
		}
		t.Setenv(name, was)
	}
	again, err := account.New(t.Context(), account.Options{Region: "eu-central-1"})
	if err != nil {
		t.Fatalf("New again = %v", err)
	}
	if at, err := again.Place(t.Context()); err != nil || at != before {
		t.Errorf("Place again = %q, %v, want %q", at, err, before)
	}
}
