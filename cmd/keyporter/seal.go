package main

import (
	"context"
	"fmt"

	"keyporter/internal/auth"
	"keyporter/internal/seal"
)

// sealCommand works on the server key and the database directly, so on SQLite the
// dashboard must be stopped.
type sealCommand struct {
	Rotate sealRotate `cmd:"" help:"Make a new server key, which seals from then on, and seal second factors anew. Older keys stay in the file and open what they have sealed. Processes that share a database need the same file before they are started again."`
}

type sealRotate struct {
	desktop
}

// Run makes the key and uses it.
func (c *sealRotate) Run(ctx context.Context, s streams) error {
	if err := c.with(ctx, s, func(*auth.Auth, string) error { return nil }); err != nil {
		return err // the database is in use, or cannot be opened: the key stays as it is
	}
	if err := seal.Add(c.sealKeyFile()); err != nil {
		return err
	}
	return c.with(ctx, s, func(gate *auth.Auth, _ string) error {
		n, err := gate.Reseal(ctx)
		if err == nil {
			_, err = fmt.Fprintf(s.Out, "A new server key is in %s. Second factors sealed anew: %d.\n", c.sealKeyFile(), n)
		}
		return err
	})
}
