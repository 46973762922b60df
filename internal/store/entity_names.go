package store

import "context"

// Linked returns the entities of a kind that link.Source is linked to, in the
// order of their names. SQLite keeps the order of a CROSS JOIN: it begins with the
// few links, and not with all entities of the kind.
func (e *Entities) Linked(ctx context.Context, link EntityLink, entityKind string) ([]Entity, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+entityColumns+` FROM entity_link
		 CROSS JOIN entity
		 WHERE entity_link.account = $1 AND entity_link.kind = $2 AND entity_link.source = $3
		   AND entity.account = $1 AND entity.kind = $4 AND entity.name = entity_link.target ORDER BY entity_link.target`,
		e.account, link.Kind, link.Source, entityKind)
	return collect(rows, err, scanEntity)
}

// Rename gives an entity another name and reports whether it was there; ErrTaken
// when the name is in use. Its links stay.
func (e *Entities) Rename(ctx context.Context, kind, from, to string) (bool, error) {
	n, err := e.db.changed(ctx,
		`UPDATE entity SET name = $4, rev = rev + 1 WHERE account = $1 AND kind = $2 AND name = $3`,
		e.account, kind, from, to)
	return n == 1, err
}

// MoveSources makes the links of a kind that lead from the name from lead from
// the name to.
func (e *Entities) MoveSources(ctx context.Context, kind, from, to string) error {
	_, err := e.db.changed(ctx,
		`UPDATE entity_link SET source = $4 WHERE account = $1 AND kind = $2 AND source = $3`, e.account, kind, from, to)
	return err
}

// MoveTargets makes the links of a kind that lead to the name from lead to the
// name to.
func (e *Entities) MoveTargets(ctx context.Context, kind, from, to string) error {
	_, err := e.db.changed(ctx,
		`UPDATE entity_link SET target = $4 WHERE account = $1 AND kind = $2 AND target = $3`, e.account, kind, from, to)
	return err
}
