package porter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

const (
	rotationLease = 2 * time.Minute // longer than any step works
	rotationRetry = time.Minute
	useCaseOther  = "other" // of AWS's wizard: the new key is for what the old one was
)

// MakeRotationKey makes the new key of a planned rotation for the session of the
// operator, who gets its ticket. After a leak the old key is stopped first. A
// rotation that is further leads to its ticket, or to its page.
func (p *Porter) MakeRotationKey(ctx context.Context, by desk.Actor, id string) (Done, error) {
	return p.makeRotationKey(ctx, by, id, nil)
}

// makeRotationKey makes the key for a bundle, or for the actor's session where that
// is nil.
func (p *Porter) makeRotationKey(ctx context.Context, by desk.Actor, id string, to *bundleRow) (Done, error) {
	done := Done{Op: id}
	r, err := p.rotation(ctx, id)
	if err != nil {
		return done, err
	}
	if err := p.allowed(ctx, by, desk.RotationStart, r.User); err != nil {
		return done, err
	}
	if r.State == desk.RotationWaiting && r.OperatorID == by.Operator.ID {
		done.Ticket = r.Ticket
	}
	if r.State != desk.RotationPlanned {
		return done, nil
	}
	ctx = context.WithoutCancel(ctx)
	r, err = p.store.ClaimRotation(ctx, r, p.now(), p.now().Add(rotationLease))
	if errors.Is(err, store.ErrNotFound) {
		return done, nil // somebody is at it
	}
	if err != nil {
		return done, fmt.Errorf("claim the rotation: %w", err)
	}
	r.OperatorID, r.Operator = by.Operator.ID, by.Operator.Name
	if err := p.prepare(ctx, by, &r); err != nil {
		p.setBack(ctx, &r, err)
		return done, err
	}
	if to == nil && by.Session == "" { // nobody to hand the key to
		return done, p.settleRotation(ctx, &r, desk.RotationPlanned, time.Time{})
	}
	return p.newKey(ctx, by, r, to)
}

// prepare stops a key that leaked, and lets the key go that is in the way.
func (p *Porter) prepare(ctx context.Context, by desk.Actor, r *desk.Rotation) error {
	n := iam.UserName(r.User)
	if r.Leak && r.Inactive.IsZero() {
		r.State, r.Changed, r.Due = desk.RotationStopping, p.now(), p.now().Add(rotationRetry)
		if err := p.moveRotation(ctx, r, p.stepNote(by, r, desk.KeyDeactivate, desk.Begun, r.OldKey)); err != nil {
			return err
		}
		if err := p.stopKey(ctx, r); err != nil {
			return err
		}
		if err := p.moveRotation(ctx, r, p.stepNote(by, r, desk.KeyDeactivate, desk.Ended, r.OldKey)); err != nil {
			return err
		}
	}
	if r.DropKey == "" {
		return nil
	}
	drop := iam.KeyID(r.DropKey)
	_, err := p.do(ctx, by, act{verb: desk.KeyDelete, under: desk.RotationStart, target: r.User, detail: []string{r.DropKey}, form: desk.NewID(p.now()), content: r.ID},
		func(ctx context.Context, _ *work) error {
			keys, err := p.account.Keys(ctx, n)
			if err != nil {
				return err
			}
			if err := p.checkSpare(ctx, keys, drop); err != nil {
				return err
			}
			return p.endKey(ctx, n, drop)
		})
	if err == nil {
		r.DropKey = ""
	}
	return err
}

// stopKey makes the old key inactive; one that is gone is as good.
func (p *Porter) stopKey(ctx context.Context, r *desk.Rotation) error {
	err := p.setKey(ctx, iam.UserName(r.User), iam.KeyID(r.OldKey), iam.KeyInactive)
	if keyGone(err) {
		r.OldGone, err = true, nil
	}
	if err == nil {
		r.Inactive, r.Problem = p.now(), ""
	}
	return err
}

func keyGone(err error) bool {
	return fault.Is(err, fault.CodeKeyNotFound) || fault.Is(err, fault.CodeUserNotFound)
}

// newKey asks for the new key, by an act of its own, and writes down what came of it.
func (p *Porter) newKey(ctx context.Context, by desk.Actor, r desk.Rotation, to *bundleRow) (Done, error) {
	r.State, r.IssueForm, r.Changed = desk.RotationCreating, desk.NewID(p.now()), p.now()
	r.Due, r.Lease, r.Problem = p.now().Add(rotationLease), time.Time{}, ""
	out := Done{Op: r.ID}
	if err := p.moveRotation(ctx, &r); err != nil {
		return out, err
	}
	done, failure := p.issueKey(ctx, by, keyOrder{
		form: r.IssueForm, user: iam.UserName(r.User), useCase: useCaseOther, description: r.Description, bundle: to, under: desk.RotationStart,
	})
	if failure != nil && fault.Of(failure) == nil {
		return out, failure // Rotate finds out
	}
	if failure != nil {
		r.Problem = string(saidOf(failure).Code)
		return out, errors.Join(failure, p.settleRotation(ctx, &r, desk.RotationPlanned, time.Time{}))
	}
	switch {
	case done.Ticket != "":
		out.Ticket = done.Ticket
		return out, p.handedOver(ctx, &r, done.Ticket)
	case done.Partial:
		return out, p.issueLost(ctx, &r)
	}
	return out, nil
}

// handedOver notes the ticket of the new key.
func (p *Porter) handedOver(ctx context.Context, r *desk.Rotation, ticket string) error {
	t, err := p.store.Ticket(ctx, ticket)
	if err != nil {
		return fmt.Errorf("read the ticket: %w", err)
	}
	r.Ticket, r.NewKey, r.Problem = ticket, t.KeyID, ""
	return p.settleRotation(ctx, r, desk.RotationWaiting, p.now())
}

// issueLost blocks a rotation whose new key may or may not have been made.
func (p *Porter) issueLost(ctx context.Context, r *desk.Rotation) error {
	r.Came, r.Problem = desk.RotationCreating, string(fault.CodeKeyUnknown)
	return p.settleRotation(ctx, r, desk.RotationBlocked, p.now().Add(rotationRetry))
}

// setBack frees a rotation on which an operator's step failed.
func (p *Porter) setBack(ctx context.Context, r *desk.Rotation, failure error) {
	if f := fault.Of(failure); f != nil {
		r.Problem = string(f.Code)
	}
	r.Lease = time.Time{}
	if err := p.moveRotation(ctx, r); err != nil {
		p.log.WarnContext(ctx, "a rotation waits until its lease ends", "rotation", r.ID, "error", err)
	}
}

// settleRotation brings a rotation into a state, to be looked at again at a time,
// and frees it.
func (p *Porter) settleRotation(ctx context.Context, r *desk.Rotation, to desk.RotationState, due time.Time, notes ...desk.Entry) error {
	from := r.State
	if from != to {
		r.Changed = p.now()
		e := p.note(self(), r.ID, desk.RotationMove, r.User, r.OldKey, string(from), string(to))
		notes = append(notes, e)
	}
	r.State, r.Due, r.Lease = to, due, time.Time{}
	if due.IsZero() {
		r.Due = rotationLook(*r, p.now())
	}
	return p.moveRotation(ctx, r, notes...)
}

// errRotationMoved says that a rotation is not in the version that was seen.
var errRotationMoved = errors.New("the rotation has moved on")

// moveRotation writes a rotation down, with entries of the audit log.
func (p *Porter) moveRotation(ctx context.Context, r *desk.Rotation, notes ...desk.Entry) error {
	return p.moveReminding(ctx, r, notes)
}

// moveReminding is moveRotation with reminders beside those of the rotation itself.
func (p *Porter) moveReminding(ctx context.Context, r *desk.Rotation, notes []desk.Entry, notices ...desk.Notice) error {
	err := p.store.Tx(ctx, func(tx *store.DB) error {
		for _, e := range notes {
			if _, err := tx.Append(ctx, e); err != nil {
				return err
			}
		}
		if err := moveIn(ctx, tx, *r); err != nil {
			return err
		}
		for _, n := range append(notices, rotationNotices(*r, p.now())...) {
			if err := tx.AddNotice(ctx, n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write down rotation %s: %w", r.ID, err)
	}
	r.Version++
	return nil
}

func moveIn(ctx context.Context, tx *store.DB, r desk.Rotation) error {
	ok, err := tx.MoveRotation(ctx, r)
	if err == nil && !ok {
		return errRotationMoved
	}
	return err
}

// stepNote is the audit entry of one call of a rotation: the id of the rotation
// joins them.
func (p *Porter) stepNote(by desk.Actor, r *desk.Rotation, verb desk.Verb, phase desk.Phase, key string) desk.Entry {
	e := p.note(by, r.ID, verb, r.User, key)
	e.Phase = phase
	return e
}

// rotation reads one rotation.
func (p *Porter) rotation(ctx context.Context, id string) (desk.Rotation, error) {
	r, err := p.store.Rotation(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return r, fault.New(fault.NotFound, fault.CodeRotationNotFound)
	}
	if err != nil {
		return r, fmt.Errorf("read the rotation: %w", err)
	}
	return r, nil
}
