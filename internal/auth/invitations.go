package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// Invite returns the token of a link by which somebody becomes an operator of
// that name and role, in the place of earlier ones. It is an act of the command
// line.
func (a *Auth) Invite(ctx context.Context, name string, role desk.Role) (token string, err error) {
	return a.invite(ctx, desk.Link{Name: name, Role: role, Inviter: commandLine}, a.onHost)
}

// InviteBy is Invite as an act of the operator by.
func (a *Auth) InviteBy(ctx context.Context, by desk.Actor, name string, role desk.Role) (token string, err error) {
	return a.invite(ctx, desk.Link{Name: name, Role: role, Inviter: by.Operator.Name},
		func(ctx context.Context, e desk.Entry, f func(tx *store.DB) error) error {
			return a.actOn(ctx, by, e, f)
		})
}

func (a *Auth) invite(ctx context.Context, l desk.Link, act func(context.Context, desk.Entry, func(tx *store.DB) error) error) (token string, err error) {
	defer fault.Doing(&err, "invite an operator")
	if err := checkOperator(l.Name, l.Role); err != nil {
		return "", err
	}
	_, _, err = a.store.OperatorNamed(ctx, desk.NameKey(l.Name))
	if err == nil {
		return "", taken(l.Name)
	}
	if !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	l.Kind, l.Name = desk.InviteLink, strings.TrimSpace(l.Name)
	err = act(ctx, desk.Entry{Verb: desk.OperatorInvite, Target: l.Name, Detail: []string{string(l.Role)}}, func(tx *store.DB) error {
		if err := a.dropInvitations(ctx, tx, l.Name); err != nil {
			return err
		}
		token, err = a.link(ctx, tx, l)
		return err
	})
	return token, err
}

// dropInvitations removes the open invitations of a name: two of them would be a
// race for it.
func (a *Auth) dropInvitations(ctx context.Context, tx *store.DB, name string) error {
	open, err := tx.Invitations(ctx, a.clock())
	if err != nil {
		return err
	}
	for _, i := range open {
		if desk.NameKey(i.Name) != desk.NameKey(name) {
			continue
		}
		if _, err := tx.DropInvitation(ctx, i.ID, a.clock()); err != nil {
			return err
		}
	}
	return nil
}

// Invitations returns the invitations that nobody has spent yet, the newest first.
func (a *Auth) Invitations(ctx context.Context) ([]desk.Invitation, error) {
	list, err := a.store.Invitations(ctx, a.clock())
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	return list, nil
}

// Revoke makes the link of an open invitation lead nowhere. It is fault Gone,
// CodeLinkGone, when the invitation was spent, revoked or is too old.
func (a *Auth) Revoke(ctx context.Context, by desk.Actor, id string) (err error) {
	defer fault.Doing(&err, "revoke an invitation")
	open, err := a.store.Invitations(ctx, a.clock())
	if err != nil {
		return err
	}
	for _, i := range open {
		if i.ID != id {
			continue
		}
		return a.actOn(ctx, by, desk.Entry{Verb: desk.InviteRevoke, Target: i.Name, Detail: []string{string(i.Role)}}, func(tx *store.DB) error {
			had, err := tx.DropInvitation(ctx, id, a.clock())
			if err == nil && !had {
				err = gone()
			}
			return err
		})
	}
	return gone()
}
