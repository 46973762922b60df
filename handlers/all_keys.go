package handlers

import (
	"fmt"
	"net/http"
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

func keysListing() listing {
	return listing{
		path: templates.AllKeysURL(), sorts: []string{"owner", "created", "used"},
		conditions: []string{"owner:", "status:active", "status:inactive", "age:", "young:", "unused:", "never:yes", "never:no"},
		quick:      []string{"status:active", "status:inactive", "age:90", "unused:90", "never:yes"},
	}
}

// ListAllKeys shows the access keys of the account, and asks AWS when those of
// the page were used last.
func (h *Handlers) ListAllKeys(w http.ResponseWriter, r *http.Request) error {
	l := keysListing()
	at := l.at(r)
	if to := l.added(r, at); to != "" {
		return h.seeOther(w, r, to)
	}
	return h.show(w, r, http.StatusOK, h.keysPage(r, at, nil))
}

func (h *Handlers) keysPage(r *http.Request, at templates.ListAt, ft *fault.Fault) templ.Component {
	l, snap := keysListing(), h.app.Snapshot()
	keys, found := snap.FindKeys(h.query(l, at))
	h.app.KeyUses(r.Context(), keys)
	page := h.page(r, text.From(r.Context()).AllKeys.Title, templates.SectionKeys)
	t := page.T
	p := templates.AllKeys{
		ListFrame: l.frame(page, at, found, len(keys)),
		Heads: templates.AllKeyHeads{
			Owner: at.Head(t.AllKeys.Owner, "owner", "owner"), Created: at.Head(t.Keys.Age, "created", "owner"),
			Used: at.Head(t.Keys.LastUsed, "used", "owner"),
		},
	}
	ends := h.lifetimes(r)
	p.Rows = keyRows(page, keys, ends)
	p.Label, p.Hint, p.Caption = t.AllKeys.Search, t.AllKeys.SearchHint, t.AllKeys.Caption
	p.Notes = append(p.Notes, unreadKeys(t, snap)...)
	p.Notes = append(p.Notes, endingKeys(t, snap, ends, page.Now)...)
	p.NoMatch = p.NoMatch && !p.None
	if id := iam.KeyID(strings.TrimSpace(at.Query)); found.Match == 0 && id.Check("") == nil {
		p.AskURL, p.Ask = templates.KeyOwnerURL(string(id)), fmt.Sprintf(t.AllKeys.OwnerAsk, id)
	}
	if !page.ReadOnly {
		p.Bulk = bulkBar(t, templates.KeysSelectionURL(), found, len(keys), desk.BulkKeysOff, desk.BulkRotate, desk.BulkKeysDelete)
	}
	p.Fault = ft
	p.ListFrame = p.Prepare()
	return p.View()
}

func keyRows(page templates.Page, keys []porter.KeyFact, ends porter.Lifetimes) []templates.AllKeyRow {
	rows := make([]templates.AllKeyRow, len(keys))
	for i, k := range keys {
		rows[i] = templates.NewAllKeyRow(page, k.AccessKey, k.Use, k.UseAt)
		rows[i].Description, rows[i].End = k.About, lifetimeOf(page, ends, k.AccessKey)
	}
	return rows
}

// FindKeyOwner asks AWS whose key ?id= is.
func (h *Handlers) FindKeyOwner(w http.ResponseWriter, r *http.Request) error {
	t := text.From(r.Context())
	id := iam.KeyID(strings.TrimSpace(r.URL.Query().Get("id")))
	p := templates.KeyOwner{Page: h.page(r, t.AllKeys.OwnerTitle, templates.SectionKeys), ID: string(id)}
	p.Crumbs = []templates.Crumb{{Text: t.AllKeys.Title, URL: templates.AllKeysURL()}}
	if id == "" {
		return h.show(w, r, http.StatusOK, p.View())
	}
	k, err := h.app.KeyOwner(r.Context(), id)
	status := http.StatusOK
	switch f := fault.Of(err); {
	case err == nil:
		row := templates.NewAllKeyRow(p.Page, k.AccessKey, k.Use, k.UseAt)
		p.Row, p.Listed = &row, k.Status != ""
		if !p.Listed {
			p.Row.State = ""
		}
	case f == nil:
		return err
	case f.Kind == fault.Invalid && f.Field == "id":
		status, p.Error, p.Faulty = http.StatusUnprocessableEntity, t.Fault(f), true
	case f.Kind == fault.NotFound && f.Code == fault.CodeKeyNotFound:
		p.Reason = fmt.Sprintf(t.AllKeys.OwnerNone, id)
	default:
		p.Reason = t.Fault(f)
	}
	return h.show(w, r, status, p.View())
}

// ReportKeys sends the access keys that match as a report. When they were used
// is what the credential report tells.
func (h *Handlers) ReportKeys(w http.ResponseWriter, r *http.Request) error {
	l := keysListing()
	q, t, snap := h.query(l, l.at(r)), text.From(r.Context()), h.app.Snapshot()
	q.Size, q.After = 0, ""
	ends, err := h.app.Lifetimes(r.Context())
	if err != nil {
		return err
	}
	keys, found := snap.FindKeys(q)
	return h.report(w, r, keySheet("access-keys", keys, endsAt{ends, q.Now}, func(rep *desk.Report) { reportNotes(rep, t, snap, found, unreadKeys(t, snap)...) }))
}

// endsAt is the ends of keys, as they are at a time.
type endsAt struct {
	porter.Lifetimes
	now time.Time
}

// keySheet is access keys as a report; notes says what is missing in it.
func keySheet(name string, keys []porter.KeyFact, ends endsAt, notes func(rep *desk.Report)) sheet {
	columns := []string{"access_key_id", "user", "status", "created", "age_days", "last_used", "last_used_service", "last_used_region",
		"last_used_known_at", "ends", "exempt_until", "read_at"}
	return sheet{name, columns, func(rep *desk.Report) error {
		for i := range keys {
			k := &keys[i]
			rep.Row(string(k.ID), string(k.User), string(k.Status), k.Created, days(k.Created, ends.now), usedCell(k), k.Use.Service, k.Use.Region,
				k.UseAt, ends.End(k.AccessKey), ends.Of(k.ID).Exempt, k.ReadAt)
		}
		notes(rep)
		return nil
	}}
}

// unreadKeys says that keys are missing in a list, where they are.
func unreadKeys(t *text.Text, snap *porter.Snapshot) []string {
	if _, unread := snap.KeyCount(); unread > 0 {
		return []string{fmt.Sprintf(t.Lists.Unread, t.Count(unread))}
	}
	return nil
}

// usedCell is when a key was used last, as a cell.
func usedCell(k *porter.KeyFact) any {
	switch {
	case !k.UseKnown():
		return unknownCell
	case k.Use.At.IsZero():
		return "never"
	}
	return k.Use.At
}
