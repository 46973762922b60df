package auth

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// NewPassword is what an operator typed to change the password.
type NewPassword struct {
	Present  seal.Secret
	Password seal.Secret
	Repeat   seal.Secret
}

// ChangePassword changes the actor's own password. The session gets a new id,
// all other sessions of the operator end.
func (a *Auth) ChangePassword(w http.ResponseWriter, r *http.Request, by desk.Actor, in NewPassword) (err error) {
	defer fault.Doing(&err, "change the password of %s", by.Operator.Name)
	if err := in.check(); err != nil {
		return err
	}
	if err := checkGuessable(in.Password, by.Operator.Name); err != nil {
		return err
	}
	ctx := r.Context()
	counted, err := a.guesses.count(ctx, desk.NameKey(by.Operator.Name), client(r))
	if err != nil {
		return err
	}
	operator, old, err := a.known(ctx, by.Operator.Name)
	if err != nil {
		return err
	}
	right, err := a.verify(ctx, counted, in.Present, old)
	if err != nil {
		return err
	}
	e := desk.Entry{
		ActorID: by.Operator.ID, Actor: by.Operator.Name, Verb: desk.PasswordChange,
		Target: by.Operator.Name, RequestID: by.RequestID, Client: client(r),
	}
	if !right {
		return a.wrong(ctx, e, fault.Field("present", fault.CodePasswordWrong))
	}
	hash, err := a.passwords.hash(ctx, in.Password)
	if err != nil {
		return err
	}
	return a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		e.Phase = desk.Noted
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		done, err := tx.ReplacePassword(ctx, operator.ID, old, hash)
		if err != nil {
			return err
		}
		if !done { // another change was faster
			return fault.Field("present", fault.CodePasswordWrong)
		}
		if err := counted.right(ctx, tx); err != nil {
			return fmt.Errorf("forget the guesses: %w", err)
		}
		proved := a.clock()
		if by.Factor { // a password alone proves nothing
			proved = by.Proved
		}
		if err := tx.DropOperatorLinks(ctx, operator.ID); err != nil {
			return fmt.Errorf("end the links to a new password: %w", err)
		}
		return a.endOthers(ctx, tx, w, r, proved)
	})
}

func (in NewPassword) check() error {
	fresh := checkNew(in.Password, in.Repeat)
	if fresh == nil && in.Password.Reveal() == in.Present.Reveal() {
		fresh = fault.Field("password", fault.CodePasswordSame)
	}
	return fault.Join(required("present", in.Present.Empty()), fresh)
}

// SavePreferences stores how the actor wants the pages.
func (a *Auth) SavePreferences(ctx context.Context, by desk.Actor, p desk.Preferences) (err error) {
	defer fault.Doing(&err, "save the preferences of %s", by.Operator.Name)
	if err := p.Check(); err != nil {
		return err
	}
	return a.store.SetPreferences(ctx, by.Operator.ID, p)
}

// KeepView stores with which columns, order and number of rows the actor wants the
// list at a path to begin; the usual ones for no parameters.
func (a *Auth) KeepView(ctx context.Context, by desk.Actor, path string, values url.Values) (err error) {
	defer fault.Doing(&err, "keep the view of %s for %s", path, by.Operator.Name)
	views, err := by.Operator.Views.With(path, values)
	if err != nil {
		return err
	}
	return a.store.SetViews(ctx, by.Operator.ID, views)
}
