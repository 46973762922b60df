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

// commandLine is the actor of what somebody does on the host itself.
const commandLine = "command line"

// Operators returns all operators in the order of their names.
func (a *Auth) Operators(ctx context.Context) ([]desk.Operator, error) {
	list, err := a.store.Operators(ctx)
	if err != nil {
		return nil, fmt.Errorf("list operators: %w", err)
	}
	return list, nil
}

// AddOperator makes an operator, and returns the token of a link by which the
// password is chosen. Nobody can sign in as the operator before that.
func (a *Auth) AddOperator(ctx context.Context, name string, role desk.Role) (token string, err error) {
	defer fault.Doing(&err, "add an operator")
	if err := checkOperator(name, role); err != nil {
		return "", err
	}
	o := desk.Operator{ID: desk.NewID(a.clock()), Name: strings.TrimSpace(name), Role: role, Created: a.clock().UTC()}
	err = a.onHost(ctx, desk.Entry{Verb: desk.OperatorCreate, Target: o.Name, Detail: []string{string(role)}}, func(tx *store.DB) error {
		if err := tx.AddOperator(ctx, o, ""); err != nil {
			return err
		}
		token, err = a.link(ctx, tx, desk.Link{Kind: desk.ResetLink, Name: o.Name, Role: role, OperatorID: o.ID})
		return err
	})
	if errors.Is(err, store.ErrTaken) {
		return "", taken(name)
	}
	return token, err
}

// ResetLink returns the token of a link by which the operator chooses a new
// password, in the place of earlier ones. The present password and the sessions
// hold until it is spent.
func (a *Auth) ResetLink(ctx context.Context, name string) (token string, err error) {
	defer fault.Doing(&err, "reset an operator")
	o, err := a.named(ctx, name)
	if err != nil {
		return "", err
	}
	err = a.onHost(ctx, desk.Entry{Verb: desk.OperatorReset, Target: o.Name, Detail: []string{"link"}}, func(tx *store.DB) error {
		if err := tx.DropOperatorLinks(ctx, o.ID); err != nil {
			return err
		}
		token, err = a.link(ctx, tx, desk.Link{Kind: desk.ResetLink, Name: o.Name, Role: o.Role, OperatorID: o.ID})
		return err
	})
	return token, err
}

// SetDisabled is Switch by the command line.
func (a *Auth) SetDisabled(ctx context.Context, name string, disabled bool) (err error) {
	defer fault.Doing(&err, "switch an operator")
	o, err := a.named(ctx, name)
	if err != nil {
		return err
	}
	return a.Switch(ctx, Host(), o.ID, disabled)
}

// onHost runs f in one transaction with the entry of an act of the command line.
func (a *Auth) onHost(ctx context.Context, e desk.Entry, f func(tx *store.DB) error) error {
	e.Phase, e.Actor = desk.Noted, commandLine
	return a.store.Tx(ctx, func(tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		return f(tx)
	})
}

func (a *Auth) named(ctx context.Context, name string) (desk.Operator, error) {
	o, _, err := a.store.OperatorNamed(ctx, desk.NameKey(name))
	if errors.Is(err, store.ErrNotFound) {
		return o, fault.New(fault.NotFound, fault.CodeOperatorNotFound, name)
	}
	return o, err
}

func checkOperator(name string, role desk.Role) error {
	var unknown *fault.Fault
	if !role.Known() {
		unknown = fault.Field("role", fault.CodeOperatorRole, string(role))
	}
	return fault.Join(desk.CheckOperatorName("name", name), unknown)
}

func taken(name string) *fault.Fault {
	return fault.New(fault.Conflict, fault.CodeOperatorTaken, name).At("name")
}

// Factored returns the ids of the operators who have a second factor.
func (a *Auth) Factored(ctx context.Context) (map[string]bool, error) {
	has, err := a.store.Factored(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for second factors: %w", err)
	}
	return has, nil
}
