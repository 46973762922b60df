package store

import (
	"context"
	"fmt"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
)

// Append writes an entry at the end of the audit log, in the caller's
// transaction, and returns its sequence number. The head row is the lock that
// keeps the chain without gap or fork. e.Seq is ignored. An entry that cannot be
// written is a fault: what is not written down is not done.
func (db *DB) Append(ctx context.Context, e desk.Entry) (int64, error) {
	seq, err := db.append(ctx, e)
	if err != nil {
		return 0, fault.New(fault.Busy, fault.CodeAuditAway).Because(err)
	}
	return seq, nil
}

func (db *DB) append(ctx context.Context, e desk.Entry) (int64, error) {
	var seq int64
	err := db.Tx(ctx, func(tx *DB) error {
		var prev string
		row := tx.write.QueryRowContext(ctx,
			`UPDATE audit_head SET seq = seq + 1 WHERE one = 1 RETURNING seq, hash`)
		if err := row.Scan(&seq, &prev); err != nil {
			return fmt.Errorf("take the next audit number: %w", translate(err))
		}
		e.Seq = seq
		record, err := e.Record()
		if err != nil {
			return err
		}
		hash := desk.ChainHash(seq, prev, record)
		if _, err := tx.write.ExecContext(ctx,
			`INSERT INTO audit (seq, at, act, phase, actor_id, actor, verb, target, fault, record, prev_hash, hash)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			seq, micros(e.At), e.Act, string(e.Phase), e.ActorID, e.Actor, string(e.Verb), e.Target,
			e.Fault, record, prev, hash); err != nil {
			return fmt.Errorf("write the audit entry: %w", translate(err))
		}
		if _, err := tx.write.ExecContext(ctx, `UPDATE audit_head SET hash = $1 WHERE one = 1`, hash); err != nil {
			return fmt.Errorf("move the audit head: %w", translate(err))
		}
		return nil
	})
	return seq, err
}

// Audit returns entries, the newest first.
func (db *DB) Audit(ctx context.Context, f desk.AuditFilter) ([]desk.Entry, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT record FROM audit
		 WHERE ($1 = 0 OR seq < $1) AND ($2 = '' OR target = $2) AND ($3 = '' OR act = $3)
		   AND ($5 = '' OR actor = $5) AND ($6 = '' OR verb = $6) AND ($7 = '' OR phase = $7)
		   AND at >= CAST($8 AS BIGINT) AND (CAST($9 AS BIGINT) = 0 OR at < $9)
		 ORDER BY seq DESC LIMIT $4`, f.Before, f.Target, f.Act, f.Limit,
		f.Actor, string(f.Verb), string(f.Phase), micros(f.From), micros(f.To))
	return collect(rows, err, scanEntry)
}
