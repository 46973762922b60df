package store

import (
	"context"
	"time"

	"keyporter/internal/desk"
)

// Todo counts what waits for an operator, and for this session of the operator.
func (db *DB) Todo(ctx context.Context, operator, session string, now time.Time) (desk.Todo, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT j.id, j.verb, COUNT(*) FROM bundle b JOIN bundle_ticket bt ON bt.bundle_id = b.id
		 JOIN ticket t ON t.id = bt.ticket_id JOIN job j ON j.id = b.job_id
		 WHERE b.session_hash = $1 AND t.ended_at = 0 AND t.taken_at = 0 AND t.shown_at = 0 AND t.expires_at > $2
		 GROUP BY j.id, j.verb ORDER BY j.id`, session, micros(now))
	results, err := collect(rows, err, func(r scanner) (one desk.JobResults, err error) {
		return one, r.Scan(&one.Job, &one.Verb, &one.Waiting)
	})
	todo := desk.Todo{Results: results}
	if err != nil {
		return todo, err
	}
	stale := micros(now.Add(-desk.RotationStale))
	err = db.read.QueryRowContext(ctx,
		`SELECT COUNT(CASE WHEN state = 'waiting_claim' AND operator_id = $1
		                    AND ticket_id NOT IN (SELECT ticket_id FROM bundle_ticket) THEN 1 END),
		        COUNT(CASE WHEN state = 'overlap' AND held <> '' AND ends_at <= $2 THEN 1 END),
		        COUNT(CASE WHEN state IN ('planned', 'blocked')
		                    OR changed_at <= $3 AND NOT (state = 'grace' AND problem = '') AND NOT (state = 'overlap' AND ends_at > $3) THEN 1 END)
		 FROM rotation WHERE state NOT IN ('done', 'cancelled', 'undone')`, operator, micros(now), stale).
		Scan(&todo.Claims, &todo.InUse, &todo.Stuck)
	return todo, translate(err)
}
