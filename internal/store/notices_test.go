package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// ops and all are where reminders of these tests go.
var (
	ops = desk.Address{Channel: desk.ChannelMail, To: "ops@example.com"}
	all = []desk.Address{ops, {Channel: desk.ChannelWebhook}}
)

func unclaimed(key string) desk.Notice {
	n := desk.NewNotice(at, desk.NoticeKeyUnclaimed, "Dev", key)
	n.Due, n.Args = at.Add(time.Hour), []string{"s3", "한국"}
	return n
}

func addNotice(t *testing.T, db *store.DB, n desk.Notice) desk.Notice {
	t.Helper()
	if err := db.AddNotice(t.Context(), n); err != nil {
		t.Fatalf("AddNotice(%+v) = %v", n, err)
	}
	return n
}

func noticeLog(t *testing.T, db *store.DB) []desk.NoticeEntry {
	t.Helper()
	list, err := db.Notices(t.Context(), "", 100)
	if err != nil {
		t.Fatalf("Notices = %v", err)
	}
	return list
}

func TestAReminderIsWrittenWithWhatItIsAbout(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx, broken := t.Context(), errors.New("broken")
		err := db.Tx(ctx, func(tx *store.DB) error {
			if err := tx.AddNotice(ctx, unclaimed("AKIA1")); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatalf("Tx = %v, want what broke it", err)
		}
		if list := noticeLog(t, db); len(list) != 0 {
			t.Errorf("after a transaction that did not commit there are %+v, want none", list)
		}
		want := unclaimed("AKIA1")
		if err := db.Tx(ctx, func(tx *store.DB) error { return tx.AddNotice(ctx, want) }); err != nil {
			t.Fatal(err)
		}
		got, err := db.Notice(ctx, want.ID)
		if err != nil || !got.Due.Equal(want.Due) || !got.Created.Equal(want.Created) || !slices.Equal(got.Args, want.Args) || got.User != "Dev" || got.KeyID != "AKIA1" || got.Kind != want.Kind {
			t.Errorf("Notice = %+v, %v, want %+v", got, err, want)
		}
	})
}

func TestTheSameReminderIsWrittenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		together(20, func(int) {
			if err := db.AddNotice(t.Context(), unclaimed("AKIA1")); err != nil {
				t.Errorf("AddNotice = %v", err)
			}
		})
		addNotice(t, db, unclaimed("AKIA2"))
		if list := noticeLog(t, db); len(list) != 2 {
			t.Errorf("21 AddNotice about two keys left %d, want 2", len(list))
		}
	})
}

func TestAKindThatIsOffIsNotWritten(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for _, want := range []bool{true, false} {
			if changed, err := db.SwitchNotices(ctx, desk.NoticeKeyUnclaimed, false); changed != want || err != nil {
				t.Errorf("SwitchNotices(off) = %v, %v, want %v", changed, err, want)
			}
		}
		addNotice(t, db, unclaimed("AKIA1"))
		addNotice(t, db, desk.NewNotice(at, desk.NoticeRotationDue, "Dev", "AKIA1"))
		if list := noticeLog(t, db); len(list) != 1 || list[0].Kind != desk.NoticeRotationDue {
			t.Errorf("with one kind off there are %+v, want the other", list)
		}
		if off, err := db.NoticesOff(ctx); err != nil || !slices.Equal(off, []desk.NoticeKind{desk.NoticeKeyUnclaimed}) {
			t.Errorf("NoticesOff = %v, %v", off, err)
		}
		if changed, err := db.SwitchNotices(ctx, desk.NoticeKeyUnclaimed, true); !changed || err != nil {
			t.Errorf("SwitchNotices(on) = %v, %v", changed, err)
		}
		addNotice(t, db, unclaimed("AKIA1"))
		if list := noticeLog(t, db); len(list) != 2 {
			t.Errorf("with both on there are %+v, want two", list)
		}
	})
}

func TestAReminderIsAddressedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for i := range 5 {
			addNotice(t, db, unclaimed(fmt.Sprint("AKIA", i)))
		}
		together(8, func(int) {
			if err := db.AddressNotices(ctx, all, at); err != nil {
				t.Errorf("AddressNotices = %v", err)
			}
		})
		for _, e := range noticeLog(t, db) {
			if len(e.Deliveries) != 2 || !e.Addressed {
				t.Errorf("%s has %+v, want a delivery for each of two addresses", e.KeyID, e.Deliveries)
			}
		}
		late := unclaimed("AKIA9")
		late.ID = desk.NewID(at.Add(time.Second))
		addNotice(t, db, late)
		if err := db.AddressNotices(ctx, nil, at); err != nil {
			t.Fatal(err)
		}
		if err := db.AddressNotices(ctx, all, at); err != nil {
			t.Fatal(err)
		}
		if e := noticeLog(t, db)[0]; len(e.Deliveries) != 0 || !e.Addressed {
			t.Errorf("written while nothing was set up: %+v, want no deliveries, also not later", e)
		}
	})
}

func TestADeliveryBelongsToOneAtATime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx, lease := t.Context(), time.Minute
		addNotice(t, db, unclaimed("AKIA1"))
		if err := db.AddressNotices(ctx, all[:1], at); err != nil {
			t.Fatal(err)
		}
		if _, err := db.ClaimDelivery(ctx, at.Add(-time.Second), lease); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ClaimDelivery before it is due = %v, want ErrNotFound", err)
		}
		var claimed atomic.Int64
		together(20, func(int) {
			switch _, err := db.ClaimDelivery(ctx, at, lease); {
			case err == nil:
				claimed.Add(1)
			case !errors.Is(err, store.ErrNotFound):
				t.Errorf("ClaimDelivery = %v", err)
			}
		})
		if claimed.Load() != 1 {
			t.Fatalf("20 ClaimDelivery: %d claimed, want 1", claimed.Load())
		}
		first := noticeLog(t, db)[0].Deliveries[0]
		second, err := db.ClaimDelivery(ctx, at.Add(lease), lease)
		if err != nil || second.Attempts != 2 || second.Fence <= first.Fence || second.Address != ops {
			t.Fatalf("ClaimDelivery after the lease = %+v, %v, want the second attempt", second, err)
		}
		first.State, first.Reply = desk.DeliverySent, desk.ReplyAccepted
		if ok, err := db.SettleDelivery(ctx, first); ok || err != nil {
			t.Errorf("SettleDelivery by who lost the lease = %v, %v, want false", ok, err)
		}
		second.State, second.Reply, second.Answer, second.Ended = desk.DeliveryFailed, desk.ReplyRefused, "550 no", at
		if ok, err := db.SettleDelivery(ctx, second); !ok || err != nil {
			t.Errorf("SettleDelivery = %v, %v, want true", ok, err)
		}
		if got := noticeLog(t, db)[0].Deliveries[0]; got.State != desk.DeliveryFailed || got.Answer != "550 no" || !got.Ended.Equal(at) {
			t.Errorf("the delivery is %+v, want what was settled", got)
		}
		if ok, err := db.RetryDelivery(ctx, second.Notice, ops, at); !ok || err != nil {
			t.Errorf("RetryDelivery = %v, %v, want true", ok, err)
		}
		if ok, err := db.RetryDelivery(ctx, second.Notice, ops, at); ok || err != nil {
			t.Errorf("RetryDelivery of one that waits = %v, %v, want false", ok, err)
		}
		if d, err := db.ClaimDelivery(ctx, at, lease); err != nil || d.Attempts != 1 {
			t.Errorf("ClaimDelivery after a retry = %+v, %v, want the first attempt", d, err)
		}
	})
}

func TestRemindersAreReadInPieces(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for i := range 7 {
			n := unclaimed(fmt.Sprint("AKIA", i))
			n.ID = desk.NewID(at.Add(time.Duration(i) * time.Second))
			addNotice(t, db, n)
		}
		var got []string
		for before := ""; ; {
			list, err := db.Notices(ctx, before, 3)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) == 0 {
				break
			}
			for _, e := range list {
				got = append(got, e.KeyID)
			}
			before = list[len(list)-1].ID
		}
		if want := []string{"AKIA6", "AKIA5", "AKIA4", "AKIA3", "AKIA2", "AKIA1", "AKIA0"}; !slices.Equal(got, want) {
			t.Errorf("Notices in pieces = %v, want %v", got, want)
		}
	})
}

func TestTheLanguageOfTheFirstAdmin(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if lang, err := db.FirstAdminLanguage(ctx); lang != "" || err != nil {
			t.Errorf("FirstAdminLanguage without operators = %q, %v, want none", lang, err)
		}
		for i, o := range []desk.Operator{
			{Name: "auditor", Role: desk.Auditor, Preferences: desk.Preferences{Language: "en"}}, {Name: "gone", Role: desk.Admin, Preferences: desk.Preferences{Language: "en"}, Disabled: true},
			{Name: "first", Role: desk.Admin, Preferences: desk.Preferences{Language: "ko"}}, {Name: "second", Role: desk.Admin, Preferences: desk.Preferences{Language: "en"}},
		} {
			o.ID, o.Created = desk.NewID(at), at.Add(time.Duration(i)*time.Minute)
			if err := db.AddOperator(ctx, o, "hash"); err != nil {
				t.Fatal(err)
			}
		}
		if lang, err := db.FirstAdminLanguage(ctx); lang != "ko" || err != nil {
			t.Errorf("FirstAdminLanguage = %q, %v, want ko", lang, err)
		}
	})
}
