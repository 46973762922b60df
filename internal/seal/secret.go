// Package seal keeps secrets: a Secret cannot be printed by accident, and a
// Keyring seals bytes so that the database alone cannot open them.
//
// It does no I/O but reading and making the key file. store, auth, porter and
// the sandbox use it; nothing else turns a Secret into text.
package seal

import (
	"fmt"
	"log/slog"
)

const hidden = "[hidden]"

// Secret holds text that must not reach a log, an error, a URL or a table. All
// ways of printing it give [hidden]; Reveal is the only way to the text.
type Secret struct{ text string }

// NewSecret wraps text.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal returns the text. Call it only where the text is handed over.
func (s Secret) Reveal() string { return s.text }

// Empty reports whether there is no text.
func (s Secret) Empty() bool { return s.text == "" }

// String returns [hidden].
func (s Secret) String() string { return hidden }

// Format prints [hidden] for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// MarshalText gives [hidden] to JSON, XML and every other encoder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue gives [hidden] to slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
