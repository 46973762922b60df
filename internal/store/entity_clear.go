package store

import "context"

// Between returns the entities of a kind whose names lie from first to last, in
// the order of their names.
func (e *Entities) Between(ctx context.Context, kind, first, last string) ([]Entity, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+entityColumns+` FROM entity WHERE account = $1 AND kind = $2 AND name >= $3 AND name <= $4 ORDER BY name`,
		e.account, kind, first, last)
	return collect(rows, err, scanEntity)
}

// Empty reports whether the account holds nothing: no bucket, no setting, and no
// entities but those of the kind but, counts, reports, and the uses of keys, which
// say nothing by themselves.
func (e *Entities) Empty(ctx context.Context, but string) (bool, error) {
	var full bool
	row := e.db.read.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM entity WHERE account = $1 AND kind NOT IN ($2, 'count', 'report', 'key-use'))
		     OR EXISTS (SELECT 1 FROM bucket WHERE account = $1)
		     OR EXISTS (SELECT 1 FROM bucket_owner WHERE account = $1 AND block <> '')`, e.account, but)
	return !full, translate(row.Scan(&full))
}

// Clear removes all that the account holds, with its buckets and what is in them,
// but entities of the kind but.
func (e *Entities) Clear(ctx context.Context, but string) error {
	const buckets = `(SELECT name FROM bucket WHERE account = $1)`
	return e.db.Tx(ctx, func(tx *DB) error {
		for _, statement := range []string{
			`DELETE FROM chunk WHERE content IN (SELECT content FROM object WHERE bucket IN ` + buckets + `)`,
			`DELETE FROM chunk WHERE content IN (SELECT part.content FROM part WHERE part.upload IN (
			   SELECT id FROM upload WHERE bucket IN ` + buckets + ` UNION SELECT content FROM object WHERE parts > 0 AND bucket IN ` + buckets + `))`,
			`DELETE FROM part WHERE upload IN (
			   SELECT id FROM upload WHERE bucket IN ` + buckets + ` UNION SELECT content FROM object WHERE parts > 0 AND bucket IN ` + buckets + `)`,
			`DELETE FROM upload WHERE bucket IN ` + buckets,
			`DELETE FROM object WHERE bucket IN ` + buckets,
			`DELETE FROM bucket WHERE account = $1`,
			`DELETE FROM bucket_owner WHERE account = $1`,
			`DELETE FROM entity_link WHERE account = $1`,
		} {
			if _, err := tx.changed(ctx, statement, e.account); err != nil {
				return err
			}
		}
		_, err := tx.changed(ctx, `DELETE FROM entity WHERE account = $1 AND kind <> $2`, e.account, but)
		return err
	})
}
