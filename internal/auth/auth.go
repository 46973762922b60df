// Package auth knows who is there: passwords, sessions, links of one use, and
// the operators themselves. It decides no permission; desk.Role does.
//
// Guesses are counted in the store before a password is looked at, so that
// neither parallel requests nor several processes get more of them. Every
// transaction here appends to the audit log first: the head of the log is the
// lock under which the statements after it decide. handlers, web and the
// command use this package.
package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/gorilla/sessions"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Options is what Auth works with. The first four are needed; a duration of
// zero means its default.
type Options struct {
	Store *store.DB
	Seal  *seal.Keyring
	Clock func() time.Time
	Log   *slog.Logger

	// Secure says that browsers reach Keyporter by HTTPS only.
	Secure bool
	// Rewrap moves what is wrapped for the session of one actor to the session
	// of another, in the transaction that changes the session's id. It may be nil.
	Rewrap func(ctx context.Context, tx *store.DB, from, to desk.Actor) error

	// Public is the address that people use, when a proxy stands in front; or nil.
	Public *url.URL
	// Demand says that every operator must have a second factor, unless the settings
	// say otherwise; with Fixed whatever they say.
	Demand, Fixed bool
	// OIDC is the provider at which people sign in as well; nil where there is none.
	OIDC *OIDC

	Idle     time.Duration // a session ends when it is not used for so long; as the settings say
	Life     time.Duration // a session ends in any case; as the settings say
	LinkLife time.Duration // of links of one use, but invitations; 15 minutes
	Queue    time.Duration // the longest wait for a turn to hash a password; 2 seconds
}

// Auth signs operators in and out. Its methods are safe for concurrent use.
type Auth struct {
	store     *store.DB
	clock     func() time.Time
	log       *slog.Logger
	seal      *seal.Keyring
	secure    bool
	public    *url.URL
	demand    bool
	fixed     bool // demand is, whatever the settings say
	rewrap    func(ctx context.Context, tx *store.DB, from, to desk.Actor) error
	linkLife  time.Duration
	sessions  *browsers
	passwords *passwords
	guesses   *guesses
	oidc      *OIDC
}

// New returns an Auth.
func New(o Options) (*Auth, error) {
	guesses, err := newGuesses(o.Store, o.Seal, o.Clock)
	if err != nil {
		return nil, err
	}
	passwords, err := newPasswords(or(o.Queue, 2*time.Second))
	if err != nil {
		return nil, err
	}
	sessions, err := newBrowsers(o)
	if err != nil {
		return nil, err
	}
	return &Auth{
		store: o.Store, clock: o.Clock, log: o.Log, seal: o.Seal, secure: o.Secure, public: o.Public, demand: o.Demand, fixed: o.Fixed, rewrap: o.Rewrap,
		linkLife: or(o.LinkLife, 15*time.Minute),
		sessions: sessions, passwords: passwords, guesses: guesses, oidc: o.OIDC,
	}, nil
}

func or(d, usual time.Duration) time.Duration {
	if d == 0 {
		return usual
	}
	return d
}

// Who returns the actor of a request, or false when nobody is signed in. Role,
// language and all else of the operator are as the store has them now. The
// actor's request id is left to the caller.
func (a *Auth) Who(r *http.Request) (desk.Actor, bool, error) {
	s, err := a.sessions.Get(r, a.sessions.cookie)
	if err != nil {
		return desk.Actor{}, false, fmt.Errorf("find the session: %w", err)
	}
	by, ok := a.actor(r, s)
	return by, ok, nil
}

// actor tells whose session s is.
func (a *Auth) actor(r *http.Request, s *sessions.Session) (desk.Actor, bool) {
	operator, ok := s.Values[operatorValue].(desk.Operator)
	if !ok {
		return desk.Actor{}, false
	}
	proved, _ := s.Values[provedValue].(time.Time)
	factor, _ := s.Values[factorValue].(bool)
	return desk.Actor{
		Operator: operator, Session: seal.Hash(s.ID), Token: seal.NewSecret(s.ID), Client: client(r),
		Proved: proved, Factor: factor,
	}, true
}

// Forget clears the session cookie of a request that has one. Call it where Who
// found nobody: the cookie is forged, or its session is over.
func (a *Auth) Forget(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(a.sessions.cookie); err == nil {
		a.sessions.expire(w)
	}
}

// Purge removes what time has ended: sessions, links, sign-ins at
// the provider and counts of guesses.
func (a *Auth) Purge(ctx context.Context) error {
	now := a.clock()
	born, seen, err := a.sessions.ends(ctx, now)
	if err != nil {
		return err
	}
	return errors.Join(
		a.store.PurgeSessions(ctx, born, seen),
		a.store.PurgeLinks(ctx, now),
		a.store.PurgeHalves(ctx, now.Add(-halfLife), now.Add(-askLife)),
		a.store.PurgeFlows(ctx, now),
		a.store.PurgeGuesses(ctx, now.Add(-guessWindow)))
}

// change runs f in one transaction, and takes back the cookies that f sets when
// the transaction does not commit. It reads the request's session before: inside
// the transaction that would take a second connection. A session that f has opened
// is the request's own from then on.
func (a *Auth) change(w http.ResponseWriter, r *http.Request, f func(ctx context.Context, tx *store.DB) error) error {
	s, err := a.sessions.Get(r, a.sessions.cookie)
	if err != nil {
		return fmt.Errorf("find the session: %w", err)
	}
	const header = "Set-Cookie"
	before := w.Header()[header]
	err = a.store.Tx(r.Context(), func(tx *store.DB) error { return f(r.Context(), tx) })
	next, opened := s.Values[nextValue].(*sessions.Session)
	delete(s.Values, nextValue)
	switch {
	case err != nil:
		w.Header()[header] = before
	case opened:
		*s = *next
		s.IsNew = false
	}
	return err
}

// note appends an entry with its time and id to the audit log. Within a
// transaction it comes first.
func (a *Auth) note(ctx context.Context, tx *store.DB, e desk.Entry) error {
	e.At = a.clock().UTC()
	e.Act = desk.NewID(e.At)
	_, err := tx.Append(ctx, e)
	return err
}

// client is the address at the other end of the socket, without the port.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// network is the part of an address that one client is taken to hold: the whole
// of it with IPv4, 64 bits with IPv6.
func network(client string) string {
	address, err := netip.ParseAddr(client)
	if err != nil {
		return client
	}
	address = address.Unmap().WithZone("")
	bits := 64
	if address.Is4() {
		bits = 32
	}
	return netip.PrefixFrom(address, bits).Masked().String()
}
