package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
	"keyporter/internal/store"
	"keyporter/internal/text"
	"keyporter/templates"
)

// operatorCommand works on the database directly, so on SQLite the dashboard
// must be stopped.
type operatorCommand struct {
	Add     operatorAdd    `cmd:"" help:"Make an operator and print the link that sets the password."`
	Invite  operatorInvite `cmd:"" help:"Print a link by which somebody becomes an operator."`
	Reset   operatorReset  `cmd:"" help:"Print a link that sets a new password, removes second factors and ends all sessions."`
	List    operatorList   `cmd:"" help:"List the operators."`
	Role    operatorRole   `cmd:"" help:"Give an operator another role."`
	Disable operatorSwitch `cmd:"" help:"Keep an operator from signing in, and end the sessions."`
	Enable  operatorEnable `cmd:"" help:"Let a disabled operator sign in again."`
}

// desktop is what every operator command needs.
type desktop struct {
	addressOptions
	stateOptions
}

// with opens the store, runs f, and turns a fault into its sentence.
func (d desktop) with(ctx context.Context, s streams, f func(gate *auth.Auth, base string) error) (err error) {
	own := d.addressOptions
	own.PlainHTTP = true // nothing is served here
	addr, err := own.check()
	if err != nil {
		return err
	}
	ring, err := seal.Load(d.sealKeyFile())
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, d.dsn())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	gate, err := auth.New(auth.Options{Store: db, Seal: ring, Clock: time.Now, Log: newLog(s, false)})
	if err != nil {
		return err
	}
	base, err := own.people(db, addr)(ctx)
	if err != nil {
		return err
	}
	err = f(gate, base)
	if known := fault.Of(err); known != nil {
		return errors.New(text.English.Fault(known))
	}
	return err
}

// link runs make and prints the link of its token.
func (d desktop) link(ctx context.Context, s streams, make func(gate *auth.Auth) (string, error)) error {
	return d.with(ctx, s, func(gate *auth.Auth, base string) error {
		token, err := make(gate)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.Out, "%s%s\n", base, templates.SetupURL(token))
		return err
	})
}

type operatorAdd struct {
	desktop
	Name string    `arg:"" help:"Name to sign in with."`
	Role desk.Role `help:"viewer, auditor, manager, approver or admin; the roles page tells what each may do." enum:"viewer,auditor,manager,approver,admin" required:""`
}

// Run makes the operator.
func (c *operatorAdd) Run(ctx context.Context, s streams) error {
	return c.link(ctx, s, func(gate *auth.Auth) (string, error) { return gate.AddOperator(ctx, c.Name, c.Role) })
}

type operatorInvite struct {
	desktop
	Name string    `arg:"" help:"Name to sign in with."`
	Role desk.Role `help:"viewer, auditor, manager, approver or admin." enum:"viewer,auditor,manager,approver,admin" default:"auditor"`
}

// Run prints the invitation.
func (c *operatorInvite) Run(ctx context.Context, s streams) error {
	return c.link(ctx, s, func(gate *auth.Auth) (string, error) { return gate.Invite(ctx, c.Name, c.Role) })
}

type operatorReset struct {
	desktop
	Name string `arg:"" help:"Name of the operator."`
}

// Run prints the link.
func (c *operatorReset) Run(ctx context.Context, s streams) error {
	return c.link(ctx, s, func(gate *auth.Auth) (string, error) { return gate.ResetLink(ctx, c.Name) })
}

type operatorSwitch struct {
	desktop
	Name string `arg:"" help:"Name of the operator."`
}

// Run disables the operator.
func (c *operatorSwitch) Run(ctx context.Context, s streams) error {
	return c.with(ctx, s, func(gate *auth.Auth, _ string) error { return gate.SetDisabled(ctx, c.Name, true) })
}

type operatorEnable struct {
	desktop
	Name string `arg:"" help:"Name of the operator."`
}

// Run enables the operator.
func (c *operatorEnable) Run(ctx context.Context, s streams) error {
	return c.with(ctx, s, func(gate *auth.Auth, _ string) error { return gate.SetDisabled(ctx, c.Name, false) })
}

type operatorRole struct {
	desktop
	Name string    `arg:"" help:"Name of the operator."`
	Role desk.Role `arg:"" help:"viewer, auditor, manager, approver or admin." enum:"viewer,auditor,manager,approver,admin"`
}

// Run changes the role.
func (c *operatorRole) Run(ctx context.Context, s streams) error {
	return c.with(ctx, s, func(gate *auth.Auth, _ string) error {
		o, err := gate.Named(ctx, c.Name)
		if err != nil {
			return err
		}
		return gate.SetRole(ctx, auth.Host(), o.ID, c.Role)
	})
}

type operatorList struct {
	desktop
}

// Run prints a line for each operator.
func (c *operatorList) Run(ctx context.Context, s streams) error {
	return c.with(ctx, s, func(gate *auth.Auth, _ string) error {
		list, err := gate.Operators(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(s.Out, 0, 8, 2, ' ', 0)
		fmt.Fprintln(w, "NAME\tROLE\tSTATE\tSINCE\tIAM USER\tSCOPE")
		for _, o := range list {
			state := "enabled"
			if o.Disabled {
				state = "disabled"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", o.Name, o.Role, state, o.Created.Format(time.DateOnly),
				cmp.Or(o.IAMUser, "-"), cmp.Or(strings.Join(o.Scope.Words(), ", "), "-"))
		}
		return w.Flush()
	})
}
