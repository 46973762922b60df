package porter_test

import (
	"testing"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/internal/sandbox"
	"keyporter/internal/store"
)

// breakTickets makes the one INSERT after CreateAccessKey fail, in the database.
func (b *bench) breakTickets() {
	b.t.Helper()
	statements := []string{`CREATE TRIGGER no_ticket BEFORE INSERT ON ticket BEGIN SELECT RAISE(ABORT, 'no ticket'); END`}
	if b.db.Engine() == store.Postgres {
		statements = []string{
			`CREATE FUNCTION no_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no ticket'; END $$`,
			`CREATE TRIGGER no_ticket BEFORE INSERT ON ticket FOR EACH ROW EXECUTE FUNCTION no_ticket()`,
		}
	}
	for _, s := range statements {
		_, err := b.raw().ExecContext(b.t.Context(), s)
		check(b.t, err)
	}
}

func TestAKeyWhoseTicketIsNotStoredIsDeleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		b.breakTickets()
		if _, err := b.IssueKey(t.Context(), b.by, form(), "dev", "cli", ""); err == nil {
			t.Error("IssueKey without tickets = nil, want an error")
		}
		m := b.box.Mischief()
		if made, deleted := m.Done("CreateAccessKey"), m.Done("DeleteAccessKey"); made != 1 || deleted != 1 || len(b.keys("dev")) != 0 {
			t.Errorf("%d keys made, %d deleted, %d left; want 1, 1, 0", made, deleted, len(b.keys("dev")))
		}
		b.sweepAfter(quiet)
		if n := m.Done("UpdateAccessKey"); n != 1 {
			t.Errorf("UpdateAccessKey was carried out %d times, want once: nothing is left to be done", n)
		}
	})
}

func TestAKeyThatCouldNotBeDeletedAtOnceIsDeletedLater(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		b.breakTickets()
		b.box.Mischief().Throttle("UpdateAccessKey", 1)
		if _, err := b.IssueKey(t.Context(), b.by, form(), "dev", "cli", ""); err == nil {
			t.Error("IssueKey without tickets = nil, want an error")
		}
		if list := b.keys("dev"); len(list) != 1 || !list[0].Active() {
			t.Fatalf("keys = %v, want the one that could not be deleted", list)
		}
		b.sweepAfter(quiet)
		if n := len(b.keys("dev")); n != 0 {
			t.Errorf("%d keys after the sweep, want 0", n)
		}
		if begun, ended := b.byItself(desk.KeyDelete, desk.Begun), b.byItself(desk.KeyDelete, desk.Ended); begun != 1 || ended != 1 {
			t.Errorf("the audit log has %d begun and %d ended deletions by Keyporter, want 1 and 1", begun, ended)
		}
	})
}

func TestAThrottledKeyIsAskedForAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		b.user("dev")
		b.box.Mischief().Throttle("CreateAccessKey", 4)
		done, err := b.IssueKey(t.Context(), b.by, form(), "dev", "cli", "")
		if err != nil || done.Ticket == "" {
			t.Errorf("IssueKey throttled four times = %+v, %v, want a ticket", done, err)
		}
		if n := b.box.Mischief().Done("CreateAccessKey"); n != 1 {
			t.Errorf("CreateAccessKey was carried out %d times, want 1", n)
		}
		if o := b.op(done.Op).Op; o.Tries != 5 || o.Called.IsZero() || o.Key != string(b.keys("dev")[0].ID) {
			t.Errorf("Op has %d tries at %v and key %q, want 5 and the key", o.Tries, o.Called, o.Key)
		}
	})
}

func TestALookThatAWSKeepsFromItsEndIsRepeated(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*sandbox.Mischief)
		phase desk.Phase // of the deactivation that was tried first
	}{
		"the last use is not told":         {func(m *sandbox.Mischief) { m.Throttle("GetAccessKeyLastUsed", 100) }, ""},
		"the change is refused":            {func(m *sandbox.Mischief) { m.Throttle("UpdateAccessKey", 1) }, desk.Failed},
		"the answer of the change is lost": {func(m *sandbox.Mischief) { m.ResetAfter("UpdateAccessKey", 1) }, desk.Lost},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onSQLite(t)
			b.user("dev")
			op := b.lost("dev", reset)
			c.spoil(b.box.Mischief())
			b.sweepAfter(quiet)
			if v := b.op(op); len(v.Looks) != 0 || len(v.Found) != 0 {
				t.Errorf("Op after a look that came to no end has looks %v, keys %v, want none", v.Looks, v.Found)
			}
			b.box.Mischief().Throttle("GetAccessKeyLastUsed", 0)
			b.sweepAfter(2*time.Minute + time.Second)
			if v := b.op(op); len(v.Looks) != 1 || len(v.Found) != 1 || b.keys("dev")[0].Active() {
				t.Errorf("Op after the next look has looks %v, keys %v; want one and one inactive", v.Looks, v.Found)
			}
			if n := b.box.Mischief().Done("UpdateAccessKey"); n != 1 {
				t.Errorf("UpdateAccessKey was carried out %d times, want 1", n)
			}
			if c.phase != "" && b.byItself(desk.KeyDeactivate, c.phase) != 1 {
				t.Errorf("the audit log does not have that the deactivation was %s", c.phase)
			}
			b.sweepAfter(afterward)
			b.ends(op, porter.KeyStopped)
		})
	}
}
