package notice_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// ids counts mails by their Message-ID.
func ids(t *testing.T, box *portertest.Mailbox) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, got := range box.Mails() {
		m, _, _ := read(t, got.Data)
		n[m.Header.Get("Message-ID")]++
	}
	return n
}

// TestTwoDrainersSendEachReminderOnce drains one outbox from two sides at once:
// on PostgreSQL each has connections of its own, as another process has.
func TestTwoDrainersSendEachReminderOnce(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		const reminders = 40
		box := portertest.NewMailbox(t, portertest.MailboxOptions{})
		first := open(t, dsn)
		second := first
		if first.Engine() == store.Postgres {
			second = open(t, dsn)
		}
		clock := portertest.NewClock()
		o := notice.Options{Mail: mailTo(box, "ops@example.com", "second@example.com")}
		sides := []*bench{startOn(t, first, clock, o), startOn(t, second, clock, o)}
		for i := range reminders {
			sides[0].remind("ana", fmt.Sprint("AKIA", i))
		}
		var wait sync.WaitGroup
		for _, side := range sides {
			for range 2 {
				wait.Go(func() {
					for range 5 { // who loses a race has nothing to do for a moment
						side.Drain(t.Context())
					}
				})
			}
		}
		wait.Wait()
		sides[0].Drain(t.Context())
		got := ids(t, box)
		if len(got) != 2*reminders {
			t.Errorf("%d different mails of %d reminders to two addresses, want %d", len(got), reminders, 2*reminders)
		}
		for id, n := range got {
			if n != 1 {
				t.Errorf("the mail %s came %d times, want once", id, n)
			}
		}
	})
}

// TestARestartInTheMiddle lets the process end after the server has the mail and
// before that is written down.
func TestARestartInTheMiddle(t *testing.T) {
	t.Parallel()
	portertest.Each(t, func(t *testing.T, dsn string) {
		t.Parallel()
		ctx, end := context.WithCancel(t.Context())
		box := portertest.NewMailbox(t, portertest.MailboxOptions{Dies: func(n int) bool {
			if n == 1 {
				end()
			}
			return n == 1
		}})
		db := open(t, dsn)
		b := startOn(t, db, portertest.NewClock(), notice.Options{Mail: mailTo(box, "ops@example.com")})
		b.remind("ana", "AKIA1")
		b.Drain(ctx)
		if n := len(box.Mails()); n != 1 {
			t.Fatalf("%d mails before the restart, want 1", n)
		}
		after := startOn(t, db, b.clock, notice.Options{Mail: mailTo(box, "ops@example.com")})
		b.only(after.drain(), desk.DeliveryWaits, desk.ReplyNone)
		after.clock.Move(2*time.Minute + time.Second)
		if d := b.only(after.drain(), desk.DeliverySent, desk.ReplyAccepted); d.Attempts != 2 {
			t.Errorf("after the lease the delivery is %+v, want it sent by a second attempt", d)
		}
		if got := ids(t, box); len(got) != 1 {
			t.Errorf("the Message-IDs are %v, want one: both mails are the same", got)
		}
	})
}

func TestAReminderThatEndsEveryProcessIsGivenUp(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{})
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
	n := b.remind("ana", "AKIA1")
	if err := b.db.AddressNotices(t.Context(), b.Addresses(desk.ChannelMail), b.clock.Now()); err != nil {
		t.Fatal(err)
	}
	for range 9 { // nine processes claim it and are gone
		if _, err := b.db.ClaimDelivery(t.Context(), b.clock.Now(), notice.Lease); err != nil {
			t.Fatal(err)
		}
		b.clock.Move(notice.Lease + time.Second)
	}
	b.only(b.drain(), desk.DeliveryFailed, desk.ReplyUnended)
	if len(box.Mails()) != 0 {
		t.Errorf("reminder %s was sent once more, want it given up", n.ID)
	}
}

// TestRunEndsWithItsContext drains at once and ends.
func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, end := context.WithCancel(t.Context())
	box := portertest.NewMailbox(t, portertest.MailboxOptions{Say: func(string, int) string { end(); return "451 4.3.0 Later" }})
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com")})
	b.remind("ana", "AKIA1")
	if err := b.Run(ctx); err != nil {
		t.Errorf("Run = %v, want nil when its context ends", err)
	}
}
