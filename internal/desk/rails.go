package desk

import (
	"slices"
	"strings"
	"time"
)

// GuardMode says how much one operator may change alone.
type GuardMode string

// The modes.
const (
	// GuardOpen asks for a reason and a fresh proof before a change that gives
	// administrator's power, or a way to it.
	GuardOpen GuardMode = "open"
	// GuardGuarded takes every grant for dangerous that is not in the safe set, and
	// needs a second person for it.
	GuardGuarded GuardMode = "guarded"
)

// Known reports whether m is one of the modes.
func (m GuardMode) Known() bool { return m == GuardOpen || m == GuardGuarded }

// Rails are the guard rails as they are set. Boundary and Paths, the safe set and
// the adopted bear on acts in mode guarded only.
type Rails struct {
	Mode     GuardMode // the one that holds
	Chosen   bool      // an admin has chosen it; else it follows from where Keyporter runs and who can sign in
	Boundary string    // ARN of the permissions boundary of every new user; "" is not chosen
	Paths    []string  // of managed users and groups
	Safe     []SafePolicy
	Adopted  []Adopted
	SetBy    string
	SetAt    time.Time
}

// SafePolicy is a policy that may be granted by one operator, as long as it says
// what it said when it was looked at.
type SafePolicy struct {
	ARN      string
	Version  string
	Hash     string // SHA-256 of the document, as hexadecimal text
	Document string
	SetBy    string
	SetAt    time.Time
}

// Adopted is a user or group outside the managed paths that is managed too.
type Adopted struct {
	Kind  AdoptedKind
	ID    string // see AdoptedID
	Name  string // when it was adopted
	SetBy string
	SetAt time.Time
}

// AdoptedKind says what was adopted.
type AdoptedKind string

// The kinds.
const (
	AdoptedUser  AdoptedKind = "user"
	AdoptedGroup AdoptedKind = "group"
)

// Known reports whether k is one of the kinds.
func (k AdoptedKind) Known() bool { return k == AdoptedUser || k == AdoptedGroup }

// AdoptedID is what an adopted user or group is found by: AWS's unique id, so that
// a new one of the same name is not it; the name where the server gives no id.
func AdoptedID(id, foldedName string) string {
	if id == "" {
		return "=" + foldedName
	}
	return id
}

// SafeOf returns the policy's entry of the safe set.
func (r Rails) SafeOf(arn string) (SafePolicy, bool) {
	i := slices.IndexFunc(r.Safe, func(s SafePolicy) bool { return s.ARN == arn })
	if i < 0 {
		return SafePolicy{}, false
	}
	return r.Safe[i], true
}

// Manages reports whether a user or group lies under a managed path, or was adopted.
func (r Rails) Manages(kind AdoptedKind, path, id string) bool {
	return r.Under(path) || slices.ContainsFunc(r.Adopted, func(a Adopted) bool { return a.Kind == kind && a.ID == id })
}

// Under reports whether a path lies under a managed one.
func (r Rails) Under(path string) bool {
	return slices.ContainsFunc(r.Paths, func(p string) bool { return strings.HasPrefix(path, p) })
}
