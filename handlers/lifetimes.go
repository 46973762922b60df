package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskKeyLifetime shows the form of a key's lifetime.
func (h *Handlers) AskKeyLifetime(w http.ResponseWriter, r *http.Request) error {
	v, k, err := h.key(r)
	if err != nil {
		return err
	}
	l, err := h.app.Lifetimes(r.Context())
	if err != nil {
		return err
	}
	one := l.Of(k.ID)
	in := templates.LifetimeFields{Ends: dateField(one.Ends), Exempt: dateField(one.Exempt), Reason: one.Reason}
	return h.show(w, r, http.StatusOK, h.keyLifetime(r, v, k, l, in, nil))
}

// SetKeyLifetime saves when a key ends, and until when it is exempt.
func (h *Handlers) SetKeyLifetime(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	v, k, err := h.key(r)
	if err != nil {
		return err
	}
	in := templates.LifetimeFields{Ends: f.Get("ends"), Exempt: f.Get("exempt"), Reason: strings.TrimSpace(f.Get("reason"))}
	done := porter.Done{}
	edit, err := lifetimeEdit(f)
	if err == nil {
		done, err = h.app.SetLifetime(r.Context(), actor(r), f.Get("form"), v.User.Name, k.ID, edit)
	}
	if err == nil {
		return h.after(w, r, done, templates.KeysURL(v.User.Name))
	}
	l, lerr := h.app.Lifetimes(r.Context())
	if lerr != nil {
		return lerr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.keyLifetime(r, v, k, l, in, ft) })
}

// lifetimeEdit reads the dates of the form.
func lifetimeEdit(f url.Values) (porter.LifetimeEdit, error) {
	ends, wrongEnds := dateOf(f, "ends")
	exempt, wrongExempt := dateOf(f, "exempt")
	return porter.LifetimeEdit{Ends: ends, Exempt: exempt, Reason: strings.TrimSpace(f.Get("reason"))}, fault.Join(wrongEnds, wrongExempt)
}

// dateOf reads a field of a form that is a date, or empty.
func dateOf(f url.Values, name string) (time.Time, *fault.Fault) {
	s := strings.TrimSpace(f.Get(name))
	if s == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fault.Field(name, fault.CodeDate)
	}
	return at, nil
}

func dateField(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.DateOnly)
}

func (h *Handlers) keyLifetime(r *http.Request, v porter.UserView, k porter.KeyView, l porter.Lifetimes, in templates.LifetimeFields, ft *fault.Fault) templ.Component {
	page := h.userPage(r, v)
	page.Faulty = false
	p := templates.KeyLifetime{Page: page, User: v.User.Name, KeyID: k.ID, Fields: in, Saved: l.Of(k.ID), Rule: l.Rule, Fault: ft}
	return p.Prepare().View()
}

// ShowKeyRule shows how old the account's keys may become, and the form of it.
func (h *Handlers) ShowKeyRule(w http.ResponseWriter, r *http.Request) error {
	l, err := h.app.Lifetimes(r.Context())
	if err != nil {
		return err
	}
	in := templates.KeyRuleFields{Most: "", Warn: strconv.Itoa(l.Rule.Warning())}
	if l.Rule.Days > 0 {
		in.Most = strconv.Itoa(l.Rule.Days)
	}
	return h.show(w, r, http.StatusOK, h.keyRule(r, l, in, nil))
}

// SetKeyRule saves how old the account's keys may become.
func (h *Handlers) SetKeyRule(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in := templates.KeyRuleFields{Most: strings.TrimSpace(f.Get("most")), Warn: strings.TrimSpace(f.Get("warn"))}
	rule := desk.KeyRule{Warn: wholeNumber(in.Warn)}
	if in.Most != "" {
		rule.Days = wholeNumber(in.Most)
	}
	done, err := h.app.SetKeyRule(r.Context(), actor(r), f.Get("form"), rule)
	if err == nil {
		return h.after(w, r, done, templates.KeyRuleURL())
	}
	l, lerr := h.app.Lifetimes(r.Context())
	if lerr != nil {
		return lerr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.keyRule(r, l, in, ft) })
}

func (h *Handlers) keyRule(r *http.Request, l porter.Lifetimes, in templates.KeyRuleFields, ft *fault.Fault) templ.Component {
	page := h.page(r, text.From(r.Context()).Lifetimes.RuleTitle, templates.SectionKeys)
	p := templates.KeyRule{Page: page, Rule: l.Rule, Fields: in, Fault: ft}
	for _, k := range allKeys(h.app.Snapshot(), page.Now) {
		if l.Rule.Days > 0 && k.Active() && !k.Created.IsZero() && page.Now.Sub(k.Created) > time.Duration(l.Rule.Days)*24*time.Hour {
			p.Older++
		}
	}
	return p.Prepare().View()
}

// allKeys are the access keys that were read.
func allKeys(s *porter.Snapshot, now time.Time) []porter.KeyFact {
	keys, _ := s.FindKeys(porter.Query{Sort: "owner", Now: now})
	return keys
}

// lifetimeOf is what the row of a key says of its end.
func lifetimeOf(page templates.Page, l porter.Lifetimes, k iam.AccessKey) templates.KeyEnd {
	return templates.NewKeyEnd(page, l.Of(k.ID), l.End(k), l.Ending(k, page.Now))
}

// lifetimes are what is said of the ends of keys, for a list. A store that does not
// answer has let nobody come so far; what fails in between is in the log.
func (h *Handlers) lifetimes(r *http.Request) porter.Lifetimes {
	l, err := h.app.Lifetimes(r.Context())
	if err != nil {
		h.log.WarnContext(r.Context(), "the ends of keys are missing in a list", "error", err)
	}
	return l
}

// endingKeys says that keys reach their end soon, where some do.
func endingKeys(t *text.Text, s *porter.Snapshot, l porter.Lifetimes, now time.Time) []string {
	if l.None() {
		return nil
	}
	n := 0
	for _, k := range allKeys(s, now) {
		if l.Ending(k.AccessKey, now) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf(t.Lifetimes.Ending, t.Count(n))}
}
