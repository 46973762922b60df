package porter

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"keyporter/internal/demo"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// Tour is how far an operator has come in the first steps, beyond what the account
// itself shows.
type Tour struct {
	Hidden  bool // the operator does not want to see the list
	Looked  map[desk.Step]bool
	Rotated bool // a rotation was begun
}

// Tour returns how far the operator has come.
func (p *Porter) Tour(ctx context.Context, by desk.Actor) (Tour, error) {
	steps, err1 := p.store.Steps(ctx, by.Operator.ID)
	rotated, err2 := p.store.AnyRotation(ctx)
	if err := errors.Join(err1, err2); err != nil {
		return Tour{}, fmt.Errorf("read the first steps: %w", err)
	}
	t := Tour{Hidden: slices.Contains(steps, desk.StepList), Rotated: rotated, Looked: map[desk.Step]bool{}}
	for _, s := range steps {
		t.Looked[s] = true
	}
	return t, nil
}

// TickStep ticks a step for the operator, or takes that back. Everybody may, for
// themselves.
func (p *Porter) TickStep(ctx context.Context, by desk.Actor, s desk.Step, on bool) error {
	switch {
	case !s.Known():
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	case on:
		return p.store.TickStep(ctx, by.Operator.ID, s, p.now())
	}
	return p.store.UntickStep(ctx, by.Operator.ID, s)
}

// Sights are the things in the demo account that are worth looking at; "" for what
// is no longer there.
type Sights struct {
	Public string       // a bucket
	Admin  iam.UserName // by a policy inside of a group
	Rotate iam.UserName // whose key of more than a year is in use
}

// Sights finds them in the snapshot.
func (s *Snapshot) Sights() Sights {
	var v Sights
	if slices.ContainsFunc(s.Buckets, func(b iam.Bucket) bool { return b.Name == demo.PublicBucket }) {
		v.Public = demo.PublicBucket
	}
	if s.has(demo.HiddenAdmin) {
		v.Admin = demo.HiddenAdmin
	}
	if s.has(demo.RotatedUser) {
		v.Rotate = demo.RotatedUser
	}
	return v
}
