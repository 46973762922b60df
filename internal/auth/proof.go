package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/otp"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// How somebody proved to be there, as the audit log has it.
const (
	byPassword = "password"
	byTOTP     = "totp"
	byRecovery = "recovery"
	byPasskey  = "passkey"
)

// around is how many periods a code may be early or late (RFC 6238, 5.2).
const around = 1

// Proof is what somebody gave to prove to be there. One of the fields is enough.
type Proof struct {
	Password  seal.Secret // counts for operators without a second factor only
	Code      seal.Secret // of an authenticator app, or a recovery code
	Passkey   string      // what a browser sends for an authenticator, as JSON
	RequestID string

	session string // hash of the session, or half session, that it comes from
}

// Empty reports whether nothing was given.
func (p Proof) Empty() bool { return p.Password.Empty() && p.Code.Empty() && p.Passkey == "" }

// Prove checks that the actor is still there: by a second factor, or by the
// password of who has none. The session gets a new id and ends when it would have
// ended. What was wrong is a fault of the field "prove".
func (a *Auth) Prove(w http.ResponseWriter, r *http.Request, by desk.Actor, in Proof) (to desk.Actor, err error) {
	defer fault.Doing(&err, "prove that %s is there", by.Operator.Name)
	e := desk.Entry{
		ActorID: by.Operator.ID, Actor: by.Operator.Name, Verb: desk.Prove, Target: by.Operator.Name,
		RequestID: in.RequestID, Client: client(r),
	}
	renew := func(ctx context.Context, tx *store.DB, _ desk.Operator) (err error) {
		to, err = a.renew(ctx, tx, w, r, a.clock())
		return err
	}
	in.session = by.Session
	if by.Factor {
		err = a.second(w, r, e, in, renew)
	} else {
		err = a.first(w, r, e, in, renew)
	}
	if err != nil {
		return desk.Actor{}, err
	}
	to.RequestID = by.RequestID
	return to, nil
}

// entrance is what a right proof leads to, in the transaction that uses it up.
type entrance func(ctx context.Context, tx *store.DB, o desk.Operator) error

// first checks the password of the operator whom e is about.
func (a *Auth) first(w http.ResponseWriter, r *http.Request, e desk.Entry, in Proof, enter entrance) error {
	if in.Password.Empty() {
		return fault.Field("prove", fault.CodeRequired)
	}
	ctx := r.Context()
	counted, err := a.guesses.count(ctx, desk.NameKey(e.Actor), client(r))
	if err != nil {
		return err
	}
	operator, hash, err := a.known(ctx, e.Actor)
	if err != nil {
		return err
	}
	right, err := a.verify(ctx, counted, in.Password, hash)
	if err != nil {
		return err
	}
	e.Detail = []string{byPassword}
	if right {
		err = a.enterBy(w, r, e, counted, func(ctx context.Context, tx *store.DB) error {
			o, err := tx.HoldOperator(ctx, operator.ID, hash)
			if err != nil {
				return err
			}
			return enter(ctx, tx, o)
		})
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	return a.wrong(ctx, e, fault.Field("prove", fault.CodePasswordWrong))
}

// second checks a second factor of the operator whom e is about.
func (a *Auth) second(w http.ResponseWriter, r *http.Request, e desk.Entry, in Proof, enter entrance) error {
	if in.Code.Empty() && in.Passkey == "" {
		return fault.Field("prove", fault.CodeRequired)
	}
	ctx := r.Context()
	counted, err := a.guesses.countFactor(ctx, e.ActorID, client(r))
	if err != nil {
		return err
	}
	given, right, err := a.given(r, desk.Operator{ID: e.ActorID, Name: e.Actor}, in)
	e.Detail = given.how
	if f := fault.Of(err); f != nil && f.Code == fault.CodePasskeyCopied {
		return a.wrong(ctx, e, f)
	}
	if err != nil {
		return errors.Join(err, counted.unseen(context.WithoutCancel(ctx)))
	}
	if right {
		err = a.enterBy(w, r, e, counted, func(ctx context.Context, tx *store.DB) error {
			o, err := tx.HoldEnabled(ctx, e.ActorID)
			if err != nil {
				return err
			}
			if ok, err := given.use(ctx, tx); err != nil || !ok {
				return errors.Join(err, store.ErrNotFound)
			}
			return enter(ctx, tx, o)
		})
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	return a.wrong(ctx, e, fault.Field("prove", fault.CodeFactorWrong))
}

// enterBy notes e, runs enter and forgets the guesses, in one transaction. It is
// ErrNotFound when what was verified does not hold any more.
func (a *Auth) enterBy(w http.ResponseWriter, r *http.Request, e desk.Entry, counted guess, enter func(ctx context.Context, tx *store.DB) error) error {
	e.Phase = desk.Noted
	return a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		if err := enter(ctx, tx); err != nil {
			return err
		}
		if err := counted.right(ctx, tx); err != nil {
			return fmt.Errorf("forget the guesses: %w", err)
		}
		return nil
	})
}

// given is a second factor that was verified. It is used up in the transaction of
// what it leads to, where use is false when somebody else was faster.
type given struct {
	how []string
	use func(ctx context.Context, tx *store.DB) (bool, error)
}

// given looks at what was given as a second factor and reports whether it is right.
func (a *Auth) given(r *http.Request, o desk.Operator, in Proof) (given, bool, error) {
	ctx, operatorID := r.Context(), o.ID
	if in.Passkey != "" {
		return a.signed(r, o, in)
	}
	if code, ok := desk.RecoveryCode(in.Code.Reveal()); ok {
		hash := recoveryHash(operatorID, code)
		right, err := a.store.HasRecovery(ctx, operatorID, hash)
		return given{how: []string{byRecovery}, use: func(ctx context.Context, tx *store.DB) (bool, error) {
			return tx.SpendRecovery(ctx, operatorID, hash)
		}}, right, err
	}
	step, right, err := a.step(ctx, operatorID, in.Code)
	return given{how: []string{byTOTP}, use: func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.SpendStep(ctx, operatorID, step)
	}}, right, err
}

// step finds the step of a code of the operator's authenticator app.
func (a *Auth) step(ctx context.Context, operatorID string, code seal.Secret) (int64, bool, error) {
	t, err := a.store.TOTP(ctx, operatorID)
	if errors.Is(err, store.ErrNotFound) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read the authenticator app: %w", err)
	}
	seed, err := a.seal.Open(t.Seed, nil, totpPlace(operatorID))
	if err != nil {
		return 0, false, fmt.Errorf("open the seed of an authenticator app: %w", err)
	}
	return otp.Device{Seed: string(seed), Last: t.Last}.One(digits(code), a.clock(), around)
}

func recoveryHash(operatorID, code string) string {
	return seal.Hash("recovery code/" + operatorID + "/" + code)
}

// Rules is what holds for everybody who signs in.
type Rules struct {
	Demanded          bool // a second factor is, of everybody
	Bare              int  // enabled operators without one
	Idle, Life, Links time.Duration
	Tries             int           // at a password, and at a second factor
	Window            time.Duration // in which so many tries are let through
}

// Rules tells what holds for everybody who signs in.
func (a *Auth) Rules(ctx context.Context) (Rules, error) {
	bare, err := a.store.CountBare(ctx)
	if err != nil {
		return Rules{}, fmt.Errorf("count the operators without a second factor: %w", err)
	}
	s, err := a.settings(ctx)
	if err != nil {
		return Rules{}, err
	}
	return Rules{
		Demanded: a.demands(s), Bare: bare, Idle: or(a.sessions.idle, s.SignIn.IdleTime()), Life: or(a.sessions.life, s.SignIn.LifeTime()), Links: a.linkLife,
		Tries: guessesPerAccount, Window: guessWindow,
	}, nil
}
