package porter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

const (
	// madeSince is how long before an operation a key may have been made, by AWS's
	// clock, and still be the operation's; and how long after its end.
	madeSince = 5 * time.Minute
	// closeAfter is when a person may settle a key operation whose outcome is unknown:
	// by then Run has, unless AWS keeps it from that.
	closeAfter = 15 * time.Minute
)

// Op returns an operation for its page. Of a key whose outcome is unknown it
// lists, live, the keys that the operation may have made. Its ticket is given to
// the operator who has it.
func (p *Porter) Op(ctx context.Context, by desk.Actor, id string) (OpView, error) {
	o, _, err := p.plan(ctx, id)
	if err != nil {
		return OpView{}, err
	}
	r, err := parseResult(o.Result)
	if err != nil {
		return OpView{}, err
	}
	v := OpView{Op: o, Steps: r.Steps, Looks: r.Looks, Found: r.Found, Settled: r.Settled, MayClose: p.mayClose(o)}
	if o.ActorID == by.Operator.ID {
		v.Ticket = r.Ticket
	}
	if r.Fault != nil {
		v.Fault = r.Fault.fault()
	}
	v.MayContinue, v.MayUndo = mayContinue(o, r), mayUndo(o, r)
	v.Custom = v.MayContinue && needsPassword(r)
	if o.State == desk.OpUnknown && o.Verb == desk.KeyCreate {
		v.NextLook = nextLook(o)
	}
	if mayHaveMade(o, r) {
		made, err := p.undecided(ctx, o, r)
		if err != nil {
			p.log.WarnContext(ctx, "the keys made since are not known", "op", o.ID, "error", err)
			return v, nil
		}
		v.MadeKnown = true
		for _, k := range made {
			v.Made = append(v.Made, KeyView{AccessKey: k})
		}
	}
	return v, nil
}

// mayHaveMade reports whether an operation may have made a key that a person
// still has to look at.
func mayHaveMade(o desk.Op, r result) bool {
	stopped := slices.ContainsFunc(r.Found, func(k FoundKey) bool { return k.Did == KeyStopped })
	return o.Verb == desk.KeyCreate && (o.State == desk.OpUnknown || o.State == desk.OpClosed && stopped)
}

// undecided returns the keys of such an operation: while its outcome is unknown all
// that it may have made, later those that were made inactive and still are.
func (p *Porter) undecided(ctx context.Context, o desk.Op, r result) ([]iam.AccessKey, error) {
	if o.State == desk.OpUnknown {
		return p.made(ctx, o)
	}
	keys, err := p.keysNow(ctx, o)
	return without(keys, func(k iam.AccessKey) bool { return k.Active() || r.found(k.ID) != KeyStopped }), err
}

// keysNow returns the keys of the user of an operation; of one who is gone none.
func (p *Porter) keysNow(ctx context.Context, o desk.Op) ([]iam.AccessKey, error) {
	keys, err := p.account.Keys(ctx, iam.UserName(o.Target))
	if fault.Is(err, fault.CodeUserNotFound) {
		return nil, nil
	}
	return keys, err
}

// made returns the keys that an operation with a lost answer may have made: all
// of the user's that were not there before, were made while it was at work, and
// are accounted for by no ticket and no other operation.
func (p *Porter) made(ctx context.Context, o desk.Op) ([]iam.AccessKey, error) {
	keys, err := p.keysNow(ctx, o)
	if err != nil {
		return nil, err
	}
	var before []string
	if o.Baseline != "" {
		if err := json.Unmarshal([]byte(o.Baseline), &before); err != nil {
			return nil, fmt.Errorf("decode the keys before: %w", err)
		}
	}
	var made []iam.AccessKey
	for _, k := range keys {
		if slices.Contains(before, string(k.ID)) || !madeDuring(o, k.Created) {
			continue
		}
		known, err := p.store.KeyKnown(ctx, o.ID, string(k.ID))
		if err != nil {
			return nil, fmt.Errorf("look whose the key is: %w", err)
		}
		if !known {
			made = append(made, k)
		}
	}
	return made, nil
}

// madeDuring reports whether a key was made while an operation was at work. One
// without a time may have been.
func madeDuring(o desk.Op, created time.Time) bool {
	last := o.Called
	if last.IsZero() {
		last = o.Created
	}
	return created.IsZero() || !created.Before(o.Created.Add(-madeSince)) && !created.After(last.Add(actLimit+madeSince))
}

// DeleteMade deactivates and deletes a key that an operation with a lost answer
// has made.
func (p *Porter) DeleteMade(ctx context.Context, by desk.Actor, form, op string, id iam.KeyID) (Done, error) {
	o, r, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	a := act{verb: desk.KeyDelete, target: o.Target, detail: []string{string(id)}, form: form, content: []string{op, string(id)}}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if !mayHaveMade(o, r) {
			return fault.New(fault.Conflict, fault.CodeActNotOpen)
		}
		made, err := p.undecided(ctx, o, r)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(made, func(k iam.AccessKey) bool { return k.ID == id }) {
			return fault.New(fault.NotFound, fault.CodeKeyNotFound, string(id))
		}
		return p.endKey(ctx, iam.UserName(o.Target), id)
	})
}

// mayClose reports whether an operation waits for a person to settle it.
func (p *Porter) mayClose(o desk.Op) bool {
	return o.State == desk.OpUnknown && (o.Verb != desk.KeyCreate || p.now().After(o.Ended.Add(closeAfter)))
}

// CloseUnknown settles an operation whose outcome is unknown. A user whose keys
// it held can have keys made again. A new key is settled by Run; a person may do
// so when it has taken too long.
func (p *Porter) CloseUnknown(ctx context.Context, by desk.Actor, form, op string) (Done, error) {
	o, _, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	closed := fault.New(fault.Conflict, fault.CodeActNotOpen)
	a := act{
		verb: desk.KeyAccept, target: o.Target, detail: []string{o.ID}, form: form, content: op,
		check: func() error {
			if !p.mayClose(o) {
				return closed
			}
			return nil
		},
		first: func(ctx context.Context, tx *store.DB, _ desk.Op) error {
			ok, err := tx.CloseOp(ctx, op, desk.OpUnknown, o.Result)
			if err == nil && !ok {
				return closed
			}
			return err
		},
	}
	return p.do(ctx, by, a, func(context.Context, *work) error { return nil })
}
