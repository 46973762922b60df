package main

import (
	"context"
	"errors"
	"fmt"

	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

// demoOptions say what the embedded account holds at the first start.
type demoOptions struct {
	Demo bool `help:"Fill the embedded account, which must be empty, with made-up users, groups and buckets that have something to find. The dashboard says so on every page and can remove them." env:"KEYPORTER_DEMO"`
}

// check refuses an account that is not the embedded one.
func (o demoOptions) check(other awsOptions) error {
	if o.Demo && other.given() {
		return misused("--demo works with the embedded account only: leave out --aws and --iam-endpoint")
	}
	return nil
}

// fill puts the demo account where it is asked for and not there yet. It refuses an
// account that holds something else, and a database that keeps things of another one.
func (o demoOptions) fill(ctx context.Context, db *store.DB, box *sandbox.Sandbox) error {
	if !o.Demo {
		return nil
	}
	is, err := box.Demo(ctx)
	if is || err != nil {
		return err
	}
	used, err := db.KeepsOfUsers(ctx)
	if err != nil {
		return fmt.Errorf("look for another account: %w", err)
	}
	if !used {
		err = box.FillDemo(ctx)
	}
	if used || errors.Is(err, sandbox.ErrOccupied) {
		return misused("--demo: the embedded account holds something already, or the database was used with another account: nothing was changed. Give a new folder with --data, or a new database with --database")
	}
	return err
}

// held is what keeps reminders from being sent: none leaves while the account is the
// demo account.
func (p place) held() func(context.Context) (bool, error) {
	if p.demo == nil {
		return nil
	}
	return p.demo.Demo
}
