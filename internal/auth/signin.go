package auth

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// Attempt is what somebody typed to sign in.
type Attempt struct {
	Name      string
	Password  seal.Secret
	RequestID string
}

// SignIn opens a session for the operator whose name and password these are. Who
// has a second factor gets a half session and fault Unproved, CodeSecondStep:
// SecondStep opens the session. An unknown name, a disabled operator and a wrong
// password are one fault, CodeSignInWrong, after the same work.
func (a *Auth) SignIn(w http.ResponseWriter, r *http.Request, in Attempt) (by desk.Actor, err error) {
	defer fault.Doing(&err, "sign in")
	if err := fault.Join(required("name", desk.NameKey(in.Name) == ""), required("password", in.Password.Empty())); err != nil {
		return by, err
	}
	ctx := r.Context()
	counted, err := a.guesses.count(ctx, desk.NameKey(in.Name), client(r))
	if err != nil {
		return by, err
	}
	operator, hash, err := a.known(ctx, in.Name)
	if err != nil {
		return by, err
	}
	right, err := a.verify(ctx, counted, in.Password, hash)
	if err != nil {
		return by, err
	}
	if right {
		by, err = a.enter(w, r, in, operator, hash, counted)
		if !errors.Is(err, store.ErrNotFound) {
			return by, err
		}
	}
	return by, a.wrong(ctx, desk.Entry{
		ActorID: operator.ID, Actor: operator.Name, Verb: desk.SignIn, Target: operator.Name,
		RequestID: in.RequestID, Client: client(r),
	}, fault.New(fault.Invalid, fault.CodeSignInWrong))
}

// known finds the operator and the password's hash. Both are empty where nobody
// of that name can sign in.
func (a *Auth) known(ctx context.Context, name string) (desk.Operator, string, error) {
	if desk.CheckOperatorName("name", name) != nil {
		return desk.Operator{}, "", nil // nobody has such a name
	}
	operator, hash, err := a.store.OperatorNamed(ctx, desk.NameKey(name))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return desk.Operator{}, "", nil
	case err != nil:
		return desk.Operator{}, "", fmt.Errorf("find the operator: %w", err)
	case operator.Disabled:
		return operator, "", nil
	}
	return operator, hash, nil
}

// verify reports whether the password has the hash. The guess counts unless
// nobody looked.
func (a *Auth) verify(ctx context.Context, counted guess, password seal.Secret, hash string) (bool, error) {
	right, err := a.passwords.match(ctx, password, hash)
	if err != nil {
		return false, errors.Join(err, counted.unseen(context.WithoutCancel(ctx)))
	}
	return right, nil
}

// enter opens the session, or half of it. It is ErrNotFound when the operator was
// disabled, or the password or what else is asked for changed, since it was verified.
func (a *Auth) enter(w http.ResponseWriter, r *http.Request, in Attempt, o desk.Operator, hash string, counted guess) (by desk.Actor, err error) {
	factor, err := a.store.HasFactor(r.Context(), o.ID)
	if err != nil {
		return by, fmt.Errorf("look for a second factor: %w", err)
	}
	e := desk.Entry{
		ActorID: o.ID, Actor: o.Name, Verb: desk.SignIn, Target: o.Name, RequestID: in.RequestID, Client: client(r),
	}
	if factor {
		e.Verb = desk.SignInHalf
	}
	half := ""
	err = a.enterBy(w, r, e, counted, func(ctx context.Context, tx *store.DB) error {
		if o, err = tx.HoldOperator(ctx, o.ID, hash); err != nil {
			return err
		}
		if now, err := tx.HasFactor(ctx, o.ID); err != nil || now != factor {
			return errors.Join(err, store.ErrNotFound)
		}
		if factor {
			half, err = a.beginHalf(ctx, tx, w, o)
			return err
		}
		by, err = a.begin(ctx, tx, w, r, o)
		return err
	})
	switch {
	case err != nil:
		return desk.Actor{}, err
	case factor:
		if _, err := a.AskToProve(r, o, half); err != nil {
			return desk.Actor{}, err
		}
		return desk.Actor{}, fault.New(fault.Unproved, fault.CodeSecondStep)
	}
	a.tidy(r.Context())
	return by, nil
}

// wrong records a wrong password and returns the fault. The entry names an
// operator only where there is one: what else was typed may be a password, and
// AWS CloudTrail hides it for the same reason.
func (a *Auth) wrong(ctx context.Context, e desk.Entry, f *fault.Fault) error {
	e.Phase, e.Fault = desk.Refused, string(f.Code)
	if err := a.note(context.WithoutCancel(ctx), a.store, e); err != nil {
		return err
	}
	return f
}

// SignOut ends the session of the request, if it has one, and tells the browser
// to forget what it kept. It leaves "cookies" out of Clear-Site-Data: that would
// end the sessions of every other application on the same registered domain.
func (a *Auth) SignOut(w http.ResponseWriter, r *http.Request, requestID string) (err error) {
	defer fault.Doing(&err, "sign out")
	by, signedIn, err := a.Who(r)
	if err != nil {
		return err
	}
	if a.secure || loopback(r.Host) {
		w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	}
	if !signedIn {
		a.Forget(w, r)
		return nil
	}
	return a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		if err := a.note(ctx, tx, desk.Entry{
			Phase: desk.Noted, ActorID: by.Operator.ID, Actor: by.Operator.Name, Verb: desk.SignOut,
			Target: by.Operator.Name, RequestID: requestID, Client: by.Client,
		}); err != nil {
			return err
		}
		s, err := a.sessions.Get(r, a.sessions.cookie)
		if err != nil {
			return err
		}
		s.Options.MaxAge = -1
		return a.sessions.in(tx).Save(r, w, s)
	})
}

// loopback reports whether browsers take the host for this machine, where they
// treat plain HTTP like HTTPS.
func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

func required(field string, missing bool) *fault.Fault {
	if missing {
		return fault.Field(field, fault.CodeRequired)
	}
	return nil
}
