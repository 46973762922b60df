package store

import (
	"context"

	"keyporter/internal/desk"
)

const operatorColumns = `id, name, role, language, theme, disabled, created_at, iam_user, iam_id, scope, signed_at,
	zone, density, keys, views`

// signsIn is which operators can sign in.
const signsIn = `NOT disabled AND (password <> '' OR EXISTS (SELECT 1 FROM identity WHERE identity.operator_id = operator.id))`

func scanOperator(r scanner, more ...any) (desk.Operator, error) {
	var o desk.Operator
	var created, signed int64
	var scope string
	err := r.Scan(append([]any{&o.ID, &o.Name, &o.Role, &o.Language, &o.Theme, &o.Disabled, &created,
		&o.IAMUser, &o.IAMID, &scope, &signed, &o.Zone, &o.Density, &o.Keys, &o.Views}, more...)...)
	if err != nil {
		return o, err
	}
	o.Created, o.Signed = fromMicros(created), fromMicros(signed)
	o.Scope, err = desk.ParseScope(scope)
	return o, err
}

// Operators returns all operators in the order of their names.
func (db *DB) Operators(ctx context.Context) ([]desk.Operator, error) {
	rows, err := db.read.QueryContext(ctx,
		`SELECT `+operatorColumns+` FROM operator ORDER BY name_key`)
	return collect(rows, err, func(r scanner) (desk.Operator, error) { return scanOperator(r) })
}

// HasOperators reports whether there is any operator.
func (db *DB) HasOperators(ctx context.Context) (bool, error) {
	var has bool
	row := db.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM operator)`)
	return has, translate(row.Scan(&has))
}

// OperatorNamed returns the operator whose canonical name is key, with the hash
// of the password; ErrNotFound when there is none.
func (db *DB) OperatorNamed(ctx context.Context, key string) (desk.Operator, string, error) {
	var password string
	o, err := scanOperator(db.read.QueryRowContext(ctx,
		`SELECT `+operatorColumns+`, password FROM operator WHERE name_key = $1`, key), &password)
	return o, password, translate(err)
}

// AddOperator adds an operator; ErrTaken when the name is in use. An empty
// password hash cannot sign in.
func (db *DB) AddOperator(ctx context.Context, o desk.Operator, password string) error {
	_, err := db.write.ExecContext(ctx,
		`INSERT INTO operator (id, name, name_key, role, password, language, theme, disabled, created_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		o.ID, o.Name, desk.NameKey(o.Name), string(o.Role), password, o.Language, o.Theme, o.Disabled, micros(o.Created))
	return translate(err)
}

// AddFirstOperator adds an operator only where there is none, and reports
// whether it did. The caller has appended to the audit log in the same
// transaction, which makes such transactions wait for one another.
func (db *DB) AddFirstOperator(ctx context.Context, o desk.Operator, password string) (bool, error) {
	n, err := db.changed(ctx,
		`INSERT INTO operator (id, name, name_key, role, password, language, theme, disabled, created_at)
		 SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT),
		        CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS BOOLEAN), CAST($9 AS BIGINT)
		 WHERE NOT EXISTS (SELECT 1 FROM operator)`,
		o.ID, o.Name, desk.NameKey(o.Name), string(o.Role), password, o.Language, o.Theme, o.Disabled, micros(o.Created))
	return n == 1, err
}

// HoldOperator locks the operator's row until the transaction ends and returns
// it; ErrNotFound when the operator is disabled or has another password hash by
// now.
func (db *DB) HoldOperator(ctx context.Context, id, password string) (desk.Operator, error) {
	o, err := scanOperator(db.write.QueryRowContext(ctx,
		`UPDATE operator SET name = name WHERE id = $1 AND password = $2 AND NOT disabled
		 RETURNING `+operatorColumns, id, password))
	return o, translate(err)
}

// SetPassword stores a new password hash and returns the operator; ErrNotFound
// when the operator is disabled or gone.
func (db *DB) SetPassword(ctx context.Context, id, password string) (desk.Operator, error) {
	o, err := scanOperator(db.write.QueryRowContext(ctx,
		`UPDATE operator SET password = $2 WHERE id = $1 AND NOT disabled
		 RETURNING `+operatorColumns, id, password))
	return o, translate(err)
}

// ReplacePassword stores a new password hash where the old one is still in
// force, and reports whether it was.
func (db *DB) ReplacePassword(ctx context.Context, id, old, password string) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE operator SET password = $3 WHERE id = $1 AND password = $2 AND NOT disabled`, id, old, password)
	return n == 1, err
}

// SetPreferences stores how an operator wants the pages.
func (db *DB) SetPreferences(ctx context.Context, id string, p desk.Preferences) error {
	_, err := db.changed(ctx, `UPDATE operator SET language = $2, theme = $3, zone = $4, density = $5, keys = $6 WHERE id = $1`,
		id, p.Language, p.Theme, p.Zone, p.Density, p.Keys)
	return err
}

// SetViews stores how an operator wants lists to begin.
func (db *DB) SetViews(ctx context.Context, id string, v desk.Views) error {
	_, err := db.changed(ctx, `UPDATE operator SET views = $2 WHERE id = $1`, id, string(v))
	return err
}

// EnableOperator lets an operator sign in again.
func (db *DB) EnableOperator(ctx context.Context, id string) error {
	_, err := db.changed(ctx, `UPDATE operator SET disabled = $2 WHERE id = $1`, id, false)
	return err
}

// DisableOperator keeps an operator from signing in, and reports whether it
// did: never when no other admin would be left who can. The caller has appended
// to the audit log in the same transaction, which makes such transactions wait
// for one another.
func (db *DB) DisableOperator(ctx context.Context, id string) (bool, error) {
	n, err := db.changed(ctx,
		`UPDATE operator SET disabled = $2
		 WHERE id = $1 AND (role <> 'admin' OR disabled OR `+anotherAdmin+`)`,
		id, true)
	return n == 1, err
}
