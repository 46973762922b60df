package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// KeyEnd is what a row says of a key's end. The zero KeyEnd says nothing.
type KeyEnd struct {
	Text string // "ends 2026-12-31"
	Day  string // "2026-12-31"
	Note string // of an exemption, or of a key that was stopped
	Kind string // of the tag: "warn" where the end is near
}

// NewKeyEnd says when a key ends; zero: never.
func NewKeyEnd(p Page, l desk.Lifetime, end time.Time, near bool) KeyEnd {
	w := &p.T.Lifetimes
	var k KeyEnd
	if !end.IsZero() {
		k.Day = p.T.Day(end)
		k.Text = fmt.Sprintf(w.EndsAt, k.Day)
	}
	if near {
		k.Kind = "warn"
	}
	switch {
	case !l.Stopped.IsZero():
		k.Text, k.Day, k.Note = "", "", fmt.Sprintf(w.Stopped, p.T.Day(l.Stopped))
	case l.Exempt.After(p.Now):
		k.Note = fmt.Sprintf(w.ExemptTo, p.T.Day(l.Exempt))
	}
	return k
}

// LifetimeFields are the fields of the form as they were typed.
type LifetimeFields struct{ Ends, Exempt, Reason string }

// KeyLifetime is the page of one key's lifetime. The handler fills the first
// block; Prepare decides the rest.
type KeyLifetime struct {
	Page
	User   iam.UserName
	KeyID  iam.KeyID
	Fields LifetimeFields
	Saved  desk.Lifetime
	Rule   desk.KeyRule
	Fault  *fault.Fault

	Action, BackURL string
	RuleText        string // the account's rule, or ""
	Set             string // who has set it, or ""
	Stopped         string
}

// Prepare decides what the page shows.
func (p KeyLifetime) Prepare() KeyLifetime {
	w := &p.T.Lifetimes
	p.Title, p.Faulty = fmt.Sprintf(w.Title, p.KeyID), p.Fault != nil
	p.Crumbs = userCrumbs(p.T, p.User)
	p.Action, p.BackURL = KeyLifetimeURL(p.User, p.KeyID), KeysURL(p.User)
	if p.Rule.Days > 0 {
		p.RuleText = fmt.Sprintf(w.Rule, p.T.Count(p.Rule.Days))
	}
	p.Set = setBy(p.Page, p.Saved.SetBy, p.Saved.SetAt)
	if !p.Saved.Stopped.IsZero() {
		p.Stopped = fmt.Sprintf(w.Stopped, p.T.Day(p.Saved.Stopped))
	}
	return p
}

// setBy says who has set something, and when.
func setBy(p Page, who string, at time.Time) string {
	if who == "" {
		return ""
	}
	return fmt.Sprintf(p.T.Lifetimes.SetBy, who, p.T.DateTime(at))
}

// KeyRuleFields are the fields of the form as they were typed.
type KeyRuleFields struct{ Most, Warn string }

// KeyRule is the page of how old the account's keys may become. The handler fills
// the first block; Prepare decides the rest.
type KeyRule struct {
	Page
	Rule   desk.KeyRule
	Fields KeyRuleFields
	Older  int // active keys that are older already
	Fault  *fault.Fault

	Now     string
	Set     string
	Already string
}

// Prepare decides what the page shows.
func (p KeyRule) Prepare() KeyRule {
	w := &p.T.Lifetimes
	p.Faulty = p.Fault != nil
	p.Crumbs = []Crumb{{Text: p.T.AllKeys.Title, URL: AllKeysURL()}}
	p.Now, p.Set = w.RuleNone, setBy(p.Page, p.Rule.SetBy, p.Rule.SetAt)
	if p.Rule.Days > 0 {
		p.Now = fmt.Sprintf(w.RuleNow, p.T.Count(p.Rule.Days))
	}
	if p.Older > 0 {
		first := p.Rule.SetAt.Add(time.Duration(p.Rule.Warning()) * 24 * time.Hour)
		p.Already = fmt.Sprintf(w.Already, p.T.Count(p.Older), p.T.Day(first))
	}
	return p
}
