package porter

import (
	"slices"
	"time"
)

// KeyBand is the active access keys of an age: older than Over days and not
// older than UpTo, in the words of FindKeys "age:" and "young:".
type KeyBand struct {
	Over int
	UpTo int // 0: however old
	Keys int
}

// KeyAges are the active access keys of the account by their age.
type KeyAges struct {
	Bands   []KeyBand // the youngest first, without a gap between them
	Active  int       // keys in all, those without a date too
	Undated int       // of which nobody told when they were made
	Unread  int       // users whose keys were not read
}

// ageBands begin and end where people ask: a month, a quarter, a year.
var ageBands = [...]KeyBand{{0, 30, 0}, {30, 90, 0}, {90, 365, 0}, {365, 0, 0}}

// KeyAges counts the active access keys that were read, by their age.
func (s *Snapshot) KeyAges(now time.Time) KeyAges {
	all := s.allKeys()
	ages := KeyAges{Bands: slices.Clone(ageBands[:]), Unread: all.unread}
	for i := range all.list {
		k := &all.list[i]
		switch {
		case !k.Active():
			continue
		case k.Created.IsZero():
			ages.Undated++
		default:
			b := 0
			for b+1 < len(ages.Bands) && k.Created.Before(now.Add(-time.Duration(ages.Bands[b].UpTo)*day)) {
				b++
			}
			ages.Bands[b].Keys++
		}
		ages.Active++
	}
	return ages
}
