package sandbox

import (
	"bytes"
	"crypto/md5"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"math"
	"math/big"
	"net/http"
	"strings"
)

// sshRSA names the one kind of keys that IAM takes (UploadSSHPublicKey, IAM API
// reference), of so many bits at least.
const (
	sshRSA   = "ssh-rsa"
	leastRSA = 2048
)

func invalidPublicKey(format string, args ...any) error {
	return fail(http.StatusBadRequest, "InvalidPublicKey", format, args...)
}

func unrecognizedEncoding() error {
	return fail(http.StatusBadRequest, "UnrecognizedPublicKeyEncoding", "The public key is neither in ssh-rsa nor in PEM format.")
}

// readSSHKey reads a public key as a line of ssh-rsa or in PEM, and tells which. It
// returns the key as it goes over the wire.
func readSSHKey(text string) (wire []byte, inPEM bool, err error) {
	var key *rsa.PublicKey
	text = strings.TrimSpace(text)
	inPEM = strings.HasPrefix(text, "-----BEGIN ")
	if inPEM {
		key, err = readPEMKey(text)
	} else {
		key, err = readSSHLine(text)
	}
	switch {
	case err != nil:
		return nil, false, err
	case key.N.BitLen() < leastRSA:
		return nil, false, invalidPublicKey("The public key has %d bits, %d are needed.", key.N.BitLen(), leastRSA)
	}
	return sshWire(key), inPEM, nil
}

func readPEMKey(text string) (*rsa.PublicKey, error) {
	block, rest := pem.Decode([]byte(text))
	if block == nil || len(bytes.TrimSpace(rest)) > 0 {
		return nil, invalidPublicKey("The public key is malformed.")
	}
	var key any
	var err error
	switch block.Type {
	case "PUBLIC KEY":
		key, err = x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		key, err = x509.ParsePKCS1PublicKey(block.Bytes)
	default:
		return nil, unrecognizedEncoding()
	}
	rsaKey, ok := key.(*rsa.PublicKey)
	if err != nil || !ok {
		return nil, invalidPublicKey("The public key is malformed or not one of RSA.")
	}
	return rsaKey, nil
}

// readSSHLine reads the kind, the key in base64, and a comment, which is dropped.
func readSSHLine(line string) (*rsa.PublicKey, error) {
	fields := strings.Fields(line)
	if len(fields) == 0 || fields[0] != sshRSA {
		return nil, unrecognizedEncoding()
	}
	if len(fields) == 1 {
		return nil, invalidPublicKey("The public key is malformed.")
	}
	wire, err := base64.StdEncoding.DecodeString(fields[1])
	if key, ok := readSSHWire(wire); ok && err == nil {
		return key, nil
	}
	return nil, invalidPublicKey("The public key is malformed.")
}

// readSSHWire reads the kind, the exponent and the modulus, each behind its length
// (RFC 4253, 6.6).
func readSSHWire(wire []byte) (*rsa.PublicKey, bool) {
	var parts [3][]byte
	for i := range parts {
		if len(wire) < 4 {
			return nil, false
		}
		n := uint64(binary.BigEndian.Uint32(wire))
		if wire = wire[4:]; n == 0 || n > uint64(len(wire)) {
			return nil, false
		}
		parts[i], wire = wire[:n], wire[n:]
	}
	const sign = 0x80
	if string(parts[0]) != sshRSA || len(wire) > 0 || parts[1][0] >= sign || parts[2][0] >= sign {
		return nil, false
	}
	e, n := new(big.Int).SetBytes(parts[1]), new(big.Int).SetBytes(parts[2])
	if e.Cmp(big.NewInt(3)) < 0 || e.Cmp(big.NewInt(math.MaxInt32)) > 0 || e.Bit(0) == 0 {
		return nil, false
	}
	return &rsa.PublicKey{N: n, E: int(e.Int64())}, true
}

func sshWire(key *rsa.PublicKey) []byte {
	var wire []byte
	for _, part := range [][]byte{[]byte(sshRSA), sshNumber(big.NewInt(int64(key.E))), sshNumber(key.N)} {
		wire = binary.BigEndian.AppendUint32(wire, uint32(len(part)))
		wire = append(wire, part...)
	}
	return wire
}

// sshNumber writes a positive number with room for its sign.
func sshNumber(n *big.Int) []byte { return n.FillBytes(make([]byte, n.BitLen()/8+1)) }

// sshKeyText writes a kept key in the one form or the other.
func sshKeyText(wire []byte, inPEM bool) (string, error) {
	if !inPEM {
		return sshRSA + " " + base64.StdEncoding.EncodeToString(wire), nil
	}
	key, ok := readSSHWire(wire)
	if !ok {
		return "", invalidPublicKey("The public key is malformed.")
	}
	der, err := x509.MarshalPKIXPublicKey(key)
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), err
}

// fingerprint is the MD5 digest of a key, as ssh-keygen -E md5 shows it.
func fingerprint(wire []byte) string {
	sum := md5.Sum(wire)
	pairs := make([]string, len(sum))
	for i, b := range sum {
		pairs[i] = hex.EncodeToString([]byte{b})
	}
	return strings.Join(pairs, ":")
}
