package store

import (
	"context"
	"fmt"
)

// Entity is one thing of an embedded account: a user, a group, a policy. Name
// is folded where AWS ignores case, Doc is JSON, Rev grows with every update.
type Entity struct {
	Kind, Name, Doc string
	Rev             int64
}

// EntityLink says that the thing named Source belongs to the one named Target,
// in the way that Kind names.
type EntityLink struct{ Kind, Source, Target string }

// Entities is the contents of one embedded account. It is as transactional as
// the DB that it came from.
type Entities struct {
	db      *DB
	account string
}

// Entities returns the contents of the embedded account with this number.
func (db *DB) Entities(account string) *Entities { return &Entities{db: db, account: account} }

// Tx runs f on the same contents inside one transaction; see DB.Tx.
func (e *Entities) Tx(ctx context.Context, f func(tx *Entities) error) error {
	return e.db.Tx(ctx, func(tx *DB) error { return f(tx.Entities(e.account)) })
}

// Snapshot runs f on one state of the same contents; see DB.Snapshot.
func (e *Entities) Snapshot(ctx context.Context, f func(tx *Entities) error) error {
	return e.db.Snapshot(ctx, func(tx *DB) error { return f(tx.Entities(e.account)) })
}

const entityColumns = `entity.kind, entity.name, entity.doc, entity.rev`

func scanEntity(r scanner) (Entity, error) {
	var one Entity
	err := r.Scan(&one.Kind, &one.Name, &one.Doc, &one.Rev)
	return one, translate(err)
}

// Get returns one entity; ErrNotFound when there is none.
func (e *Entities) Get(ctx context.Context, kind, name string) (Entity, error) {
	return scanEntity(e.db.read.QueryRowContext(ctx,
		`SELECT `+entityColumns+` FROM entity WHERE account = $1 AND kind = $2 AND name = $3`, e.account, kind, name))
}

// Hold returns one entity and locks its row until the transaction ends;
// ErrNotFound when there is none.
func (e *Entities) Hold(ctx context.Context, kind, name string) (Entity, error) {
	return scanEntity(e.db.write.QueryRowContext(ctx,
		`UPDATE entity SET rev = rev WHERE account = $1 AND kind = $2 AND name = $3 RETURNING `+entityColumns,
		e.account, kind, name))
}

// List returns at most limit entities of a kind whose names come after after,
// in the order of their names.
func (e *Entities) List(ctx context.Context, kind, after string, limit int) ([]Entity, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+entityColumns+` FROM entity WHERE account = $1 AND kind = $2 AND name > $3 ORDER BY name LIMIT $4`,
		e.account, kind, after, limit)
	return collect(rows, err, scanEntity)
}

// Count tells how many entities of a kind there are.
func (e *Entities) Count(ctx context.Context, kind string) (int, error) {
	var n int
	row := e.db.read.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM entity WHERE account = $1 AND kind = $2`, e.account, kind)
	return n, translate(row.Scan(&n))
}

// Add adds an entity at revision 1; ErrTaken when its name is in use.
func (e *Entities) Add(ctx context.Context, one Entity) error {
	_, err := e.db.changed(ctx,
		`INSERT INTO entity (account, kind, name, doc, rev) VALUES ($1, $2, $3, $4, 1)`,
		e.account, one.Kind, one.Name, one.Doc)
	return err
}

// Update stores the entity's document where its revision is still the one that
// was read, and reports whether it was.
func (e *Entities) Update(ctx context.Context, one Entity) (bool, error) {
	n, err := e.db.changed(ctx,
		`UPDATE entity SET doc = $4, rev = rev + 1 WHERE account = $1 AND kind = $2 AND name = $3 AND rev = $5`,
		e.account, one.Kind, one.Name, one.Doc, one.Rev)
	return n == 1, err
}

// Put adds an entity or replaces its document, whatever its revision.
func (e *Entities) Put(ctx context.Context, one Entity) error {
	_, err := e.db.changed(ctx,
		`INSERT INTO entity (account, kind, name, doc, rev) VALUES ($1, $2, $3, $4, 1)
		 ON CONFLICT (account, kind, name) DO UPDATE SET doc = excluded.doc, rev = entity.rev + 1`,
		e.account, one.Kind, one.Name, one.Doc)
	return err
}

// Delete removes an entity and reports whether it was there. Its links stay.
func (e *Entities) Delete(ctx context.Context, kind, name string) (bool, error) {
	n, err := e.db.changed(ctx,
		`DELETE FROM entity WHERE account = $1 AND kind = $2 AND name = $3`, e.account, kind, name)
	return n == 1, err
}

// Link adds a link; ErrTaken when it is there.
func (e *Entities) Link(ctx context.Context, l EntityLink) error {
	_, err := e.db.changed(ctx,
		`INSERT INTO entity_link (account, kind, source, target) VALUES ($1, $2, $3, $4)`,
		e.account, l.Kind, l.Source, l.Target)
	return err
}

// Unlink removes a link and reports whether it was there.
func (e *Entities) Unlink(ctx context.Context, l EntityLink) (bool, error) {
	n, err := e.db.changed(ctx,
		`DELETE FROM entity_link WHERE account = $1 AND kind = $2 AND source = $3 AND target = $4`,
		e.account, l.Kind, l.Source, l.Target)
	return n == 1, err
}

const linkedColumns = `kind, source, target`

func scanEntityLink(r scanner) (EntityLink, error) {
	var l EntityLink
	return l, r.Scan(&l.Kind, &l.Source, &l.Target)
}

// Targets returns what a source is linked to, in order.
func (e *Entities) Targets(ctx context.Context, kind, source string) ([]string, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+linkedColumns+` FROM entity_link WHERE account = $1 AND kind = $2 AND source = $3 ORDER BY target`,
		e.account, kind, source)
	links, err := collect(rows, err, scanEntityLink)
	targets := make([]string, len(links))
	for i, l := range links {
		targets[i] = l.Target
	}
	return targets, err
}

// LinksBetween returns the links of the sources from first to last, by source
// and target: all that one page of a list needs, in one query.
func (e *Entities) LinksBetween(ctx context.Context, kind, first, last string) ([]EntityLink, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+linkedColumns+` FROM entity_link
		 WHERE account = $1 AND kind = $2 AND source >= $3 AND source <= $4 ORDER BY source, target`,
		e.account, kind, first, last)
	return collect(rows, err, scanEntityLink)
}

// Sources returns at most limit entities that are linked to link.Target, are of
// entityKind, and whose names come after link.Source, in the order of their names.
func (e *Entities) Sources(ctx context.Context, link EntityLink, entityKind string, limit int) ([]Entity, error) {
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT `+entityColumns+` FROM entity_link
		 JOIN entity ON entity.account = entity_link.account AND entity.kind = $5 AND entity.name = entity_link.source
		 WHERE entity_link.account = $1 AND entity_link.kind = $2 AND entity_link.target = $3 AND entity_link.source > $4
		 ORDER BY entity_link.source LIMIT $6`,
		e.account, link.Kind, link.Target, link.Source, entityKind, limit)
	return collect(rows, err, scanEntity)
}

// CountTargets tells how many targets a source is linked to.
func (e *Entities) CountTargets(ctx context.Context, kind, source string) (int, error) {
	var n int
	row := e.db.read.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM entity_link WHERE account = $1 AND kind = $2 AND source = $3`, e.account, kind, source)
	return n, translate(row.Scan(&n))
}

// CountSources tells how many sources are linked to a target.
func (e *Entities) CountSources(ctx context.Context, kind, target string) (int, error) {
	var n int
	row := e.db.read.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM entity_link WHERE account = $1 AND kind = $2 AND target = $3`, e.account, kind, target)
	return n, translate(row.Scan(&n))
}

// CountByTarget tells for every target of a kind of link how many sources it has.
func (e *Entities) CountByTarget(ctx context.Context, kind string) (map[string]int, error) {
	type counted struct {
		target string
		n      int
	}
	rows, err := e.db.read.QueryContext(ctx,
		`SELECT target, COUNT(*) FROM entity_link WHERE account = $1 AND kind = $2 GROUP BY target`, e.account, kind)
	list, err := collect(rows, err, func(r scanner) (counted, error) {
		var c counted
		return c, r.Scan(&c.target, &c.n)
	})
	if err != nil {
		return nil, fmt.Errorf("count %s links: %w", kind, err)
	}
	counts := make(map[string]int, len(list))
	for _, c := range list {
		counts[c.target] = c.n
	}
	return counts, nil
}
