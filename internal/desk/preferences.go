package desk

import (
	_ "embed"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine

	"keyporter/internal/fault"
)

// Preferences are how an operator wants the pages. All are "" for the usual.
type Preferences struct {
	Language string // "en", "ko", or "" for the browser's
	Theme    string // "light", "dark", or "" for the system's
	Zone     string // of the times on pages, by its IANA name; "" for UTC
	Density  string // "cosy" for more room between the rows of tables
	Keys     string // "off" where single keys do nothing beyond typing
}

// Check returns the fault of a preference that there is not, in its field, or nil.
func (p Preferences) Check() error {
	return fault.Join(
		CheckChoice("language", p.Language, "en", "ko"), CheckChoice("theme", p.Theme, "light", "dark"),
		CheckChoice("zone", p.Zone, Zones()...), CheckChoice("density", p.Density, "cosy"), CheckChoice("keys", p.Keys, "off"))
}

// CheckChoice returns the fault of a value that is neither empty nor one of the
// choices, in field, or nil.
func CheckChoice(field, value string, choices ...string) *fault.Fault {
	if value == "" || slices.Contains(choices, value) {
		return nil
	}
	return fault.Field(field, fault.CodeChoice)
}

// zones has the names of IANA's zone.tab, the zones that people live in, and UTC.
//
//go:embed zones.txt
var zones string

// Zones lists the time zones that an operator can choose, by their IANA names.
func Zones() []string { return strings.Fields(zones) }

// Location is a time zone by its IANA name; UTC for "" and for what is none.
func Location(zone string) *time.Location {
	l, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC
	}
	return l
}

// Views are how an operator wants lists to begin: the query of an address with
// columns, order and number of rows, by the list's path. It is JSON as it is stored.
type Views string

// Of returns the parameters that the list at a path begins with; nil for the usual.
func (v Views) Of(path string) url.Values {
	if v == "" {
		return nil // almost everybody, on every list
	}
	query, ok := v.all()[path]
	if !ok {
		return nil
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil
	}
	return values
}

// With returns the views with another beginning of the list at a path; the usual one
// for no parameters.
func (v Views) With(path string, values url.Values) (Views, error) {
	all := v.all()
	if all[path] = values.Encode(); len(values) == 0 {
		delete(all, path)
	}
	if len(all) == 0 {
		return "", nil
	}
	b, err := json.Marshal(all)
	return Views(b), err
}

// all reads what was stored; what cannot be read is none.
func (v Views) all() map[string]string {
	all := map[string]string{}
	if json.Unmarshal([]byte(v), &all) != nil || all == nil {
		return map[string]string{}
	}
	return all
}
