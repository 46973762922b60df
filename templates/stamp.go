package templates

import (
	"time"

	"keyporter/internal/text"
)

// Stamp is a time as a page says it. The zero Stamp is a time that never was,
// or that the endpoint did not tell.
type Stamp struct {
	Text  string // "3 hours ago", or a date
	Exact string // with date, time and zone
	ISO   string // for machines
}

// AgoStamp says how long at lies before now.
func AgoStamp(t *text.Text, at, now time.Time) Stamp {
	if at.IsZero() {
		return Stamp{}
	}
	return Stamp{Text: t.Ago(at, now), Exact: t.DateTime(at), ISO: at.UTC().Format(time.RFC3339)}
}

// DateStamp says the date of at.
func DateStamp(t *text.Text, at time.Time) Stamp {
	if at.IsZero() {
		return Stamp{}
	}
	return Stamp{Text: t.Date(at), Exact: t.DateTime(at), ISO: at.UTC().Format(time.RFC3339)}
}
