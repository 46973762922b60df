package store

import (
	"context"

	"keyporter/internal/desk"
)

// anotherAdmin is true while an admin other than $1 can sign in.
const anotherAdmin = `EXISTS (
	SELECT 1 FROM operator AS other
	WHERE other.id <> $1 AND other.role = 'admin' AND NOT other.disabled AND other.password <> '')`

// Operator returns the operator with the id; ErrNotFound when there is none.
func (db *DB) Operator(ctx context.Context, id string) (desk.Operator, error) {
	o, err := scanOperator(db.read.QueryRowContext(ctx, `SELECT `+operatorColumns+` FROM operator WHERE id = $1`, id))
	return o, translate(err)
}

// SigningIn tells how many operators can sign in.
func (db *DB) SigningIn(ctx context.Context) (int, error) {
	var n int
	err := db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM operator WHERE `+signsIn).Scan(&n)
	return n, translate(err)
}

// SetRole gives an operator another role, and reports whether it did: never when
// no other admin would be left who can sign in. The caller has appended to the
// audit log in the same transaction, which makes such transactions wait for one
// another.
func (db *DB) SetRole(ctx context.Context, id string, role desk.Role) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE operator SET role = $2 WHERE id = $1 AND (role <> 'admin' OR disabled OR CAST($3 AS BOOLEAN) OR `+anotherAdmin+`)`,
		id, string(role), role == desk.Admin)
	return n == 1, err
}

// LinkOperator says which IAM user is an operator's, by its name and AWS's unique
// id; empty is none.
func (db *DB) LinkOperator(ctx context.Context, id, user, userID string) error {
	_, err := db.changed(ctx, `UPDATE operator SET iam_user = $2, iam_id = $3 WHERE id = $1`, id, user, userID)
	return err
}

// SetScope says what an operator administers as a manager.
func (db *DB) SetScope(ctx context.Context, id string, s desk.Scope) error {
	_, err := db.changed(ctx, `UPDATE operator SET scope = $2 WHERE id = $1`, id, s.Text())
	return err
}
