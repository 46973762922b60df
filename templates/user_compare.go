package templates

import (
	"slices"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/text"
)

// AccessComparison is what two users can do on the buckets that either of them
// reaches, side by side.
type AccessComparison struct {
	Missing  string // in place of everything else: why there is no such user
	Summary  string
	Subjects [2]int // places of the two in the table
	Names    [2]string
	Rows     []ComparedRow
}

// ComparedRow is one bucket.
type ComparedRow struct {
	Bucket string
	URL    string
	Levels [2]LevelTag
	Differ string // the columns in which the two differ; "" for none
	WhyURL [2]string
}

// Differ names the columns in which two users have different answers on a bucket,
// or the same answer for a different part of its objects.
func Differ(t *text.Text, table *access.Table, pair [2]int, bucket int) string {
	var names []string
	one, two := table.Cell(pair[0], bucket), table.Cell(pair[1], bucket)
	for c := range access.Column(access.Columns) {
		differs := func(q access.Question) bool {
			return one.Answer(q) != two.Answer(q) || one.Some(q) != two.Some(q)
		}
		if slices.ContainsFunc(c.Questions(), differs) {
			names = append(names, t.Access.Columns[c.String()])
		}
	}
	return strings.Join(names, ", ")
}

// NewComparedRow makes the row of a bucket.
func NewComparedRow(t *text.Text, table *access.Table, pair [2]int, bucket int) ComparedRow {
	name := table.Account().Buckets[bucket].Name
	row := ComparedRow{Bucket: name, URL: BucketURL(name), Differ: Differ(t, table, pair, bucket)}
	for i, subject := range pair {
		row.Levels[i] = NewLevelTag(t, table.Level(subject, bucket)).Bare()
		row.WhyURL[i] = WhyURL(table.Subjects()[subject], name, "")
	}
	return row
}
