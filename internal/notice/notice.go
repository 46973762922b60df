// Package notice carries reminders to people: by mail and by a webhook. It
// drains an outbox whose rows were written in the transactions of what they are
// about, at least once towards the servers, and under one Message-ID or event id
// whatever the number of attempts. porter writes and shows reminders; cmd says
// where they go. Addresses are those of the start and nobody can change them on
// a page: who could would have Keyporter call servers for him.
//
// Rules of this package: no secret is in a reminder; no network call happens
// inside a transaction; a server's answer is kept cut, as text, and of a
// webhook's nothing but its status.
package notice

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

const (
	drainEvery = 5 * time.Second
	sendLimit  = 20 * time.Second // of one attempt
	noteLimit  = 10 * time.Second // of writing down how an attempt ended
	atOnce     = 4                // attempts
)

// Lease is how long a delivery belongs to who has claimed it: longer than an
// attempt, and than waiting for one's turn.
const Lease = 2 * time.Minute

// pauses lie between the attempts of one delivery: nine attempts in two days.
var pauses = [...]time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour,
	3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

// Options is what an Outbox works with. Mail and Webhook may be nil: then nothing
// goes that way. Held may be nil as well. All others are needed.
type Options struct {
	Store   *store.DB
	Clock   func() time.Time
	Log     *slog.Logger
	Mail    *Mail
	Webhook *Webhook
	Link    func(context.Context, desk.Notice) (string, error) // the page that a reminder leads to
	// Held reports whether reminders are given up in the place of being sent, because
	// what they are about is made up.
	Held func(ctx context.Context) (bool, error)
}

// Outbox sends reminders. Its methods are safe for concurrent use, also by
// several processes on one store.
type Outbox struct {
	store *store.DB
	clock func() time.Time
	log   *slog.Logger
	mail  *Mail
	hook  *hook
	link  func(context.Context, desk.Notice) (string, error)
	held  func(ctx context.Context) (bool, error)
}

// New returns an outbox that has sent nothing yet.
func New(o Options) *Outbox {
	box := &Outbox{store: o.Store, clock: o.Clock, log: o.Log, mail: o.Mail, link: o.Link, held: o.Held}
	if o.Webhook != nil {
		box.hook = newHook(*o.Webhook)
	}
	return box
}

func (o *Outbox) now() time.Time { return o.clock().UTC() }

// Run drains the outbox every five seconds until ctx ends.
func (o *Outbox) Run(ctx context.Context) error {
	tick := time.NewTicker(drainEvery)
	defer tick.Stop()
	for {
		o.Drain(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Drain does once what Run does again and again: it sends what is due, and
// returns when every attempt has ended.
func (o *Outbox) Drain(ctx context.Context) {
	err := o.store.AddressNotices(ctx, o.addresses(), o.now())
	var attempts errgroup.Group
	attempts.SetLimit(atOnce)
	for err == nil && ctx.Err() == nil {
		var d desk.Delivery
		if d, err = o.store.ClaimDelivery(ctx, o.now(), Lease); err == nil {
			attempts.Go(func() error { o.attempt(ctx, d); return nil })
		}
	}
	_ = attempts.Wait() // an attempt writes down how it ended
	if err != nil && !errors.Is(err, store.ErrNotFound) && ctx.Err() == nil {
		o.log.WarnContext(ctx, "reminders are put off", "error", err)
	}
}

// addresses are all that reminders go to.
func (o *Outbox) addresses() []desk.Address {
	return append(o.Addresses(desk.ChannelMail), o.Addresses(desk.ChannelWebhook)...)
}

// Addresses returns where reminders go by a channel; none where it is not set up.
func (o *Outbox) Addresses(c desk.Channel) []desk.Address {
	var list []desk.Address
	switch {
	case c == desk.ChannelMail && o.mail != nil:
		for _, to := range o.mail.To {
			list = append(list, desk.Address{Channel: c, To: to})
		}
	case c == desk.ChannelWebhook && o.hook != nil:
		list = append(list, desk.Address{Channel: c})
	}
	return list
}

// Setup tells where reminders go. Mail is nil and Hook "" where they do not.
type Setup struct {
	Mail *Mail
	Hook string // scheme and host only: the rest of such an address may be a secret
}

// Setup tells where reminders go.
func (o *Outbox) Setup() Setup {
	s := Setup{Mail: o.mail}
	if o.hook != nil {
		s.Hook = o.hook.host
	}
	return s
}
