package porter

import "time"

// Index lets the benchmarks make a snapshot without an account.
func Index(s Snapshot) *Snapshot { return index(s) }

// Readings tells when the account is read, as the seconds from the start at which
// readings begin, where it is changed at those seconds, each reading takes as long
// as it takes, and all ends at until.
func Readings(changes []float64, takes, until float64) []float64 {
	start := time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)
	at := func(s float64) time.Time { return start.Add(time.Duration(s * float64(time.Second))) }
	a, now, list := agenda{next: start}, start, []float64(nil)
	for {
		due := a.due()
		if due.Before(now) {
			due = now
		}
		if len(changes) > 0 && at(changes[0]).Before(due) {
			if c := at(changes[0]); c.After(now) {
				now = c
			}
			for len(changes) > 0 && !at(changes[0]).After(now) { // what came during a reading is told once
				changes = changes[1:]
			}
			a.change(now)
			continue
		}
		if due.After(at(until)) {
			return list
		}
		now = due
		list = append(list, now.Sub(start).Seconds())
		a.begin(now)
		now = now.Add(time.Duration(takes * float64(time.Second)))
		a.end(now)
	}
}
