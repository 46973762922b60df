package seal

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Load reads the key file at path: 32 bytes as standard base64 on each line, the
// newest key last. Where the file does not exist it makes one, readable by its
// owner only.
func Load(path string) (*Keyring, error) {
	keys, err := readKeys(path)
	if errors.Is(err, os.ErrNotExist) {
		return create(path)
	}
	return ringOf(path, keys, err)
}

// Read is Load of a file that must be there.
func Read(path string) (*Keyring, error) {
	keys, err := readKeys(path)
	return ringOf(path, keys, err)
}

func ringOf(path string, keys [][]byte, err error) (*Keyring, error) {
	if err != nil {
		return nil, err
	}
	ring, err := NewKeyring(keys...)
	if err != nil {
		return nil, fmt.Errorf("server key in %s: %w", path, err)
	}
	return ring, nil
}

func readKeys(path string) ([][]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the server key: %w", err)
	}
	var keys [][]byte
	for line := range strings.Lines(strings.TrimSpace(string(text))) {
		key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
		if err != nil {
			return nil, fmt.Errorf("server key in %s is not base64", path)
		}
		keys = append(keys, key)
	}
	return keys, nil
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

// Add makes a new key, which seals from then on, behind those in the file. Those
// stay, for they open what they have sealed. Whenever the machine stops, the file is
// the old one or the new one.
func Add(path string) error {
	keys, err := readKeys(path)
	if err != nil {
		return err
	}
	if _, err := ringOf(path, keys, nil); err != nil {
		return err
	}
	key := make([]byte, keySize)
	rand.Read(key)
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // readable by its owner only
	if err != nil {
		return fmt.Errorf("write the server key: %w", err)
	}
	for _, k := range append(keys, key) {
		_, wrong := f.WriteString(base64.StdEncoding.EncodeToString(k) + "\n")
		err = errors.Join(err, wrong)
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // it holds keys and is of no use
		return fmt.Errorf("write the server key: %w", err)
	}
	return nil
}
