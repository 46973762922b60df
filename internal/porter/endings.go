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
	sweepEvery = 15 * time.Second
	proofStale = time.Minute // longer than any key is tested
)

// LostTicket ends a ticket whose secret did not arrive: what is left is
// destroyed, and the key or the console password it opened is deleted. Where AWS
// cannot be reached the ticket has ended all the same, and Run deletes later.
func (p *Porter) LostTicket(ctx context.Context, by desk.Actor, form, id string) (Done, error) {
	t, err := p.Ticket(ctx, by, id)
	if err != nil {
		return Done{}, err
	}
	a := act{
		verb: desk.TicketLost, target: t.User, detail: []string{t.KeyID}, form: form, content: id,
		check: func() error {
			if t.Ending != desk.EndLost && !t.Ended.IsZero() {
				return goneSince(fault.CodeTicketEnded, t.Ended)
			}
			return nil
		},
		first: func(ctx context.Context, tx *store.DB, _ desk.Op) error {
			err := endTicket(ctx, tx, id, desk.EndLost, p.now())
			if errors.Is(err, errEnded) && t.Ending != desk.EndLost {
				return goneSince(fault.CodeTicketEnded, p.now())
			}
			if errors.Is(err, errEnded) {
				return nil
			}
			return err
		},
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		if err := p.takeBack(ctx, t); err != nil {
			return err
		}
		w.finish = func(ctx context.Context, tx *store.DB) error {
			_, err := tx.SetCleaned(ctx, id)
			return err
		}
		return nil
	})
}

// takeBack removes from AWS what a ticket handed over. A password stays when a
// later ticket has handed over another one: it is not this ticket's any more.
func (p *Porter) takeBack(ctx context.Context, t desk.Ticket) error {
	n := iam.UserName(t.User)
	if t.Kind == desk.KeyTicket {
		return p.endKey(ctx, n, iam.KeyID(t.KeyID))
	}
	newer, err := p.store.NewerPassword(ctx, t)
	if err != nil {
		return fmt.Errorf("look for a later password: %w", err)
	}
	if newer {
		return nil
	}
	if err := p.dropLogin(ctx, n); err != nil && !gone(err) {
		return err
	}
	return nil
}

// sweep does what time has made due: it ends tickets, takes back what nobody
// claimed, settles operations that nobody runs, and forgets old drafts. What
// fails is tried again the next time.
func (p *Porter) sweep(ctx context.Context) {
	if p.waits(ctx) {
		return
	}
	for _, job := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"end tickets", p.endTickets},
		{"take back what nobody claimed", p.cleanTickets},
		{"settle operations", p.settleOps},
		{"settle keys of lost answers", p.settleKeys},
		{"settle tests of keys", func(ctx context.Context) error { return p.store.DropProofs(ctx, p.now().Add(-proofStale)) }},
		{"end requests", p.expireRequests},
		{"forget drafts", func(ctx context.Context) error { return p.store.PurgeDrafts(ctx, p.now()) }},
		{"forget jobs", func(ctx context.Context) error { return p.store.PurgeJobs(ctx, p.now().Add(-jobLife)) }},
		{"forget links", func(ctx context.Context) error { return p.store.PurgeLinks(ctx, p.now()) }},
	} {
		if err := job.run(ctx); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "work in the background is put off", "job", job.name, "error", err)
		}
	}
}

// waits reports whether work in the background has to wait: nothing may be changed
// now.
func (p *Porter) waits(ctx context.Context) bool {
	err := p.ledger.MayChange(ctx)
	if err != nil && fault.Of(err) == nil && ctx.Err() == nil {
		p.log.WarnContext(ctx, "work in the background is put off", "error", err)
	}
	return err != nil
}

// Sweep does at once what Run does every 15 seconds: it ends tickets whose time
// has run out and takes back what nobody claimed.
func (p *Porter) Sweep(ctx context.Context) { p.sweep(ctx) }

// endTickets ends the tickets whose time has run out. One that nobody opened or
// downloaded is unclaimed; any other is received.
func (p *Porter) endTickets(ctx context.Context) error {
	due, err := p.store.DueTickets(ctx, p.now())
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range due {
		errs = append(errs, p.endTicket(ctx, t))
	}
	return errors.Join(errs...)
}

// endTicket ends one ticket by what it still holds. The boxes are counted before
// and again when they are destroyed: one that is taken between is no longer
// there, and the ticket is looked at again the next time.
func (p *Porter) endTicket(ctx context.Context, t desk.Ticket) error {
	boxes, err := p.store.Boxes(ctx, t.ID)
	if err != nil {
		return err
	}
	ending, verb := desk.EndReceived, desk.TicketDone
	if boxes == 2 {
		ending, verb = desk.EndUnclaimed, desk.TicketUnclaim
	}
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(self(), t.OpID, verb, t.User, t.KeyID)); err != nil {
			return err
		}
		ok, err := tx.EndTicket(ctx, t.ID, ending, ending == desk.EndReceived, p.now())
		if err != nil {
			return err
		}
		left, err := tx.DropBoxes(ctx, t.ID)
		if err == nil && (!ok || left != int64(boxes)) {
			return errEnded
		}
		if err == nil && ending == desk.EndUnclaimed {
			err = p.remindUnclaimed(ctx, tx, t)
		}
		return err
	})
	if errors.Is(err, errEnded) {
		return nil
	}
	return err
}

// cleanTickets takes back what ended tickets have opened in AWS.
func (p *Porter) cleanTickets(ctx context.Context) error {
	list, err := p.store.UncleanTickets(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range list {
		errs = append(errs, p.cleanTicket(ctx, t))
	}
	return errors.Join(errs...)
}

func (p *Porter) cleanTicket(ctx context.Context, t desk.Ticket) error {
	if err := p.takeBack(ctx, t); err != nil {
		return fmt.Errorf("ticket %s: %w", t.ID, err)
	}
	verb := desk.KeyDelete
	if t.Kind == desk.PasswordTicket {
		verb = desk.ConsoleRemove
	}
	return p.store.Tx(ctx, func(tx *store.DB) error {
		e := p.note(self(), t.OpID, verb, t.User, t.KeyID)
		e.Phase = desk.Ended
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		_, err := tx.SetCleaned(ctx, t.ID)
		return err
	})
}

// settleOps settles operations whose process is gone. Their outcome is not
// known, but for a key whose call was never sent.
func (p *Porter) settleOps(ctx context.Context) error {
	list, err := p.store.StaleOps(ctx, p.now().Add(-leaseQuiet))
	if err != nil {
		return err
	}
	var errs []error
	for _, o := range list {
		errs = append(errs, p.settleOp(ctx, o))
	}
	return errors.Join(errs...)
}

func (p *Porter) settleOp(ctx context.Context, o desk.Op) error {
	r, err := parseResult(o.Result)
	if err != nil {
		return err
	}
	e := p.note(self(), o.ID, o.Verb, o.Target)
	e.Phase, o.State = desk.Lost, desk.OpUnknown
	f := fault.New(fault.Unknown, fault.CodeAwsUnknown, string(o.Verb))
	if o.Verb == desk.KeyCreate && o.Called.IsZero() {
		e.Phase, o.State = desk.Failed, desk.OpFailed
		f = fault.New(fault.Internal, fault.CodeInternal)
	}
	e.Fault, r.Fault, o.Ended = string(f.Code), saidOf(f), p.now()
	if o.Result, err = r.text(); err != nil {
		return err
	}
	return p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, e); err != nil {
			return err
		}
		ok, err := tx.SettleOp(ctx, o, o.Ended.Add(-leaseQuiet))
		if err == nil && !ok {
			return errNotRunning
		}
		return err
	})
}
