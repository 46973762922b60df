package sandbox_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

const mfaARN = "arn:aws:iam::123456789012:mfa/"

// device makes a virtual device and returns its seed.
func (b *bench) device(name string) (seed string) {
	b.t.Helper()
	text, err := base64.StdEncoding.DecodeString(b.do("CreateVirtualMFADevice", "VirtualMFADeviceName", name).value("VirtualMFADevice/Base32StringSeed"))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

// codes are the parameters of two codes in a row, the first of which is shown so
// much after the bench's time.
func (b *bench) codes(seed string, after time.Duration) []string {
	b.t.Helper()
	at := b.clock.Now().Add(after)
	first, err1 := totp.GenerateCode(seed, at)
	second, err2 := totp.GenerateCode(seed, at.Add(30*time.Second))
	if err1 != nil || err2 != nil {
		b.t.Fatal(err1, err2)
	}
	return []string{"AuthenticationCode1", first, "AuthenticationCode2", second}
}

// owned gives a user a device with codes of this moment.
func (b *bench) owned(user, name string) {
	b.t.Helper()
	b.do("EnableMFADevice", append(b.codes(b.device(name), 0), "UserName", user, "SerialNumber", mfaARN+name)...)
}

func TestAVirtualMFADeviceLivesAndDies(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "Ana", "Path", "/dev/")
		made := b.do("CreateVirtualMFADevice", "VirtualMFADeviceName", "Phone", "Path", "/x/", "Tags.member.1.Key", "team", "Tags.member.1.Value", "core")
		const serial = mfaARN + "x/Phone"
		text, err1 := base64.StdEncoding.DecodeString(made.value("VirtualMFADevice/Base32StringSeed"))
		picture, err2 := base64.StdEncoding.DecodeString(made.value("VirtualMFADevice/QRCodePNG"))
		seed := string(text)
		if err1 != nil || err2 != nil || !regexp.MustCompile("^[A-Z2-7]{64}$").MatchString(seed) {
			t.Errorf("CreateVirtualMFADevice: a seed of %d characters, %v, %v, want 64 of base32", len(seed), err1, err2)
		}
		if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
			t.Errorf("CreateVirtualMFADevice: QRCodePNG: %v", err)
		}
		if made.value("VirtualMFADevice/SerialNumber") != serial || made.value("VirtualMFADevice/Tags/member/Value") != "core" {
			t.Errorf("CreateVirtualMFADevice = %s, want %s with its tag", made.body, serial)
		}
		assigned := func(status string, want ...string) {
			t.Helper()
			list := b.do("ListVirtualMFADevices", "AssignmentStatus", status)
			if got := list.values("VirtualMFADevices/member/SerialNumber"); !slices.Equal(got, want) || strings.Contains(list.body, "Base32StringSeed") || strings.Contains(list.body, "QRCodePNG") {
				t.Errorf("ListVirtualMFADevices(%s) = %s, want %v without secrets", status, list.body, want)
			}
		}
		assigned("Unassigned", serial)
		assigned("Assigned")
		enable := append([]string{"UserName", "ANA", "SerialNumber", serial}, b.codes(seed, 0)...)
		b.do("EnableMFADevice", enable...)
		assigned("Assigned", serial)
		assigned("Any", serial)
		assigned("Unassigned")
		shown := b.do("ListVirtualMFADevices")
		if shown.value("VirtualMFADevices/member/User/Arn") != "arn:aws:iam::123456789012:user/dev/Ana" || shown.value("VirtualMFADevices/member/EnableDate") != "2026-11-23T09:00:30Z" {
			t.Errorf("ListVirtualMFADevices = %s, want Ana since 09:00:30", shown.body)
		}
		for action, at := range map[string]string{"ListMFADevices": "MFADevices/member/", "GetMFADevice": ""} {
			got := b.do(action, "UserName", "ana", "SerialNumber", serial)
			if got.value(at+"UserName") != "Ana" || got.value(at+"SerialNumber") != serial || got.value(at+"EnableDate") != "2026-11-23T09:00:30Z" {
				t.Errorf("%s = %s, want %s of Ana", action, got.body, serial)
			}
		}
		b.refused(409, "EntityAlreadyExists", "MFA Device is already in use.", "EnableMFADevice", enable...)
		b.refused(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.", "DeleteVirtualMFADevice", "SerialNumber", serial)
		b.refused(409, "DeleteConflict", "Cannot delete entity, must delete MFA device first.", "DeleteUser", "UserName", "ana")

		b.do("DeactivateMFADevice", "UserName", "ana", "SerialNumber", serial)
		assigned("Unassigned", serial)
		b.refused(404, "NoSuchEntity", "MFA Device invalid for user.", "DeactivateMFADevice", "UserName", "ana", "SerialNumber", serial)
		b.refused(404, "NoSuchEntity", "MFA Device invalid for user.", "GetMFADevice", "SerialNumber", serial)
		b.refused(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.", "EnableMFADevice", enable...) // the codes were used
		b.clock.Add(time.Minute)
		b.do("EnableMFADevice", append([]string{"UserName", "ana", "SerialNumber", serial}, b.codes(seed, 0)...)...)
		b.do("DeactivateMFADevice", "UserName", "ana", "SerialNumber", serial)
		b.do("DeleteVirtualMFADevice", "SerialNumber", serial)
		b.refused(404, "NoSuchEntity", "VirtualMFADevice with serial number "+serial+" does not exist.", "DeleteVirtualMFADevice", "SerialNumber", serial)
		b.do("DeleteUser", "UserName", "ana")
	})
}

func TestTheCodesOfADeviceAreChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.do("CreateUser", "UserName", "ana")
	b.do("CreateUser", "UserName", "bo")
	seed, other := b.device("phone"), b.device("other")
	of := []string{"UserName", "ana", "SerialNumber", mfaARN + "phone"}
	with := func(codes []string) []string { return append(slices.Clone(of), codes...) }
	right := b.codes(seed, 0)
	for name, codes := range map[string][]string{
		"of another device":   b.codes(other, 0),
		"the other way":       {right[0], right[3], right[2], right[1]},
		"one of them twice":   {right[0], right[1], right[2], right[1]},
		"of an hour ago":      b.codes(seed, -time.Hour),
		"of an hour from now": b.codes(seed, time.Hour),
	} {
		if a := b.call("EnableMFADevice", with(codes)...); a.status != 403 || a.code() != "InvalidAuthenticationCode" {
			t.Errorf("EnableMFADevice with codes %s = %d %s, want InvalidAuthenticationCode", name, a.status, a.code())
		}
	}
	b.refused(404, "NoSuchEntity", "MFA Device invalid for user.", "ResyncMFADevice", with(right)...)
	b.do("EnableMFADevice", with(b.codes(seed, -4*time.Minute))...)
	b.do("ResyncMFADevice", with(b.codes(seed, 3*time.Hour))...)
	b.refused(403, "InvalidAuthenticationCode", "", "ResyncMFADevice", with(b.codes(seed, 3*time.Hour))...)
	b.refused(403, "InvalidAuthenticationCode", "", "ResyncMFADevice", with(b.codes(seed, 25*time.Hour))...)
	b.refused(404, "NoSuchEntity", "MFA Device invalid for user.", "ResyncMFADevice", append(b.codes(seed, 4*time.Hour), "UserName", "bo", "SerialNumber", mfaARN+"phone")...)
	b.refused(404, "NoSuchEntity", "MFA Device invalid for user.", "GetMFADevice", "UserName", "bo", "SerialNumber", mfaARN+"phone")
	b.refused(404, "NoSuchEntity", "The user with name cy cannot be found.", "EnableMFADevice", append(b.codes(other, 0), "UserName", "cy", "SerialNumber", mfaARN+"other")...)
	b.refused(404, "NoSuchEntity", "VirtualMFADevice with serial number "+mfaARN+"none does not exist.", "EnableMFADevice", append(b.codes(other, 0), "UserName", "bo", "SerialNumber", mfaARN+"none")...)

	for _, c := range []struct{ first, message string }{
		{"12345", "Value at 'authenticationCode1' failed to satisfy constraint: Member must have length greater than or equal to 6"},
		{"1234567", "Member must have length less than or equal to 6"}, {"12345x", `pattern: [\d]+`},
	} {
		a := b.call("EnableMFADevice", with([]string{"AuthenticationCode1", c.first, "AuthenticationCode2", "000000"})...)
		if a.status != 400 || a.code() != "ValidationError" || !strings.Contains(a.message(), c.message) || strings.Contains(a.message(), "'"+c.first+"'") {
			t.Errorf("EnableMFADevice(%s) = %d %s %s, want %s without the code", c.first, a.status, a.code(), a.message(), c.message)
		}
	}
}

func TestParametersOfMFADevicesAreChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.device("phone")
	b.refused(400, "ValidationError", "4 validation errors detected: Value null at 'userName'", "EnableMFADevice")
	b.refused(400, "ValidationError", "Value null at 'authenticationCode2'", "ResyncMFADevice", "UserName", "ana", "SerialNumber", mfaARN+"a", "AuthenticationCode1", "123456")
	for _, action := range []string{"DeleteVirtualMFADevice", "GetMFADevice", "ListMFADeviceTags", "UntagMFADevice", "TagMFADevice"} {
		b.refused(400, "ValidationError", "Value null at 'serialNumber'", action)
		b.refused(400, "ValidationError", "at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9", action, "SerialNumber", "12345678")
		b.refused(400, "ValidationError", "less than or equal to 256", action, "SerialNumber", strings.Repeat("1", 257))
		b.refused(400, "ValidationError", `pattern: [\w+=/:,.@-]+`, action, "SerialNumber", mfaARN+"a b")
	}
	for _, action := range []string{"DeactivateMFADevice"} {
		b.refused(400, "ValidationError", "Must specify userName", action, "SerialNumber", mfaARN+"phone")
		b.refused(404, "NoSuchEntity", "The user with name ana cannot be found.", action, "SerialNumber", mfaARN+"phone", "UserName", "ana")
	}
	b.refused(404, "NoSuchEntity", "The user with name ana cannot be found.", "ListMFADevices", "UserName", "ana")
	b.refused(404, "NoSuchEntity", "The user with name ana cannot be found.", "GetMFADevice", "UserName", "ana", "SerialNumber", mfaARN+"phone")
	b.refused(400, "ValidationError", "less than or equal to 64", "GetMFADevice", "UserName", strings.Repeat("a", 65), "SerialNumber", mfaARN+"phone")
	b.refused(400, "ValidationError", "Member must satisfy enum value set: [Any, Assigned, Unassigned]", "ListVirtualMFADevices", "AssignmentStatus", "assigned")
	b.refused(400, "ValidationError", "Value null at 'virtualMFADeviceName'", "CreateVirtualMFADevice")
	b.refused(400, "ValidationError", "The specified value for virtualMFADeviceName is invalid.", "CreateVirtualMFADevice", "VirtualMFADeviceName", "a b")
	b.refused(400, "ValidationError", "The specified value for path is invalid.", "CreateVirtualMFADevice", "VirtualMFADeviceName", "a", "Path", "x")
	b.refused(400, "InvalidInput", "is longer than 256 characters.", "CreateVirtualMFADevice", "VirtualMFADeviceName", strings.Repeat("a", 227))
	b.refused(400, "InvalidInput", "Duplicate tag keys", "CreateVirtualMFADevice", "VirtualMFADeviceName", "a", "Tags.member.1.Key", "k", "Tags.member.1.Value", "", "Tags.member.2.Key", "k", "Tags.member.2.Value", "")
	b.do("CreateVirtualMFADevice", "VirtualMFADeviceName", strings.Repeat("a", 226))
	b.refused(409, "EntityAlreadyExists", "MFADevice entity at the same path and name already exists.", "CreateVirtualMFADevice", "VirtualMFADeviceName", "PHONE")
	b.do("CreateVirtualMFADevice", "VirtualMFADeviceName", "phone", "Path", "/x/")
}

func TestAUserNeverHasNineMFADevices(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.do("CreateUser", "UserName", "ana")
		b.do("CreateUser", "UserName", "bo")
		var calls [][]string
		for i := range 12 {
			name := fmt.Sprintf("d%02d", i)
			codes := b.codes(b.device(name), 0)
			for _, user := range []string{"ana", "bo"} {
				calls = append(calls, append([]string{"UserName", user, "SerialNumber", mfaARN + name}, codes...))
			}
		}
		var made, full, used atomic.Int64
		var all sync.WaitGroup
		for _, call := range calls {
			all.Go(func() {
				switch a := b.call("EnableMFADevice", call...); {
				case a.status == 200:
					made.Add(1)
				case a.status == 409 && a.code() == "LimitExceeded" && a.message() == "Cannot exceed quota for MFADevicesPerUser: 8":
					full.Add(1)
				case a.code() == "EntityAlreadyExists":
					used.Add(1)
				default:
					t.Errorf("EnableMFADevice %v = %d %s %s", call[:4], a.status, a.code(), a.message())
				}
			})
		}
		all.Wait()
		ana, pages := b.walk("MFADevices/member/SerialNumber", "ListMFADevices", "UserName", "ana", "MaxItems", "3")
		bo, _ := b.walk("MFADevices/member/SerialNumber", "ListMFADevices", "UserName", "bo")
		assigned, _ := b.walk("VirtualMFADevices/member/SerialNumber", "ListVirtualMFADevices", "AssignmentStatus", "Assigned", "MaxItems", "5")
		if len(ana) > 8 || len(bo) > 8 || len(ana)+len(bo) != int(made.Load()) || made.Load()+full.Load()+used.Load() != 24 || pages != (len(ana)+2)/3 && len(ana) > 0 {
			t.Errorf("24 EnableMFADevice at once: %d made, %d over the quota, %d in use; ana has %d on %d pages, bo %d", made.Load(), full.Load(), used.Load(), len(ana), pages, len(bo))
		}
		if own := slices.Sorted(slices.Values(append(ana, bo...))); !slices.Equal(own, assigned) {
			t.Errorf("ListVirtualMFADevices(Assigned) = %v, want %v", assigned, own)
		}
	})
}
