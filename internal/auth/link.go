package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// inviteLife is how long an invitation is good: over a weekend.
const inviteLife = 72 * time.Hour

// SetupLink returns the token of a new link to the first operator, in the place
// of earlier ones. It is "" when there is an operator already.
func (a *Auth) SetupLink(ctx context.Context) (token string, err error) {
	defer fault.Doing(&err, "make the first link")
	has, err := a.store.HasOperators(ctx)
	if err != nil || has {
		return "", err
	}
	err = a.store.Tx(ctx, func(tx *store.DB) error {
		if err := tx.DropSetupLinks(ctx); err != nil {
			return err
		}
		token, err = a.link(ctx, tx, desk.Link{Kind: desk.SetupLink, Role: desk.Admin})
		return err
	})
	return token, err
}

// link stores a new link and returns its token.
func (a *Auth) link(ctx context.Context, tx *store.DB, l desk.Link) (string, error) {
	token := seal.NewToken()
	l.Created = a.clock().UTC()
	l.Expires = l.Created.Add(a.linkLife)
	if l.Kind == desk.InviteLink {
		l.Expires = l.Created.Add(inviteLife)
	}
	return token, tx.AddLink(ctx, seal.Hash(token), l)
}

// Link looks at a link without spending it. It is fault Gone, CodeLinkGone, when
// the link never was, was spent, or has expired.
func (a *Auth) Link(ctx context.Context, token string) (desk.Link, error) {
	l, err := a.store.Link(ctx, seal.Hash(token), a.clock())
	if errors.Is(err, store.ErrNotFound) {
		return desk.Link{}, gone()
	}
	if err != nil {
		return desk.Link{}, fmt.Errorf("look at a link: %w", err)
	}
	if l.Kind == desk.SetupLink {
		has, err := a.store.HasOperators(ctx)
		if err != nil {
			return desk.Link{}, fmt.Errorf("look for operators: %w", err)
		}
		if has {
			return desk.Link{}, gone()
		}
	}
	return l, nil
}

func gone() *fault.Fault { return fault.New(fault.Gone, fault.CodeLinkGone) }

// Redemption is what somebody typed on the page of a link.
type Redemption struct {
	Token     string
	Name      string // the first operator's; the other links hold the name
	Password  seal.Secret
	Repeat    seal.Secret
	Language  string // "en", "ko" or ""; not of a reset
	RequestID string
}

// Redeem spends a link and signs in the operator that it made, or whose password
// it changed. A mistake in the form spends nothing. Of any number of callers
// exactly one gets through; the others get fault Gone.
func (a *Auth) Redeem(w http.ResponseWriter, r *http.Request, in Redemption) (by desk.Actor, err error) {
	defer fault.Doing(&err, "redeem a link")
	l, err := a.Link(r.Context(), in.Token)
	if err != nil {
		return by, err
	}
	if l.Kind == desk.SetupLink {
		l.Name = in.Name
	}
	if err := in.check(l); err != nil {
		return by, err
	}
	if err := checkGuessable(in.Password, l.Name); err != nil {
		return by, err
	}
	hash, err := a.passwords.hash(r.Context(), in.Password)
	if err != nil {
		return by, err
	}
	err = a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		o, err := a.redeem(ctx, tx, l, in, desk.Entry{RequestID: in.RequestID, Client: client(r)}, hash)
		if err != nil {
			return err
		}
		by, err = a.begin(ctx, tx, w, r, o)
		return err
	})
	switch {
	case errors.Is(err, store.ErrNotFound):
		return desk.Actor{}, gone()
	case errors.Is(err, store.ErrTaken):
		return desk.Actor{}, fault.New(fault.Conflict, fault.CodeOperatorTaken, l.Name).At("name").Because(err)
	case err != nil:
		return desk.Actor{}, err
	}
	return by, nil
}

func (in Redemption) check(l desk.Link) error {
	return fault.Join(desk.CheckOperatorName("name", l.Name),
		desk.CheckChoice("language", in.Language, "en", "ko"), checkNew(in.Password, in.Repeat))
}

// checkNew returns the fault of a new password that was typed twice, or nil.
func checkNew(password, repeat seal.Secret) *fault.Fault {
	if f := desk.CheckOperatorPassword("password", password); f != nil {
		return f
	}
	if password.Reveal() != repeat.Reveal() {
		return fault.Field("repeat", fault.CodePasswordUnmatched)
	}
	return nil
}

// redeem does what the link l allows, in the transaction that spends it. It is
// ErrNotFound when the link is not there any more, or nothing it leads to.
func (a *Auth) redeem(ctx context.Context, tx *store.DB, l desk.Link, in Redemption, e desk.Entry, hash string) (desk.Operator, error) {
	o := desk.Operator{
		ID: desk.NewID(a.clock()), Name: strings.TrimSpace(l.Name), Role: l.Role, Created: a.clock().UTC(),
		Preferences: desk.Preferences{Language: in.Language},
	}
	e.Phase, e.Verb = desk.Noted, desk.OperatorCreate
	switch l.Kind {
	case desk.InviteLink:
		e.Verb = desk.OperatorJoin
	case desk.ResetLink:
		e.Verb = desk.OperatorReset
		o.ID = l.OperatorID
	}
	e.ActorID, e.Actor, e.Target, e.Detail = o.ID, o.Name, o.Name, []string{string(l.Role)}
	if err := a.note(ctx, tx, e); err != nil {
		return o, err
	}
	if _, err := tx.TakeLink(ctx, seal.Hash(in.Token), a.clock()); err != nil {
		return o, err
	}
	err := a.counting(ctx, tx, e, func() (err error) {
		o, err = a.spend(ctx, tx, l, o, hash)
		return err
	})
	return o, err
}

// spend does what a link that was taken allows.
func (a *Auth) spend(ctx context.Context, tx *store.DB, l desk.Link, o desk.Operator, hash string) (desk.Operator, error) {
	switch l.Kind {
	case desk.SetupLink:
		added, err := tx.AddFirstOperator(ctx, o, hash)
		if err == nil && !added {
			err = store.ErrNotFound
		}
		return o, err
	case desk.InviteLink:
		return o, tx.AddOperator(ctx, o, hash)
	case desk.ResetLink:
		return a.reset(ctx, tx, o.ID, hash)
	}
	return o, fmt.Errorf("link of kind %q", l.Kind)
}

// reset stores the new password, and ends the operator's sessions, links and second
// factors: who asks on the host for a link may have lost the phone as well.
func (a *Auth) reset(ctx context.Context, tx *store.DB, id, hash string) (desk.Operator, error) {
	had, err := tx.HasFactor(ctx, id)
	if err != nil {
		return desk.Operator{}, err
	}
	o, err := tx.SetPassword(ctx, id, hash)
	if err != nil {
		return o, err
	}
	if had {
		if err := tx.AddNotice(ctx, a.factorGone(o, byReset)); err != nil {
			return o, err
		}
	}
	return o, errors.Join(tx.DropFactors(ctx, id), tx.DropSessions(ctx, id, ""), tx.DropOperatorLinks(ctx, id),
		tx.DropGuesses(ctx, a.guesses.subject(desk.NameKey(o.Name))))
}
