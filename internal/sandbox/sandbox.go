// Package sandbox is the embedded account: an HTTP endpoint that speaks the IAM
// and STS Query protocols as AWS does, with signatures, permissions, quotas and
// errors, over state that it keeps in the store. It shares no code with package
// account, so that the two check each other on the wire.
//
// An action is one entry in the table of actions.go and one function. It reads
// c.in, changes the account inside c.change, and returns what goes into the
// Result element of the reply.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// DefaultAccount is the number of the account unless told otherwise.
const DefaultAccount = "123456789012"

// Options says how to make a sandbox. Store and Seal are needed.
type Options struct {
	Store      *store.DB
	Seal       *seal.Keyring
	Account    string           // twelve digits; "" means DefaultAccount
	RootKeyID  string           // "" means: made at the first start and kept
	RootSecret seal.Secret      // of RootKeyID
	Clock      func() time.Time // nil means the system's
	Log        *slog.Logger     // nil means none
	Lesser     *Lesser          // nil means as much as AWS
}

// Sandbox is the endpoint. It is an http.Handler, safe for concurrent use.
type Sandbox struct {
	account   string
	in        *store.Entities
	ring      *seal.Keyring
	clock     func() time.Time
	log       *slog.Logger
	root      rootKey
	catalogue *catalogue
	uses      uses
	mischief  Mischief
	lesser    *Lesser
}

// New opens the account in the store and makes it where there is none.
func New(o Options) (*Sandbox, error) {
	if o.Store == nil || o.Seal == nil {
		return nil, errors.New("sandbox: no store or no server key")
	}
	if (o.RootKeyID == "") != o.RootSecret.Empty() {
		return nil, errors.New("sandbox: a root key needs both its id and its secret")
	}
	s := &Sandbox{account: o.Account, ring: o.Seal, clock: o.Clock, log: o.Log, lesser: o.Lesser}
	if s.account == "" {
		s.account = DefaultAccount
	}
	if !IsAccount(s.account) {
		return nil, errors.New("sandbox: an account number has twelve digits")
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.in = o.Store.Entities(s.account)
	s.uses.written = map[string]use{}
	var err error
	if s.catalogue, err = openCatalogue(); err != nil {
		return nil, err
	}
	if o.Lesser != nil {
		s.catalogue = &catalogue{} // AWS's policies are AWS's
	}
	if err := s.in.Buckets().Sweep(context.Background(), s.now().Add(-staleAfter)); err != nil {
		return nil, fmt.Errorf("sweep away content that nothing has: %w", err)
	}
	s.root, err = s.openRoot(context.Background(), rootKey{id: o.RootKeyID, secret: o.RootSecret})
	return s, err
}

// RootCredentials returns the key that may do everything.
func (s *Sandbox) RootCredentials() (id string, secret seal.Secret) { return s.root.id, s.root.secret }

// Mischief returns the switches with which tests make the endpoint unkind.
func (s *Sandbox) Mischief() *Mischief { return &s.mischief }

// now is the time in AWS's resolution, whole seconds of UTC.
func (s *Sandbox) now() time.Time {
	return s.clock().Add(s.mischief.offset()).UTC().Truncate(time.Second)
}

// IsAccount knows the number of an account by its form, twelve digits.
func IsAccount(s string) bool { return len(s) == len(DefaultAccount) && digits(s) }

func digits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
