package porter

import (
	"context"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// Demo is the embedded account as far as it can be the demo account.
type Demo interface {
	Demo(ctx context.Context) (bool, error)
	// ClearDemo empties the account, and reports whether it was the demo account.
	ClearDemo(ctx context.Context) (bool, error)
}

// Demo reports whether the account was the demo account when it was read last.
func (p *Porter) Demo() bool { return p.isDemo.Load() }

// lookDemo finds out whether the account is the demo account. Where that cannot be
// told it stays as it is.
func (p *Porter) lookDemo(ctx context.Context) {
	if p.demo == nil {
		return
	}
	is, err := p.demo.Demo(ctx)
	if err != nil {
		p.log.WarnContext(ctx, "whether this is the demo account is not known", "error", err)
		return
	}
	p.isDemo.Store(is)
}

// RemoveDemo empties the demo account: it ends what is kept of its users, and
// leaves operators, sessions and the audit log. A fault of kind Conflict says that
// the account is not the demo account.
func (p *Porter) RemoveDemo(ctx context.Context, by desk.Actor, form string) (Done, error) {
	if err := p.firstRead(ctx); err != nil {
		return Done{}, err
	}
	a := act{verb: desk.DemoRemove, target: p.Snapshot().Identity.Account, form: form, check: func() error {
		if p.demo == nil {
			return fault.New(fault.Conflict, fault.CodeDemoNone)
		}
		is, err := p.demo.Demo(ctx)
		if err == nil && !is {
			err = fault.New(fault.Conflict, fault.CodeDemoNone)
		}
		return err
	}, first: func(ctx context.Context, tx *store.DB, _ desk.Op) error { return tx.EndDemo(ctx, p.now()) }}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		was, err := p.demo.ClearDemo(ctx)
		switch {
		case err != nil:
			return fault.New(fault.Internal, fault.CodeInternal).Because(err)
		case !was: // somebody else was faster
			return fault.New(fault.Conflict, fault.CodeDemoNone)
		}
		w.after = p.forgetAccount
		return nil
	})
}

// forgetAccount drops all that is known of the account and reads it anew.
func (p *Porter) forgetAccount(ctx context.Context) {
	p.isDemo.Store(false)
	p.editing.Lock()
	p.edits = nil
	p.show(Snapshot{})
	p.editing.Unlock()
	p.check.Store(nil)
	if err := p.Refresh(ctx); err != nil {
		p.log.WarnContext(ctx, "the account is not read", "error", err)
	}
}
