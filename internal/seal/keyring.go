package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
)

const (
	keySize  = 32
	saltSize = 16
	version  = 1
	headSize = 1 + 4 + saltSize // version, id of the key, salt
)

// ErrOpen says that bytes were not sealed with this key, this code and this
// place. It tells no more on purpose.
var ErrOpen = errors.New("sealed bytes do not open")

// Keyring holds the server keys. The last of them, the newest, seals; sealed bytes
// carry the id of their key, and each of them opens what it has sealed.
type Keyring struct {
	keys []serverKey // at least one
}

type serverKey struct {
	key [keySize]byte
	id  [4]byte
}

// NewKeyring returns the keyring of 32-byte keys, the newest last.
func NewKeyring(keys ...[]byte) (*Keyring, error) {
	if len(keys) == 0 {
		return nil, errors.New("there is no server key")
	}
	k := &Keyring{keys: make([]serverKey, len(keys))}
	for i, key := range keys {
		if len(key) != keySize {
			return nil, fmt.Errorf("server key has %d bytes, not %d", len(key), keySize)
		}
		copy(k.keys[i].key[:], key)
		sum := sha256.Sum256(append([]byte("keyporter key id\x00"), key...))
		copy(k.keys[i].id[:], sum[:4])
	}
	return k, nil
}

// newest is the key that seals.
func (k *Keyring) newest() *serverKey { return &k.keys[len(k.keys)-1] }

// Size is how many keys the ring holds.
func (k *Keyring) Size() int { return len(k.keys) }

// Stale reports whether sealed bytes were sealed with another key than the newest.
func (k *Keyring) Stale(sealed []byte) bool {
	return len(sealed) < headSize || [4]byte(sealed[1:5]) != k.newest().id
}

// Seal encrypts plain with AES-256-GCM under a key that HKDF-SHA256 (RFC 5869)
// derives from the server key, code and a fresh salt. Place names where the
// bytes lie (table, row, column); they open only there. Code may be empty.
func (k *Keyring) Seal(plain, code []byte, place string) ([]byte, error) {
	by := k.newest()
	head := make([]byte, headSize)
	head[0] = version
	copy(head[1:], by.id[:])
	rand.Read(head[headSize-saltSize:])
	aead, err := by.aead(code, head[headSize-saltSize:])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize()) // the key is used once, its salt is fresh
	return aead.Seal(head, nonce, plain, additional(head, place)), nil
}

// Open reverses Seal. It returns ErrOpen when key, code or place differ.
func (k *Keyring) Open(sealed, code []byte, place string) ([]byte, error) {
	if len(sealed) < headSize || sealed[0] != version {
		return nil, ErrOpen
	}
	head := sealed[:headSize]
	for i := range k.keys {
		if k.keys[i].id != [4]byte(head[1:5]) {
			continue
		}
		aead, err := k.keys[i].aead(code, head[headSize-saltSize:])
		if err != nil {
			return nil, err
		}
		if plain, err := aead.Open(nil, make([]byte, aead.NonceSize()), sealed[headSize:], additional(head, place)); err == nil {
			return plain, nil
		}
	}
	return nil, ErrOpen
}

func (k *serverKey) aead(code, salt []byte) (cipher.AEAD, error) {
	secret := make([]byte, 0, keySize+len(code))
	secret = append(append(secret, k.key[:]...), code...)
	key, err := hkdf.Key(sha256.New, secret, salt, "keyporter seal v1", keySize)
	if err != nil {
		return nil, fmt.Errorf("derive a sealing key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make a cipher: %w", err)
	}
	return cipher.NewGCM(block)
}

// additional binds the whole header and the place, with no ambiguity between them.
func additional(head []byte, place string) []byte {
	return append(append([]byte{}, head...), place...)
}

// Derive returns 32 bytes for the named purpose, always the same for one
// server key, of the newest one.
func (k *Keyring) Derive(purpose string) ([]byte, error) {
	return k.newest().derive(purpose)
}

// DeriveAll returns what Derive does for each of the keys, the newest first: the
// first signs cookies and the like, and all of them check.
func (k *Keyring) DeriveAll(purpose string) ([][]byte, error) {
	all := make([][]byte, 0, len(k.keys))
	for i := range k.keys {
		one, err := k.keys[len(k.keys)-1-i].derive(purpose)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (k *serverKey) derive(purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, k.key[:], nil, "keyporter derive "+purpose, keySize)
}

// NewToken returns 256 random bits as 43 characters that are safe in a URL.
func NewToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash returns the SHA-256 of a token as hexadecimal text. Tokens have 128
// random bits or more, so a plain hash cannot be searched.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
