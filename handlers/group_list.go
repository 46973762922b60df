package handlers

import (
	"net/http"

	"keyporter/internal/desk"
	"keyporter/internal/text"
	"keyporter/templates"
)

func groupsListing() listing {
	return listing{
		path: templates.GroupsURL(), sorts: []string{"name", "members", "created"},
		conditions: []string{"members:none", "members:some", "policies:none", "policies:some", "policy:", "path:"},
		quick:      []string{"members:none", "policies:none"},
	}
}

// ListGroups shows the groups of the account, from the snapshot.
func (h *Handlers) ListGroups(w http.ResponseWriter, r *http.Request) error {
	l := groupsListing()
	at := l.at(r)
	if to := l.added(r, at); to != "" {
		return h.seeOther(w, r, to)
	}
	snap := h.app.Snapshot()
	groups, found := snap.FindGroups(h.query(l, at))
	page := h.page(r, text.From(r.Context()).Groups.Title, templates.SectionGroups)
	t := page.T
	p := templates.GroupList{
		ListFrame: l.frame(page, at, found, len(groups)),
		Heads: templates.GroupHeads{
			Name: at.Head(t.Groups.Name, "name", "name"), Members: at.Head(t.Groups.Members, "members", "name"),
			Created: at.Head(t.Groups.Created, "created", "name"),
		},
	}
	for i := range groups {
		p.Rows = append(p.Rows, templates.NewGroupRow(t, &groups[i], snap.MemberCount(groups[i].Name)))
	}
	p.Label, p.Caption = t.Groups.Search, t.Groups.Caption
	if !page.ReadOnly {
		p.CreateURL = templates.NewGroupURL()
	}
	p.ListFrame = p.Prepare()
	return h.show(w, r, http.StatusOK, p.View())
}

// ReportGroups sends the groups that match as a report.
func (h *Handlers) ReportGroups(w http.ResponseWriter, r *http.Request) error {
	l := groupsListing()
	q, t, snap := h.query(l, l.at(r)), text.From(r.Context()), h.app.Snapshot()
	q.Size, q.After = 0, ""
	groups, found := snap.FindGroups(q)
	columns := []string{"group", "members", "member_names", "attached_policies", "inline_policies", "path", "created", "arn", "read_at"}
	return h.report(w, r, sheet{"groups", columns, func(rep *desk.Report) error {
		for i := range groups {
			g := &groups[i]
			var attached, inline []string
			for _, a := range g.Attached {
				attached = append(attached, string(a.Name))
			}
			for _, in := range g.Inline {
				inline = append(inline, string(in.Name))
			}
			members := snap.Members(g.Name)
			rep.Row(string(g.Name), len(members), texts(members), attached, inline, g.Path, g.Created, string(g.ARN), snap.At)
		}
		reportNotes(rep, t, snap, found)
		return nil
	}})
}
