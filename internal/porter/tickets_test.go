package porter_test

import (
	"bytes"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/store"
)

func TestATicketIsShownOnceAndTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ticket := b.key("dev")
		var shown, taken atomic.Int32
		err := together(400, func(i int) error {
			var err error
			if i%2 == 0 {
				var c desk.Credentials
				if _, c, err = b.OpenTicket(t.Context(), b.by, ticket); err == nil && c.Secret.Reveal() != "" {
					shown.Add(1)
				}
			} else {
				var f desk.File
				if f, err = b.TakeTicket(t.Context(), b.by, ticket, desk.FormKeys); err == nil && bytes.HasPrefix(f.Body, []byte("Access key ID,")) {
					taken.Add(1)
				}
			}
			if fault.KindOf(err) == fault.Gone {
				return nil
			}
			return err
		})
		check(t, err)
		if shown.Load() != 1 || taken.Load() != 1 {
			t.Errorf("200 OpenTicket and 200 TakeTicket at once: %d shown, %d taken, want 1 and 1", shown.Load(), taken.Load())
		}
		_, _, err = b.OpenTicket(t.Context(), b.by, ticket)
		wantCode(t, "OpenTicket again", err, fault.Gone, fault.CodeTicketShown)
		_, err = b.TakeTicket(t.Context(), b.by, ticket, desk.FormKeys)
		wantCode(t, "TakeTicket again", err, fault.Gone, fault.CodeTicketTaken)
		got, err := b.Ticket(t.Context(), b.by, ticket)
		check(t, err)
		if got.Shown.IsZero() || got.Taken.IsZero() || got.Form != desk.FormKeys {
			t.Errorf("Ticket = %+v, want when it was shown and taken, and how", got)
		}
	})
}

func TestBothHalvesOfATicketHoldTheSameSecret(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ticket := b.key("dev")
	f, err := b.TakeTicket(t.Context(), b.by, ticket, desk.FormKeys)
	check(t, err)
	_, c, err := b.OpenTicket(t.Context(), b.by, ticket)
	check(t, err)
	want := "Access key ID,Secret access key\r\n" + c.KeyID + "," + c.Secret.Reveal() + "\r\n"
	if string(f.Body) != want || f.Name != "dev_accessKeys.csv" {
		t.Errorf("TakeTicket gave %q with %d bytes, want dev_accessKeys.csv with the secret that is shown", f.Name, len(f.Body))
	}
	ok, _, err := b.account.Prove(t.Context(), b.keys("dev")[0].ID, c.Secret)
	if err != nil || !ok {
		t.Errorf("Prove with the secret that was shown = %v, %v, want ok", ok, err)
	}
}

func TestAFileThatCannotBeWrittenConsumesNothing(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ticket := b.key("doe,john")
	_, err := b.TakeTicket(t.Context(), b.by, ticket, desk.FormImport)
	wantCode(t, "TakeTicket for aws-cli of a name with a comma", err, fault.Invalid, fault.CodeTicketForm)
	_, err = b.TakeTicket(t.Context(), b.by, ticket, desk.FormLogin)
	wantCode(t, "TakeTicket of a key as a login", err, fault.Invalid, fault.CodeChoice)
	if _, err = b.TakeTicket(t.Context(), b.by, ticket, desk.FormKeys); err != nil {
		t.Errorf("TakeTicket afterwards = %v, want the file", err)
	}
}

func TestATicketIsItsIssuersSessions(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx := t.Context()
		ticket := b.key("dev")
		bo := b.operator("bo", desk.Admin)
		_, _, err := b.OpenTicket(ctx, bo, ticket)
		wantCode(t, "OpenTicket by another operator", err, fault.NotFound, fault.CodeTicketNotFound)
		elsewhere := b.session(b.by.Operator)
		_, _, err = b.OpenTicket(ctx, elsewhere, ticket)
		wantCode(t, "OpenTicket from another session", err, fault.Gone, fault.CodeTicketLost)
		next := b.session(b.by.Operator)
		check(t, b.db.Tx(ctx, func(tx *store.DB) error {
			if err := b.Rewrap(ctx, tx, b.by, next); err != nil {
				return err
			}
			_, err := tx.DropSession(ctx, b.by.Session)
			return err
		}))
		_, _, err = b.OpenTicket(ctx, b.by, ticket)
		wantCode(t, "OpenTicket from the session before", err, fault.Gone, fault.CodeTicketLost)
		if _, _, err = b.OpenTicket(ctx, next, ticket); err != nil {
			t.Errorf("OpenTicket from the session after = %v, want the secret", err)
		}
	})
}

func TestHowTicketsEnd(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		use     func(t *testing.T, b *bench, ticket string)
		ending  desk.Ending
		keeps   bool // the key
		cleaned bool
	}{
		{"nobody saw it and time ran out", func(t *testing.T, b *bench, ticket string) {
			b.later(desk.TicketLife + time.Second)
			b.Sweep(t.Context())
		}, desk.EndUnclaimed, false, true},
		{"it was shown and time ran out", func(t *testing.T, b *bench, ticket string) {
			_, _, err := b.OpenTicket(t.Context(), b.by, ticket)
			check(t, err)
			b.later(desk.TicketLife + time.Second)
			b.Sweep(t.Context())
		}, desk.EndReceived, true, true},
		{"it was taken and time ran out", func(t *testing.T, b *bench, ticket string) {
			_, err := b.TakeTicket(t.Context(), b.by, ticket, desk.FormEnv)
			check(t, err)
			b.later(desk.TicketLife + time.Second)
			b.Sweep(t.Context())
		}, desk.EndReceived, true, true},
		{"the operator has saved it", func(t *testing.T, b *bench, ticket string) {
			_, _, err := b.OpenTicket(t.Context(), b.by, ticket)
			check(t, err)
			check(t, b.SavedTicket(t.Context(), b.by, ticket))
			check(t, b.SavedTicket(t.Context(), b.by, ticket))
		}, desk.EndSaved, true, true},
		{"it did not arrive", func(t *testing.T, b *bench, ticket string) {
			_, _, err := b.OpenTicket(t.Context(), b.by, ticket)
			check(t, err)
			key := form()
			for range 2 {
				_, err = b.LostTicket(t.Context(), b.by, key, ticket)
				check(t, err)
			}
		}, desk.EndLost, false, true},
		{"it did not arrive and AWS is away until later", func(t *testing.T, b *bench, ticket string) {
			b.box.Mischief().Throttle("UpdateAccessKey", 1)
			_, err := b.LostTicket(t.Context(), b.by, form(), ticket)
			wantCode(t, "LostTicket when throttled", err, fault.Busy, fault.CodeAwsThrottled)
			if got, err := b.Ticket(t.Context(), b.by, ticket); err != nil || got.Cleaned || got.Ending != desk.EndLost {
				t.Errorf("Ticket = ending %s, cleaned %v, %v, want lost and not cleaned", got.Ending, got.Cleaned, err)
			}
			b.Sweep(t.Context())
		}, desk.EndLost, false, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, b *bench) {
				ticket := b.key("dev")
				c.use(t, b, ticket)
				got, err := b.Ticket(t.Context(), b.by, ticket)
				check(t, err)
				if got.Ending != c.ending || got.Ended.IsZero() || got.Cleaned != c.cleaned {
					t.Errorf("Ticket = ending %q at %v, cleaned %v, want %q, cleaned %v", got.Ending, got.Ended, got.Cleaned, c.ending, c.cleaned)
				}
				if kept := len(b.keys("dev")) == 1; kept != c.keeps {
					t.Errorf("the key is there: %v, want %v", kept, c.keeps)
				}
				var left int
				check(t, b.raw().QueryRowContext(t.Context(), `SELECT (SELECT COUNT(*) FROM ticket_box) + (SELECT COUNT(*) FROM ticket_code)`).Scan(&left))
				if left != 0 {
					t.Errorf("%d sealed rows are left, want 0", left)
				}
				_, _, err = b.OpenTicket(t.Context(), b.by, ticket)
				wantCode(t, "OpenTicket after the end", err, fault.Gone, fault.CodeTicketEnded)
				_, err = b.TakeTicket(t.Context(), b.by, ticket, desk.FormKeys)
				wantCode(t, "TakeTicket after the end", err, fault.Gone, fault.CodeTicketEnded)
			})
		})
	}
}

func TestAnUnclaimedEndIsWrittenDown(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	b.key("dev")
	b.later(desk.TicketLife + time.Second)
	b.Sweep(t.Context())
	if !b.audited(desk.TicketUnclaim, desk.Noted) || !b.audited(desk.KeyDelete, desk.Ended) {
		t.Error("the audit log does not say that a ticket was unclaimed and its key deleted")
	}
	if list, known := b.Snapshot().Keys("dev"); !known || len(list) != 0 {
		t.Errorf("Snapshot has keys %v (known %v), want none", list, known)
	}
}

func TestATicketThatWasNotTakenCannotBeSaved(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ticket := b.key("dev")
	err := b.SavedTicket(t.Context(), b.by, ticket)
	wantCode(t, "SavedTicket of an unseen secret", err, fault.Conflict, fault.CodeTicketWaits)
	if _, _, err := b.OpenTicket(t.Context(), b.by, ticket); err != nil {
		t.Errorf("OpenTicket afterwards = %v", err)
	}
}

func TestAConsolePasswordIsHandedOver(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	done, err := b.EnableConsole(ctx, b.by, form(), "dev", secret(""), true)
	check(t, err)
	f, err := b.TakeTicket(ctx, b.by, done.Ticket, desk.FormLogin)
	check(t, err)
	_, c, err := b.OpenTicket(ctx, b.by, done.Ticket)
	check(t, err)
	want := "User name,Password,Console sign-in URL\r\ndev," + c.Password.Reveal() + ",https://123456789012.signin.aws.amazon.com/console\r\n"
	if string(f.Body) != want || f.Name != "dev_credentials.csv" {
		t.Errorf("the file %s does not hold the password that is shown", f.Name)
	}
	p, has, err := b.account.LoginProfile(ctx, "dev")
	if err != nil || !has || !p.ResetRequired {
		t.Errorf("LoginProfile = %+v, %v, %v, want one that must be changed", p, has, err)
	}
	_, err = b.EnableConsole(ctx, b.by, form(), "dev", secret(""), true)
	wantCode(t, "EnableConsole again", err, fault.Conflict, fault.CodeUserHasLogin)
	_, err = b.ResetConsole(ctx, b.by, form(), "dev", secret("short"), false)
	wantCode(t, "ResetConsole with a weak password", err, fault.Invalid, fault.CodePasswordClasses)
}

func TestAnOldPasswordTicketDoesNotTakeANewerPassword(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	_, err := b.EnableConsole(ctx, b.by, form(), "dev", secret(""), true)
	check(t, err)
	b.later(10 * time.Minute)
	newer, err := b.ResetConsole(ctx, b.by, form(), "dev", secret(""), true)
	check(t, err)
	b.later(6 * time.Minute)
	b.Sweep(ctx) // the first is unclaimed, the second still open
	if _, has, err := b.account.LoginProfile(ctx, "dev"); err != nil || !has {
		t.Errorf("LoginProfile = %v, %v, want the newer password kept", has, err)
	}
	_, err = b.LostTicket(ctx, b.by, form(), newer.Ticket)
	check(t, err)
	if _, has, err := b.account.LoginProfile(ctx, "dev"); err != nil || has {
		t.Errorf("LoginProfile after the newer is lost = %v, %v, want none", has, err)
	}
}

func TestGeneratedPasswordsMeetThePolicy(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	var seen []string
	for i := range 5 {
		enable := b.ResetConsole
		if i == 0 {
			enable = b.EnableConsole
		}
		done, err := enable(ctx, b.by, form(), "dev", secret(""), false)
		check(t, err) // the endpoint applies AWS's default policy
		_, c, err := b.OpenTicket(ctx, b.by, done.Ticket)
		check(t, err)
		text := c.Password.Reveal()
		if len(text) != 20 || strings.ContainsAny(text, "lIO01,\"'=+-@ ") || slices.Contains(seen, text) {
			t.Error("a generated password has the wrong length, a character that is easily mistaken, or comes twice")
		}
		seen = append(seen, text)
	}
}
