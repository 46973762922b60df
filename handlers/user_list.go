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

func usersListing() listing {
	return listing{
		path: templates.UsersURL(), sorts: []string{"name", "created", "last"},
		columns: templates.UserColumns(), usual: templates.UsualUserColumns(),
		conditions: []string{"group:", "policy:", "path:", "tag:", "console:yes", "console:no", "mfa:yes", "mfa:no",
			"keys:none", "keys:active", "keys:inactive", "keys:two", "key-age:", "created-after:", "created-before:",
			"boundary:yes", "boundary:no"},
	}
}

// ListUsers shows the users of the account, from the snapshot.
func (h *Handlers) ListUsers(w http.ResponseWriter, r *http.Request) error {
	l := usersListing()
	at := l.at(r)
	if to := l.added(r, at); to != "" {
		return h.seeOther(w, r, to)
	}
	return h.show(w, r, http.StatusOK, h.usersPage(r, at, nil))
}

func (h *Handlers) usersPage(r *http.Request, at templates.ListAt, ft *fault.Fault) templ.Component {
	l, snap := usersListing(), h.app.Snapshot()
	by := actor(r).Operator
	if by.Role == desk.Manager && !by.Scope.All() {
		l.conditions = append(l.conditions, "scope:mine")
	}
	q := h.query(l, at)
	q.Scope = by.Scope
	found := snap.FindUsers(q)
	page := h.page(r, text.From(r.Context()).Users.Title, templates.SectionUsers)
	t := page.T
	p := templates.UserList{
		ListFrame: l.frame(page, at, found.Found, len(found.Users)),
		Heads: templates.UserHeads{
			Name: at.Head(t.Users.Name, "name", "name"), Last: at.Head(t.Users.LastSignIn, "last", "name"),
			Created: at.Head(t.Users.Created, "created", "name"),
		},
		Rows: make([]templates.UserRow, len(found.Users)),
	}
	for i := range found.Users {
		u := &found.Users[i]
		keys, known := snap.Keys(u.Name)
		p.Rows[i] = templates.NewUserRow(t, page.Now, u, keys, known)
		if at.Columns != nil {
			row, _ := snap.ReportRow(u.Name)
			p.Rows[i] = p.Rows[i].More(t, page.Now, u, keys)
			p.Rows[i].Console, p.Rows[i].MFA = templates.FlagWord(t, row.Password), templates.FlagWord(t, row.MFA)
		}
	}
	p.Label, p.Hint, p.Caption = t.Users.Search, t.Users.SearchHint, t.Users.Caption
	if !page.ReadOnly {
		p.CreateURL = templates.NewUserURL()
		p.Bulk = bulkBar(t, templates.UsersSelectionURL(), found.Found, len(found.Users), desk.BulkJoin, desk.BulkTag, desk.BulkKeysOff, desk.BulkRotate, desk.BulkKeysDelete)
	}
	p.Fault = ft
	p.ListFrame = p.Prepare()
	return p.View()
}

// bulkBar is what can be done with the rows of a list.
func bulkBar(t *text.Text, action string, found porter.Found, rows int, acts ...desk.Verb) templates.BulkBar {
	b := templates.BulkBar{Action: action}
	if found.Match > rows && len(found.Wrong) == 0 { // what was not understood must not widen a change
		b.All = fmt.Sprintf(t.Selection.AllMatch, t.Count(found.Match))
	}
	for _, v := range acts {
		b.Acts = append(b.Acts, templates.ListChoice{Value: string(v), Label: bulkWord(t, v)})
	}
	return b
}

func bulkWord(t *text.Text, v desk.Verb) string {
	switch v {
	case desk.BulkJoin:
		return t.Selection.Join
	case desk.BulkTag:
		return t.Selection.Tag
	case desk.BulkKeysDelete:
		return t.Selection.Delete
	case desk.BulkRotate:
		return t.Selection.Rotate
	}
	return t.Selection.Keys
}

// ReportUsers sends the users that match as a report: the columns of the list,
// or all of them where none were chosen.
func (h *Handlers) ReportUsers(w http.ResponseWriter, r *http.Request) error {
	l := usersListing()
	at, t, snap := l.at(r), text.From(r.Context()), h.app.Snapshot()
	q := h.query(l, at)
	q.Scope = actor(r).Operator.Scope
	q.Size, q.After = 0, ""
	found := snap.FindUsers(q)
	columns := at.Columns
	if columns == nil {
		columns = l.columns
	}
	names := []string{"user"}
	for _, c := range columns {
		names = append(names, userReport[c].names...)
	}
	return h.report(w, r, sheet{"users", append(names, "read_at"), func(rep *desk.Report) error {
		for i := range found.Users {
			f := userFacts{User: &found.Users[i], now: q.Now}
			f.keys, f.keysKnown = snap.Keys(f.Name)
			f.row, _ = snap.ReportRow(f.Name)
			cells := []any{string(f.Name)}
			for _, c := range columns {
				cells = append(cells, userReport[c].cells(f)...)
			}
			rep.Row(append(cells, snap.At)...)
		}
		reportNotes(rep, t, snap, found.Found)
		return nil
	}})
}

// userFacts is what a report says of a user.
type userFacts struct {
	*iam.User
	keys      []iam.AccessKey
	keysKnown bool
	row       iam.ReportRow
	now       time.Time
}

// userReport has the columns of a report for each column of the list.
var userReport = map[string]struct {
	names []string
	cells func(f userFacts) []any
}{
	"groups": {[]string{"groups"}, func(f userFacts) []any { return []any{texts(f.Groups)} }},
	"policies": {[]string{"attached_policies", "inline_policies"}, func(f userFacts) []any {
		var attached, inline []string
		for _, a := range f.Attached {
			attached = append(attached, string(a.Name))
		}
		for _, p := range f.Inline {
			inline = append(inline, string(p.Name))
		}
		return []any{attached, inline}
	}},
	"path": {[]string{"path"}, func(f userFacts) []any { return []any{f.Path} }},
	"tags": {[]string{"tags"}, func(f userFacts) []any {
		var tags []string
		for _, t := range f.Tags {
			tags = append(tags, t.Key+"="+t.Value)
		}
		return []any{tags}
	}},
	"keys": {[]string{"access_keys"}, func(f userFacts) []any {
		if !f.keysKnown {
			return []any{unknownCell}
		}
		var keys []string
		for _, k := range f.keys {
			words := []string{string(k.ID), string(k.Status)}
			if !k.Created.IsZero() {
				words = append(words, k.Created.UTC().Format(time.RFC3339))
			}
			keys = append(keys, strings.Join(words, " "))
		}
		return []any{keys}
	}},
	"age": {[]string{"oldest_active_key_days"}, func(f userFacts) []any {
		if !f.keysKnown {
			return []any{unknownCell}
		}
		return []any{days(templates.OldestActive(f.keys), f.now)}
	}},
	"console":  {[]string{"console_sign_in"}, func(f userFacts) []any { return []any{flagCell(f.row.Password)} }},
	"mfa":      {[]string{"mfa"}, func(f userFacts) []any { return []any{flagCell(f.row.MFA)} }},
	"last":     {[]string{"last_console_sign_in"}, func(f userFacts) []any { return []any{f.PasswordLastUsed} }},
	"created":  {[]string{"created"}, func(f userFacts) []any { return []any{f.Created} }},
	"arn":      {[]string{"arn"}, func(f userFacts) []any { return []any{string(f.ARN)} }},
	"boundary": {[]string{"permissions_boundary"}, func(f userFacts) []any { return []any{string(f.Boundary)} }},
}

func flagCell(f iam.ReportFlag) string {
	switch f {
	case iam.ReportTrue:
		return "yes"
	case iam.ReportFalse:
		return "no"
	}
	return unknownCell
}
