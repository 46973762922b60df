package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
)

const jobColumns = `id, verb, target, form_key, content, doc, actor_id, actor, by_id, by_name, request_id, client,
	state, total, done, failed, unknown, carried, cancelled, created_at, began_at, ended_at, fence`

func scanJob(r scanner) (desk.Job, error) {
	var j desk.Job
	var created, began, ended int64
	err := r.Scan(&j.ID, &j.Verb, &j.Target, &j.FormKey, &j.Content, &j.Doc, &j.ActorID, &j.Actor,
		&j.By.ID, &j.By.Name, &j.By.RequestID, &j.By.Client,
		&j.State, &j.Total, &j.Done, &j.Failed, &j.Unknown, &j.Carried, &j.Cancel, &created, &began, &ended, &j.Fence)
	j.Created, j.Began, j.Ended = fromMicros(created), fromMicros(began), fromMicros(ended)
	return j, translate(err)
}

// AddJob stores a new job, which waits, with its rows, in their order. It is
// ErrTaken when the actor has sent the form before.
func (db *DB) AddJob(ctx context.Context, j desk.Job, rows []desk.JobRow) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO job (id, verb, target, form_key, content, doc, actor_id, actor, by_id, by_name, request_id, client,
		 state, total, done, failed, unknown, carried, cancelled, retry_form, created_at, began_at, ended_at, turn_at, lease_until, fence)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13, 0, 0, 0, 0, FALSE, '', $14, 0, 0, $14, 0, 0)`,
		j.ID, string(j.Verb), j.Target, j.FormKey, j.Content, j.Doc, j.ActorID, j.Actor,
		j.By.ID, j.By.Name, j.By.RequestID, j.By.Client, len(rows), micros(j.Created))
	if err != nil {
		return translate(err)
	}
	return db.addJobRows(ctx, j.ID, rows)
}

// Job returns one job, with the target of the row at work.
func (db *DB) Job(ctx context.Context, id string) (desk.Job, error) {
	j, err := scanJob(db.read.QueryRowContext(ctx, `SELECT `+jobColumns+` FROM job WHERE id = $1`, id))
	if err != nil || j.State != desk.JobRunning {
		return j, err
	}
	at, err := db.JobRows(ctx, id, desk.JobRowFilter{States: []desk.RowState{desk.RowWorking}, Limit: 1})
	if len(at) > 0 {
		j.Current = at[0].Target
	}
	return j, err
}

// JobOfForm returns the job that a form of the actor began.
func (db *DB) JobOfForm(ctx context.Context, actorID, form string) (desk.Job, error) {
	return scanJob(db.read.QueryRowContext(ctx,
		`SELECT `+jobColumns+` FROM job WHERE actor_id = $1 AND form_key = $2`, actorID, form))
}

// Jobs returns jobs, the newest first.
func (db *DB) Jobs(ctx context.Context, f desk.JobFilter) ([]desk.Job, error) {
	args := []any{f.Before, f.Limit}
	where := `($1 = '' OR id < $1)` + among("state", f.States, &args)
	rows, err := db.read.QueryContext(ctx, `SELECT `+jobColumns+` FROM job WHERE `+where+` ORDER BY id DESC LIMIT $2`, args...)
	return collect(rows, err, scanJob)
}

// OpenJobs tells how many jobs have not ended.
func (db *DB) OpenJobs(ctx context.Context) (int, error) {
	var n int
	err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running')`).Scan(&n)
	return n, translate(err)
}

// ClaimJob gives the caller the job, of one of the kinds, that nobody holds at now
// and that has waited longest; it holds it until the time until. ErrNotFound says
// that there is none, or that another was faster. The fence of the job that is
// returned is the caller's.
func (db *DB) ClaimJob(ctx context.Context, kinds []desk.Verb, now, until time.Time) (desk.Job, error) {
	args := []any{micros(now), micros(until)}
	const free = `state IN ('waiting', 'running') AND lease_until <= $1`
	return scanJob(db.write.QueryRowContext(ctx,
		`UPDATE job SET state = 'running', fence = fence + 1, lease_until = $2, began_at = CASE began_at WHEN 0 THEN $1 ELSE began_at END
		 WHERE id = (SELECT id FROM job WHERE `+free+among("verb", kinds, &args)+` ORDER BY turn_at, id LIMIT 1) AND `+free+`
		 RETURNING `+jobColumns, args...))
}

// JobHold is what the holder of a job writes down: how long it holds it, and
// what came of rows since.
type JobHold struct {
	ID                    string
	Fence                 int64
	Until                 time.Time
	Done, Failed, Unknown int // how many rows more
}

// HoldJob writes a hold down, and returns the job. ErrNotFound says that the
// caller holds it no more. In a transaction it keeps others from claiming the job
// until the end.
func (db *DB) HoldJob(ctx context.Context, h JobHold) (desk.Job, error) {
	return scanJob(db.write.QueryRowContext(ctx,
		`UPDATE job SET lease_until = $3, done = done + $4, failed = failed + $5, unknown = unknown + $6
		 WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING `+jobColumns,
		h.ID, h.Fence, micros(h.Until), h.Done, h.Failed, h.Unknown))
}

// ReleaseJob lets another take a job up: all that wait longer come first.
func (db *DB) ReleaseJob(ctx context.Context, id string, fence int64, now time.Time) error {
	_, err := db.changed(ctx,
		`UPDATE job SET lease_until = 0, turn_at = $3 WHERE id = $1 AND fence = $2 AND state = 'running'`, id, fence, micros(now))
	return err
}

// FreeJobs lets every job be taken up. It is for a process that is alone with its
// database, as it starts: who held a job is gone.
func (db *DB) FreeJobs(ctx context.Context) error {
	_, err := db.changed(ctx, `UPDATE job SET lease_until = 0 WHERE state = 'running'`)
	return err
}

// EndJob ends a job with the state and time of j, and reports whether its fence
// was still that of j.
func (db *DB) EndJob(ctx context.Context, j desk.Job) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE job SET state = $3, ended_at = $4, lease_until = 0 WHERE id = $1 AND fence = $2 AND state = 'running'`,
		j.ID, j.Fence, string(j.State), micros(j.Ended))
	return n == 1, err
}

// CancelJob marks a job that has not ended as cancelled, and reports whether it
// was not marked before. Its holder ends it.
func (db *DB) CancelJob(ctx context.Context, id string) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE job SET cancelled = TRUE WHERE id = $1 AND NOT cancelled AND state IN ('waiting', 'running')`, id)
	return n == 1, err
}

// jobLeft are the rows of a job that can be tried again. One that waits is there
// where the job was cancelled.
const jobLeft = `job_id = $1 AND (state IN ('todo', 'failed') OR state = 'unknown' AND again)`

// JobLeft tells how many rows of a job can be tried again once it has ended.
func (db *DB) JobLeft(ctx context.Context, id string) (int, error) {
	var n int
	err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM job_row WHERE `+jobLeft, id).Scan(&n)
	return n, translate(err)
}

// RetryJob lets a job that has ended go on with the rows that can be tried again,
// and reports whether there were any. The form that asks is kept in the job.
func (db *DB) RetryJob(ctx context.Context, id, form string, by desk.JobActor) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE job SET state = 'waiting', cancelled = FALSE, lease_until = 0, began_at = 0, ended_at = 0, carried = done, failed = 0,
		 unknown = (SELECT COUNT(*) FROM job_row WHERE job_id = $1 AND state = 'unknown' AND NOT again),
		 retry_form = $2, by_id = $3, by_name = $4, request_id = $5, client = $6
		 WHERE id = $1 AND state IN ('part', 'cancelled', 'stopped') AND retry_form <> $2
		 AND EXISTS (SELECT 1 FROM job_row WHERE `+jobLeft+`)`,
		id, form, by.ID, by.Name, by.RequestID, by.Client)
	if err != nil || n == 0 {
		return false, err
	}
	_, err = db.changed(ctx,
		`UPDATE job_row SET lost = (lost OR state = 'unknown'), state = 'todo', fault = '', args = '', ended_at = 0 WHERE `+jobLeft, id)
	return true, err
}

// JobRetried reports whether the form is the one that tried the rest of a job
// again last.
func (db *DB) JobRetried(ctx context.Context, id, form string) (bool, error) {
	var n int
	err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM job WHERE id = $1 AND retry_form = $2`, id, form).Scan(&n)
	return n == 1, translate(err)
}

// among is a condition that a column has one of the values, behind others, whose
// values it joins; "" where there are no values.
func among[T ~string](column string, values []T, args *[]any) string {
	if len(values) == 0 {
		return ""
	}
	marks := make([]string, len(values))
	for i, v := range values {
		*args = append(*args, string(v))
		marks[i] = fmt.Sprintf("$%d", len(*args))
	}
	return ` AND ` + column + ` IN (` + strings.Join(marks, ", ") + `)`
}
