package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// halfLife is for how long a right password waits for the second factor.
const halfLife = 10 * time.Minute

// half is the cookie of who has given the password and not yet the second factor.
func (b *browsers) half() string { return b.cookie + "-step" }

// beginHalf opens a half session for the operator, inside the transaction, and
// returns the hash of its id.
func (a *Auth) beginHalf(ctx context.Context, tx *store.DB, w http.ResponseWriter, o desk.Operator) (string, error) {
	s, now := a.sessions.fresh(a.sessions.half()), a.clock()
	hash := seal.Hash(s.ID)
	if err := tx.AddHalf(ctx, hash, o.ID, now, now.Add(-halfLife)); err != nil {
		return "", fmt.Errorf("store the half session: %w", err)
	}
	value, err := securecookie.EncodeMulti(s.Name(), []byte(s.ID), a.sessions.codecs...)
	if err != nil {
		return "", fmt.Errorf("sign the cookie: %w", err)
	}
	http.SetCookie(w, sessions.NewCookie(s.Name(), value, s.Options))
	return hash, nil
}

// Half returns the operator whose second factor is waited for from this browser, or
// fault Gone, CodeSecondGone.
func (a *Auth) Half(r *http.Request) (desk.Operator, error) {
	o, _, err := a.half(r)
	return o, err
}

// half is Half, with the hash of the half session's id.
func (a *Auth) half(r *http.Request) (desk.Operator, string, error) {
	id, ok := a.sessions.id(r, a.sessions.half())
	if !ok {
		return desk.Operator{}, "", fault.New(fault.Gone, fault.CodeSecondGone)
	}
	hash := seal.Hash(id)
	o, err := a.store.Half(r.Context(), hash, a.clock().Add(-halfLife))
	if errors.Is(err, store.ErrNotFound) {
		return o, "", fault.New(fault.Gone, fault.CodeSecondGone)
	}
	if err != nil {
		return o, "", fmt.Errorf("find the half session: %w", err)
	}
	return o, hash, nil
}

// SecondStep ends a sign-in that waits for a second factor: the session is opened
// when it is right. What was wrong is a fault of the field "prove", whatever is
// wrong with it; CodeSecondGone when nothing waits.
func (a *Auth) SecondStep(w http.ResponseWriter, r *http.Request, in Proof) (by desk.Actor, err error) {
	defer fault.Doing(&err, "sign in by a second factor")
	o, hash, err := a.half(r)
	if err != nil {
		return by, err
	}
	in.session = hash
	e := desk.Entry{
		ActorID: o.ID, Actor: o.Name, Verb: desk.SignIn, Target: o.Name, RequestID: in.RequestID, Client: client(r),
	}
	err = a.second(w, r, e, in, func(ctx context.Context, tx *store.DB, o desk.Operator) error {
		if ok, err := tx.TakeHalf(ctx, hash); err != nil || !ok {
			return errors.Join(err, store.ErrNotFound)
		}
		if by, err = a.begin(ctx, tx, w, r, o); err != nil {
			return err
		}
		a.sessions.forget(w, a.sessions.half())
		return nil
	})
	if err != nil {
		return desk.Actor{}, err
	}
	a.tidy(r.Context())
	return by, nil
}

// tidy removes what has ended, which nobody waits for.
func (a *Auth) tidy(ctx context.Context) {
	if err := a.Purge(ctx); err != nil {
		a.log.WarnContext(ctx, "what has ended is not removed", "error", err)
	}
}
