package porter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

const (
	actLimit  = 90 * time.Second // of all calls of one act
	noteLimit = 10 * time.Second // of writing down how it ended
	maxForm   = 64               // characters of a form's key
)

// act is one change that a form asks for.
type act struct {
	verb    desk.Verb
	target  string
	detail  []string     // names and ids that belong to it, for the audit log
	on      subject      // what it bears on beyond its target
	under   desk.Verb    // the act that it is a part of, which says who may; "" is itself
	form    string       // the idempotency key
	content any          // what the form says, as JSON; secrets stay out
	holds   iam.UserName // the user whose keys the act holds, or ""
	bundle  *bundleRow   // to which a secret goes that the act makes; nil: to the actor's session
	// release lets the form be sent again when nothing was done: the key of a
	// wizard is its draft's, which a refusal does not end.
	release bool
	reason  string // why it is wanted, where it is dangerous
	// check looks at what the form says, unless the form was sent before; nil is
	// nothing to look at.
	check func() error
	// first joins the transaction that begins the act, or is nil.
	first func(ctx context.Context, tx *store.DB, op desk.Op) error
}

// work is an act while it runs.
type work struct {
	by     desk.Actor
	act    act
	op     desk.Op
	result result
	detail []string // what was done, for the audit log
	change change   // of a document or a setting
	// finish joins the transaction that ends the act, or is nil; withdraw takes
	// back what cannot stay when that transaction does not commit, and giveUp does so
	// once it is written that the act has failed.
	finish   func(ctx context.Context, tx *store.DB) error
	withdraw func(ctx context.Context)
	giveUp   func(ctx context.Context)
	after    func(ctx context.Context) // runs once the act has ended well, or is nil
}

// do carries out an act: allowed? → begun → run → ended. It runs once for one
// form, whatever the number of copies, and does not end with the request that
// asked for it. An outcome that is not known is no error: Partial leads to the
// page of the operation.
func (p *Porter) do(ctx context.Context, by desk.Actor, a act, run func(ctx context.Context, w *work) error) (Done, error) {
	if !p.sentBefore(ctx, by, a.form) {
		if err := p.mayForm(ctx, by, a); err != nil {
			return Done{}, err
		}
	}
	a, err := p.gate(ctx, by, a)
	if err != nil {
		return Done{}, err
	}
	w, done, err := p.begin(ctx, by, a)
	if w == nil || err != nil {
		return done, err
	}
	p.hooks.at("begun")
	ctx = context.WithoutCancel(ctx)
	defer p.keepLease(ctx, w.op)()
	calls, cancel := context.WithTimeout(account.WithOp(ctx, w.op.ID), actLimit)
	defer cancel()
	err = run(calls, w)
	return p.finish(ctx, w, err)
}

// mayForm reports whether the operator may carry out an act by a form with its key.
func (p *Porter) mayForm(ctx context.Context, by desk.Actor, a act) error {
	if err := p.permit(ctx, by, a); err != nil {
		return err
	}
	if a.form == "" || len(a.form) > maxForm {
		return fault.New(fault.Invalid, fault.CodeFormBroken)
	}
	return nil
}

// allowed is permit for what is said by a verb and a target alone.
func (p *Porter) allowed(ctx context.Context, by desk.Actor, verb desk.Verb, target string) error {
	return p.permit(ctx, by, act{verb: verb, target: target})
}

// begin writes the act down before anything is done. It returns no work where
// the form was sent before: then Done is what came of it.
func (p *Porter) begin(ctx context.Context, by desk.Actor, a act) (*work, Done, error) {
	said, err := json.Marshal([]any{a.verb, a.target, a.content})
	if err != nil {
		return nil, Done{}, fmt.Errorf("encode the form: %w", err)
	}
	content := seal.Hash(string(said))
	switch op, err := p.store.OpOfForm(ctx, by.Operator.ID, a.form); {
	case err == nil:
		return p.again(op, content)
	case !errors.Is(err, store.ErrNotFound):
		return nil, Done{}, fmt.Errorf("look for the form: %w", err)
	}
	if a.check != nil {
		if err := a.check(); err != nil {
			return nil, Done{}, err
		}
	}
	now := p.now()
	w := &work{by: by, act: a, op: desk.Op{
		ID: desk.NewID(now), ActorID: by.Operator.ID, FormKey: a.form, Content: content,
		Verb: a.verb, Target: a.target, IAMUser: a.holds.Fold(), State: desk.OpRunning, Created: now,
		Lease: now.Add(leaseLife), Fence: 1,
	}}
	w.change = p.changeOf(a)
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.entry(w, desk.Begun, a.detail, "")); err != nil {
			return err
		}
		if a.first != nil {
			if err := a.first(ctx, tx, w.op); err != nil {
				return err
			}
		}
		return tx.AddOp(ctx, w.op)
	})
	switch {
	case errors.Is(err, store.ErrTaken):
		return p.taken(ctx, by, a, content)
	case err != nil && fault.Of(err) == nil:
		return nil, Done{}, fmt.Errorf("begin the act: %w", err)
	}
	return w, Done{}, err
}

// taken finds out why an act could not begin: a copy of its form was faster, or
// another act holds the user.
func (p *Porter) taken(ctx context.Context, by desk.Actor, a act, content string) (*work, Done, error) {
	switch op, err := p.store.OpOfForm(ctx, by.Operator.ID, a.form); {
	case err == nil:
		return p.again(op, content)
	case !errors.Is(err, store.ErrNotFound):
		return nil, Done{}, fmt.Errorf("look for the form: %w", err)
	}
	op, err := p.store.OpHolding(ctx, a.holds.Fold())
	switch {
	case err == nil && op.State == desk.OpUnknown:
		return nil, Done{}, fault.New(fault.Conflict, fault.CodeKeyUnknown, string(a.holds))
	case err == nil, errors.Is(err, store.ErrNotFound): // it ended just now: the form can be sent again
		return nil, Done{}, fault.New(fault.Conflict, fault.CodeKeyRunning, string(a.holds))
	}
	return nil, Done{}, fmt.Errorf("look for the act that holds the user: %w", err)
}

// again answers a copy of a form that was sent before.
func (p *Porter) again(op desk.Op, content string) (*work, Done, error) {
	if op.Content != content {
		return nil, Done{}, fault.New(fault.Conflict, fault.CodeFormReused)
	}
	r, err := parseResult(op.Result)
	if err != nil {
		return nil, Done{}, err
	}
	done := Done{Op: op.ID, Ticket: r.Ticket, Policy: r.Policy}
	switch op.State {
	case desk.OpRunning:
		done.Waiting = true
	case desk.OpUnknown, desk.OpClosed:
		done.Partial = true
	case desk.OpFailed:
		if done.Partial = r.Partial; !r.Partial {
			return nil, Done{}, r.Fault.fault()
		}
	}
	return nil, done, nil
}

// finish writes down how the work ended, with the result that belongs to it.
func (p *Porter) finish(ctx context.Context, w *work, failure error) (Done, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	if err := p.ended(ctx, w, failure); err != nil {
		op, e := p.store.Op(ctx, w.op.ID)
		if e != nil || op.State != desk.OpDone || failure != nil {
			return p.unwritten(ctx, w, op.State, errors.Join(failure, err, e))
		} // else the commit had gone through
	}
	p.hooks.at("ended")
	if failure == nil {
		if w.after != nil {
			w.after(ctx)
		}
		p.hooks.at("answered")
		return Done{Op: w.op.ID, Ticket: w.result.Ticket, Policy: w.result.Policy}, nil
	}
	if w.giveUp != nil {
		w.giveUp(ctx)
	}
	if fault.KindOf(failure) == fault.Unknown || w.result.Partial {
		p.log.WarnContext(ctx, "an act stopped on its way", "op", w.op.ID, "verb", w.op.Verb, "error", failure)
		return Done{Op: w.op.ID, Partial: true}, nil
	}
	return Done{}, failure
}

// unwritten is an act whose end could not be written down. State is what the
// operation is found in, or "" where that is not known: then nothing is done, for
// the end may be written all the same. Where the operation still runs, it is
// written that the act has failed: a commit that is only late makes that fail, and
// what was handed over stays. An operation that others have settled meanwhile is
// told on its page.
func (p *Porter) unwritten(ctx context.Context, w *work, state desk.OpState, err error) (Done, error) {
	switch {
	case state == desk.OpRunning && w.withdraw != nil:
		w.withdraw(ctx)
		fallthrough
	case state == desk.OpRunning && w.giveUp != nil:
		failed := p.ended(ctx, w, fault.New(fault.Internal, fault.CodeInternal).Because(err))
		if failed == nil && w.giveUp != nil {
			w.giveUp(ctx)
		}
		err = errors.Join(err, failed)
	case state != "" && state != desk.OpRunning:
		p.log.WarnContext(ctx, "an act was settled before it ended", "op", w.op.ID, "verb", w.op.Verb, "error", err)
		for _, f := range []func(context.Context){w.withdraw, w.giveUp} {
			if f != nil {
				f(ctx)
			}
		}
		return Done{Op: w.op.ID, Partial: true}, nil
	}
	// The cause is no fault to be shown: it would say that nothing was done.
	return Done{}, fmt.Errorf("write down act %s: %v", w.op.ID, err)
}

// ended runs the one transaction in which an act ends.
func (p *Porter) ended(ctx context.Context, w *work, failure error) error {
	o, phase, code := w.op, desk.Ended, fault.Code("")
	o.State, o.Ended = desk.OpDone, p.now()
	o.Lease = o.Ended
	switch {
	case failure == nil:
	case fault.KindOf(failure) == fault.Unknown:
		o.State, phase = desk.OpUnknown, desk.Lost
	default:
		o.State, phase = desk.OpFailed, desk.Failed
	}
	r := w.result
	if failure != nil {
		r.Fault = saidOf(failure)
		code, r.Ticket = r.Fault.Code, ""
	}
	var err error
	if o.Result, err = r.text(); err != nil {
		return err
	}
	return p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.entry(w, phase, append(w.act.detail[:len(w.act.detail):len(w.act.detail)], w.detail...), code)); err != nil {
			return err
		}
		if failure == nil && w.finish != nil {
			if err := w.finish(ctx, tx); err != nil {
				return err
			}
		}
		ok, err := tx.EndOp(ctx, o)
		if err != nil {
			return err
		}
		if !ok {
			return errNotRunning
		}
		p.hooks.at("ending")
		if o.State == desk.OpFailed && w.act.release && !r.Partial {
			return tx.ReleaseForm(ctx, o.ID)
		}
		return nil
	})
}

// errNotRunning says that an act was settled by others before it ended.
var errNotRunning = errors.New("the operation is no longer running")
