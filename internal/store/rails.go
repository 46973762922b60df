package store

import (
	"context"
	"errors"
	"strings"

	"keyporter/internal/desk"
)

// Rails returns what an admin has chosen of the guard rails, without their lists.
// Mode is "" where nobody has chosen one.
func (db *DB) Rails(ctx context.Context) (desk.Rails, error) {
	var r desk.Rails
	var paths string
	var set int64
	err := translate(db.read.QueryRowContext(ctx, `SELECT mode, boundary, paths, set_by, set_at FROM guard WHERE one = 1`).
		Scan(&r.Mode, &r.Boundary, &paths, &r.SetBy, &set))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return r, err
	}
	r.Chosen, r.Paths, r.SetAt = r.Mode != "", strings.Fields(paths), fromMicros(set)
	return r, nil
}

// AdoptedOnes returns the users and groups that were adopted, by kind and name.
func (db *DB) AdoptedOnes(ctx context.Context) ([]desk.Adopted, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT kind, iam_id, name, set_by, set_at FROM adopted ORDER BY kind, name, iam_id`)
	return collect(rows, err, func(row scanner) (a desk.Adopted, err error) {
		var set int64
		err = row.Scan(&a.Kind, &a.ID, &a.Name, &a.SetBy, &set)
		a.SetAt = fromMicros(set)
		return a, translate(err)
	})
}

// SafePolicies returns the safe set, by ARN.
func (db *DB) SafePolicies(ctx context.Context) ([]desk.SafePolicy, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT arn, version, hash, document, set_by, set_at FROM safe_policy ORDER BY arn`)
	return collect(rows, err, func(row scanner) (s desk.SafePolicy, err error) {
		var set int64
		err = row.Scan(&s.ARN, &s.Version, &s.Hash, &s.Document, &s.SetBy, &set)
		s.SetAt = fromMicros(set)
		return s, translate(err)
	})
}

// SetRails stores mode, boundary and paths.
func (db *DB) SetRails(ctx context.Context, r desk.Rails) error {
	_, err := db.changed(ctx,
		`INSERT INTO guard (one, mode, boundary, paths, set_by, set_at) VALUES (1, $1, $2, $3, $4, $5)
		 ON CONFLICT (one) DO UPDATE SET mode = excluded.mode, boundary = excluded.boundary, paths = excluded.paths,
		     set_by = excluded.set_by, set_at = excluded.set_at`,
		string(r.Mode), r.Boundary, strings.Join(r.Paths, "\n"), r.SetBy, micros(r.SetAt))
	return err
}

// PinPolicy puts a policy into the safe set, or pins another version of it there.
func (db *DB) PinPolicy(ctx context.Context, s desk.SafePolicy) error {
	_, err := db.changed(ctx,
		`INSERT INTO safe_policy (arn, version, hash, document, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
		 ON CONFLICT (arn) DO UPDATE SET version = excluded.version, hash = excluded.hash, document = excluded.document,
		     set_by = excluded.set_by, set_at = excluded.set_at`,
		s.ARN, s.Version, s.Hash, s.Document, s.SetBy, micros(s.SetAt))
	return err
}

// UnpinPolicy takes a policy out of the safe set, and reports whether it was there.
func (db *DB) UnpinPolicy(ctx context.Context, arn string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM safe_policy WHERE arn = $1`, arn)
	return n == 1, err
}

// Adopt makes a user or group a managed one.
func (db *DB) Adopt(ctx context.Context, a desk.Adopted) error {
	_, err := db.changed(ctx,
		`INSERT INTO adopted (kind, iam_id, name, set_by, set_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, iam_id) DO NOTHING`,
		string(a.Kind), a.ID, a.Name, a.SetBy, micros(a.SetAt))
	return err
}

// Disown ends that a user or group was adopted, and reports whether it was.
func (db *DB) Disown(ctx context.Context, kind desk.AdoptedKind, id string) (bool, error) {
	n, err := db.changed(ctx, `DELETE FROM adopted WHERE kind = $1 AND iam_id = $2`, string(kind), id)
	return n == 1, err
}
