package desk

import "time"

// Lifetime is what is said of the end of one access key. AWS's keys have none: it
// is kept here, and Keyporter makes the key inactive when it comes.
type Lifetime struct {
	Key     string
	User    string    // IAM user name
	Ends    time.Time // zero: only the account's rule
	Exempt  time.Time // the key is not stopped before that; zero: not exempt
	Reason  string    // of the exemption
	SetBy   string    // the operator's name
	SetAt   time.Time
	Stopped time.Time // when the key was made inactive for it; zero: it was not
	Warned  time.Time // when its end was said
}

// KeyRule is how old the account's keys may become. The zero rule is none.
type KeyRule struct {
	Days  int // 0: as old as they like
	Warn  int // days before the end at which it is said
	SetBy string
	SetAt time.Time
}

// WarnUsual is how many days before its end a key is warned of without a rule.
const WarnUsual = 14

// Warning is how many days before its end a key is warned of.
func (r KeyRule) Warning() int {
	if r.Warn == 0 {
		return WarnUsual
	}
	return r.Warn
}

// Stage is how many days before a key's end the last warning was due at a time: the
// rule's days, a week or a day; 0: none was.
func (r KeyRule) Stage(end, at time.Time) int {
	for _, days := range []int{1, 7, r.Warning()} {
		if days <= r.Warning() && end.Sub(at) <= time.Duration(days)*24*time.Hour {
			return days
		}
	}
	return 0
}

// End is when a key of that age is made inactive, by its own lifetime or by the
// rule, whichever comes first; zero: never. A rule ends no key before its warning
// was given in full, and an exemption puts the end off.
func (r KeyRule) End(l Lifetime, created time.Time) time.Time {
	const day = 24 * time.Hour
	end := l.Ends
	if r.Days > 0 && !created.IsZero() {
		by := created.Add(time.Duration(r.Days) * day)
		if first := r.SetAt.Add(time.Duration(r.Warning()) * day); by.Before(first) {
			by = first
		}
		if end.IsZero() || by.Before(end) {
			end = by
		}
	}
	if !end.IsZero() && l.Exempt.After(end) {
		return l.Exempt
	}
	return end
}
