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
	"os"
	"path/filepath"
	"strings"
)

const (
	keySize  = 32
	saltSize = 16
	version  = 1
)

// ErrOpen says that bytes were not sealed with this key, this code and this
// place. It tells no more on purpose.
var ErrOpen = errors.New("sealed bytes do not open")

// Keyring holds the server key. Sealed bytes carry the key's id, so that a
// later release can hold several keys.
type Keyring struct {
	key [keySize]byte
	id  [4]byte
}

// NewKeyring returns the keyring of a 32-byte key.
func NewKeyring(key []byte) (*Keyring, error) {
	if len(key) != keySize {
		return nil, fmt.Errorf("server key has %d bytes, not %d", len(key), keySize)
	}
	k := &Keyring{}
	copy(k.key[:], key)
	sum := sha256.Sum256(append([]byte("keyporter key id\x00"), key...))
	copy(k.id[:], sum[:4])
	return k, nil
}

// Load reads the key file at path: 32 bytes as standard base64 on one line.
// Where the file does not exist it makes one, readable by its owner only.
func Load(path string) (*Keyring, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return create(path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the server key: %w", err)
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("server key in %s is not base64", path)
	}
	ring, err := NewKeyring(key)
	if err != nil {
		return nil, fmt.Errorf("server key in %s: %w", path, err)
	}
	return ring, nil
}

func create(path string) (*Keyring, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the server key: %w", err)
	}
	key := make([]byte, keySize)
	rand.Read(key)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return Load(path) // another process was faster
	}
	if err != nil {
		return nil, fmt.Errorf("make the server key: %w", err)
	}
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("write the server key: %w", err)
	}
	return NewKeyring(key)
}

// Seal encrypts plain with AES-256-GCM under a key that HKDF-SHA256 (RFC 5869)
// derives from the server key, code and a fresh salt. Place names where the
// bytes lie (table, row, column); they open only there. Code may be empty.
func (k *Keyring) Seal(plain, code []byte, place string) ([]byte, error) {
	head := make([]byte, 1+len(k.id)+saltSize)
	head[0] = version
	copy(head[1:], k.id[:])
	rand.Read(head[1+len(k.id):])
	aead, err := k.aead(code, head[1+len(k.id):])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize()) // the key is used once, its salt is fresh
	return aead.Seal(head, nonce, plain, additional(head, place)), nil
}

// Open reverses Seal. It returns ErrOpen when key, code or place differ.
func (k *Keyring) Open(sealed, code []byte, place string) ([]byte, error) {
	n := 1 + len(k.id) + saltSize
	if len(sealed) < n || sealed[0] != version {
		return nil, ErrOpen
	}
	head := sealed[:n]
	aead, err := k.aead(code, head[1+len(k.id):])
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, make([]byte, aead.NonceSize()), sealed[n:], additional(head, place))
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}

func (k *Keyring) aead(code, salt []byte) (cipher.AEAD, error) {
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
// server key: for signing cookies and the like.
func (k *Keyring) Derive(purpose string) ([]byte, error) {
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
