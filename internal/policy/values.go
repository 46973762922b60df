package policy

import (
	"encoding/base64"
	"math"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// number is a value of the numeric operators: an integer, or a decimal number.
type number struct {
	whole bool
	int   int64
	float float64
}

// parseNumber reads an integer or a decimal number ("Numeric condition
// operators"). Integers are exact within 64 bits.
func parseNumber(s string) (number, bool) {
	if strings.Trim(s, "+-.0123456789eE") != "" || !strings.ContainsAny(s, "0123456789") {
		return number{}, false
	}
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return number{whole: true, int: i, float: float64(i)}, true
	}
	f, err := strconv.ParseFloat(s, 64)
	return number{float: f}, err == nil && !math.IsInf(f, 0)
}

func (a number) compare(b number) int {
	if a.whole && b.whole {
		return sign(a.int < b.int, a.int > b.int)
	}
	return sign(a.float < b.float, a.float > b.float)
}

func sign(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

// The largest year, month and day; hour, minute and second.
var (
	dateLimits  = [...]int{292278993, 12, 31}
	clockLimits = [...]int{23, 59, 59}
	clockUnits  = [...]time.Duration{time.Hour, time.Minute, time.Second}
)

// parseDate reads a date of ISO 8601 or the seconds since 1970 ("Date condition
// operators"). Its limits are those that IAM has when a policy is saved: what
// it does not take, IAM answers with a failure of legacy parsing.
func parseDate(s string) (time.Time, bool) {
	if len(s) != len("2006") && !strings.ContainsAny(s, "tT-") { // four digits are a year
		seconds, err := strconv.ParseInt(s, 10, 64)
		return time.Unix(seconds, 0).UTC(), err == nil && seconds >= 0 && s[0] != '+'
	}
	date, clock, _ := strings.Cut(strings.ToUpper(s), "T")
	negative := strings.HasPrefix(date, "-")
	parts := strings.Split(strings.TrimPrefix(date, "-"), "-")
	ymd := [3]int{1, 1, 1}
	if len(parts) > 3 {
		return time.Time{}, false
	}
	for i, part := range parts {
		n, ok := digits(part, dateLimits[i])
		if !ok || i > 0 && n == 0 {
			return time.Time{}, false
		}
		ymd[i] = n
	}
	if negative {
		ymd[0] = -ymd[0]
	}
	offset, ok := parseClock(clock)
	return time.Date(ymd[0], time.Month(ymd[1]), ymd[2], 0, 0, 0, 0, time.UTC).Add(offset), ok
}

// parseClock reads hh:mm:ss.fraction with Z or an offset, each part of which
// may be absent, as the time since midnight in UTC.
func parseClock(s string) (time.Duration, bool) {
	var zone time.Duration
	if i := strings.IndexAny(s, "Z+-"); i >= 0 {
		var ok bool
		if zone, ok = parseZone(s[i:]); !ok {
			return 0, false
		}
		s = s[:i]
	}
	if s == "" {
		return -zone, true
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false
	}
	total := -zone
	for i, part := range parts {
		whole, fraction, found := strings.Cut(part, ".")
		n, ok := digits(whole, clockLimits[i])
		if found {
			nanos, fine := digits(fraction, 999999999)
			if !ok || !fine || i != 2 || len(fraction) > 9 {
				return 0, false
			}
			for range 9 - len(fraction) {
				nanos *= 10
			}
			total += time.Duration(nanos)
		}
		if !ok {
			return 0, false
		}
		total += time.Duration(n) * clockUnits[i]
	}
	return total, true
}

// parseZone reads Z, +hh, +hhmm or +hh:mm, and the same with a minus.
func parseZone(s string) (time.Duration, bool) {
	if s[0] == 'Z' {
		return 0, s == "Z"
	}
	hours, minutes, colon := strings.Cut(s[1:], ":")
	if !colon && len(hours) == 4 {
		hours, minutes, colon = hours[:2], hours[2:], true
	}
	h, ok := digits(hours, 23)
	total := time.Duration(h) * time.Hour
	ok = ok && len(hours) == 2
	if colon {
		m, fine := digits(minutes, 59)
		ok = ok && fine && len(minutes) == 2
		total += time.Duration(m) * time.Minute
	}
	if s[0] == '-' {
		total = -total
	}
	return total, ok
}

// digits reads a number without sign, up to the limit.
func digits(s string, limit int) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 32)
	return int(n), err == nil && n <= uint64(limit)
}

// parseNetwork reads an address or a range of CIDR, of IPv4 or IPv6 ("IP
// address condition operators"). An address alone is the range of itself.
func parseNetwork(s string) (netip.Prefix, bool) {
	if address, ok := parseAddress(s); ok {
		return netip.PrefixFrom(address, address.BitLen()), true
	}
	network, err := netip.ParsePrefix(s)
	return network.Masked(), err == nil
}

func parseAddress(s string) (netip.Addr, bool) {
	if strings.IndexByte(s, '%') >= 0 {
		return netip.Addr{}, false
	}
	address, err := netip.ParseAddr(s)
	return address, err == nil
}

// isBinary reports whether s is base-64 in its one proper form, so that equal
// texts are equal bytes ("Binary condition operators").
func isBinary(s string) bool {
	_, err := base64.StdEncoding.Strict().DecodeString(s)
	return err == nil && strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, '\r') < 0
}

// isBool reports whether s is true or false, in any case.
func isBool(s string) bool { return strings.EqualFold(s, "true") || strings.EqualFold(s, "false") }
