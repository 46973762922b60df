package store

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Counts of entities are entities themselves, of the kind count, under the name
// of the kind that they count: counting rows would make each one slower than the
// one before it.

// AddCounted adds an entity at revision 1 and counts it, both or neither, in one
// statement. ErrTaken when its name is in use, else ErrFull when there are most of
// its kind. The row of the count comes first, as in Recount.
//
// A constraint refuses the whole statement: a count that is full is left without
// a document, an entity that is there without a revision.
func (e *Entities) AddCounted(ctx context.Context, one Entity, most int) error {
	_, err := e.db.write.ExecContext(ctx,
		`INSERT INTO entity (account, kind, name, doc, rev) VALUES ($1, 'count', $2, '1', 1), ($1, $2, $3, $4, 1)
		 ON CONFLICT (account, kind, name) DO UPDATE SET
		 doc = CASE WHEN entity.kind <> 'count' THEN entity.doc
		            WHEN CAST(entity.doc AS BIGINT) < $5
		              OR EXISTS (SELECT 1 FROM entity AS other WHERE other.account = $1 AND other.kind = $2 AND other.name = $3)
		            THEN CAST(CAST(entity.doc AS BIGINT) + 1 AS TEXT) END,
		 rev = CASE WHEN entity.kind = 'count' THEN entity.rev + 1 END`,
		e.account, one.Kind, one.Name, one.Doc, most)
	switch emptied(err) {
	case "rev":
		return ErrTaken
	case "doc":
		return ErrFull
	}
	return translate(err)
}

// emptied names the column that a statement would have left without a value; ""
// where that was not what went wrong.
func emptied(err error) string {
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case errors.As(err, &pg) && pg.Code == "23502": // not_null_violation, PostgreSQL appendix A
		return pg.ColumnName
	case errors.As(err, &lite) && lite.Code() == sqlite3.SQLITE_CONSTRAINT_NOTNULL:
		_, column, _ := strings.Cut(lite.Error(), "entity.")
		return column[:min(len(column), len("doc"))]
	}
	return ""
}

// Recount adds change to the count of a kind, returns it, and holds its row until
// the transaction ends.
func (e *Entities) Recount(ctx context.Context, kind string, change int) (int, error) {
	var n int
	row := e.db.write.QueryRowContext(ctx,
		`INSERT INTO entity (account, kind, name, doc, rev) VALUES ($1, 'count', $2, $3, 1)
		 ON CONFLICT (account, kind, name) DO UPDATE SET
		 doc = CAST(CAST(entity.doc AS BIGINT) + CAST(excluded.doc AS BIGINT) AS TEXT), rev = entity.rev + 1
		 RETURNING CAST(doc AS BIGINT)`,
		e.account, kind, strconv.Itoa(change))
	return n, translate(row.Scan(&n))
}
