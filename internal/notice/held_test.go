package notice_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
)

// TestNothingLeavesTheDemoAccount drains while the account is made up, and while
// nobody knows whether it is.
func TestNothingLeavesTheDemoAccount(t *testing.T) {
	t.Parallel()
	box := portertest.NewMailbox(t, portertest.MailboxOptions{})
	held, away := true, error(nil)
	b := start(t, notice.Options{Mail: mailTo(box, "ops@example.com"), Held: func(context.Context) (bool, error) { return held, away }})
	b.remind("ana", "AKIA1")
	b.only(b.drain(), desk.DeliveryFailed, desk.ReplyDemo)
	held, away = false, errors.New("the store is away")
	b.clock.Move(time.Second)
	b.remind("ana", "AKIA2")
	b.only(b.drain(), desk.DeliveryWaits, desk.ReplyAway)
	if n := len(box.Mails()); n != 0 {
		t.Errorf("%d mails have left, want none", n)
	}
}
