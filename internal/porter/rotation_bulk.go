package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// rotateRow begins the rotation of one access key as a row of a job, and makes its
// new key for the bundle of the job. Where the session of the bundle has ended it
// does nothing at all: tried again, the key goes to the session that asks.
func (p *Porter) rotateRow(ctx context.Context, j desk.Job, r desk.JobRow) error {
	var plan RotationPlan
	if err := json.Unmarshal([]byte(j.Doc), &plan); err != nil {
		return fmt.Errorf("decode the plan of the rotations: %w", err)
	}
	by, err := p.rotator(ctx, j)
	if err != nil {
		return err
	}
	to, err := p.jobBundle(ctx, j, r)
	if err != nil {
		return err
	}
	id, err := p.rotationOfRow(ctx, j, r)
	if errors.Is(err, store.ErrNotFound) {
		var done Done
		done, err = p.startRotation(ctx, by, rotationOrder{
			form: j.ID, user: iam.UserName(r.Target), key: iam.KeyID(r.Detail[0]), plan: plan, bundle: to,
		})
		id = done.Op
	} else if err == nil {
		_, err = p.makeRotationKey(ctx, by, id, to)
	}
	if err != nil {
		return err
	}
	rotation, err := p.rotation(ctx, id)
	if err == nil && (rotation.State == desk.RotationPlanned || rotation.State == desk.RotationCreating) {
		return fault.New(fault.Conflict, fault.CodeRotationUnmade)
	}
	return err
}

// rotationOfRow is the rotation that a row has begun before, for who began the job
// or for who tried the rest again; store.ErrNotFound where it has begun none.
func (p *Porter) rotationOfRow(ctx context.Context, j desk.Job, r desk.JobRow) (string, error) {
	for _, operator := range []string{j.ActorID, j.By.ID} {
		op, err := p.store.OpOfForm(ctx, operator, rowForm(j.ID, r.Detail[0]))
		if !errors.Is(err, store.ErrNotFound) {
			return op.ID, err
		}
	}
	return "", store.ErrNotFound
}

// rotator is who a job of rotations acts for: who asked for it last, as the operator
// is now. No session is part of it: the secrets go to the job's bundle.
func (p *Porter) rotator(ctx context.Context, j desk.Job) (desk.Actor, error) {
	list, err := p.store.Operators(ctx)
	if err != nil {
		return desk.Actor{}, fmt.Errorf("read the operators: %w", err)
	}
	i := slices.IndexFunc(list, func(o desk.Operator) bool { return o.ID == j.By.ID && !o.Disabled })
	if i < 0 {
		return desk.Actor{}, desk.CanKeys.Lacking()
	}
	return desk.Actor{Operator: list[i], RequestID: j.By.RequestID, Client: j.By.Client}, nil
}
