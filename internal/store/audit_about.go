package store

import (
	"context"
	"encoding/json"
	"strings"

	"keyporter/internal/desk"
)

// aboutPiece is how many entries are read at once, and aboutPieces how many times
// before the search for those of one user pauses.
const (
	aboutPiece  = 1000
	aboutPieces = 20
)

// AuditAbout returns entries that are about an IAM user, the newest first, without
// those that only begin. From is where to go on, as Before of the filter; 0 at the
// end of the log.
func (db *DB) AuditAbout(ctx context.Context, a desk.About, f desk.AuditFilter) (found []desk.Entry, from int64, err error) {
	verbs := make([]string, 0, 40)
	for _, v := range a.Verbs() {
		verbs = append(verbs, "'"+string(v)+"'") // constants of package desk
	}
	query := `SELECT record FROM audit WHERE ($1 = 0 OR seq < $1) AND phase <> $2
		 AND verb IN (` + strings.Join(verbs, ", ") + `) ORDER BY seq DESC LIMIT $3`
	from = f.Before
	for range aboutPieces {
		rows, err := db.read.QueryContext(ctx, query, from, string(desk.Begun), aboutPiece)
		piece, err := collect(rows, err, scanEntry)
		if err != nil {
			return nil, 0, err
		}
		for _, e := range piece {
			if from = e.Seq; !a.Has(e) {
				continue
			}
			if len(found) == f.Limit {
				return found, found[f.Limit-1].Seq, nil
			}
			found = append(found, e)
		}
		if len(piece) < aboutPiece {
			return found, 0, nil
		}
	}
	return found, from, nil
}

func scanEntry(r scanner) (desk.Entry, error) {
	var record []byte
	var e desk.Entry
	if err := r.Scan(&record); err != nil {
		return e, err
	}
	return e, json.Unmarshal(record, &e)
}
