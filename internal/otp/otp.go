// Package otp makes and checks time-based one-time codes (RFC 6238: six digits of
// HMAC-SHA-1, a new code each thirty seconds) and draws the QR codes that hand
// their seeds over.
package otp

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"net/url"
	"strings"
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

// Code is what a device of the seed shows at a time. An error says that the seed is
// none.
func Code(seed string, at time.Time) (string, error) {
	return hotp.GenerateCode(seed, uint64(Step(at)))
}

// One looks for a code, at most around periods from at, and returns its step, to be
// kept as Last; false when the device does not show it, or when it counts no more.
// An error says that the seed is none.
func (d Device) One(code string, at time.Time, around int64) (step int64, ok bool, err error) {
	for s := max(Step(at)-around, d.Last+1); s <= Step(at)+around; s++ {
		shown, err := hotp.GenerateCode(d.Seed, uint64(s))
		if err != nil {
			return 0, false, err
		}
		if same(shown, code) {
			return s, true, nil
		}
	}
	return 0, false, nil
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// Dots draws a text as a QR code: the path of an SVG image whose dark dots are
// squares of size 1, and the length of its sides with the white around it.
func Dots(text string) (path string, side int, err error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0, err
	}
	const quiet = 4 // dots of white on every side: ISO/IEC 18004, 5.3.8
	var b strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if n := x - from; n > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, n, n)
			}
		}
	}
	return b.String(), code.Size + 2*quiet, nil
}

// Address is what authenticator apps read from a QR code: who issues the codes, for
// whom, and the seed. Rule: Google Authenticator wiki, "Key Uri Format".
func Address(issuer, account, seed string) string {
	q := url.Values{"secret": {seed}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	label := url.PathEscape(issuer + ":" + account)
	return "otpauth://totp/" + label + "?" + strings.ReplaceAll(q.Encode(), "+", "%20") // apps take a plus for itself
}

// QR draws a text as a QR code, in PNG.
func QR(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, err
	}
	return code.PNG(), nil
}
