package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
)

// Todo counts what waits for the actor: secrets of jobs and rotations, and rotations
// that do not go on by themselves.
func (p *Porter) Todo(ctx context.Context, by desk.Actor) (desk.Todo, error) {
	todo, err := p.store.Todo(ctx, by.Operator.ID, by.Session, p.now())
	if err != nil {
		return todo, fmt.Errorf("count what waits: %w", err)
	}
	return todo, nil
}
