package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"keyporter/internal/desk"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	sessionsPerOperator = 5
	seenEvery           = time.Minute
	maxAgent            = 200
)

type valueKey int

// operatorValue is the key under which a session holds its desk.Operator.
const operatorValue valueKey = 0

// browsers keeps sessions in the store, behind the interface of gorilla's
// package. The cookie holds a signed random id and nothing else; the row is
// found by the id's hash.
type browsers struct {
	db         *store.DB
	codec      *securecookie.SecureCookie
	clock      func() time.Time
	log        *slog.Logger
	cookie     string
	secure     bool
	idle, life time.Duration
}

var _ sessions.Store = (*browsers)(nil)

func newBrowsers(o Options) (*browsers, error) {
	key, err := o.Seal.Derive("cookie")
	if err != nil {
		return nil, fmt.Errorf("derive the key of cookies: %w", err)
	}
	b := &browsers{
		db: o.Store, clock: o.Clock, log: o.Log, secure: o.Secure, cookie: "keyporter",
		idle: or(o.Idle, 15*time.Minute), life: or(o.Life, 8*time.Hour),
		// The row decides how old a session may be, not the cookie.
		codec: securecookie.New(key, nil).MaxAge(0).SetSerializer(securecookie.NopEncoder{}),
	}
	if o.Secure {
		b.cookie = "__Host-keyporter" // browsers take it from this host by HTTPS only
	}
	return b, nil
}

// in returns the same sessions within a transaction.
func (b *browsers) in(tx *store.DB) *browsers {
	c := *b
	c.db = tx
	return &c
}

// ends tells when a session must have been begun, and last used, to be over at now.
func (b *browsers) ends(now time.Time) (born, seen time.Time) {
	return now.Add(-b.life), now.Add(-b.idle)
}

// Get returns the session of the request, read once.
func (b *browsers) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(b, name)
}

// New returns the session that the request's cookie names, or a new one where
// there is none, the cookie does not verify, or its session is over.
func (b *browsers) New(r *http.Request, name string) (*sessions.Session, error) {
	s := b.fresh(name)
	id, ok := b.id(r, name)
	if !ok {
		return s, nil
	}
	now, hash := b.clock(), seal.Hash(id)
	born, seen := b.ends(now)
	row, err := b.db.Session(r.Context(), hash, born, seen)
	if errors.Is(err, store.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.ID, s.IsNew = id, false
	s.Values[operatorValue] = row.Operator
	if before := now.Add(-seenEvery); !row.Seen.After(before) {
		if err := b.db.SeeSession(r.Context(), hash, now, before); err != nil {
			b.log.WarnContext(r.Context(), "a session's last use is not written", "error", err)
		}
	}
	return s, nil
}

// Save stores a new session and sends its cookie. With a negative MaxAge it
// ends the session and expires the cookie.
func (b *browsers) Save(r *http.Request, w http.ResponseWriter, s *sessions.Session) error {
	if s.Options.MaxAge < 0 {
		b.expire(w)
		_, err := b.db.DropSession(r.Context(), seal.Hash(s.ID))
		return err
	}
	if s.IsNew {
		if err := b.put(r.Context(), r, s); err != nil {
			return err
		}
	}
	value, err := b.codec.Encode(s.Name(), []byte(s.ID))
	if err != nil {
		return fmt.Errorf("sign the cookie: %w", err)
	}
	http.SetCookie(w, sessions.NewCookie(s.Name(), value, s.Options))
	return nil
}

// put stores the row of a new session, in the place of the operator's oldest
// one when there are too many.
func (b *browsers) put(ctx context.Context, r *http.Request, s *sessions.Session) error {
	operator, ok := s.Values[operatorValue].(desk.Operator)
	if !ok {
		return errors.New("store a session: it has no operator")
	}
	now := b.clock()
	row := store.Session{
		Hash: seal.Hash(s.ID), Operator: operator, Created: now, Seen: now,
		Client: client(r), Agent: cut(r.UserAgent(), maxAgent),
	}
	if err := b.db.AddSession(ctx, row); err != nil {
		return fmt.Errorf("store the session: %w", err)
	}
	if err := b.db.TrimSessions(ctx, operator.ID, sessionsPerOperator); err != nil {
		return fmt.Errorf("end the oldest session: %w", err)
	}
	return nil
}

// fresh returns a session that nobody has.
func (b *browsers) fresh(name string) *sessions.Session {
	s := sessions.NewSession(b, name)
	s.ID, s.IsNew = seal.NewToken(), true
	s.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: b.secure, SameSite: http.SameSiteLaxMode}
	return s
}

// id returns the session id in the request's cookie, if we signed it.
func (b *browsers) id(r *http.Request, name string) (string, bool) {
	c, err := r.Cookie(name)
	if err != nil {
		return "", false
	}
	var id []byte
	if err := b.codec.Decode(name, c.Value, &id); err != nil {
		return "", false
	}
	return string(id), true
}

func (b *browsers) expire(w http.ResponseWriter) {
	o := b.fresh(b.cookie).Options
	o.MaxAge = -1
	http.SetCookie(w, sessions.NewCookie(b.cookie, "", o))
}

// begin opens a new session for the operator, inside the transaction, in the
// place of the one that the request came with. What was wrapped for that one
// moves when it was the same operator's.
func (a *Auth) begin(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, o desk.Operator) (desk.Actor, error) {
	old, err := a.sessions.Get(r, a.sessions.cookie)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("find the session before: %w", err)
	}
	s := a.sessions.fresh(a.sessions.cookie)
	s.Values[operatorValue] = o
	if err := a.sessions.in(tx).Save(r, w, s); err != nil {
		return desk.Actor{}, err
	}
	to, _ := a.actor(r, s)
	from, had := a.actor(r, old)
	if !had {
		return to, nil
	}
	if a.rewrap != nil && from.Operator.ID == o.ID {
		if err := a.rewrap(ctx, tx, from, to); err != nil {
			return desk.Actor{}, fmt.Errorf("move what is wrapped for the session: %w", err)
		}
	}
	if _, err := tx.DropSession(ctx, from.Session); err != nil {
		return desk.Actor{}, fmt.Errorf("end the session before: %w", err)
	}
	return to, nil
}

// cut shortens s to at most n bytes of valid text.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "")
}
