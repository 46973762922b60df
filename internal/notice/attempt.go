package notice

import (
	"context"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// maxAnswer is how many characters of a server's answer are kept.
const maxAnswer = 200

// outcome is how one attempt ended.
type outcome struct {
	reply  desk.Reply
	answer string // of the server, or why there was none
}

// letter is a reminder in words.
type letter struct {
	desk.Notice
	link          string
	subject, body string
}

// attempt sends a claimed delivery and writes down how that ended. What ends
// because ctx does is tried again by whoever claims it after the lease.
func (o *Outbox) attempt(ctx context.Context, d desk.Delivery) {
	result := outcome{reply: desk.ReplyUnended}
	if d.Attempts <= len(pauses)+1 {
		l, err := o.letter(ctx, d.Notice)
		if err != nil {
			o.log.WarnContext(ctx, "a reminder is put off", "notice", d.Notice, "error", err)
			return
		}
		result = o.send(ctx, d.Address, l)
	}
	if ctx.Err() != nil && result.reply != desk.ReplyAccepted {
		return
	}
	o.settle(ctx, o.after(d, result))
}

// letter puts a reminder into the language of the first admin.
func (o *Outbox) letter(ctx context.Context, id string) (letter, error) {
	n, err := o.store.Notice(ctx, id)
	if err != nil {
		return letter{}, err
	}
	return o.words(ctx, n)
}

func (o *Outbox) words(ctx context.Context, n desk.Notice) (letter, error) {
	lang, err := o.store.FirstAdminLanguage(ctx)
	if err != nil {
		return letter{}, err
	}
	l := letter{Notice: n}
	if l.link, err = o.link(ctx, n); err != nil {
		return letter{}, err
	}
	l.subject, l.body = text.Pick(lang, "").Notice(text.NoticeFacts{
		Kind: string(n.Kind), User: n.User, KeyID: n.KeyID, Due: n.Due, Args: n.Args, Link: l.link,
	})
	return l, nil
}

// send makes one attempt.
func (o *Outbox) send(ctx context.Context, to desk.Address, l letter) outcome {
	ctx, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	var result outcome
	held, err := o.holds(ctx)
	switch {
	case err != nil:
		result.reply = desk.ReplyAway
		o.log.WarnContext(ctx, "whether reminders are sent is not known", "error", err)
	case held:
		result.reply = desk.ReplyDemo
	case to.Channel == desk.ChannelMail && o.mail != nil && o.mail.goesTo(to.To):
		result = o.mail.send(ctx, to.To, l)
	case to.Channel == desk.ChannelWebhook && o.hook != nil:
		result = o.hook.send(ctx, l, o.now())
	default:
		result.reply = desk.ReplyGone
	}
	result.answer = cut(result.answer)
	return result
}

// holds reports whether nothing is sent.
func (o *Outbox) holds(ctx context.Context) (bool, error) {
	if o.held == nil {
		return false, nil
	}
	return o.held(ctx)
}

// after is a delivery after an attempt: sent, given up, or due once more.
func (o *Outbox) after(d desk.Delivery, result outcome) desk.Delivery {
	now := o.now()
	d.Reply, d.Answer = result.reply, result.answer
	switch {
	case result.reply == desk.ReplyAccepted:
		d.State, d.Ended = desk.DeliverySent, now
	case result.reply == desk.ReplyRefused, result.reply == desk.ReplyGone, result.reply == desk.ReplyDemo, d.Attempts > len(pauses):
		d.State, d.Ended = desk.DeliveryFailed, now
	default:
		d.Next = now.Add(pauses[d.Attempts-1])
	}
	return d
}

// settle writes down how an attempt ended. It does not end with ctx: a mail that
// was taken and is not written down is sent twice.
func (o *Outbox) settle(ctx context.Context, d desk.Delivery) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteLimit)
	defer cancel()
	ok, err := o.store.SettleDelivery(ctx, d)
	log := o.log.With("notice", d.Notice, "channel", d.Address.Channel, "reply", d.Reply, "attempts", d.Attempts)
	switch {
	case err != nil:
		log.ErrorContext(ctx, "how a reminder went is not written down", "error", err)
	case !ok:
		log.WarnContext(ctx, "a reminder took longer than its lease")
	case d.State == desk.DeliveryFailed:
		log.WarnContext(ctx, "a reminder was given up", "answer", d.Answer)
	}
}

// Try sends a reminder by a channel at once, without a second attempt, and tells
// how each delivery ended. The reminder's deliveries are there already, unclaimed,
// and none is due before the lease has ended.
func (o *Outbox) Try(ctx context.Context, n desk.Notice, c desk.Channel) ([]desk.Delivery, error) {
	l, err := o.words(ctx, n)
	if err != nil {
		return nil, err
	}
	to := o.Addresses(c)
	ended := make([]desk.Delivery, len(to))
	var attempts errgroup.Group
	attempts.SetLimit(atOnce)
	for i, a := range to {
		attempts.Go(func() error {
			d := desk.Delivery{Notice: n.ID, Address: a, Attempts: len(pauses) + 1} // the last one
			d = o.after(d, o.send(ctx, a, l))
			d.Attempts = 1
			o.settle(ctx, d)
			ended[i] = d
			return nil
		})
	}
	return ended, attempts.Wait()
}

// cut makes one line of a server's words, of bounded length.
func cut(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	s = strings.ToValidUTF8(s, "\ufffd")
	if r := []rune(s); len(r) > maxAnswer {
		s = string(r[:maxAnswer-1]) + "…"
	}
	return s
}

// stamp is a time as servers read it.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }
