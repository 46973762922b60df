package porter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

// Ticket returns a ticket of the operator. It looks and consumes nothing.
func (p *Porter) Ticket(ctx context.Context, by desk.Actor, id string) (desk.Ticket, error) {
	t, err := p.store.Ticket(ctx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && t.OperatorID != by.Operator.ID {
		return desk.Ticket{}, fault.New(fault.NotFound, fault.CodeTicketNotFound)
	}
	if err != nil {
		return desk.Ticket{}, fmt.Errorf("read the ticket: %w", err)
	}
	return t, nil
}

// OpenTicket gives the secret of a ticket once, for the page that shows it. Of
// any number of callers one gets it, the others a fault of kind Gone.
func (p *Porter) OpenTicket(ctx context.Context, by desk.Actor, id string) (desk.Ticket, desk.Credentials, error) {
	t, c, err := p.take(ctx, by, taking{
		id: id, verb: desk.TicketOpen, slot: desk.SlotShow,
		taken: func(t desk.Ticket) *fault.Fault { return goneSince(fault.CodeTicketShown, t.Shown) },
		mark: func(ctx context.Context, tx *store.DB, now time.Time) (bool, error) {
			return tx.MarkShown(ctx, id, now)
		},
	})
	if err != nil {
		return desk.Ticket{}, desk.Credentials{}, err
	}
	return t, c, nil
}

// TakeTicket gives the file of a ticket once, in the form asked for. Of any
// number of callers one gets it, the others a fault of kind Gone. A form that
// cannot hold the credentials is refused before anything is taken.
func (p *Porter) TakeTicket(ctx context.Context, by desk.Actor, id string, form desk.FileForm) (desk.File, error) {
	_, c, err := p.take(ctx, by, taking{
		id: id, verb: desk.TicketDownload, slot: desk.SlotTake, detail: string(form),
		check: func(t desk.Ticket) error {
			_, err := desk.NewFile(form, desk.Credentials{Kind: t.Kind, User: t.User, KeyID: t.KeyID, SignInURL: t.SignInURL})
			return err
		},
		taken: func(t desk.Ticket) *fault.Fault { return goneSince(fault.CodeTicketTaken, t.Taken) },
		mark: func(ctx context.Context, tx *store.DB, now time.Time) (bool, error) {
			return tx.MarkTaken(ctx, id, form, now)
		},
	})
	if err != nil {
		return desk.File{}, err
	}
	return desk.NewFile(form, c)
}

// taking is one of the two ways to take a ticket's secret.
type taking struct {
	id     string
	verb   desk.Verb
	slot   desk.Slot
	detail string
	check  func(t desk.Ticket) error // nil is nothing to check
	// taken is the fault of a ticket whose slot is empty, or nil; mark writes that
	// it is, and is false when it was before.
	taken func(t desk.Ticket) *fault.Fault
	mark  func(ctx context.Context, tx *store.DB, now time.Time) (bool, error)
}

// take empties one slot of a ticket and returns what was in it. Looking comes
// first, so that most who come too late wait for nobody; the statements of the
// transaction decide. The secret is decrypted when it can be taken by no other.
func (p *Porter) take(ctx context.Context, by desk.Actor, k taking) (desk.Ticket, desk.Credentials, error) {
	t, err := p.open(ctx, by, k)
	if err != nil {
		return t, desk.Credentials{}, err
	}
	code, err := p.code(ctx, by, k.id)
	if err != nil {
		return t, desk.Credentials{}, err
	}
	ctx = context.WithoutCancel(ctx) // once it is taken it must be answered
	var box []byte
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(by, t.OpID, k.verb, t.User, t.KeyID, k.detail)); err != nil {
			return err
		}
		ok, err := k.mark(ctx, tx, p.now())
		if err != nil {
			return err
		}
		if !ok {
			return store.ErrNotFound
		}
		box, err = tx.TakeBox(ctx, k.id, k.slot)
		return err
	})
	if errors.Is(err, store.ErrNotFound) { // somebody was faster
		if _, err := p.open(ctx, by, k); err != nil {
			return t, desk.Credentials{}, err
		}
		return t, desk.Credentials{}, fault.New(fault.Gone, fault.CodeTicketGone)
	}
	if err != nil {
		return t, desk.Credentials{}, fmt.Errorf("take the ticket: %w", err)
	}
	c, err := p.unbox(k.id, k.slot, box, code)
	if err != nil {
		return t, desk.Credentials{}, err
	}
	if now, err := p.store.Ticket(ctx, k.id); err == nil {
		t = now // with the time and the proof as they are now
	}
	c.User = t.User // it may have got another name since
	return t, c, nil
}

// open returns a ticket of the operator that can still be taken from the slot.
func (p *Porter) open(ctx context.Context, by desk.Actor, k taking) (desk.Ticket, error) {
	t, err := p.Ticket(ctx, by, k.id)
	if err != nil {
		return t, err
	}
	if err := p.allowed(ctx, by, k.verb, t.User); err != nil {
		return t, err
	}
	switch {
	case !t.Ended.IsZero():
		return t, goneSince(fault.CodeTicketEnded, t.Ended)
	case !t.Expires.After(p.now()):
		return t, goneSince(fault.CodeTicketEnded, t.Expires)
	}
	if f := k.taken(t); f != nil {
		return t, f
	}
	if k.check != nil {
		return t, k.check(t)
	}
	return t, nil
}

// goneSince is the fault of something that is gone since a time; nil where the
// time never was.
func goneSince(code fault.Code, at time.Time) *fault.Fault {
	if at.IsZero() {
		return nil
	}
	return fault.New(fault.Gone, code, at.UTC().Format(time.RFC3339))
}

// SavedTicket ends a ticket whose secret the operator has kept, and destroys
// what is left of it. A ticket from which nothing was taken cannot have been
// saved.
func (p *Porter) SavedTicket(ctx context.Context, by desk.Actor, id string) error {
	t, err := p.Ticket(ctx, by, id)
	if err != nil {
		return err
	}
	switch {
	case t.Ending == desk.EndSaved:
		return nil
	case !t.Ended.IsZero():
		return goneSince(fault.CodeTicketEnded, t.Ended)
	case t.Shown.IsZero() && t.Taken.IsZero():
		return fault.New(fault.Conflict, fault.CodeTicketWaits)
	}
	err = p.store.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Append(ctx, p.note(by, t.OpID, desk.TicketDone, t.User, t.KeyID)); err != nil {
			return err
		}
		return endTicket(ctx, tx, id, desk.EndSaved, p.now())
	})
	if err != nil && !errors.Is(err, errEnded) {
		return fmt.Errorf("end the ticket: %w", err)
	}
	return nil
}

// errEnded says that a ticket has ended before.
var errEnded = errors.New("the ticket has ended")

// endTicket ends a ticket and destroys what is left of its secret.
func endTicket(ctx context.Context, tx *store.DB, id string, ending desk.Ending, now time.Time) error {
	keeps := ending == desk.EndSaved || ending == desk.EndReceived
	ok, err := tx.EndTicket(ctx, id, ending, keeps, now)
	if err != nil {
		return err
	}
	if !ok {
		return errEnded
	}
	_, err = tx.DropBoxes(ctx, id)
	return err
}
