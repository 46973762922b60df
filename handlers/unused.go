package handlers

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// The tables of the page of what is unused, as its addresses name them.
const (
	unusedKeys  = "keys" // active and unused for so long; the usual one
	unusedNever = "never"
	unusedUsers = "users"
)

// unusedAges are the numbers of days that are asked for often.
var unusedAges = [...]int{30, 90, 180, 365}

// unused is which table of what is unused is asked for.
type unused struct {
	listing
	of    string
	days  string
	wrong string // what was typed for days and is no number of days
	at    templates.ListAt
}

func (h *Handlers) readUnused(r *http.Request) unused {
	v := r.URL.Query()
	u := unused{of: v.Get(templates.ParamOf), days: v.Get(templates.ParamDays)}
	if n, err := strconv.Atoi(strings.TrimSpace(u.days)); u.days != "" && (err != nil || n < 1 || n > 9999) {
		u.wrong = u.days
	}
	if u.days == "" || u.wrong != "" {
		u.days = strconv.Itoa(h.thresholds(r).Unused)
	}
	u.days = strings.TrimSpace(u.days)
	u.listing = listing{path: templates.UnusedURL(), sorts: []string{"used", "owner", "created"}}
	switch u.of {
	case unusedNever:
		u.sorts = []string{"created", "owner", "used"}
	case unusedUsers:
		u.sorts = []string{"last", "name", "created"}
	default:
		u.of = unusedKeys
	}
	u.at = u.read(v)
	u.at.Filters, u.at.Own = nil, u.own(u.of, u.days)
	return u
}

// own are the parameters of the page; those that need not be said are left out.
func (u unused) own(of, days string) []templates.Param {
	own := []templates.Param{{Name: templates.ParamOf, Value: of}, {Name: templates.ParamDays, Value: days}}
	if of == unusedKeys {
		own = own[1:]
	}
	return own
}

// filters are what the table asks of its entries.
func (u unused) filters() []string {
	switch u.of {
	case unusedNever:
		return []string{"never:yes"}
	case unusedUsers:
		return []string{"idle:" + u.days}
	}
	return []string{"status:active", "unused:" + u.days}
}

func (h *Handlers) unusedQuery(u unused) porter.Query {
	q := h.query(u.listing, u.at)
	for _, f := range u.filters() {
		q.Filters = append(q.Filters, porter.ParseFilter(f))
	}
	return q
}

// ShowUnused shows the access keys that were never used, those that were not for
// some days, or the users without activity.
func (h *Handlers) ShowUnused(w http.ResponseWriter, r *http.Request) error {
	u, snap := h.readUnused(r), h.app.Snapshot()
	page := h.page(r, text.From(r.Context()).Unused.Title, templates.SectionUnused)
	p := templates.Unused{Days: u.days, Keys: u.of != unusedUsers}
	if p.Keys {
		p.AllKeys = h.unusedKeyTable(r, page, u)
	} else {
		p = unusedUserTable(p, page, u, snap, h.unusedQuery(u))
	}
	if u.of == unusedKeys && !page.ReadOnly {
		p.OldURL = keysPast(u.days)
	}
	t := &page.T.Unused
	if u.wrong != "" {
		p.Wrong = append(p.Wrong, fmt.Sprintf(t.Wrong, u.wrong, u.days))
	}
	switch report, _ := snap.Report(); {
	case !report.Made.IsZero():
		p.Reported = fmt.Sprintf(t.Report, page.T.Ago(report.Made, page.Now), page.T.DateTime(report.Made))
	default:
		p.Notes = append(p.Notes, t.NoReport)
	}
	p = u.links(p)
	p.NoMatch = p.NoMatch && u.at.Query != ""
	p.Ticked = p.ListFrame
	p.Ticked.At = templates.ListAt{Path: templates.AllKeysURL(), Query: u.at.Query, Filters: u.filters(), Sort: u.at.Sort}
	p.ListFrame = p.Prepare()
	return h.show(w, r, http.StatusOK, p.View())
}

// links fills what leads to the other tables and numbers of days, and what an
// empty table says.
func (u unused) links(p templates.Unused) templates.Unused {
	t := &p.T.Unused
	nothing := map[string]templates.Nothing{
		unusedNever: {Title: t.NeverTitle, Text: t.NeverText},
		unusedKeys:  {Title: fmt.Sprintf(t.KeysTitle, u.days), Text: t.KeysText},
		unusedUsers: {Title: fmt.Sprintf(t.UsersTitle, u.days), Text: t.UsersText},
	}
	if p.NoMatch {
		p.Nothing = nothing[u.of]
	}
	if p.NoMatch && len(p.Notes) > 0 {
		p.Nothing = templates.Nothing{Title: t.Unsure, Text: t.UnsureText}
	}
	for _, v := range []struct{ of, label string }{{unusedKeys, t.Keys}, {unusedNever, t.Never}, {unusedUsers, t.Users}} {
		to := templates.ListAt{Path: u.path, Own: u.own(v.of, u.days)}
		p.Tabs = append(p.Tabs, templates.ViewLink{Label: v.label, URL: to.URL(), Current: v.of == u.of})
	}
	if u.of == unusedNever {
		return p
	}
	for _, n := range unusedAges {
		days := strconv.Itoa(n)
		to := u.at.First()
		to.Own = u.own(u.of, days)
		p.Ages = append(p.Ages, templates.ViewLink{Label: fmt.Sprintf(t.DaysOf, days), URL: to.URL(), Current: days == u.days})
	}
	return p
}

func (h *Handlers) unusedKeyTable(r *http.Request, page templates.Page, u unused) templates.AllKeys {
	snap, t := h.app.Snapshot(), page.T
	keys, found := snap.FindKeys(h.unusedQuery(u))
	h.app.KeyUses(r.Context(), keys)
	p := templates.AllKeys{ListFrame: u.frame(page, u.at, found, len(keys)), Rows: keyRows(page, keys, h.lifetimes(r))}
	usual := u.sorts[0]
	p.Heads = templates.AllKeyHeads{
		Owner: u.at.Head(t.AllKeys.Owner, "owner", usual), Created: u.at.Head(t.Keys.Age, "created", usual),
		Used: u.at.Head(t.Keys.LastUsed, "used", usual),
	}
	p.Label, p.Hint, p.Caption = t.AllKeys.Search, t.AllKeys.SearchHint, t.Unused.Keys
	if u.of == unusedNever {
		p.Caption = t.Unused.Never
	}
	p.Notes = append(p.Notes, unreadKeys(t, snap)...)
	if !page.ReadOnly {
		p.Bulk = bulkBar(t, templates.KeysSelectionURL(), found, len(keys), desk.BulkKeysOff, desk.BulkRotate)
	}
	return p
}

func unusedUserTable(p templates.Unused, page templates.Page, u unused, snap *porter.Snapshot, q porter.Query) templates.Unused {
	users, found := snap.FindActivity(q)
	p.ListFrame = u.frame(page, u.at, found, len(users))
	for _, a := range users {
		row := templates.NewIdleRow(page, a.User, a.Console, a.KeyUse)
		p.Users = append(p.Users, row.At(page, a.Created, a.Last(), a.SignedIn))
	}
	t := page.T
	p.Last = templates.ActivityHeads{
		Name: u.at.Head(t.Users.Name, "name", "last"), Last: u.at.Head(t.Unused.Activity, "last", "last"),
		Created: u.at.Head(t.Users.Created, "created", "last"),
	}
	p.Label, p.Caption = t.Unused.Searched, t.Unused.Users
	return p
}

// ReportUnused sends the same tables as reports.
func (h *Handlers) ReportUnused(w http.ResponseWriter, r *http.Request) error {
	u, t, snap := h.readUnused(r), text.From(r.Context()), h.app.Snapshot()
	q := h.unusedQuery(u)
	q.Size, q.After = 0, ""
	notes := func(rep *desk.Report, found porter.Found) {
		var more []string
		if report, _ := snap.Report(); report.Made.IsZero() {
			more = append(more, t.Unused.NoReport)
		}
		if u.of != unusedUsers {
			more = append(more, unreadKeys(t, snap)...)
		}
		reportNotes(rep, t, snap, found, more...)
	}
	if u.of != unusedUsers {
		ends, err := h.app.Lifetimes(r.Context())
		if err != nil {
			return err
		}
		keys, found := snap.FindKeys(q)
		name := map[string]string{unusedNever: "keys-never-used", unusedKeys: "keys-unused"}[u.of]
		return h.report(w, r, keySheet(name, keys, endsAt{ends, q.Now}, func(rep *desk.Report) { notes(rep, found) }))
	}
	users, found := snap.FindActivity(q)
	columns := []string{"user", "created", "last_activity", "inactive_days", "console_sign_in", "last_console_sign_in",
		"last_key_use", "last_key_use_service", "last_key_use_region", "read_at"}
	return h.report(w, r, sheet{"users-without-activity", columns, func(rep *desk.Report) error {
		for _, a := range users {
			since := a.Last()
			if since.IsZero() {
				since = a.Created
			}
			rep.Row(string(a.User), a.Created, a.Last(), days(since, q.Now), flagCell(a.Console), a.SignedIn,
				a.KeyUse.At, a.KeyUse.Service, a.KeyUse.Region, snap.At)
		}
		notes(rep, found)
		return nil
	}})
}
