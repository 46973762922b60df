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
	rotateEvery   = 30 * time.Second
	rotationsRead = 100
	claimLook     = 15 * time.Second // how often a ticket is looked at
	holdLook      = 15 * time.Minute // how often a key in use is: AWS tells of a use no sooner
)

// watchRotations carries rotations and lifetimes on until ctx ends.
func (p *Porter) watchRotations(ctx context.Context) {
	p.Rotate(ctx)
	every(ctx, rotateEvery, p.Rotate)
}

// Rotate does at once what Run does every 30 seconds: it takes each rotation that
// is due one step further, and makes keys inactive whose end has come. Of several
// replicas one does a step: who changes the version of the row first.
func (p *Porter) Rotate(ctx context.Context) {
	if p.waits(ctx) {
		return
	}
	seen := map[string]bool{}
	for ctx.Err() == nil {
		due, err := p.store.DueRotations(ctx, p.now(), rotationsRead)
		if err != nil {
			p.log.WarnContext(ctx, "rotations are put off", "error", err)
			break
		}
		fresh := 0
		for _, r := range due {
			if key := fmt.Sprint(r.ID, r.Version); !seen[key] {
				seen[key] = true
				fresh++
				p.rotate(ctx, r)
			}
		}
		if fresh == 0 {
			break
		}
	}
	p.endLifetimes(ctx)
}

// CarryRotation takes the rotation of a ticket that has ended a step further, and
// returns its id; "" where the ticket is of none.
func (p *Porter) CarryRotation(ctx context.Context, ticket string) string {
	r, err := p.store.RotationOfTicket(ctx, ticket)
	if err != nil {
		if !errors.Is(err, store.ErrNotFound) {
			p.log.WarnContext(ctx, "the rotation of a ticket is not known", "ticket", ticket, "error", err)
		}
		return ""
	}
	p.rotate(context.WithoutCancel(ctx), r)
	return r.ID
}

// rotate takes one rotation a step further.
func (p *Porter) rotate(ctx context.Context, r desk.Rotation) {
	r, err := p.store.ClaimRotation(ctx, r, p.now(), p.now().Add(rotationLease))
	if err != nil {
		if !errors.Is(err, store.ErrNotFound) {
			p.log.WarnContext(ctx, "a rotation cannot be claimed", "rotation", r.ID, "error", err)
		}
		return
	}
	calls, cancel := context.WithTimeout(ctx, actLimit)
	defer cancel()
	err = p.stepRotation(calls, &r)
	if err == nil || errors.Is(err, errRotationMoved) {
		return
	}
	p.log.WarnContext(ctx, "a step of a rotation is put off", "rotation", r.ID, "state", r.State, "error", err)
	r.Problem, r.Due = string(saidOf(err).Code), p.now().Add(rotationRetry)
	r.Lease = time.Time{}
	if err := p.moveRotation(context.WithoutCancel(ctx), &r); err != nil {
		p.log.WarnContext(ctx, "a rotation waits until its lease ends", "rotation", r.ID, "error", err)
	}
}

func (p *Porter) stepRotation(ctx context.Context, r *desk.Rotation) error {
	switch {
	case r.State == desk.RotationOverlap && r.Ends.IsZero():
		return p.settleRotation(ctx, r, r.State, time.Time{}) // a person ends it
	case r.State == desk.RotationBlocked && r.Came == desk.RotationCreating:
		return p.lookForKey(ctx, r)
	}
	switch r.State {
	case desk.RotationCreating:
		return p.lookForKey(ctx, r)
	case desk.RotationWaiting:
		return p.lookForClaim(ctx, r)
	case desk.RotationOverlap:
		return p.endOverlap(ctx, r)
	case desk.RotationStopping:
		return p.stopOld(ctx, self(), r)
	case desk.RotationGrace:
		return p.endGrace(ctx, r)
	case desk.RotationDeleting:
		return p.deleteOld(ctx, self(), r)
	}
	return p.settleRotation(ctx, r, r.State, time.Time{}) // nothing is to be done by itself
}

// lookForKey finds out what came of the act that was to make the new key. The act
// is written down before AWS is called: without it there was no call.
func (p *Porter) lookForKey(ctx context.Context, r *desk.Rotation) error {
	op, err := p.store.OpOfForm(ctx, r.OperatorID, r.IssueForm)
	if errors.Is(err, store.ErrNotFound) {
		return p.settleRotation(ctx, r, desk.RotationPlanned, time.Time{})
	}
	if err != nil {
		return err
	}
	result, err := parseResult(op.Result)
	if err != nil {
		return err
	}
	switch {
	case op.State == desk.OpRunning:
		return p.settleRotation(ctx, r, r.State, p.now().Add(claimLook))
	case op.State == desk.OpDone && result.Ticket != "" && r.State == desk.RotationCreating:
		return p.handedOver(ctx, r, result.Ticket)
	case op.State == desk.OpUnknown && r.State == desk.RotationCreating:
		return p.issueLost(ctx, r)
	case op.State == desk.OpUnknown:
		return p.settleRotation(ctx, r, r.State, p.now().Add(rotationRetry))
	}
	if result.Fault != nil {
		r.Problem = string(result.Fault.Code)
	}
	return p.settleRotation(ctx, r, desk.RotationPlanned, time.Time{})
}

// lookForClaim goes on once the new key was received, and ends the rotation where
// nobody took it: the ticket's own end deletes that key.
func (p *Porter) lookForClaim(ctx context.Context, r *desk.Rotation) error {
	t, err := p.store.Ticket(ctx, r.Ticket)
	if err != nil {
		return err
	}
	switch {
	case t.Ended.IsZero():
		return p.settleRotation(ctx, r, r.State, p.now().Add(claimLook))
	case t.Ending != desk.EndSaved && t.Ending != desk.EndReceived:
		return p.settleRotation(ctx, r, desk.RotationCancelled, time.Time{})
	}
	r.Claimed = t.Ended
	if r.Leak {
		return p.settleRotation(ctx, r, desk.RotationGrace, r.Deletes())
	}
	if length, ok := r.Overlap.Length(); ok {
		r.Ends = r.Claimed.Add(length)
	}
	return p.settleRotation(ctx, r, desk.RotationOverlap, r.Ends)
}

// lookAtKeys reads both keys, and settles a rotation that cannot go on: the old
// key is gone, or the new one does not work. False says that it did.
func (p *Porter) lookAtKeys(ctx context.Context, r *desk.Rotation) (old iam.AccessKey, on bool, err error) {
	keys, err := p.account.Keys(ctx, iam.UserName(r.User))
	if err != nil && !fault.Is(err, fault.CodeUserNotFound) {
		return old, false, err
	}
	old, there := keyIn(keys, iam.KeyID(r.OldKey))
	if !there {
		r.OldGone = true
		return old, false, p.settleRotation(ctx, r, desk.RotationDone, time.Time{})
	}
	if fresh, ok := keyIn(keys, iam.KeyID(r.NewKey)); !ok || !fresh.Active() {
		r.Came, r.Problem = r.State, string(fault.CodeRotationNewGone)
		return old, false, p.settleRotation(ctx, r, desk.RotationBlocked, time.Time{})
	}
	return old, true, nil
}

// endOverlap makes the old key inactive, unless it is to wait while that key is in
// use.
func (p *Porter) endOverlap(ctx context.Context, r *desk.Rotation) error {
	if _, on, err := p.lookAtKeys(ctx, r); !on {
		return err
	}
	if r.InUse != desk.InUseWait {
		return p.stopOld(ctx, self(), r)
	}
	hold, use := p.hold(ctx, r)
	r.Held = hold
	if hold == desk.HoldNot {
		return p.stopOld(ctx, self(), r)
	}
	r.Problem, r.Due, r.Lease = "", p.now().Add(holdLook), time.Time{}
	if hold == desk.HoldOldUsed {
		return p.moveReminding(ctx, r, nil, oldUsed(*r, use, p.now()))
	}
	return p.moveRotation(ctx, r)
}

// hold says why the old key is not stopped yet, and when it was used, as AWS tells
// now.
func (p *Porter) hold(ctx context.Context, r *desk.Rotation) (desk.Hold, iam.KeyUse) {
	old, _, oldErr := p.account.KeyUse(ctx, iam.KeyID(r.OldKey))
	fresh, _, freshErr := p.account.KeyUse(ctx, iam.KeyID(r.NewKey))
	switch {
	case oldErr != nil || freshErr != nil:
		return desk.HoldUnknown, old
	case !old.At.IsZero() && p.now().Sub(old.At) < r.Overlap.Quiet():
		return desk.HoldOldUsed, old
	case !fresh.At.After(r.Claimed): // before that only Keyporter has tested it
		return desk.HoldNewIdle, old
	}
	return desk.HoldNot, old
}

// stopOld makes the old key inactive. What is written down first is the decision:
// where AWS is away it is carried out later.
func (p *Porter) stopOld(ctx context.Context, by desk.Actor, r *desk.Rotation) error {
	if r.State != desk.RotationStopping {
		r.State, r.Changed, r.Held = desk.RotationStopping, p.now(), desk.HoldNot
		r.Due = p.now().Add(rotationRetry)
		if err := p.moveRotation(ctx, r, p.stepNote(by, r, desk.KeyDeactivate, desk.Begun, r.OldKey)); err != nil {
			return err
		}
	}
	if err := p.stopKey(ctx, r); err != nil {
		return err
	}
	ended := p.stepNote(by, r, desk.KeyDeactivate, desk.Ended, r.OldKey)
	switch {
	case r.Claimed.IsZero(): // after a leak; the new key is still to be made
		return p.settleRotation(ctx, r, desk.RotationPlanned, time.Time{}, ended)
	case r.OldGone:
		return p.settleRotation(ctx, r, desk.RotationDone, time.Time{}, ended)
	}
	return p.settleRotation(ctx, r, desk.RotationGrace, r.Deletes(), ended)
}

// endGrace deletes the old key, which was inactive for the whole time. Where
// somebody has made it active again that is an undo.
func (p *Porter) endGrace(ctx context.Context, r *desk.Rotation) error {
	old, on, err := p.lookAtKeys(ctx, r)
	if !on {
		return err
	}
	if old.Active() {
		return p.settleRotation(ctx, r, desk.RotationUndone, time.Time{})
	}
	return p.deleteOld(ctx, self(), r)
}

// deleteOld deletes the old key.
func (p *Porter) deleteOld(ctx context.Context, by desk.Actor, r *desk.Rotation) error {
	if r.State != desk.RotationDeleting {
		r.State, r.Changed, r.Due = desk.RotationDeleting, p.now(), p.now().Add(rotationRetry)
		if err := p.moveRotation(ctx, r, p.stepNote(by, r, desk.KeyDelete, desk.Begun, r.OldKey)); err != nil {
			return err
		}
	}
	if err := p.deleteKey(ctx, iam.UserName(r.User), iam.KeyID(r.OldKey)); err != nil && !keyGone(err) {
		return err
	}
	r.Problem = ""
	return p.settleRotation(ctx, r, desk.RotationDone, time.Time{}, p.stepNote(by, r, desk.KeyDelete, desk.Ended, r.OldKey))
}
