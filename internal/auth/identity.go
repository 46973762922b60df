package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/oidc"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// joinAs makes the operator of an identity whose groups give a role.
func (a *Auth) joinAs(w http.ResponseWriter, r *http.Request, person oidc.Person, e desk.Entry) (desk.Operator, error) {
	role := a.oidc.role(person.Groups)
	now := a.clock().UTC()
	o := desk.Operator{ID: desk.NewID(now), Name: nameFor(person), Role: role, Created: now}
	_, _, err := a.store.OperatorNamed(r.Context(), desk.NameKey(o.Name))
	if err == nil {
		// Somebody else has the name, whatever the provider says: names are no identity.
		o.Name = strings.TrimSpace(cutRunes(o.Name, desk.MaxOperatorName-9)) + " " + seal.Hash(person.Issuer + " " + person.Subject)[:8]
	} else if !errors.Is(err, store.ErrNotFound) {
		return desk.Operator{}, fmt.Errorf("look for the name: %w", err)
	}
	err = a.change(w, r, func(ctx context.Context, tx *store.DB) error {
		e.Verb, e.ActorID, e.Actor, e.Target = desk.OperatorJoin, o.ID, o.Name, o.Name
		e.Detail = append(e.Detail, string(role))
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		err := a.counting(ctx, tx, e, func() error {
			if err := tx.AddOperator(ctx, o, ""); err != nil {
				return err
			}
			return tx.AddIdentity(ctx, a.identity(person, o.ID, true))
		})
		if err != nil {
			return err
		}
		_, err = a.open(ctx, tx, w, r, opening{operator: o, created: now, proved: person.At})
		return err
	})
	if errors.Is(err, store.ErrTaken) { // by the same person in another window, or the name by somebody
		return desk.Operator{}, fault.New(fault.Conflict, fault.CodeOIDCTaken).Because(err)
	}
	return o, err
}

func (a *Auth) identity(p oidc.Person, operatorID string, grouped bool) desk.Identity {
	return desk.Identity{
		Issuer: p.Issuer, Subject: p.Subject, OperatorID: operatorID, Label: p.Label, Grouped: grouped, Created: a.clock().UTC(),
	}
}

// nameFor makes an operator's name of what the provider calls the person.
func nameFor(p oidc.Person) string {
	name := strings.TrimSpace(cutRunes(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ._-@+", r) {
			return r
		}
		return '-'
	}, p.Label), desk.MaxOperatorName))
	if desk.CheckOperatorName("name", name) != nil {
		return "operator-" + seal.Hash(p.Issuer + " " + p.Subject)[:8]
	}
	return name
}

func cutRunes(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}

// linkIdentity gives the operator who began the flow the identity, in the
// session that began it.
func (a *Auth) linkIdentity(r *http.Request, f desk.Flow, person oidc.Person, e desk.Entry) (desk.Operator, error) {
	by, signedIn, err := a.Who(r)
	if err != nil {
		return desk.Operator{}, err
	}
	if !signedIn || by.Operator.ID != f.OperatorID || by.Session != f.Session {
		return by.Operator, fault.New(fault.Denied, fault.CodeOIDCSession)
	}
	e.Target, e.Detail = by.Operator.Name, append(e.Detail, person.Label)
	by.RequestID = e.RequestID
	err = a.actOn(r.Context(), by, e, func(tx *store.DB) error {
		return tx.AddIdentity(r.Context(), a.identity(person, by.Operator.ID, false))
	})
	if errors.Is(err, store.ErrTaken) {
		return by.Operator, fault.New(fault.Conflict, fault.CodeOIDCTaken)
	}
	return by.Operator, err
}

// Identities returns the identities at providers by which an operator signs in.
func (a *Auth) Identities(ctx context.Context, operatorID string) ([]desk.Identity, error) {
	list, err := a.store.Identities(ctx, operatorID)
	if err != nil {
		return nil, fmt.Errorf("list identities: %w", err)
	}
	return list, nil
}

// Unlink takes an identity from the actor's own account. Fault Conflict,
// CodeOIDCKeep: it is the only way in, or its groups give the role.
func (a *Auth) Unlink(ctx context.Context, by desk.Actor, issuer, subject string) (err error) {
	defer fault.Doing(&err, "unlink an identity")
	i, err := a.store.Identity(ctx, issuer, subject)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err != nil || i.OperatorID != by.Operator.ID {
		return fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	return a.actOn(ctx, by, desk.Entry{Verb: desk.IdentityUnlink, Target: by.Operator.Name, Detail: []string{i.Label}}, func(tx *store.DB) error {
		done, err := tx.DropIdentity(ctx, i)
		if err == nil && !done {
			err = fault.New(fault.Conflict, fault.CodeOIDCKeep)
		}
		return err
	})
}
