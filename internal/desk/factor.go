package desk

import (
	"crypto/rand"
	"strings"
	"time"

	"keyporter/internal/fault"
)

// ProofLife is for how long a proof of who is there counts for acts that need a
// fresh one.
const ProofLife = 5 * time.Minute

// NeedProof returns nil while the actor's proof is fresh, and fault Unproved,
// CodeProof, after that: web answers it with the page that asks for one and carries
// the form along. A use case that needs a fresh proof returns it before it has
// changed anything.
func (a Actor) NeedProof(now time.Time) error {
	if age := now.Sub(a.Proved); age > -time.Minute && age < ProofLife { // clocks of several hosts differ a little
		return nil
	}
	return fault.New(fault.Unproved, fault.CodeProof)
}

// Factors are the second factors of an operator.
type Factors struct {
	TOTP     time.Time // since when there is an authenticator app; zero: there is none
	Recovery int       // recovery codes that are left
	Passkeys []Passkey // in the order in which they were added
}

// Any reports whether there is a second factor. Recovery codes alone are none.
func (f Factors) Any() bool { return !f.TOTP.IsZero() || len(f.Passkeys) > 0 }

// Passkey is an authenticator of the Web Authentication API that an operator has
// registered.
type Passkey struct {
	ID      string // of the credential, in base64url
	Name    string // that the operator gave it
	Created time.Time
	Used    time.Time // zero: never
}

// Recovery codes: how many there are, and how many random bytes are in each.
const (
	RecoveryCodes    = 10
	recoveryCodeSize = 10
)

// NewRecoveryCodes returns new codes of 80 bits, in four groups of four letters and
// digits. They are secrets.
func NewRecoveryCodes() []string {
	codes := make([]string, RecoveryCodes)
	for i := range codes {
		b := make([]byte, recoveryCodeSize)
		rand.Read(b)
		s := idText.EncodeToString(b)
		codes[i] = strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-")
	}
	return codes
}

// RecoveryCode is the one form of a code that was typed, and whether it has that of
// a recovery code: people leave out the hyphens, and take letters for digits.
func RecoveryCode(typed string) (string, bool) {
	s := strings.NewReplacer("-", "", " ", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(typed))
	if len(s) != 16 || strings.Trim(s, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		return "", false
	}
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-"), true
}
