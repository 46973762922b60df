package handlers_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/base32"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/portertest"
	"keyporter/internal/seal"
)

// code is the one-time code of a device at a time (RFC 6238, six digits, 30 s).
func code(t *testing.T, seed []byte, at time.Time) *string {
	t.Helper()
	key, err := base32.StdEncoding.DecodeString(string(seed))
	must(t, err)
	mac := hmac.New(sha1.New, key)
	_ = binary.Write(mac, binary.BigEndian, at.Unix()/30)
	sum := mac.Sum(nil)
	n := binary.BigEndian.Uint32(sum[sum[19]&15:]) & 0x7fffffff
	return aws.String(fmt.Sprintf("%06d", n%1000000))
}

// laden gives ana, by another client than ours, each thing that a user can have and
// that our pages do not give: two of the service-specific credentials.
func laden(t *testing.T, b *portertest.Bench) {
	t.Helper()
	ctx, now, ana := t.Context(), b.Clock.Now(), aws.String("ana")
	id, secret := b.Sandbox.RootCredentials()
	client := sdkiam.New(sdkiam.Options{
		BaseEndpoint: aws.String(b.AWS), Region: "us-east-1",
		Credentials: credentials.NewStaticCredentialsProvider(id, secret.Reveal(), ""),
	})
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	must(t, err)
	_, err = client.UploadSSHPublicKey(ctx, &sdkiam.UploadSSHPublicKeyInput{
		UserName: ana, SSHPublicKeyBody: aws.String(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))),
	})
	must(t, err)
	own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	text := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour)}
	der, err = x509.CreateCertificate(rand.Reader, text, text, &own.PublicKey, own)
	must(t, err)
	_, err = client.UploadSigningCertificate(ctx, &sdkiam.UploadSigningCertificateInput{
		UserName: ana, CertificateBody: aws.String(string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))),
	})
	must(t, err)
	for _, service := range []string{"codecommit.amazonaws.com", "cassandra.amazonaws.com"} {
		_, err = client.CreateServiceSpecificCredential(ctx, &sdkiam.CreateServiceSpecificCredentialInput{UserName: ana, ServiceName: aws.String(service)})
		must(t, err)
	}
	made, err := client.CreateVirtualMFADevice(ctx, &sdkiam.CreateVirtualMFADeviceInput{VirtualMFADeviceName: aws.String("phone")})
	must(t, err)
	device := made.VirtualMFADevice
	_, err = client.EnableMFADevice(ctx, &sdkiam.EnableMFADeviceInput{
		UserName: ana, SerialNumber: device.SerialNumber,
		AuthenticationCode1: code(t, device.Base32StringSeed, now.Add(-30*time.Second)), AuthenticationCode2: code(t, device.Base32StringSeed, now),
	})
	must(t, err)
}

func TestAUserIsDeletedWithEveryKindOfCredentialInOneGo(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		b := portertest.New(t, portertest.Options{DSN: dsn})
		ctx := t.Context()
		_, err := b.Account.CreateUser(ctx, "ana")
		must(t, err)
		_, err = b.Account.CreateLoginProfile(ctx, "ana", seal.NewSecret("Correct-Horse-9-Battery"), false)
		must(t, err)
		laden(t, b)
		if err := b.Account.DeleteUser(ctx, "ana"); !fault.Is(err, fault.CodeUserDeleteBlock) {
			t.Errorf("DeleteUser with all that ana has = %v, want %s", err, fault.CodeUserDeleteBlock)
		}
		b.Sandbox.Mischief().ShortPages(1)
		d, err := b.Account.Dependents(ctx, "ana")
		if err != nil || !d.Login || len(d.SSHKeys) != 1 || len(d.Certificates) != 1 || len(d.ServiceCredentials) != 2 || len(d.MFADevices) != 1 || len(d.Missing) != 0 {
			t.Errorf("Dependents(ana) = %+v, %v, want all of each and nothing missing", d, err)
		}
		must(t, b.App.Refresh(ctx))
		calls := []string{
			"DeleteLoginProfile", "DeleteSigningCertificate", "DeleteSSHPublicKey", "DeleteServiceSpecificCredential",
			"DeactivateMFADevice", "DeleteVirtualMFADevice", "DeleteUser",
		}
		review := b.Browser(t, desk.Admin).Get("/users/ana/delete").Want(http.StatusOK).Has(calls...)
		review.Form("/users/ana/delete").Set("confirm", "ana").Submit(http.StatusOK)
		for _, call := range calls {
			want := 1
			if call == "DeleteServiceSpecificCredential" {
				want = 2
			}
			if got := b.Sandbox.Mischief().Done(call); got != want {
				t.Errorf("%s was carried out %d times, want %d", call, got, want)
			}
		}
		if _, err := b.Account.User(ctx, "ana"); !fault.Is(err, fault.CodeUserNotFound) {
			t.Errorf("User(ana) afterwards = %v, want %s", err, fault.CodeUserNotFound)
		}
	})
}
