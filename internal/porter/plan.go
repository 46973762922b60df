package porter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// ownSince is how long before an operation a thing may have been made, by AWS's
// clock, and still be the operation's own.
const ownSince = time.Minute

// ContinuePlan does the steps of a stopped plan that are not done. The password
// is needed again where OpView.Custom says so.
func (p *Porter) ContinuePlan(ctx context.Context, by desk.Actor, form, op string, password seal.Secret) (Done, error) {
	o, r, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	a := p.takeOver(desk.PlanContinue, form, o, r)
	a.check = func() error {
		if !mayContinue(o, r) {
			return fault.New(fault.Conflict, fault.CodeActNotOpen)
		}
		if needsPassword(r) {
			return fault.Join(p.checkPassword(ctx, password))
		}
		return nil
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = r
		return p.makeAll(ctx, w, password)
	})
}

// UndoPlan takes back, last first, what a stopped plan has made, and nothing else.
func (p *Porter) UndoPlan(ctx context.Context, by desk.Actor, form, op string) (Done, error) {
	o, r, err := p.plan(ctx, op)
	if err != nil {
		return Done{}, err
	}
	a := p.takeOver(desk.PlanUndo, form, o, r)
	a.check = func() error {
		if !mayUndo(o, r) {
			return fault.New(fault.Conflict, fault.CodeActNotOpen)
		}
		return nil
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		w.result = r
		w.result.Undoes = true
		return p.undoAll(ctx, w)
	})
}

// plan returns an operation and the result it has stored.
func (p *Porter) plan(ctx context.Context, id string) (desk.Op, result, error) {
	o, err := p.store.Op(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return o, result{}, fault.New(fault.NotFound, fault.CodeActNotFound)
	}
	if err != nil {
		return o, result{}, fmt.Errorf("read the operation: %w", err)
	}
	r, err := parseResult(o.Result)
	r.Fault = nil
	return o, r, err
}

// takeOver is an act that goes on with the plan of a stopped operation: it
// settles that one in the transaction that begins it, so that one of several wins.
func (p *Porter) takeOver(verb desk.Verb, form string, o desk.Op, r result) act {
	return act{
		verb: verb, target: o.Target, on: p.Snapshot().onPlan(r), detail: []string{o.ID}, form: form, content: o.ID,
		first: func(ctx context.Context, tx *store.DB, op desk.Op) error {
			left, err := parseResult(o.Result)
			if err != nil {
				return err
			}
			left.Next = op.ID
			text, err := left.text()
			if err != nil {
				return err
			}
			ok, err := tx.CloseOp(ctx, o.ID, o.State, text)
			if err == nil && !ok {
				return fault.New(fault.Conflict, fault.CodeActNotOpen)
			}
			return err
		},
	}
}

// stopped reports whether an operation is a plan that ended before its last step.
func stopped(o desk.Op, r result) bool {
	return len(r.Steps) > 0 && (o.State == desk.OpUnknown || o.State == desk.OpFailed && r.Partial)
}

func mayContinue(o desk.Op, r result) bool { return stopped(o, r) && !r.Undoes }

func mayUndo(o desk.Op, r result) bool {
	return stopped(o, r) && !slices.ContainsFunc(r.Steps, func(s Step) bool { return stepCalls[s.Call].undo == nil })
}

// needsPassword reports whether going on needs a password that somebody chose.
func needsPassword(r result) bool { return r.User != nil && r.User.Console && r.User.Custom }

// makeAll does the steps that are left. Of a plan that makes a console user it
// hands the password over at the end.
func (p *Porter) makeAll(ctx context.Context, w *work, password seal.Secret) error {
	console := w.result.User != nil && w.result.User.Console
	if console && !w.result.User.Custom {
		password = newPassword()
	}
	err := p.walk(ctx, w, func(ctx context.Context, s Step, retry bool) error {
		if s.Call == "CreateLoginProfile" {
			return p.setLogin(ctx, s.user(), password, w.result.User.Reset, retry)
		}
		if s.Call == "CreatePolicyVersion" {
			return p.saveVersion(ctx, s, w.result.Began, retry)
		}
		if s.Call == "CreatePolicy" {
			return p.makePolicy(ctx, w, s, retry)
		}
		err := stepCalls[s.Call].do(ctx, p, s)
		switch {
		case removes(s.Call) && gone(err):
			return nil
		case retry && (fault.Is(err, fault.CodeUserTaken) || fault.Is(err, fault.CodeGroupTaken)):
			own, e := p.ownWork(ctx, s, w.result.Began)
			if e != nil || !own {
				return errors.Join(err, e)
			}
			return nil
		}
		return err
	})
	if err != nil || !console {
		return err
	}
	if err := p.handOver(w, p.login(w.result.User.Name, password)); err != nil {
		return err
	}
	w.withdraw = func(ctx context.Context) { p.takeLoginBack(ctx, w) }
	return nil
}

// takeLoginBack removes a password that could not be handed over, so that going
// on with the plan makes another one.
func (p *Porter) takeLoginBack(ctx context.Context, w *work) {
	if err := p.dropLogin(ctx, w.result.User.Name); err != nil && !gone(err) {
		p.log.ErrorContext(ctx, "a password that nobody has stays", "user", w.result.User.Name, "error", err)
		return
	}
	w.result.Partial = true
	for i := range w.result.Steps {
		if w.result.Steps[i].Call == "CreateLoginProfile" {
			w.result.Steps[i].State = StepTodo
		}
	}
}

// undoAll takes back the steps that are done or may be, the last first.
func (p *Porter) undoAll(ctx context.Context, w *work) error {
	w.result.Partial = true
	for i := len(w.result.Steps) - 1; i >= 0; i-- {
		s := &w.result.Steps[i]
		before := s.State
		if before != StepDone && before != StepUnknown {
			continue
		}
		if before == StepUnknown {
			own, err := p.ownWork(ctx, *s, w.result.Began)
			if err != nil && !gone(err) {
				return fmt.Errorf("look at what %s made: %w", s.Call, err)
			}
			if !own {
				s.State = StepFailed // it was never made, or not by this operation
				continue
			}
		}
		s.State = StepUnknown
		if err := p.progress(ctx, w); err != nil {
			s.State = before
			return err
		}
		if err := stepCalls[s.Call].undo(ctx, p, *s); err != nil && !gone(err) {
			if fault.KindOf(err) != fault.Unknown {
				s.State = before
			}
			return fmt.Errorf("undo %s: %w", s.Call, err)
		}
		s.State = StepUndone
		w.detail = append(w.detail, s.Call)
	}
	w.result.Partial = false
	return nil
}

// ownWork reports whether what a step with a lost answer makes was made by it:
// a user or group must have been made since the plan began; all else hangs on
// one that was.
func (p *Porter) ownWork(ctx context.Context, s Step, began time.Time) (bool, error) {
	var made time.Time
	switch s.Call {
	case "CreateUser":
		u, err := p.account.User(ctx, s.user())
		if err != nil {
			return false, err
		}
		made = u.Created
		p.patch(func(t *Snapshot) { t.putUser(u) })
	case "CreateGroup":
		g, _, err := p.account.Group(ctx, iam.GroupName(s.Args[0]))
		if err != nil {
			return false, err
		}
		made = g.Created
		p.patch(func(t *Snapshot) { t.putGroup(g) })
	default:
		return true, nil
	}
	return !made.IsZero() && made.After(began.Add(-ownSince)), nil
}

// removes reports whether an AWS action takes something away.
func removes(call string) bool {
	for _, verb := range []string{"Delete", "Detach", "Remove", "Deactivate", "UpdateAccessKey"} {
		if strings.HasPrefix(call, verb) {
			return true
		}
	}
	return false
}

// gone reports whether an error says that a thing is not there, and not that
// the endpoint lacks the call.
func gone(err error) bool {
	return fault.KindOf(err) == fault.NotFound && !fault.Is(err, fault.CodeAwsNotOffered)
}
