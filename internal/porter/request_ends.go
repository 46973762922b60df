package porter

import (
	"context"
	"errors"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// request reads one request.
func (p *Porter) request(ctx context.Context, id string) (desk.Request, error) {
	q, err := p.store.Request(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return q, fault.New(fault.NotFound, fault.CodeRequestNotFound)
	}
	if err != nil {
		return q, fmt.Errorf("read the request: %w", err)
	}
	return q, nil
}

// ownRequest reads a request of the actor's; those of others are not there.
func (p *Porter) ownRequest(ctx context.Context, by desk.Actor, id string) (desk.Request, error) {
	q, err := p.request(ctx, id)
	if err == nil && q.OperatorID != by.Operator.ID {
		return q, fault.New(fault.NotFound, fault.CodeRequestNotFound)
	}
	return q, err
}

// WithdrawRequest takes a request of the actor's back, also one that is approved.
func (p *Porter) WithdrawRequest(ctx context.Context, by desk.Actor, id string) error {
	q, err := p.ownRequest(ctx, by, id)
	if err != nil {
		return err
	}
	ended, err := p.endRequest(ctx, p.ofRequest(by, desk.ApprovalWithdraw, q), func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.WithdrawRequest(ctx, id, by.Operator.ID, p.now())
	})
	if err != nil || ended {
		return err
	}
	if q, err = p.request(ctx, id); err != nil {
		return err
	}
	return over(q, p.now())
}

// void ends a request for what has changed since. The error says so and names it.
func (p *Porter) void(ctx context.Context, by desk.Actor, q desk.Request, changed []string) error {
	e := p.ofRequest(by, desk.ApprovalVoid, q)
	e.Detail = append(e.Detail, changed...)
	_, err := p.endRequest(ctx, e, func(ctx context.Context, tx *store.DB) (bool, error) {
		return tx.VoidRequest(ctx, q.ID, changed, p.now())
	})
	if err != nil {
		return err
	}
	return &Gate{Void: q.ID, Change: Change{Verb: q.Verb, Target: q.Target}}
}

// expireRequests ends the requests whose time has run out.
func (p *Porter) expireRequests(ctx context.Context) error {
	due, err := p.store.DueRequests(ctx, p.now())
	if err != nil {
		return err
	}
	var errs []error
	for _, q := range due {
		_, err := p.endRequest(ctx, p.ofRequest(self(), desk.ApprovalExpire, q), func(ctx context.Context, tx *store.DB) (bool, error) {
			return tx.ExpireRequest(ctx, q.ID, p.now())
		})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// endRequest ends a request with its entry in the audit log, and reports whether it
// was end that did.
func (p *Porter) endRequest(ctx context.Context, e desk.Entry, end func(context.Context, *store.DB) (bool, error)) (bool, error) {
	err := p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		ok, err := end(ctx, tx)
		if err == nil && !ok {
			return errNotDecided
		}
		return err
	})
	if errors.Is(err, errNotDecided) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("end the request: %w", err)
	}
	return true, nil
}
