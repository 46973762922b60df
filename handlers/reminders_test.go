package handlers_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
)

// says reports whether a mail has some words: its lines are broken where they are long.
func says(m portertest.Mail, words string) bool {
	return strings.Contains(strings.ReplaceAll(m.Data, "=\r\n", ""), words)
}

// mailedKey is a bench whose reminders go to a mailbox, with the user ana and an
// access key.
func mailedKey(t *testing.T) (*portertest.Bench, *portertest.Mailbox, iam.KeyID) {
	t.Helper()
	b, box := mailed(t, portertest.MailboxOptions{}, "ops@example.com")
	ctx := context.Background()
	_, err := b.Account.CreateUser(ctx, "ana")
	must(t, err)
	k, err := b.Account.CreateAccessKey(ctx, "ana")
	must(t, err)
	must(t, b.App.Refresh(ctx))
	must(t, b.App.ReadKeys(ctx))
	return b, box, k.ID
}

// TestAnOldKeyInUseAndAStaleRotationAreTold lets a rotation wait for a person, and
// reads the mails.
func TestAnOldKeyInUseAndAStaleRotationAreTold(t *testing.T) {
	t.Parallel()
	b, box, id := mailedKey(t)
	ctx := context.Background()
	portertest.KeyUsed(t, b.Store, id, b.Clock.Now())
	begun(t, b, b.Browser(t, desk.Admin), id)
	pass := func(d time.Duration) []portertest.Mail {
		b.Clock.Move(d)
		portertest.KeyUsed(t, b.Store, id, b.Clock.Now().Add(-5*time.Minute))
		b.App.Rotate(ctx)
		b.Notices.Drain(ctx)
		return box.Mails()
	}
	if mails := pass(30 * time.Minute); len(mails) != 0 {
		t.Fatalf("while both keys are to work there are %d mails, want none", len(mails))
	}
	mails := pass(time.Hour)
	if len(mails) != 1 || !says(mails[0], "is still in use") || !says(mails[0], "s3, ap-northeast-2") {
		t.Fatalf("when the overlap has ended the mails are %+v, want one that the old key is in use by s3", mails)
	}
	if mails := pass(time.Hour); len(mails) != 1 {
		t.Errorf("an hour later there are %d mails, want the one", len(mails))
	}
	if mails = pass(7 * 24 * time.Hour); len(mails) != 2 || !says(mails[1], "no progress for 7 days") {
		t.Errorf("a week later the mails are %+v, want a second one that nothing goes on", mails)
	}
	b.Browser(t, desk.Admin).Get(noticesPage).Want(http.StatusOK).Has("ana Rotation due "+string(id), "ana Old key still in use "+string(id))
}

// TestTheEndOfALifetimeIsTold counts the mails before the end of a key.
func TestTheEndOfALifetimeIsTold(t *testing.T) {
	t.Parallel()
	b, box, id := mailedKey(t)
	ctx := context.Background()
	ends := b.Clock.Now().Add(20 * 24 * time.Hour).UTC().Format(time.DateOnly)
	w := b.Browser(t, desk.Admin)
	page := "/users/ana/keys/" + string(id) + "/lifetime"
	w.Get(page).Form(page).Set("ends", ends).Submit(http.StatusOK)
	day := 24 * time.Hour
	for _, c := range []struct {
		pass time.Duration
		want int
		when string
	}{
		{4 * day, 0, "more than two weeks before"}, {2 * day, 1, "two weeks before"}, {day, 1, "a day after that"}, {6 * day, 2, "a week before"},
		{4 * day, 2, "three days before"}, {2 * day, 3, "a day before"}, {day, 3, "after its end"},
	} {
		b.Clock.Move(c.pass)
		b.App.Rotate(ctx)
		b.Notices.Drain(ctx)
		if mails := box.Mails(); len(mails) != c.want {
			t.Errorf("%s there are %d mails, want %d", c.when, len(mails), c.want)
		}
	}
	if mails := box.Mails(); len(mails) == 0 || !says(mails[0], "ends soon") || !says(mails[0], ends) {
		t.Errorf("the mails are %+v, want the day of the end in the first", mails)
	}
	if keys, err := b.Account.Keys(ctx, "ana"); err != nil || keys[0].Status != iam.KeyInactive {
		t.Errorf("after its end the key is %+v (%v), want it inactive", keys, err)
	}
}
