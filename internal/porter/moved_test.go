package porter_test

import (
	"slices"
	"testing"

	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// TestSealedValuesOfTwoRowsSwappedOpenNothing: whoever writes to the database, but
// has no key, cannot have a secret handed to another ticket, session or slot.
func TestSealedValuesOfTwoRowsSwappedOpenNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		ctx, db := t.Context(), b.raw()
		b.user("ana")
		b.user("bo")
		for _, c := range []struct{ name, values, set string }{
			{"boxes", `SELECT sealed FROM ticket_box WHERE slot = 'show' AND ticket_id IN ($1, $2) ORDER BY ticket_id`,
				`UPDATE ticket_box SET sealed = $2 WHERE slot = 'show' AND ticket_id = $1`},
			{"files", `SELECT sealed FROM ticket_box WHERE slot = 'take' AND ticket_id IN ($1, $2) ORDER BY ticket_id`,
				`UPDATE ticket_box SET sealed = $2 WHERE slot = 'take' AND ticket_id = $1`},
			{"claim codes", `SELECT wrapped FROM ticket_code WHERE ticket_id IN ($1, $2) ORDER BY ticket_id`,
				`UPDATE ticket_code SET wrapped = $2 WHERE ticket_id = $1`},
		} {
			one, err := b.IssueKey(ctx, b.by, form(), "ana", "other", "")
			check(t, err)
			two, err := b.IssueKey(ctx, b.by, form(), "bo", "other", "")
			check(t, err)
			tickets := []string{one.Ticket, two.Ticket}
			slices.Sort(tickets)
			values := b.values(c.values, tickets)
			for i, ticket := range tickets {
				_, err := db.ExecContext(ctx, c.set, ticket, values[1-i])
				check(t, err)
			}
			for _, ticket := range tickets {
				if _, shown, err := b.OpenTicket(ctx, b.by, ticket); c.name != "files" && (err == nil || !shown.Secret.Empty()) {
					t.Errorf("OpenTicket with %s swapped = the key %s, %v, want nothing opened", c.name, shown.KeyID, err)
				}
				if f, err := b.TakeTicket(ctx, b.by, ticket, desk.FormKeys); c.name != "boxes" && (err == nil || len(f.Body) > 0) {
					t.Errorf("TakeTicket with %s swapped = %d bytes, %v, want no file", c.name, len(f.Body), err)
				}
			}
			for _, n := range []string{"ana", "bo"} {
				for _, k := range b.keys(iam.UserName(n)) {
					check(t, b.account.DeleteAccessKey(ctx, iam.UserName(n), k.ID))
				}
			}
		}
	})
}

// values reads one value of each of the tickets.
func (b *bench) values(query string, tickets []string) [][]byte {
	b.t.Helper()
	rows, err := b.raw().QueryContext(b.t.Context(), query, tickets[0], tickets[1])
	check(b.t, err)
	defer rows.Close()
	var list [][]byte
	for rows.Next() {
		var v []byte
		check(b.t, rows.Scan(&v))
		list = append(list, v)
	}
	check(b.t, rows.Err())
	if len(list) != len(tickets) {
		b.t.Fatalf("%s has %d rows, want %d", query, len(list), len(tickets))
	}
	return list
}
