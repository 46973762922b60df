package porter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/notice"
	"keyporter/internal/store"
)

// remindUnclaimed reminds of a key whose secret nobody has seen, in the
// transaction that ends its ticket. Where AWS is away the key is still active
// then, and goes as soon as it can.
func (p *Porter) remindUnclaimed(ctx context.Context, tx *store.DB, t desk.Ticket) error {
	if t.Kind != desk.KeyTicket {
		return nil
	}
	n := desk.NewNotice(p.now(), desk.NoticeKeyUnclaimed, t.User, t.KeyID)
	n.Due = t.Expires
	job, err := tx.JobOfTicket(ctx, t.ID)
	if err != nil {
		return err
	}
	if job != "" { // which has made many: one reminder leads to all of them
		n.Dedupe = string(n.Kind) + ":" + job
	}
	return tx.AddNotice(ctx, n)
}

// NoticesView is what the page of reminders shows.
type NoticesView struct {
	Setup notice.Setup
	Kinds []NoticeSwitch
	Last  []desk.NoticeEntry // the newest first
}

// NoticeSwitch says whether reminders of a kind are written and sent.
type NoticeSwitch struct {
	Kind desk.NoticeKind
	On   bool
}

// lastNotices is how many reminders the page shows.
const lastNotices = 50

// Notices returns where reminders go, which are on, and the last of them, for
// operators who may see the audit log.
func (p *Porter) Notices(ctx context.Context, by desk.Actor) (NoticesView, error) {
	var v NoticesView
	last, err := p.NoticeLog(ctx, by, "", lastNotices)
	if err != nil {
		return v, err
	}
	off, err := p.store.NoticesOff(ctx)
	if err != nil {
		return v, err
	}
	v.Last = last
	if p.notices != nil {
		v.Setup = p.notices.Setup()
	}
	for _, k := range desk.NoticeKinds() {
		v.Kinds = append(v.Kinds, NoticeSwitch{Kind: k, On: !slices.Contains(off, k)})
	}
	return v, nil
}

// NoticeLog returns reminders with their deliveries, the newest first, at most
// limit; with before, those older than the one of that id.
func (p *Porter) NoticeLog(ctx context.Context, by desk.Actor, before string, limit int) ([]desk.NoticeEntry, error) {
	if !by.Operator.Role.May(desk.CanAudit) {
		return nil, desk.CanAudit.Lacking()
	}
	return p.store.Notices(ctx, before, limit)
}

// SwitchNotices switches a kind of reminders on or off. What was written before
// is sent all the same.
func (p *Porter) SwitchNotices(ctx context.Context, by desk.Actor, form string, s NoticeSwitch) (Done, error) {
	verb := desk.NoticeOff
	if s.On {
		verb = desk.NoticeOn
	}
	a := act{
		verb: verb, target: string(s.Kind), form: form, content: s,
		check: func() error {
			if !s.Kind.Known() {
				return fault.New(fault.Invalid, fault.CodeChoice)
			}
			return nil
		},
	}
	return p.do(ctx, by, a, func(_ context.Context, w *work) error {
		w.finish = func(ctx context.Context, tx *store.DB) error {
			_, err := tx.SwitchNotices(ctx, s.Kind, s.On)
			return err
		}
		return nil
	})
}

// TestNotices sends a test to every address of a channel at once. A fault with
// the code fault.CodeNoticeTest says what a server answered that did not take it.
func (p *Porter) TestNotices(ctx context.Context, by desk.Actor, form string, c desk.Channel) (Done, error) {
	now := p.now()
	n := desk.NewNotice(now, desk.NoticeTest, "", "")
	n.Dedupe += n.ID
	var to []desk.Address
	if p.notices != nil {
		to = p.notices.Addresses(c)
	}
	a := act{
		verb: desk.NoticeTry, target: string(c), form: form,
		check: func() error {
			if len(to) == 0 {
				return fault.New(fault.Invalid, fault.CodeNoticeChannel)
			}
			return nil
		},
		first: func(ctx context.Context, tx *store.DB, _ desk.Op) error {
			if err := tx.AddNotice(ctx, n); err != nil {
				return err
			}
			if err := tx.SetAddressed(ctx, n.ID); err != nil {
				return err
			}
			return tx.AddDeliveries(ctx, n.ID, to, now.Add(notice.Lease))
		},
	}
	return p.do(ctx, by, a, func(ctx context.Context, w *work) error {
		list, err := p.notices.Try(ctx, n, c)
		if err != nil {
			return err
		}
		return tested(w, list)
	})
}

// tested notes what the servers said of a test, and fails where one did not take it.
func tested(w *work, list []desk.Delivery) error {
	var wrong []string
	for _, d := range list {
		said := d.Answer
		if d.Address.To != "" {
			said = d.Address.To + ": " + said
		}
		w.detail = append(w.detail, said)
		if d.State != desk.DeliverySent {
			wrong = append(wrong, said)
		}
	}
	if len(wrong) > 0 {
		return fault.New(fault.Conflict, fault.CodeNoticeTest, strings.Join(wrong, "; "))
	}
	return nil
}

// RetryNotice lets a delivery that was given up begin anew.
func (p *Porter) RetryNotice(ctx context.Context, by desk.Actor, form, id string, to desk.Address) (Done, error) {
	n, err := p.store.Notice(ctx, id)
	if err != nil || n.Kind == desk.NoticeTest {
		return Done{}, fault.New(fault.Conflict, fault.CodeNoticeNotOpen)
	}
	a := act{
		verb: desk.NoticeRetry, target: cmp.Or(n.User, string(n.Kind)), detail: []string{string(n.Kind), n.KeyID}, form: form, content: []string{id, string(to.Channel), to.To},
		first: func(ctx context.Context, tx *store.DB, _ desk.Op) error {
			ok, err := tx.RetryDelivery(ctx, id, to, p.now())
			if err == nil && !ok {
				return fault.New(fault.Conflict, fault.CodeNoticeNotOpen)
			}
			return err
		},
	}
	return p.do(ctx, by, a, func(context.Context, *work) error { return nil })
}
