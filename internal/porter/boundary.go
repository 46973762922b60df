package porter

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// PlanBoundary returns the permissions boundary that a user has, and the step in
// which the policy takes its place, or in which it goes where arn is "". Or it
// returns what is wrong with the choice.
func (p *Porter) PlanBoundary(ctx context.Context, n iam.UserName, arn iam.ARN) (iam.ARN, []Step, error) {
	u, err := p.account.User(ctx, n)
	if err != nil {
		return "", nil, err
	}
	if u.Boundary == arn {
		return u.Boundary, nil, fault.Field("policy", fault.CodeUnchanged)
	}
	if err := p.checkUnbound(ctx, u, arn); err != nil {
		return u.Boundary, nil, err
	}
	if arn == "" {
		return u.Boundary, []Step{step("DeleteUserPermissionsBoundary", desk.BoundaryOff, string(n))}, nil
	}
	steps := []Step{step("PutUserPermissionsBoundary", desk.BoundarySet, string(n)).with(arn)}
	return u.Boundary, steps, fault.Join(checkBoundary(p.Snapshot(), arn)...)
}

// checkBoundary returns the faults of a policy that is to be a boundary: it must
// be in the catalogue, where that was read.
func checkBoundary(s *Snapshot, arn iam.ARN) []*fault.Fault {
	if _, ok := s.Policy(arn); !ok && len(s.Policies) > 0 {
		return []*fault.Fault{fault.Field("policy", fault.CodePolicyNotFound, string(arn))}
	}
	return nil
}

// SetBoundary makes a managed policy the permissions boundary of a user, or
// removes the one it has where arn is "".
func (p *Porter) SetBoundary(ctx context.Context, by desk.Actor, form string, n iam.UserName, arn iam.ARN) (Done, error) {
	a := act{
		verb: desk.BoundarySet, target: string(n), detail: []string{string(arn)}, form: form, content: arn,
		check: func() error { _, _, err := p.PlanBoundary(ctx, n, arn); return err },
	}
	if arn == "" {
		a.verb, a.detail = desk.BoundaryOff, nil
	}
	return p.do(ctx, by, a, func(ctx context.Context, _ *work) error { return p.setBoundary(ctx, n, arn) })
}

// setBoundary calls AWS, and looks whether it was done where the answer is lost.
func (p *Porter) setBoundary(ctx context.Context, n iam.UserName, arn iam.ARN) error {
	var err error
	if arn == "" {
		err = p.account.DeleteUserBoundary(ctx, n)
	} else {
		err = p.account.PutUserBoundary(ctx, n, arn)
	}
	if fault.KindOf(err) == fault.Unknown {
		if u, e := p.account.User(ctx, n); e == nil && u.Boundary == arn {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("set the permissions boundary: %w", err)
	}
	p.patch(func(s *Snapshot) { s.user(n, func(u *iam.User) { u.Boundary = arn }) })
	return nil
}
