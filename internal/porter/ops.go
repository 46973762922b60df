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

// madeSince is how long before an operation a key may have been made, by AWS's
// clock, and still be the operation's.
const madeSince = 5 * time.Minute

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
	v := OpView{Op: o, Steps: r.Steps, Each: r.Each, MayClose: mayClose(o)}
	if o.ActorID == by.Operator.ID {
		v.Ticket = r.Ticket
	}
	if r.Fault != nil {
		v.Fault = r.Fault.fault()
	}
	v.MayContinue, v.MayUndo = mayContinue(o, r), mayUndo(o, r)
	v.Custom = v.MayContinue && needsPassword(r)
	if o.State == desk.OpUnknown && o.Verb == desk.KeyCreate {
		made, err := p.made(ctx, o)
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

// made returns the keys that an operation with a lost answer may have made: all
// of the user's that were not there before, were made since it began, and were
// handed over by no ticket.
func (p *Porter) made(ctx context.Context, o desk.Op) ([]iam.AccessKey, error) {
	keys, err := p.account.Keys(ctx, iam.UserName(o.Target))
	if fault.Is(err, fault.CodeUserNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var before []string
	if o.Baseline != "" {
		if err := json.Unmarshal([]byte(o.Baseline), &before); err != nil {
			return nil, fmt.Errorf("decode the keys before: %w", err)
		}
	}
	handed, err := p.store.TicketKeys(ctx, o.IAMUser)
	if err != nil {
		return nil, fmt.Errorf("read the keys of tickets: %w", err)
	}
	return without(keys, func(k iam.AccessKey) bool {
		return slices.Contains(before, string(k.ID)) || slices.Contains(handed, string(k.ID)) ||
			!k.Created.IsZero() && k.Created.Before(o.Created.Add(-madeSince))
	}), nil
}

// DeleteMade deactivates and deletes a key that an operation with a lost answer
// has made.
func (p *Porter) DeleteMade(ctx context.Context, by desk.Actor, form, op string, id iam.KeyID) (Done, error) {
	o, _, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	a := act{verb: desk.KeyDelete, target: o.Target, detail: []string{string(id)}, form: form, content: []string{op, string(id)}}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if o.State != desk.OpUnknown || o.Verb != desk.KeyCreate {
			return fault.New(fault.Conflict, fault.CodeActNotOpen)
		}
		made, err := p.made(ctx, o)
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
func mayClose(o desk.Op) bool { return o.State == desk.OpUnknown }

// CloseUnknown settles an operation whose outcome is unknown. A user whose keys
// it held can have keys made again.
func (p *Porter) CloseUnknown(ctx context.Context, by desk.Actor, form, op string) (Done, error) {
	o, _, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	closed := fault.New(fault.Conflict, fault.CodeActNotOpen)
	a := act{
		verb: desk.KeyAccept, target: o.Target, detail: []string{o.ID}, form: form, content: op,
		check: func() error {
			if !mayClose(o) {
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
