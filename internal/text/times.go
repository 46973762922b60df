package text

import (
	"strconv"
	"strings"
	"time"
)

// Times holds the words for distances in time. Plurals follow their number.
type Times struct {
	Now     string
	Never   string
	Minute  string
	Minutes string
	Hour    string
	Hours   string
	Day     string
	Days    string
	Month   string
	Months  string
	Year    string
	Years   string
}

var timesEnglish = Times{
	Now: "just now", Never: "never",
	Minute: "1 minute ago", Minutes: " minutes ago",
	Hour: "1 hour ago", Hours: " hours ago",
	Day: "1 day ago", Days: " days ago",
	Month: "1 month ago", Months: " months ago",
	Year: "1 year ago", Years: " years ago",
}

var timesKorean = Times{
	Now: "방금 전", Never: "없음",
	Minute: "1분 전", Minutes: "분 전",
	Hour: "1시간 전", Hours: "시간 전",
	Day: "1일 전", Days: "일 전",
	Month: "1개월 전", Months: "개월 전",
	Year: "1년 전", Years: "년 전",
}

// Ago says how long at lies before now. The zero time is "never"; a time that
// another clock put into the future is "just now".
func (t *Text) Ago(at, now time.Time) string {
	const day = 24 * time.Hour
	d := now.Sub(at)
	w := &t.Times
	switch {
	case at.IsZero():
		return w.Never
	case d < time.Minute:
		return w.Now
	case d < time.Hour:
		return ago(int(d/time.Minute), w.Minute, w.Minutes)
	case d < day:
		return ago(int(d/time.Hour), w.Hour, w.Hours)
	case d < 60*day:
		return ago(int(d/day), w.Day, w.Days)
	case d < 365*day:
		return ago(int(d/(30*day)), w.Month, w.Months)
	}
	return ago(int(d/(365*day)), w.Year, w.Years)
}

func ago(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strconv.Itoa(n) + many
}

// In returns the same words with times as the clocks of a zone show them.
func (t *Text) In(zone *time.Location) *Text {
	there := *t
	there.zone = zone
	return &there
}

// Zone is the zone of the times that are written.
func (t *Text) Zone() *time.Location {
	if t.zone == nil {
		return time.UTC
	}
	return t.zone
}

// Date writes the day of a time in the reader's zone, as 2026-01-02; a dash for the
// zero time.
func (t *Text) Date(at time.Time) string {
	if at.IsZero() {
		return "—"
	}
	return at.In(t.Zone()).Format(time.DateOnly)
}

// Day writes a day that is stored as its beginning in UTC; a dash for the zero time.
func (t *Text) Day(at time.Time) string {
	if at.IsZero() {
		return "—"
	}
	return at.UTC().Format(time.DateOnly)
}

// DateTime writes a time in the reader's zone with how far that lies from UTC, as
// 2026-01-02 15:04 UTC+09:00; a dash for the zero time.
func (t *Text) DateTime(at time.Time) string {
	if at.IsZero() {
		return "—"
	}
	if at = at.In(t.Zone()); at.Location() == time.UTC {
		return at.Format("2006-01-02 15:04 UTC")
	}
	return at.Format("2006-01-02 15:04 UTC-07:00")
}

// Count writes a number, at least 0, with a comma at each thousand.
func (t *Text) Count(n int) string {
	s := strconv.Itoa(n)
	if len(s) <= 3 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
