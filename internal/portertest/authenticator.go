package portertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"
	"testing"
)

// Authenticator is a security key, together with the browser that asks it. It makes
// one passkey, for the algorithm ES256 and without attestation.
// Format: Web Authentication Level 3, 6.1 and 6.5, over CBOR (RFC 8949).
type Authenticator struct {
	Counter uint32 // grows with each signature; set it back to make a copy of the key
	Origin  string // of the page that asks
	t       testing.TB
	key     *ecdsa.PrivateKey
	id      []byte
	user    string
}

// NewAuthenticator returns a security key that pages of the origin ask.
func NewAuthenticator(t testing.TB, origin string) *Authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	a := &Authenticator{t: t, Origin: origin, key: key, id: make([]byte, 32)}
	rand.Read(a.id)
	return a
}

// options are what both ceremonies ask, as far as it is used here.
type options struct {
	Challenge string                `json:"challenge"`
	RPID      string                `json:"rpId"`
	RP        struct{ ID string }   `json:"rp"`
	User      struct{ ID string }   `json:"user"`
	Allow     []struct{ ID string } `json:"allowCredentials"`
}

func (a *Authenticator) read(text string) options {
	a.t.Helper()
	var o options
	check(a.t, json.Unmarshal([]byte(text), &o))
	return o
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// client is what the browser says of the ceremony.
func (a *Authenticator) client(kind, challenge string) []byte {
	b, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.Origin, "crossOrigin": false})
	check(a.t, err)
	return b
}

// data is what the authenticator says: for whom, that the user was there and was
// recognised, how often it has signed.
func (a *Authenticator) data(rp string, flags byte) []byte {
	hash := sha256.Sum256([]byte(rp))
	return binary.BigEndian.AppendUint32(append(hash[:], flags), a.Counter)
}

// Make answers what a page asks for a new passkey.
func (a *Authenticator) Make(text string) string {
	a.t.Helper()
	o := a.read(text)
	a.user = o.User.ID
	point, err := a.key.PublicKey.Bytes()
	check(a.t, err)
	cose := slices.Concat([]byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32}, point[1:33], []byte{0x22, 0x58, 32}, point[33:])
	data := slices.Concat(a.data(o.RP.ID, 0x45), make([]byte, 16), []byte{0, byte(len(a.id))}, a.id, cose)
	object := slices.Concat([]byte{0xa3, 0x63}, []byte("fmt"), []byte{0x64}, []byte("none"), []byte{0x67}, []byte("attStmt"), []byte{0xa0, 0x68},
		[]byte("authData"), []byte{0x58, byte(len(data))}, data)
	return a.answer(map[string]any{"clientDataJSON": b64(a.client("webauthn.create", o.Challenge)), "attestationObject": b64(object), "transports": []string{"usb"}})
}

// Sign answers what a page asks a passkey that was made.
func (a *Authenticator) Sign(text string) string {
	a.t.Helper()
	o := a.read(text)
	a.Counter++
	data, client := a.data(o.RPID, 0x05), a.client("webauthn.get", o.Challenge)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(slices.Clone(data), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	check(a.t, err)
	return a.answer(map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature), "userHandle": a.user})
}

func (a *Authenticator) answer(response map[string]any) string {
	b, err := json.Marshal(map[string]any{"id": b64(a.id), "rawId": b64(a.id), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	check(a.t, err)
	return string(b)
}
