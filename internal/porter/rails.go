package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
)

// rails are the guard rails as they hold now, in every process. Where no admin has
// chosen a mode it is open in the sandbox and for a team of one.
func (p *Porter) rails(ctx context.Context) (desk.Rails, error) {
	r, err := p.store.Rails(ctx)
	if err != nil {
		return r, fmt.Errorf("read the guard rails: %w", err)
	}
	if r.Chosen {
		return r, nil
	}
	n, err := p.store.SigningIn(ctx)
	if err != nil {
		return r, fmt.Errorf("count who can sign in: %w", err)
	}
	if r.Mode = desk.GuardGuarded; p.place.Sandbox || n <= 1 {
		r.Mode = desk.GuardOpen
	}
	return r, nil
}

// mode tells how much one operator may change alone. Where that cannot be read
// nobody may do much.
func (p *Porter) mode() desk.GuardMode {
	r, err := p.rails(p.life)
	if err != nil {
		return desk.GuardGuarded
	}
	return r.Mode
}
