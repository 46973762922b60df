package porter

import (
	"cmp"
	"context"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// ownActs are the acts by which an operator has keys of their own IAM user.
var ownActs = []desk.Verb{
	desk.KeyCreate, desk.KeyDeactivate, desk.KeyAccept,
	desk.RotationStart, desk.RotationStop, desk.RotationUndo, desk.RotationCancel, desk.RotationRetry,
}

// permit is the one place that decides whether an operator may carry out an act on
// its subject, before anything is sent that changes AWS. A refusal is written
// down. In turn: read-only mode, the role, what is protected, the operator's own
// user, the guard rails, the scope; and last, whether anything may be changed now.
func (p *Porter) permit(ctx context.Context, by desk.Actor, a act) error {
	verb := cmp.Or(a.under, a.verb)
	err := p.may(ctx, by.Operator, verb, onTarget(verb, a.target).and(a.on))
	if f := fault.Of(err); f != nil && f.Kind == fault.Denied {
		p.refuse(ctx, p.note(by, desk.NewID(p.now()), verb, a.target), f.Code)
	}
	if err != nil {
		return err
	}
	return p.ledger.MayChange(ctx)
}

// sentBefore reports whether a manager with a scope has sent the form before: what
// it moved or deleted may lie outside by now, and a copy of the form only leads to
// its first result.
func (p *Porter) sentBefore(ctx context.Context, by desk.Actor, form string) bool {
	if _, scoped := boundsOf(p.Snapshot(), by.Operator); !scoped || form == "" {
		return false
	}
	_, err := p.store.OpOfForm(ctx, by.Operator.ID, form)
	return err == nil
}

func (p *Porter) may(ctx context.Context, by desk.Operator, verb desk.Verb, on subject) error {
	return p.mayAs(ctx, asker{by: by}, verb, on)
}

// asker is an operator who wants to do something, with the guard rails, where they
// were read already.
type asker struct {
	by    desk.Operator
	rails *desk.Rails
}

func (p *Porter) mayAs(ctx context.Context, who asker, verb desk.Verb, on subject) error {
	by := who.by
	if p.readOnly {
		return fault.New(fault.Denied, fault.CodeReadOnly)
	}
	own := slices.Contains(ownActs, verb) && p.isOwn(by, on)
	for _, c := range append([]desk.Can{needs[verb]}, on.needs...) {
		if own {
			c = desk.CanOwn
		}
		if !by.Role.May(c) {
			return c.Lacking()
		}
	}
	if on.none() {
		return nil
	}
	if err := p.firstRead(ctx); err != nil {
		return err
	}
	s := p.Snapshot()
	if err := p.checkProtected(ctx, s, on); err != nil {
		return err
	}
	if own {
		return nil
	}
	r, err := p.railsFor(ctx, who)
	if err != nil {
		return err
	}
	if err := p.checkOwn(ctx, s, asker{by, &r}, on); err != nil {
		return err
	}
	if err := (railed{p, s, r}).check(ctx, by, verb, on); err != nil {
		return err
	}
	if b, ok := boundsOf(s, by); ok {
		if f := b.check(on); f != nil {
			return f
		}
	}
	return nil
}

// within leaves out the steps that the operator must not do.
func (p *Porter) within(ctx context.Context, by desk.Actor, steps []Step, skip func(name string, why SkipReason)) ([]Step, error) {
	s, kept := p.Snapshot(), steps[:0:0]
	r, err := p.rails(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range steps {
		err := p.mayAs(ctx, asker{by.Operator, &r}, one.Verb, s.onSteps([]Step{one}))
		switch f := fault.Of(err); {
		case err == nil:
			kept = append(kept, one)
		case f == nil:
			return nil, err
		default:
			skip(one.Args[0], SkipDenied)
		}
	}
	return kept, nil
}

// isOwn reports whether all that an act bears on is the operator's own user.
func (p *Porter) isOwn(by desk.Operator, on subject) bool {
	u, ok := p.Snapshot().UserOf(by)
	return ok && len(on.users) > 0 && len(on.groups)+len(on.whole)+len(on.policies)+len(on.becomes)+len(on.grows)+len(on.needs) == 0 &&
		!slices.ContainsFunc(on.users, func(n iam.UserName) bool { return n.Fold() != u.Name.Fold() })
}

func (s subject) none() bool {
	return len(s.users)+len(s.groups)+len(s.whole)+len(s.policies)+len(s.becomes)+len(s.grows) == 0
}

// mayNow is may for an operator as the store has them now: for what was begun
// before, and is carried out later.
func (p *Porter) mayNow(ctx context.Context, id string, verb desk.Verb, on subject) error {
	o, err := p.store.Operator(ctx, id)
	if err != nil || o.Disabled {
		return needs[verb].Lacking().Because(err)
	}
	return p.may(ctx, o, verb, on)
}

// BarUser tells why the operator must not change a user, or nil. A page that shows
// the user says so, and offers nothing.
func (p *Porter) BarUser(ctx context.Context, by desk.Actor, n iam.UserName) *fault.Fault {
	return p.bar(ctx, by, desk.UserDelete, string(n))
}

// BarGroup tells why the operator must not change a group and who is in it, or nil.
func (p *Porter) BarGroup(ctx context.Context, by desk.Actor, n iam.GroupName) *fault.Fault {
	return p.bar(ctx, by, desk.GroupDelete, string(n))
}

// BarRotation tells why the operator must not go on with a rotation of a user, or
// nil; one of their own user they may.
func (p *Porter) BarRotation(ctx context.Context, by desk.Actor, n iam.UserName) *fault.Fault {
	if p.isOwn(by.Operator, onUser(n)) {
		return nil
	}
	if !by.Operator.Role.May(desk.CanKeys) {
		return desk.CanKeys.Lacking()
	}
	return p.bar(ctx, by, desk.RotationStop, string(n))
}

func (p *Porter) bar(ctx context.Context, by desk.Actor, verb desk.Verb, target string) *fault.Fault {
	if !by.Operator.Role.MayChange() || p.readOnly || p.Snapshot().At.IsZero() {
		return nil
	}
	return fault.Of(p.may(ctx, by.Operator, verb, onTarget(verb, target)))
}

// ReadOnly reports whether Keyporter changes nothing.
func (p *Porter) ReadOnly() bool { return p.readOnly }

// Mine returns the IAM user that is linked to the operator: fault NotFound,
// CodeOwnNone, where there is none.
func (p *Porter) Mine(by desk.Actor) (iam.User, error) {
	u, ok := p.Snapshot().UserOf(by.Operator)
	if !ok {
		return u, fault.New(fault.NotFound, fault.CodeOwnNone)
	}
	return u, nil
}
