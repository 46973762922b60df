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
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	sessionsPerOperator = 5
	seenEvery           = time.Minute
	maxAgent            = 200
)

type valueKey int

// The keys of what a session holds.
const (
	operatorValue valueKey = iota // desk.Operator
	createdValue                  // time.Time: when the operator signed in
	provedValue                   // time.Time: when it was last proved who is there
	factorValue                   // bool: the operator has a second factor
	nextValue                     // *sessions.Session: takes its place when the transaction commits
)

// browsers keeps sessions in the store, behind the interface of gorilla's
// package. The cookie holds a signed random id and nothing else; the row is
// found by the id's hash.
type browsers struct {
	db         *store.DB
	codecs     []securecookie.Codec // of all server keys, the newest first
	clock      func() time.Time
	log        *slog.Logger
	cookie     string
	secure     bool
	idle, life time.Duration // 0 is as the settings say
}

var _ sessions.Store = (*browsers)(nil)

func newBrowsers(o Options) (*browsers, error) {
	keys, err := o.Seal.DeriveAll("cookie")
	if err != nil {
		return nil, fmt.Errorf("derive the key of cookies: %w", err)
	}
	b := &browsers{
		db: o.Store, clock: o.Clock, log: o.Log, secure: o.Secure, cookie: "keyporter",
		idle: o.Idle, life: o.Life,
	}
	for _, key := range keys {
		// The row decides how old a session may be, not the cookie.
		b.codecs = append(b.codecs, securecookie.New(key, nil).MaxAge(0).SetSerializer(securecookie.NopEncoder{}))
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
func (b *browsers) ends(ctx context.Context, now time.Time) (born, seen time.Time, err error) {
	s, err := b.db.Settings(ctx)
	if err != nil {
		return born, seen, fmt.Errorf("read how long sessions last: %w", err)
	}
	return now.Add(-or(b.life, s.SignIn.LifeTime())), now.Add(-or(b.idle, s.SignIn.IdleTime())), nil
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
	born, seen, err := b.ends(r.Context(), now)
	if err != nil {
		return s, err
	}
	row, err := b.db.Session(r.Context(), hash, born, seen)
	if errors.Is(err, store.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	s.ID, s.IsNew = id, false
	s.Values[operatorValue], s.Values[createdValue] = row.Operator, row.Created
	s.Values[provedValue], s.Values[factorValue] = row.Proved, row.Factor
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
	value, err := securecookie.EncodeMulti(s.Name(), []byte(s.ID), b.codecs...)
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
	created, _ := s.Values[createdValue].(time.Time)
	proved, _ := s.Values[provedValue].(time.Time)
	row := store.Session{
		Hash: seal.Hash(s.ID), Operator: operator, Created: created, Seen: b.clock(), Proved: proved,
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
	if err := securecookie.DecodeMulti(name, c.Value, &id, b.codecs...); err != nil {
		return "", false
	}
	return string(id), true
}

func (b *browsers) expire(w http.ResponseWriter) { b.forget(w, b.cookie) }

// forget expires a cookie.
func (b *browsers) forget(w http.ResponseWriter, name string) {
	o := b.fresh(name).Options
	o.MaxAge = -1
	http.SetCookie(w, sessions.NewCookie(name, "", o))
}

// begin opens a new session for the operator, who has just proved to be there,
// inside the transaction, in the place of the one that the request came with. What
// was wrapped for that one moves when it was the same operator's.
func (a *Auth) begin(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, o desk.Operator) (desk.Actor, error) {
	now := a.clock()
	return a.open(ctx, tx, w, r, opening{operator: o, created: now, proved: now})
}

// renew gives the operator's session a new id, inside the transaction. It ends when
// it would have ended.
func (a *Auth) renew(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, proved time.Time) (desk.Actor, error) {
	old, err := a.sessions.Get(r, a.sessions.cookie)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("find the session before: %w", err)
	}
	by, ok := a.actor(r, old)
	if !ok {
		return desk.Actor{}, fault.New(fault.Unsigned, fault.CodeSignIn)
	}
	created, _ := old.Values[createdValue].(time.Time)
	return a.open(ctx, tx, w, r, opening{operator: by.Operator, created: created, proved: proved})
}

// opening is whose session is opened, and its times.
type opening struct {
	operator        desk.Operator
	created, proved time.Time
}

func (a *Auth) open(ctx context.Context, tx *store.DB, w http.ResponseWriter, r *http.Request, in opening) (desk.Actor, error) {
	old, err := a.sessions.Get(r, a.sessions.cookie)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("find the session before: %w", err)
	}
	factor, err := tx.HasFactor(ctx, in.operator.ID)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("look for a second factor: %w", err)
	}
	s := a.sessions.fresh(a.sessions.cookie)
	s.Values[operatorValue], s.Values[factorValue] = in.operator, factor
	s.Values[createdValue], s.Values[provedValue] = in.created, in.proved
	if err := a.sessions.in(tx).Save(r, w, s); err != nil {
		return desk.Actor{}, err
	}
	to, _ := a.actor(r, s)
	from, had := a.actor(r, old)
	old.Values[nextValue] = s
	if !had {
		return to, nil
	}
	if a.rewrap != nil && from.Operator.ID == in.operator.ID {
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
