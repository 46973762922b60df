package porter

import (
	"context"
	"errors"
	"slices"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/store"
)

// rotationAct is what an operator does to a rotation. Run leaves r as it is to
// become; it is freed whatever comes of it.
type rotationAct struct {
	verb desk.Verb
	from []desk.RotationState
	// check looks at the rotation before anything is written, or is nil.
	check func(r desk.Rotation) error
	run   func(ctx context.Context, w *work, r *desk.Rotation) error
}

// actOn carries out an act on a rotation, which nobody else works on meanwhile.
func (p *Porter) actOn(ctx context.Context, by desk.Actor, form, id string, do rotationAct) (Done, error) {
	r, err := p.rotation(ctx, id)
	if err != nil {
		return Done{}, err
	}
	moved := fault.New(fault.Conflict, fault.CodeRotationMoved)
	a := act{
		verb: do.verb, target: r.User, detail: []string{r.OldKey}, form: form, content: id,
		check: func() error {
			if !slices.Contains(do.from, r.State) {
				return moved
			}
			if do.check == nil {
				return nil
			}
			return do.check(r)
		},
		first: func(ctx context.Context, tx *store.DB, _ desk.Op) error {
			claimed, err := tx.ClaimRotation(ctx, r, p.now(), p.now().Add(rotationLease))
			if errors.Is(err, store.ErrNotFound) {
				return moved
			}
			r = claimed
			return err
		},
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if err := do.run(ctx, w, &r); err != nil {
			p.setBack(ctx, &r, err)
			return err
		}
		r.Lease = time.Time{}
		if r.Due.IsZero() {
			r.Due = rotationLook(r, p.now())
		}
		also := w.finish
		w.finish = func(ctx context.Context, tx *store.DB) error {
			if also != nil {
				if err := also(ctx, tx); err != nil {
					return err
				}
			}
			return moveIn(ctx, tx, r)
		}
		return nil
	})
}

// become brings a rotation into a state in which nothing is to be done by itself.
func (p *Porter) become(r *desk.Rotation, to desk.RotationState) {
	r.State, r.Changed, r.Due, r.Held, r.Problem = to, p.now(), time.Time{}, desk.HoldNot, ""
}

// StopRotation ends an overlap now: the old key becomes inactive, in use or not.
// The new one has to work.
func (p *Porter) StopRotation(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	return p.actOn(ctx, by, form, id, rotationAct{
		verb: desk.RotationStop, from: []desk.RotationState{desk.RotationOverlap},
		check: func(r desk.Rotation) error { return p.checkNewKey(ctx, r) },
		run: func(ctx context.Context, _ *work, r *desk.Rotation) error {
			p.become(r, desk.RotationStopping)
			r.Due = p.now().Add(rotationRetry)
			if err := p.moveRotation(ctx, r); err != nil {
				return err
			}
			if err := p.stopKey(ctx, r); err != nil {
				return err
			}
			if r.OldGone {
				p.become(r, desk.RotationDone)
				return nil
			}
			p.become(r, desk.RotationGrace)
			r.Due = r.Deletes()
			return nil
		},
	})
}

// checkNewKey refuses to leave a user without a key that works.
func (p *Porter) checkNewKey(ctx context.Context, r desk.Rotation) error {
	keys, err := p.account.Keys(ctx, iam.UserName(r.User))
	if err != nil {
		return err
	}
	if k, ok := keyIn(keys, iam.KeyID(r.NewKey)); !ok || !k.Active() {
		return fault.New(fault.Conflict, fault.CodeRotationNewGone, r.NewKey)
	}
	return nil
}

// UndoRotation ends a rotation with the old key active beside the new one. That
// can be done until the old key is deleted.
func (p *Porter) UndoRotation(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	return p.actOn(ctx, by, form, id, rotationAct{
		verb:  desk.RotationUndo,
		from:  []desk.RotationState{desk.RotationOverlap, desk.RotationStopping, desk.RotationGrace, desk.RotationBlocked},
		check: func(r desk.Rotation) error { return handed(r) },
		run: func(ctx context.Context, _ *work, r *desk.Rotation) error {
			if r.State != desk.RotationOverlap {
				if err := p.setKey(ctx, iam.UserName(r.User), iam.KeyID(r.OldKey), iam.KeyActive); err != nil {
					return err
				}
			}
			p.become(r, desk.RotationUndone)
			return nil
		},
	})
}

// handed refuses where the new key was not handed over: such a rotation is
// cancelled.
func handed(r desk.Rotation) error {
	if r.Claimed.IsZero() {
		return fault.New(fault.Conflict, fault.CodeRotationMoved)
	}
	return nil
}

// CancelRotation ends a rotation whose new key nobody has received, and deletes
// that key. The old one stays as it is.
func (p *Porter) CancelRotation(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	return p.actOn(ctx, by, form, id, rotationAct{
		verb: desk.RotationCancel, from: []desk.RotationState{desk.RotationPlanned, desk.RotationWaiting, desk.RotationBlocked},
		check: func(r desk.Rotation) error {
			if !r.Claimed.IsZero() {
				return fault.New(fault.Conflict, fault.CodeRotationMoved)
			}
			return nil
		},
		run: func(ctx context.Context, w *work, r *desk.Rotation) error {
			if r.State == desk.RotationWaiting {
				if err := p.withdraw(ctx, w, r); err != nil {
					return err
				}
			}
			p.become(r, desk.RotationCancelled)
			return nil
		},
	})
}

// withdraw ends the ticket of the new key and deletes that key, unless it was
// received.
func (p *Porter) withdraw(ctx context.Context, w *work, r *desk.Rotation) error {
	err := p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(w.by, r.ID, desk.TicketLost, r.User, r.NewKey)); err != nil {
			return err
		}
		return endTicket(ctx, tx, r.Ticket, desk.EndLost, p.now())
	})
	if err != nil && !errors.Is(err, errEnded) {
		return err
	}
	t, err := p.store.Ticket(ctx, r.Ticket)
	if err != nil {
		return err
	}
	if t.Ending == desk.EndSaved || t.Ending == desk.EndReceived {
		return fault.New(fault.Conflict, fault.CodeRotationClaimed, r.NewKey)
	}
	if err := p.takeBack(ctx, t); err != nil {
		return err
	}
	w.finish = func(ctx context.Context, tx *store.DB) error {
		_, err := tx.SetCleaned(ctx, t.ID)
		return err
	}
	return nil
}

// DeleteRotation deletes the old key, once it was inactive for the whole time.
func (p *Porter) DeleteRotation(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	return p.actOn(ctx, by, form, id, rotationAct{
		verb: desk.RotationDelete, from: []desk.RotationState{desk.RotationGrace},
		check: func(r desk.Rotation) error {
			if at := r.Deletes(); p.now().Before(at) {
				return fault.New(fault.Conflict, fault.CodeRotationGrace, at.Format(time.RFC3339))
			}
			return p.checkNewKey(ctx, r)
		},
		run: func(ctx context.Context, w *work, r *desk.Rotation) error {
			r.State, r.Changed, r.Due = desk.RotationDeleting, p.now(), p.now().Add(rotationRetry)
			if err := p.moveRotation(ctx, r); err != nil {
				return err
			}
			if err := p.deleteKey(ctx, iam.UserName(r.User), iam.KeyID(r.OldKey)); err != nil && !keyGone(err) {
				return err
			}
			p.become(r, desk.RotationDone)
			return nil
		},
	})
}

// RetryRotation lets a rotation that is blocked go on from where it was.
func (p *Porter) RetryRotation(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	return p.actOn(ctx, by, form, id, rotationAct{
		verb: desk.RotationRetry, from: []desk.RotationState{desk.RotationBlocked},
		check: func(r desk.Rotation) error {
			if err := handed(r); err != nil {
				return err
			}
			return p.checkNewKey(ctx, r)
		},
		run: func(_ context.Context, _ *work, r *desk.Rotation) error {
			if r.Inactive.IsZero() {
				p.become(r, desk.RotationOverlap)
				r.Due = r.Ends
				return nil
			}
			p.become(r, desk.RotationGrace)
			r.Due = r.Deletes()
			return nil
		},
	})
}
