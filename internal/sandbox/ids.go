package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"

	"keyporter/internal/seal"
)

// Prefixes of unique ids ("IAM identifiers", IAM user guide).
const (
	userPrefix   = "AIDA"
	groupPrefix  = "AGPA"
	rolePrefix   = "AROA"
	policyPrefix = "ANPA"
	keyPrefix    = "AKIA"

	publicKeyPrefix = "APKA"
	servicePrefix   = "ACCA"
)

func newID(prefix string) string {
	b := make([]byte, 10)
	rand.Read(b)
	return prefix + base32.StdEncoding.EncodeToString(b)
}

func newKeyID() string { return newID(keyPrefix) }

// newSecret has 240 random bits as 40 characters.
func newSecret() seal.Secret {
	b := make([]byte, 30)
	rand.Read(b)
	return seal.NewSecret(base64.StdEncoding.EncodeToString(b))
}

// steadyID is the same for one name at every start.
func steadyID(prefix, name string) string {
	sum := sha256.Sum256([]byte(name))
	return prefix + base32.StdEncoding.EncodeToString(sum[:10])
}

// keyPlace is where the secret of a key lies, for sealing.
func keyPlace(id string) string { return "entity/key/" + id }
