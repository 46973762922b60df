package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"keyporter/internal/desk"
)

const jobRowColumns = `job_id, number, call, verb, target, detail, doc, again, state, lost, fault, args, ended_at`

func scanJobRow(s scanner) (desk.JobRow, error) {
	var r desk.JobRow
	var detail, args string
	var ended int64
	if err := s.Scan(&r.Job, &r.Number, &r.Call, &r.Verb, &r.Target, &detail, &r.Doc, &r.Again, &r.State, &r.Lost, &r.Fault, &args, &ended); err != nil {
		return r, translate(err)
	}
	r.Ended = fromMicros(ended)
	for text, list := range map[string]*[]string{detail: &r.Detail, args: &r.Args} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), list); err != nil {
			return r, fmt.Errorf("decode a row of a job: %w", err)
		}
	}
	return r, nil
}

// nameList is how a list of names is stored; "" for none.
func nameList(list []string) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	b, err := json.Marshal(list)
	if err != nil {
		return "", fmt.Errorf("encode names: %w", err)
	}
	return string(b), nil
}

// jobRowsAtOnce is how many rows one statement adds. To SQLite the marks of values
// are names, each of which it looks up among those before: many cost more than
// they spare.
const jobRowsAtOnce = 50

func (db *DB) addJobRows(ctx context.Context, id string, rows []desk.JobRow) error {
	for from := 0; from < len(rows); from += jobRowsAtOnce {
		var values []string
		var args []any
		for i, r := range rows[from:min(from+jobRowsAtOnce, len(rows))] {
			detail, err := nameList(r.Detail)
			if err != nil {
				return err
			}
			n := len(args)
			values = append(values, fmt.Sprintf("($%d, $%d, $%d, $%d, $%d, $%d, $%d, $%d, 'todo', FALSE, '', '', 0)",
				n+1, n+2, n+3, n+4, n+5, n+6, n+7, n+8))
			args = append(args, id, from+i+1, r.Call, string(r.Verb), r.Target, detail, r.Doc, r.Again)
		}
		if _, err := db.write.ExecContext(ctx, `INSERT INTO job_row (`+jobRowColumns+`) VALUES `+strings.Join(values, ", "), args...); err != nil {
			return translate(err)
		}
	}
	return nil
}

// JobRows returns rows of a job, in their order.
func (db *DB) JobRows(ctx context.Context, id string, f desk.JobRowFilter) ([]desk.JobRow, error) {
	args := []any{id, f.After, f.Limit}
	where := `job_id = $1 AND number > $2` + among("state", f.States, &args)
	rows, err := db.read.QueryContext(ctx, `SELECT `+jobRowColumns+` FROM job_row WHERE `+where+` ORDER BY number LIMIT $3`, args...)
	return collect(rows, err, scanJobRow)
}

// LastJobRows returns the rows of a job that came last to one of the states, the
// last first.
func (db *DB) LastJobRows(ctx context.Context, id string, states []desk.RowState, limit int) ([]desk.JobRow, error) {
	args := []any{id, limit}
	where := `job_id = $1` + among("state", states, &args)
	rows, err := db.read.QueryContext(ctx, `SELECT `+jobRowColumns+` FROM job_row WHERE `+where+` ORDER BY ended_at DESC, number DESC LIMIT $2`, args...)
	return collect(rows, err, scanJobRow)
}

// NextJobRow marks the first row of a job that waits as at work, and returns it;
// ErrNotFound where none waits. The caller holds the job.
func (db *DB) NextJobRow(ctx context.Context, id string) (desk.JobRow, error) {
	return scanJobRow(db.write.QueryRowContext(ctx,
		`UPDATE job_row SET state = 'working'
		 WHERE job_id = $1 AND number = (SELECT MIN(number) FROM job_row WHERE job_id = $1 AND state = 'todo')
		 RETURNING `+jobRowColumns, id))
}

// EndJobRow writes down what came of a row, and reports whether it was at work.
// The caller holds the job.
func (db *DB) EndJobRow(ctx context.Context, r desk.JobRow) (bool, error) {
	args, err := nameList(r.Args)
	if err != nil {
		return false, err
	}
	n, err := db.changed(ctx,
		`UPDATE job_row SET state = $3, lost = $4, fault = $5, args = $6, ended_at = $7 WHERE job_id = $1 AND number = $2 AND state = 'working'`,
		r.Job, r.Number, string(r.State), r.Lost, string(r.Fault), args, micros(r.Ended))
	return n == 1, err
}

// PurgeJobs forgets the jobs that ended before a time. The audit log keeps what
// they did.
func (db *DB) PurgeJobs(ctx context.Context, before time.Time) error {
	_, err := db.changed(ctx, `DELETE FROM job WHERE ended_at > 0 AND ended_at < $1`, micros(before))
	return err
}
