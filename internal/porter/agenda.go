package porter

import "time"

const (
	readEvery = 5 * time.Minute
	readSoon  = 5 * time.Second  // after a change: IAM is eventually consistent
	readLater = 30 * time.Second // and once more
	readWhile = time.Minute      // while changes keep coming, as those of a job do
)

// agenda says when the account is to be read: every five minutes, and 5 and 30
// seconds after a change. Changes that come less than 5 seconds apart are read 5
// seconds after the first, then at most once a minute while they come, and 5 and 30
// seconds after the last.
type agenda struct {
	next, soon, later time.Time // when to read; zero: not
	since             time.Time // when the changes that keep coming began
	changed           time.Time // when the last of them came
	read              time.Time // when the last reading began
}

// due is when the next reading begins.
func (a *agenda) due() time.Time { return earliest(a.next, a.soon, a.later) }

// change notes that the account was changed.
func (a *agenda) change(now time.Time) {
	going := now.Sub(a.changed) < readSoon
	switch {
	case going && a.read.After(a.since):
		a.soon = earliest(now.Add(readSoon), a.read.Add(readWhile))
	case a.soon.IsZero():
		a.soon = now.Add(readSoon)
	}
	if !going {
		a.since = now
	}
	a.changed, a.later = now, now.Add(readLater)
}

// begin notes that a reading begins.
func (a *agenda) begin(now time.Time) {
	if !a.soon.After(now) {
		a.soon = time.Time{}
	}
	if !a.later.After(now) {
		a.later = time.Time{}
	}
	a.read, a.next = now, now.Add(readEvery)
}

// end notes that a reading has ended. Changes that came until it began, and are
// told only now, have kept coming.
func (a *agenda) end(now time.Time) {
	if a.read.Sub(a.changed) < readSoon {
		a.changed = now
	}
}

func earliest(first time.Time, rest ...time.Time) time.Time {
	for _, t := range rest {
		if !t.IsZero() && t.Before(first) {
			first = t
		}
	}
	return first
}
