package porter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

const (
	lookLease = time.Minute      // of whoever looks for a key, on one operation
	lookLimit = 45 * time.Second // of all calls of one look
	looksMost = 100              // in one round
	// secondLook is how long after the first look the second one is, at the least: IAM
	// is eventually consistent, and a new key may be listed late.
	secondLook = 5 * time.Minute
)

// errOvertaken says that somebody else has taken over what was looked at.
var errOvertaken = errors.New("the operation has changed hands")

// look is one look at a key operation whose answer was lost, or whose key could
// not be handed over.
type look struct {
	op     desk.Op
	result result
}

// nextLook is when a key operation is looked at next, at the earliest.
func nextLook(o desk.Op) time.Time {
	if next := o.Looked.Add(secondLook); !o.Looked.IsZero() && next.After(o.Lease) {
		return next
	}
	return o.Lease.Add(leaseQuiet)
}

// settleKeys finds out what became of keys whose answers were lost, and deletes
// those that could not be handed over. Of several processes one looks at one
// operation. What fails is tried again when the look's lease is over.
func (p *Porter) settleKeys(ctx context.Context) error {
	var errs []error
	for range looksMost {
		now := p.now()
		o, err := p.store.TakeOpenKey(ctx, now.Add(lookLease), now.Add(-leaseQuiet), now.Add(-secondLook))
		if errors.Is(err, store.ErrNotFound) {
			break
		}
		if err != nil {
			errs = append(errs, err)
			break
		}
		if err := p.settleKey(ctx, o); err != nil && !errors.Is(err, errOvertaken) {
			errs = append(errs, fmt.Errorf("operation %s: %w", o.ID, err))
		}
	}
	return errors.Join(errs...)
}

func (p *Porter) settleKey(ctx context.Context, o desk.Op) error {
	r, err := parseResult(o.Result)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(account.WithOp(ctx, o.ID), lookLimit)
	defer cancel()
	l := &look{op: o, result: r}
	if o.Key != "" {
		return p.settleOwn(ctx, l)
	}
	return p.settleLost(ctx, l)
}

// settleOwn deletes the key that the operation is known to have made and that
// nobody has the secret of.
func (p *Porter) settleOwn(ctx context.Context, l *look) error {
	id := iam.KeyID(l.op.Key)
	keys, err := p.keysNow(ctx, l.op)
	if err != nil {
		return err
	}
	p.hooks.at("looked")
	if !l.op.Cleaned {
		listed := slices.ContainsFunc(keys, func(k iam.AccessKey) bool { return k.ID == id })
		if !listed && p.now().Before(l.op.Called.Add(secondLook)) {
			l.op.Lease = p.now()
			return p.saveLook(ctx, l, nil) // it may be listed later
		}
		if err := p.byItself(ctx, l, desk.KeyDelete, id, func(ctx context.Context) error {
			return p.endKey(ctx, iam.UserName(l.op.Target), id)
		}); err != nil {
			return err
		}
	}
	l.op.Cleaned = true
	l.result.Found = append(l.result.Found, FoundKey{ID: id, Did: KeyDeleted, At: p.now()})
	return p.closeLook(ctx, l)
}

// settleLost looks for the key of an answer that was lost. Only its time speaks
// for a key that is found: it is made inactive at once, and a person decides. There
// are always two looks, for the key that is found first may be another's.
func (p *Porter) settleLost(ctx context.Context, l *look) error {
	keys, err := p.made(ctx, l.op)
	if err != nil {
		return err
	}
	p.hooks.at("looked")
	for _, k := range keys {
		if l.result.found(k.ID) != "" {
			continue
		}
		did, err := p.setAside(ctx, l, k)
		if err != nil {
			return errors.Join(err, p.saveLook(ctx, l, nil))
		}
		l.result.Found = append(l.result.Found, FoundKey{ID: k.ID, Did: did, At: p.now()})
	}
	l.result.Looks = append(l.result.Looks, p.now())
	if l.op.Looked.IsZero() {
		l.op.Looked, l.op.Lease = p.now(), p.now()
		return p.saveLook(ctx, l, nil)
	}
	return p.closeLook(ctx, l)
}

// setAside makes a key inactive, unless it was used: then somebody has its secret,
// and it is not the one that was lost. A server that does not tell the use of keys
// tells nothing against that: a key can be activated again.
func (p *Porter) setAside(ctx context.Context, l *look, k iam.AccessKey) (KeyEnd, error) {
	use, _, err := p.account.KeyUse(ctx, k.ID)
	switch {
	case fault.KindOf(err) == fault.Denied, fault.KindOf(err) == fault.NotFound:
	case err != nil:
		return "", err
	case !use.At.IsZero():
		return KeyInUse, nil
	}
	if !k.Active() {
		return KeyStopped, nil
	}
	err = p.byItself(ctx, l, desk.KeyDeactivate, k.ID, func(ctx context.Context) error {
		return p.setKey(ctx, k.User, k.ID, iam.KeyInactive)
	})
	return KeyStopped, err
}

// byItself is a change of a key that no person asked for, between its two entries
// of the audit log.
func (p *Porter) byItself(ctx context.Context, l *look, verb desk.Verb, id iam.KeyID, change func(ctx context.Context) error) error {
	e := p.note(self(), l.op.ID, verb, l.op.Target, string(id))
	e.Phase = desk.Begun
	if _, err := p.store.Append(ctx, e); err != nil {
		return err
	}
	err := change(ctx)
	p.hooks.at("touched")
	e.At, e.Phase = p.now(), desk.Ended
	if err != nil {
		e.Phase, e.Fault = desk.Failed, string(saidOf(err).Code)
	}
	if fault.KindOf(err) == fault.Unknown {
		e.Phase = desk.Lost
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	_, noted := p.store.Append(ctx, e)
	return errors.Join(err, noted)
}

// closeLook writes down that nothing is left to be found out. The audit log names
// the keys that were found.
func (p *Porter) closeLook(ctx context.Context, l *look) error {
	l.op.Lease = p.now()
	if l.op.State != desk.OpUnknown {
		return p.saveLook(ctx, l, nil)
	}
	l.op.State, l.result.Settled = desk.OpClosed, true
	e := p.note(self(), l.op.ID, desk.KeyAccept, l.op.Target)
	e.Phase = desk.Ended
	for _, k := range l.result.Found {
		e.Detail = append(e.Detail, string(k.ID))
	}
	return p.saveLook(ctx, l, &e)
}

// saveLook writes down what a look has shown, with an entry of the audit log or
// nil, unless the operation has changed hands.
func (p *Porter) saveLook(ctx context.Context, l *look, e *desk.Entry) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	var err error
	if l.op.Result, err = l.result.text(); err != nil {
		return err
	}
	return p.store.Tx(ctx, func(tx *store.DB) error {
		if e != nil {
			if _, err := tx.Append(ctx, *e); err != nil {
				return err
			}
		}
		ok, err := tx.SaveLook(ctx, l.op)
		if err == nil && !ok {
			return errOvertaken
		}
		return err
	})
}
