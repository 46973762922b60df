package desk

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/fault"
)

// Settings is what admins have set on the pages of Keyporter itself. The zero value
// is what holds where nothing was set.
type Settings struct {
	General    General
	Thresholds Thresholds
	SignIn     SignInRules
	Set        map[SettingName]SetBy
}

// SettingName names settings that are set together.
type SettingName string

// The names, as the store and the audit log have them.
const (
	SettingGeneral    SettingName = "general"
	SettingThresholds SettingName = "thresholds"
	SettingSignIn     SettingName = "sign-in"
)

// SetBy is who has set something, and when.
type SetBy struct {
	By string // the operator's name
	At time.Time
}

// General are the settings of the dashboard itself.
type General struct {
	// Public is the address that people use, as Origin writes it; "" is the one of
	// the request.
	Public string `json:"public_url"`
}

// Check returns the faults of the settings, and the settings with the address as
// browsers write it.
func (g General) Check() (General, *fault.Fault) {
	if g.Public == "" {
		return g, nil
	}
	origin, ok := Origin(g.Public)
	if !ok {
		return g, fault.Field("public", fault.CodeAddress)
	}
	return General{Public: origin}, nil
}

// Address is the public address; nil where none is set.
func (g General) Address() *url.URL {
	if g.Public == "" {
		return nil
	}
	u, err := url.Parse(g.Public)
	if err != nil {
		return nil
	}
	return u
}

// Origin is the scheme, the host and the port of an address as browsers write them:
// in small letters, without the port that the scheme has anyway (RFC 6454, 6.2). It
// is false for what is no such address, or has a path, a query or a user.
func Origin(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return "", false
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if !validHost(host) || strings.HasSuffix(u.Host, ":") {
		return "", false
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 1 || n > 65535) {
		return "", false
	}
	if port == "" || port == map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		return u.Scheme + "://" + host, true
	}
	return u.Scheme + "://" + host + ":" + port, true
}

// validHost reports whether a host is an address, or a name as browsers send it: names
// of other scripts in their form of letters, digits and hyphens.
func validHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	if host == "" || len(host) > 253 {
		return false
	}
	return strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789-._") == "" && !strings.Contains(host, "..") && host[0] != '.'
}

// Thresholds are the numbers of days from which on a key is among the findings. 0
// is the usual number.
type Thresholds struct {
	KeyAge int `json:"old_key_days"`    // since it was made
	Unused int `json:"unused_key_days"` // since it was used
}

// UsualDays are the days of both thresholds where nobody has set them: the age at which
// AWS's own checks want keys changed ("Rotate access keys", IAM user guide).
const UsualDays = 90

// MaxDays is the greatest number of days that can be asked for.
const MaxDays = 9999

// Filled has the usual number where none is set.
func (t Thresholds) Filled() Thresholds {
	if t.KeyAge == 0 {
		t.KeyAge = UsualDays
	}
	if t.Unused == 0 {
		t.Unused = UsualDays
	}
	return t
}

// Check returns the faults of the thresholds.
func (t Thresholds) Check() error {
	return fault.Join(within("key-age", t.KeyAge, 1, MaxDays), within("unused", t.Unused, 1, MaxDays))
}

// The words of whether every operator must have a second factor.
const (
	FactorDemanded = "demanded"
	FactorOffered  = "offered"
)

// The bounds of sessions: what NIST SP 800-63B, 4.2.3 lets the second of its three
// levels have at most, 30 minutes without use and 12 hours in all.
const (
	minIdle, usualIdle, maxIdle = 5, 15, 30 // minutes
	minLife, usualLife, maxLife = 1, 8, 12  // hours
)

// SignInRules is what holds for everybody who signs in. 0 and "" are as usual.
type SignInRules struct {
	Factor string `json:"second_factor"` // FactorDemanded or FactorOffered
	Idle   int    `json:"idle_minutes"`  // a session ends when it is not used for so long
	Life   int    `json:"life_hours"`    // a session ends in any case
}

// Filled has the usual lengths where none are set.
func (r SignInRules) Filled() SignInRules {
	if r.Idle == 0 {
		r.Idle = usualIdle
	}
	if r.Life == 0 {
		r.Life = usualLife
	}
	return r
}

// IdleBounds are the least, the usual and the greatest number of minutes.
func IdleBounds() [3]int { return [...]int{minIdle, usualIdle, maxIdle} }

// LifeBounds are the least, the usual and the greatest number of hours.
func LifeBounds() [3]int { return [...]int{minLife, usualLife, maxLife} }

// IdleTime is how long a session lives without use.
func (r SignInRules) IdleTime() time.Duration { return time.Duration(r.Filled().Idle) * time.Minute }

// LifeTime is how long a session lives.
func (r SignInRules) LifeTime() time.Duration { return time.Duration(r.Filled().Life) * time.Hour }

// Check returns the faults of the rules.
func (r SignInRules) Check() error {
	var factor *fault.Fault
	if r.Factor != "" && r.Factor != FactorDemanded && r.Factor != FactorOffered {
		factor = fault.Field("factor", fault.CodeRequired)
	}
	return fault.Join(factor, within("idle", r.Idle, minIdle, maxIdle), within("life", r.Life, minLife, maxLife))
}

func within(field string, n, least, most int) *fault.Fault {
	if n < least || n > most {
		return fault.Field(field, fault.CodeRange, strconv.Itoa(least), strconv.Itoa(most))
	}
	return nil
}

// Started is what the options of the start say of settings: it wins over what the
// pages say. "" leaves it to the pages.
type Started struct {
	Public string
	Factor string // FactorDemanded or FactorOffered
}
