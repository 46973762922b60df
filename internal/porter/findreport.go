package porter

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"keyporter/internal/iam"
)

// The views of a credential report that ReportQuery.Only names.
const (
	ReportNoMFA  = "no-mfa" // a password without a second factor
	ReportOld    = "old"    // an active key that is older than Age
	ReportUnused = "unused" // a password or an active key that was never used
)

// ReportQuery asks for one page of the credential report. Sort is "name",
// "used" (last sign-in), "changed" (password) or "key" (age of the oldest active
// key); everything else means "name".
type ReportQuery struct {
	Text string // part of a user's name, without regard to case
	Only string
	Age  time.Duration // of ReportOld
	Sort string
	Desc bool
	From int // rows before the page
	Size int
}

// ReportPage is one page of the credential report.
type ReportPage struct {
	Rows  []iam.ReportRow // the root's first, where it matches
	Total int             // all rows
	Match int             // those that match
	From  int             // rows before these
	Last  bool            // no further page
}

// FindReport returns one page of the rows that match the query. At is now.
func (s *Snapshot) FindReport(q ReportQuery, at time.Time) ReportPage {
	rows, text := s.report.Rows, strings.ToLower(strings.TrimSpace(q.Text))
	found := make([]int32, 0, len(rows))
	for i := range rows {
		if (text == "" || strings.Contains(rows[i].User.Fold(), text)) && q.shows(&rows[i], at) {
			found = append(found, int32(i))
		}
	}
	slices.SortStableFunc(found, func(a, b int32) int { return q.compare(&rows[a], &rows[b]) })
	page := ReportPage{Total: len(rows), Match: len(found), From: min(max(q.From, 0), len(found))}
	end := min(len(found), page.From+max(q.Size, 1))
	for _, i := range found[page.From:end] {
		page.Rows = append(page.Rows, rows[i])
	}
	page.Last = end == len(found)
	return page
}

func (q ReportQuery) shows(row *iam.ReportRow, at time.Time) bool {
	switch q.Only {
	case ReportNoMFA:
		return row.WithoutMFA()
	case ReportOld:
		t := row.OldestKey()
		return !t.IsZero() && at.Sub(t) > q.Age
	case ReportUnused:
		return row.Unused()
	}
	return true
}

func (q ReportQuery) compare(a, b *iam.ReportRow) int {
	if a.Root() != b.Root() { // the root stands first in every order
		if a.Root() {
			return -1
		}
		return 1
	}
	c := 0
	switch q.Sort {
	case "used":
		c = a.PasswordUsed.Compare(b.PasswordUsed)
	case "changed":
		c = a.PasswordChanged.Compare(b.PasswordChanged)
	case "key":
		c = a.OldestKey().Compare(b.OldestKey())
	}
	c = cmp.Or(c, strings.Compare(a.User.Fold(), b.User.Fold()))
	if q.Desc {
		return -c
	}
	return c
}

// WithoutMFA counts the users who can sign in to the console without a second
// factor, the root included; known is false while there is no report.
func (s *Snapshot) WithoutMFA() (n int, known bool) {
	for i := range s.report.Rows {
		if s.report.Rows[i].WithoutMFA() {
			n++
		}
	}
	return n, !s.report.Made.IsZero()
}
