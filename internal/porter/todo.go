package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
)

// Todo counts what waits for the actor: secrets of jobs and rotations, rotations that do
// not go on by themselves, and requests.
func (p *Porter) Todo(ctx context.Context, by desk.Actor) (desk.Todo, error) {
	todo, err := p.store.Todo(ctx, by.Operator.ID, by.Session, p.now())
	if err != nil {
		return todo, fmt.Errorf("count what waits: %w", err)
	}
	todo.Decide, todo.Carry, err = p.WaitingRequests(ctx, by)
	return todo, err
}
