package otp_test

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"image/png"
	"testing"
	"time"

	"keyporter/internal/otp"
)

// earlier and later are codes of RFC 6238, appendix B (SHA-1): the last six of the
// eight digits at 1111111109 and at 1111111111 seconds.
const (
	earlier = "081804"
	later   = "050471"
	first   = 37037036 // the step of the earlier one
)

func seed() string { return base32.StdEncoding.EncodeToString([]byte("12345678901234567890")) }

// TestCodesAreThoseOfTheRFC has pairs of RFC 6238 and of RFC 4226, appendix D,
// whose counts are the steps.
func TestCodesAreThoseOfTheRFC(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		codes [2]string
		at    int64
		want  int64
	}{
		{[2]string{"755224", "287082"}, 30, 1},
		{[2]string{"287082", "359152"}, 59, 2},
		{[2]string{earlier, later}, 1111111109, 37037037},
	} {
		step, ok, err := otp.Device{Seed: seed(), Last: -1}.Pair(c.codes, time.Unix(c.at, 0), 1)
		if step != c.want || !ok || err != nil {
			t.Errorf("Pair(%v at %d) = %d, %v, %v, want %d", c.codes, c.at, step, ok, err, c.want)
		}
	}
}

func TestAPairCountsOnceAndNearItsTime(t *testing.T) {
	t.Parallel()
	codes := [2]string{earlier, later}
	for _, c := range []struct {
		name   string
		codes  [2]string
		last   int64
		away   int64 // periods that the clock is ahead
		around int64
		want   bool
	}{
		{"at its time", codes, 0, 0, 0, true},
		{"late, within the bound", codes, 0, 3, 3, true},
		{"late, beyond the bound", codes, 0, 4, 3, false},
		{"early, within the bound", codes, 0, -3, 3, true},
		{"early, beyond the bound", codes, 0, -4, 3, false},
		{"the other way round", [2]string{codes[1], codes[0]}, 0, 0, 5, false},
		{"one code twice", [2]string{codes[0], codes[0]}, 0, 0, 5, false},
		{"a code too short", [2]string{codes[0], codes[1][1:]}, 0, 0, 5, false},
		{"no codes", [2]string{}, 0, 0, 5, false},
		{"the first of the range alone", [2]string{"", earlier}, 0, 0, 0, false},
		{"behind the last one", codes, first - 1, 0, 5, true},
		{"a code that was used", codes, first, 0, 5, false},
		{"both codes were used", codes, first + 1, 0, 5, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			at := time.Unix((first+c.away)*30, 0)
			step, ok, err := otp.Device{Seed: seed(), Last: c.last}.Pair(c.codes, at, c.around)
			if ok != c.want || err != nil || ok && step != first+1 {
				t.Errorf("Pair = %d, %v, %v, want %v", step, ok, err, c.want)
			}
		})
	}
}

func TestASeedIsRandomBase32(t *testing.T) {
	t.Parallel()
	one, other := otp.NewSeed(40), otp.NewSeed(40)
	b, err := base32.StdEncoding.DecodeString(one)
	if len(one) != 64 || len(b) != 40 || err != nil || one == other {
		t.Errorf("NewSeed(40) = %d characters, %v, twice the same: %v, want 64 of base32", len(one), err, one == other)
	}
	if _, ok, err := (otp.Device{Seed: "0189"}).Pair([2]string{"1", "2"}, time.Unix(60, 0), 1); ok || err == nil {
		t.Errorf("Pair of a seed that is none = %v, %v, want an error", ok, err)
	}
}

func TestAQRCodeIsAnImage(t *testing.T) {
	t.Parallel()
	b, err := otp.QR(fmt.Sprintf("otpauth://totp/ana@123456789012?secret=%s", seed()))
	if err != nil {
		t.Fatal(err)
	}
	image, err := png.Decode(bytes.NewReader(b))
	if err != nil || image.Bounds().Dx() < 200 || image.Bounds().Dx() != image.Bounds().Dy() {
		t.Errorf("QR = %v, %v, want a square PNG", image, err)
	}
	if _, err := otp.QR(string(make([]byte, 4000))); err == nil {
		t.Error("QR of 4000 bytes: no error, want one")
	}
}
