package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
)

const noticeColumns = `id, kind, iam_user, key_id, due_at, args, dedupe, created_at`

func scanNotice(r scanner, more ...any) (desk.Notice, error) {
	var n desk.Notice
	var due, created int64
	var args string
	if err := r.Scan(append([]any{&n.ID, &n.Kind, &n.User, &n.KeyID, &due, &args, &n.Dedupe, &created}, more...)...); err != nil {
		return n, translate(err)
	}
	n.Due, n.Created = fromMicros(due), fromMicros(created)
	if err := json.Unmarshal([]byte(args), &n.Args); err != nil {
		return n, fmt.Errorf("arguments of notice %s: %w", n.ID, err)
	}
	return n, nil
}

// AddNotice writes a reminder that is to be sent. It belongs into the
// transaction of what the reminder is about: both are kept, or neither. A kind
// that is switched off and a reminder that was written before leave no row.
func (db *DB) AddNotice(ctx context.Context, n desk.Notice) error {
	args, err := json.Marshal(n.Args)
	if err != nil {
		return fmt.Errorf("encode the arguments of a notice: %w", err)
	}
	_, err = db.changed(ctx,
		`INSERT INTO notice (`+noticeColumns+`, addressed)
		 SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT),
		        CAST($5 AS BIGINT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS BIGINT), FALSE
		 WHERE NOT EXISTS (SELECT 1 FROM notice_off WHERE kind = $2)
		 ON CONFLICT (dedupe) DO NOTHING`,
		n.ID, string(n.Kind), n.User, n.KeyID, micros(n.Due), string(args), n.Dedupe, micros(n.Created))
	return err
}

// Notice returns one reminder.
func (db *DB) Notice(ctx context.Context, id string) (desk.Notice, error) {
	return scanNotice(db.read.QueryRowContext(ctx, `SELECT `+noticeColumns+` FROM notice WHERE id = $1`, id))
}

// AddressNotices makes a delivery for each of the addresses and every reminder
// that has none yet, due at now. Of several processes that do so at once, one
// addresses a reminder.
func (db *DB) AddressNotices(ctx context.Context, to []desk.Address, now time.Time) error {
	return db.Tx(ctx, func(tx *DB) error {
		rows, err := tx.write.QueryContext(ctx, `UPDATE notice SET addressed = TRUE WHERE NOT addressed RETURNING id`)
		ids, err := collect(rows, err, func(r scanner) (id string, err error) { return id, r.Scan(&id) })
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := tx.AddDeliveries(ctx, id, to, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddDeliveries makes a delivery of a reminder for each of the addresses, due at next.
func (db *DB) AddDeliveries(ctx context.Context, notice string, to []desk.Address, next time.Time) error {
	for _, a := range to {
		_, err := db.write.ExecContext(ctx,
			`INSERT INTO notice_delivery (`+deliveryColumns+`) VALUES ($1, $2, $3, 'waiting', 0, 0, $4, '', '', 0)`,
			notice, string(a.Channel), a.To, micros(next))
		if err != nil {
			return translate(err)
		}
	}
	return nil
}

// SetAddressed writes that a reminder needs no further deliveries.
func (db *DB) SetAddressed(ctx context.Context, notice string) error {
	_, err := db.changed(ctx, `UPDATE notice SET addressed = TRUE WHERE id = $1`, notice)
	return err
}

const deliveryColumns = `notice_id, channel, address, state, attempts, fence, next_at, reply, answer, ended_at`

func scanDelivery(r scanner) (desk.Delivery, error) {
	var d desk.Delivery
	var next, ended int64
	err := r.Scan(&d.Notice, &d.Address.Channel, &d.Address.To, &d.State, &d.Attempts, &d.Fence, &next, &d.Reply, &d.Answer, &ended)
	d.Next, d.Ended = fromMicros(next), fromMicros(ended)
	return d, translate(err)
}

// ClaimDelivery takes the delivery that is due at now for the longest time, for
// as long as the lease lasts, and counts an attempt. It is ErrNotFound where
// none is due, or where another process has just taken the one that was.
func (db *DB) ClaimDelivery(ctx context.Context, now time.Time, lease time.Duration) (desk.Delivery, error) {
	return scanDelivery(db.write.QueryRowContext(ctx,
		`UPDATE notice_delivery SET attempts = attempts + 1, fence = fence + 1, next_at = $2
		 WHERE state = 'waiting' AND next_at <= $1 AND (notice_id, channel, address) = (
		     SELECT due.notice_id, due.channel, due.address FROM notice_delivery AS due
		     WHERE due.state = 'waiting' AND due.next_at <= $1
		     ORDER BY due.next_at, due.notice_id, due.channel, due.address LIMIT 1)
		 RETURNING `+deliveryColumns, micros(now), micros(now.Add(lease))))
}

// SettleDelivery writes how an attempt ended, and reports whether it did: no
// longer after the lease has ended and another has claimed the delivery.
func (db *DB) SettleDelivery(ctx context.Context, d desk.Delivery) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE notice_delivery SET state = $5, next_at = $6, reply = $7, answer = $8, ended_at = $9, attempts = $10
		 WHERE notice_id = $1 AND channel = $2 AND address = $3 AND fence = $4 AND state = 'waiting'`,
		d.Notice, string(d.Address.Channel), d.Address.To, d.Fence,
		string(d.State), micros(d.Next), string(d.Reply), d.Answer, micros(d.Ended), d.Attempts)
	return n == 1, err
}

// RetryDelivery lets a delivery that was given up begin anew at now, and reports
// whether it did.
func (db *DB) RetryDelivery(ctx context.Context, notice string, to desk.Address, now time.Time) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE notice_delivery SET state = 'waiting', attempts = 0, next_at = $4, ended_at = 0
		 WHERE notice_id = $1 AND channel = $2 AND address = $3 AND state = 'given-up'`,
		notice, string(to.Channel), to.To, micros(now))
	return n == 1, err
}

// Notices returns reminders with their deliveries, the newest first; with before,
// those older than the one of that id.
func (db *DB) Notices(ctx context.Context, before string, limit int) ([]desk.NoticeEntry, error) {
	var list []desk.NoticeEntry
	err := db.Snapshot(ctx, func(tx *DB) error {
		rows, err := tx.read.QueryContext(ctx,
			`SELECT `+noticeColumns+`, addressed FROM notice WHERE $1 = '' OR id < $1 ORDER BY id DESC LIMIT $2`, before, limit)
		list, err = collect(rows, err, func(r scanner) (desk.NoticeEntry, error) {
			var e desk.NoticeEntry
			e.Notice, err = scanNotice(r, &e.Addressed)
			return e, err
		})
		if err != nil || len(list) == 0 {
			return err
		}
		at, places, ids := map[string]int{}, make([]string, len(list)), make([]any, len(list))
		for i, n := range list {
			at[n.ID], places[i], ids[i] = i, "$"+strconv.Itoa(i+1), n.ID
		}
		rows, err = tx.read.QueryContext(ctx,
			`SELECT `+deliveryColumns+` FROM notice_delivery WHERE notice_id IN (`+strings.Join(places, ", ")+`)
			 ORDER BY channel, address`, ids...)
		deliveries, err := collect(rows, err, func(r scanner) (desk.Delivery, error) { return scanDelivery(r) })
		for _, d := range deliveries {
			n := &list[at[d.Notice]]
			n.Deliveries = append(n.Deliveries, d)
		}
		return err
	})
	return list, err
}

// NoticesOff returns the kinds of reminders that are switched off.
func (db *DB) NoticesOff(ctx context.Context) ([]desk.NoticeKind, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT kind FROM notice_off ORDER BY kind`)
	return collect(rows, err, func(r scanner) (k desk.NoticeKind, err error) { return k, r.Scan(&k) })
}

// SwitchNotices switches a kind of reminders on or off, and reports whether that
// changed anything.
func (db *DB) SwitchNotices(ctx context.Context, kind desk.NoticeKind, on bool) (bool, error) {
	query := `INSERT INTO notice_off (kind) VALUES ($1) ON CONFLICT (kind) DO NOTHING`
	if on {
		query = `DELETE FROM notice_off WHERE kind = $1`
	}
	n, err := db.changed(ctx, query, string(kind))
	return n == 1, err
}

// FirstAdminLanguage returns the language that the oldest enabled admin has
// chosen, or "".
func (db *DB) FirstAdminLanguage(ctx context.Context) (string, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT language FROM operator WHERE role = 'admin' AND NOT disabled ORDER BY created_at, id LIMIT 1`)
	list, err := collect(rows, err, func(r scanner) (lang string, err error) { return lang, r.Scan(&lang) })
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}
