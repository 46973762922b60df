// Package desk holds the nouns of the dashboard itself: operators and their
// roles, acts and the audit chain, tickets and the files they become. It does
// no I/O. Operators are people who sign in to Keyporter; users are IAM users.
package desk

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

// Operator is a person who signs in to Keyporter.
type Operator struct {
	ID       string
	Name     string
	Role     Role
	Disabled bool
	Created  time.Time

	Preferences
	Views Views

	IAMUser string    // the IAM user that is theirs, as it was called when it was linked
	IAMID   string    // AWS's unique id of it; "" is not linked
	Scope   Scope     // of a manager
	Signed  time.Time // when they signed in last; zero: never
	Alone   bool      // nobody else can sign in; known of who asks for a page
}

// Limits on operators.
const (
	MaxOperatorName     = 64
	MinOperatorPassword = 12
	MaxOperatorPassword = 256
)

// NameKey is the one canonical form of an operator's name, in which it is
// unique: trimmed, NFKC, lower case.
func NameKey(name string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(name)))
}

// CheckOperatorName returns the fault of a name, in field, or nil: 1 to 64
// letters, digits, spaces and . _ - @ +, in any script.
func CheckOperatorName(field, name string) *fault.Fault {
	key := NameKey(name)
	if key == "" {
		return fault.Field(field, fault.CodeRequired)
	}
	if len([]rune(key)) > MaxOperatorName {
		return fault.Field(field, fault.CodeTooLong, strconv.Itoa(MaxOperatorName))
	}
	for _, r := range key {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" ._-@+", r) {
			return fault.Field(field, fault.CodeOperatorName)
		}
	}
	return nil
}

// CheckOperatorPassword returns the fault of a new password, in field, or nil.
func CheckOperatorPassword(field string, password seal.Secret) *fault.Fault {
	n := len([]rune(password.Reveal()))
	switch {
	case n == 0:
		return fault.Field(field, fault.CodeRequired)
	case n < MinOperatorPassword:
		return fault.Field(field, fault.CodePasswordShort, strconv.Itoa(MinOperatorPassword))
	case n > MaxOperatorPassword:
		return fault.Field(field, fault.CodePasswordLong, strconv.Itoa(MaxOperatorPassword))
	}
	return nil
}

// Actor is who does something, and through which request.
type Actor struct {
	Operator  Operator
	Session   string      // SHA-256 of the session id, as hexadecimal text
	Token     seal.Secret // the session id itself; wraps the codes of tickets
	RequestID string
	Client    string    // the socket's address, without the port
	Proved    time.Time // when this session has last proved who is there
	Factor    bool      // the operator has a second factor
	Reason    string    // that came with the form: a dangerous act needs one
	Approval  string    // the id of the request that the form carries out, or ""
}

type actorKey struct{}

// WithActor puts the signed-in actor into a request's context.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorFrom returns the signed-in actor, or false.
func ActorFrom(ctx context.Context) (Actor, bool) {
	a, ok := ctx.Value(actorKey{}).(Actor)
	return a, ok
}
