package notice_test

import (
	"context"
	"io"
	"log/slog"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/notice"
	"keyporter/internal/portertest"
	"keyporter/internal/store"
)

// bench is an outbox on a store, with a clock that the test moves.
type bench struct {
	*notice.Outbox
	t     *testing.T
	db    *store.DB
	clock *portertest.Clock
}

// open opens the store at dsn until the test ends.
func open(t *testing.T, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// start returns an outbox on a fresh SQLite file.
func start(t *testing.T, o notice.Options) *bench {
	t.Helper()
	return startOn(t, open(t, t.TempDir()+"/keyporter.db"), portertest.NewClock(), o)
}

func startOn(t *testing.T, db *store.DB, clock *portertest.Clock, o notice.Options) *bench {
	t.Helper()
	o.Store, o.Clock, o.Log = db, clock.Now, slog.New(slog.NewTextHandler(io.Discard, nil))
	o.Link = func(_ context.Context, n desk.Notice) (string, error) {
		return "https://keys.example.com/users/" + n.User + "/keys", nil
	}
	return &bench{Outbox: notice.New(o), t: t, db: db, clock: clock}
}

// mailTo is how the mailbox is reached, in clear.
func mailTo(box *portertest.Mailbox, to ...string) *notice.Mail {
	return &notice.Mail{Host: box.Host, Port: box.Port, TLS: notice.NoTLS, Roots: box.Roots, From: "keyporter@example.com", To: to}
}

// remind writes a reminder that nobody claimed a key.
func (b *bench) remind(user, key string) desk.Notice {
	b.t.Helper()
	n := desk.NewNotice(b.clock.Now(), desk.NoticeKeyUnclaimed, user, key)
	n.Due = b.clock.Now()
	if err := b.db.AddNotice(b.t.Context(), n); err != nil {
		b.t.Fatal(err)
	}
	return n
}

// drain sends what is due and returns the deliveries of the newest reminder.
func (b *bench) drain() []desk.Delivery {
	b.t.Helper()
	b.Drain(b.t.Context())
	list, err := b.db.Notices(b.t.Context(), "", 1)
	if err != nil || len(list) != 1 {
		b.t.Fatalf("Notices = %+v, %v, want one", list, err)
	}
	return list[0].Deliveries
}

// only fails the test unless there is one delivery, of that state and reply.
func (b *bench) only(list []desk.Delivery, state desk.DeliveryState, reply desk.Reply) desk.Delivery {
	b.t.Helper()
	if len(list) != 1 || list[0].State != state || list[0].Reply != reply {
		b.t.Fatalf("the deliveries are %+v, want one that is %s after %q", list, state, reply)
	}
	return list[0]
}
