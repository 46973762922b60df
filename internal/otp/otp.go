// Package otp makes and checks time-based one-time codes (RFC 6238: six digits of
// HMAC-SHA-1, a new code each thirty seconds) and draws the QR codes that hand
// their seeds over.
package otp

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"time"

	"github.com/pquerna/otp/hotp"
	"rsc.io/qr"
)

// Period is for how long a code is the current one.
const Period = 30 * time.Second

// NewSeed returns size random bytes in base32, without padding. It is a secret.
func NewSeed(size int) string {
	b := make([]byte, size)
	rand.Read(b)
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b)
}

// Device is what a check of codes knows of the device that shows them.
type Device struct {
	Seed string // in base32
	Last int64  // the step of the last code that was accepted: neither it nor an earlier one counts again
}

// Step numbers the periods since 1970.
func Step(at time.Time) int64 { return at.Unix() / int64(Period/time.Second) }

// Pair looks for two codes in a row, the first of them at most around periods
// from at. It returns the step of the second, to be kept as Last; false when the
// device does not show these codes, or when they count no more. An error says that
// the seed is none.
func (d Device) Pair(codes [2]string, at time.Time, around int64) (step int64, ok bool, err error) {
	start, last := max(Step(at)-around, 0), "" // last is the code of the step before
	for s := start; s <= Step(at)+around+1; s++ {
		code, err := hotp.GenerateCode(d.Seed, uint64(s))
		if err != nil {
			return 0, false, err
		}
		if s > start && same(last, codes[0]) && same(code, codes[1]) && s-1 > d.Last {
			return s, true, nil
		}
		last = code
	}
	return 0, false, nil
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// QR draws a text as a QR code, in PNG.
func QR(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	return code.PNG(), nil
}
