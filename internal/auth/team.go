package auth

import (
	"context"
	"errors"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// maxScope is how many parts a scope has at most.
const maxScope = 50

// Host is the actor of what somebody does on the host itself, by the command line.
func Host() desk.Actor {
	return desk.Actor{Operator: desk.Operator{Name: commandLine, Role: desk.Admin}}
}

// operatorChange is one act on an operator, by another.
type operatorChange struct {
	verb   desk.Verb
	detail []string
	own    bool // an operator may do so to themselves
	do     func(ctx context.Context, tx *store.DB, o desk.Operator) error
}

// onOperator carries out an act on the operator with the id. It is fault Denied
// where the actor's role does not allow it, and Conflict, CodeOperatorSelf, where
// the operator is the actor: nobody gives themselves more.
func (a *Auth) onOperator(ctx context.Context, by desk.Actor, id string, c operatorChange) error {
	o, err := a.store.Operator(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.NotFound, fault.CodeOperatorNotFound, id)
	}
	if err != nil {
		return err
	}
	e := desk.Entry{
		Phase: desk.Noted, Verb: c.verb, Target: o.Name, Detail: c.detail,
		ActorID: by.Operator.ID, Actor: by.Operator.Name, RequestID: by.RequestID, Client: by.Client,
	}
	switch {
	case !by.Operator.Role.May(desk.CanOperators):
		return a.wrong(ctx, e, desk.CanOperators.Lacking())
	case by.Operator.ID == o.ID && !c.own:
		return a.wrong(ctx, e, fault.New(fault.Conflict, fault.CodeOperatorSelf))
	}
	return a.store.Tx(ctx, func(tx *store.DB) error {
		if err := a.note(ctx, tx, e); err != nil {
			return err
		}
		return a.counting(ctx, tx, e, func() error { return c.do(ctx, tx, o) })
	})
}

// counting does what may change how many operators can sign in, and notes when
// single-admin mode begins or ends by it.
func (a *Auth) counting(ctx context.Context, tx *store.DB, e desk.Entry, do func() error) error {
	before, err := tx.SigningIn(ctx)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	after, err := tx.SigningIn(ctx)
	if err != nil {
		return err
	}
	e.Phase, e.Detail = desk.Noted, nil
	switch {
	case before == 1 && after > 1:
		e.Verb = desk.SingleOff
	case before > 1 && after == 1:
		e.Verb = desk.SingleOn
	default:
		return nil
	}
	return a.note(ctx, tx, e)
}

// SetRole gives an operator another role, which holds from the next request on.
// Where it lets the operator do more, the sessions end: whoever has one of them
// signs in again. The last admin who can sign in stays one: fault Conflict,
// CodeOperatorLast.
func (a *Auth) SetRole(ctx context.Context, by desk.Actor, id string, role desk.Role) (err error) {
	defer fault.Doing(&err, "change a role")
	if !role.Known() {
		return fault.Field("role", fault.CodeOperatorRole, string(role))
	}
	c := operatorChange{verb: desk.OperatorRole, detail: []string{string(role)}}
	c.do = func(ctx context.Context, tx *store.DB, o desk.Operator) error {
		done, err := tx.SetRole(ctx, o.ID, role)
		if err != nil {
			return err
		}
		if !done {
			return fault.New(fault.Conflict, fault.CodeOperatorLast, o.Name).At("role")
		}
		more := func(c desk.Can) bool { return role.May(c) && !o.Role.May(c) }
		if !slices.ContainsFunc(desk.Cans(), more) {
			return nil
		}
		return tx.DropSessions(ctx, o.ID, "")
	}
	return a.onOperator(ctx, by, id, c)
}

// Switch keeps an operator from signing in and ends the sessions, or lets the
// operator in again. The last admin who can sign in stays enabled: fault Conflict,
// CodeOperatorLast.
func (a *Auth) Switch(ctx context.Context, by desk.Actor, id string, disabled bool) (err error) {
	defer fault.Doing(&err, "switch an operator")
	c := operatorChange{verb: desk.OperatorSwitch, detail: []string{"enabled"}}
	if disabled {
		c.detail = []string{"disabled"}
	}
	c.do = func(ctx context.Context, tx *store.DB, o desk.Operator) error {
		if !disabled {
			return tx.EnableOperator(ctx, o.ID)
		}
		done, err := tx.DisableOperator(ctx, o.ID)
		if err != nil {
			return err
		}
		if !done {
			return fault.New(fault.Conflict, fault.CodeOperatorLast, o.Name)
		}
		return errors.Join(tx.DropSessions(ctx, o.ID, ""), tx.DropOperatorLinks(ctx, o.ID))
	}
	return a.onOperator(ctx, by, id, c)
}

// LinkUser says which IAM user is an operator's; the zero user is none.
func (a *Auth) LinkUser(ctx context.Context, by desk.Actor, id string, u iam.User) (err error) {
	defer fault.Doing(&err, "link an operator to a user")
	c := operatorChange{verb: desk.OperatorLink, detail: []string{string(u.Name)}}
	c.do = func(ctx context.Context, tx *store.DB, o desk.Operator) error {
		return tx.LinkOperator(ctx, o.ID, string(u.Name), u.ID)
	}
	return a.onOperator(ctx, by, id, c)
}

// SetScope says what an operator administers as a manager.
func (a *Auth) SetScope(ctx context.Context, by desk.Actor, id string, s desk.Scope) (err error) {
	defer fault.Doing(&err, "change a scope")
	if err := checkScope(s); err != nil {
		return err
	}
	c := operatorChange{verb: desk.OperatorScope, detail: s.Words()}
	c.do = func(ctx context.Context, tx *store.DB, o desk.Operator) error { return tx.SetScope(ctx, o.ID, s) }
	return a.onOperator(ctx, by, id, c)
}

// Operator returns the operator with the id.
func (a *Auth) Operator(ctx context.Context, id string) (o desk.Operator, err error) {
	defer fault.Doing(&err, "read an operator")
	o, err = a.store.Operator(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return o, fault.New(fault.NotFound, fault.CodeOperatorNotFound, id)
	}
	return o, err
}

// Named returns the operator of the name.
func (a *Auth) Named(ctx context.Context, name string) (o desk.Operator, err error) {
	defer fault.Doing(&err, "read an operator")
	return a.named(ctx, name)
}

// checkScope returns the faults of a scope, each in the field of its kind.
func checkScope(s desk.Scope) error {
	var faults []*fault.Fault
	if len(s.Groups)+len(s.Paths)+len(s.Tags) > maxScope {
		faults = append(faults, fault.Field("groups", fault.CodeScopeLong, "50"))
	}
	for _, g := range s.Groups {
		faults = append(faults, iam.GroupName(g).Check("groups"))
	}
	for _, p := range s.Paths {
		faults = append(faults, iam.CheckUserPath("paths", p))
		if p == "/" || p == "" { // it would be the whole account
			faults = append(faults, fault.Field("paths", fault.CodeScopePath))
		}
	}
	for _, t := range s.Tags {
		if key, _, ok := strings.Cut(t, "="); !ok || key == "" {
			faults = append(faults, fault.Field("tags", fault.CodeScopeTag, t))
		}
	}
	return fault.Join(faults...)
}
