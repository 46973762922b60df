package seal

import (
	"crypto/ecdh"
	"crypto/hpke"
	"fmt"
)

// Pair is a key pair: whoever has Public can seal for who has Private, and open
// nothing. So work in the background keeps secrets for a session that it cannot
// sign for.
type Pair struct {
	Private Secret
	Public  []byte
}

// NewPair returns a pair of hybrid public key encryption (RFC 9180) over X25519.
func NewPair() (Pair, error) {
	key, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		return Pair{}, fmt.Errorf("make a key pair: %w", err)
	}
	private, err := key.Bytes()
	if err != nil {
		return Pair{}, fmt.Errorf("encode a key pair: %w", err)
	}
	return Pair{Private: NewSecret(string(private)), Public: key.PublicKey().Bytes()}, nil
}

// SealTo seals plain for the owner of a public key. It opens at the same place
// only.
func SealTo(public, plain []byte, place string) ([]byte, error) {
	key, err := hpke.DHKEM(ecdh.X25519()).NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("read a public key: %w", err)
	}
	sealed, err := hpke.Seal(key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(place), plain)
	if err != nil {
		return nil, fmt.Errorf("seal for a public key: %w", err)
	}
	return sealed, nil
}

// OpenWith opens with a private key what was sealed for its public key at a place.
func OpenWith(private Secret, sealed []byte, place string) ([]byte, error) {
	key, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey([]byte(private.Reveal()))
	if err != nil {
		return nil, fmt.Errorf("read a private key: %w", err)
	}
	plain, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(place), sealed)
	if err != nil {
		return nil, fmt.Errorf("open with a private key: %w", err)
	}
	return plain, nil
}
