package handlers

import (
	"net/http"

	"keyporter/internal/desk"
	"keyporter/internal/text"
	"keyporter/templates"
)

func policiesListing() listing {
	return listing{
		path: templates.PoliciesURL(), sorts: []string{"type", "name", "attached", "updated"},
		conditions: []string{"type:own", "type:aws", "attached:yes", "attached:no", "path:"},
		quick:      []string{"type:own", "type:aws", "attached:yes", "attached:no"},
	}
}

// ListPolicies shows the catalogue of managed policies, the account's own first.
func (h *Handlers) ListPolicies(w http.ResponseWriter, r *http.Request) error {
	l := policiesListing()
	at := l.at(r)
	if to := l.added(r, at); to != "" {
		return h.seeOther(w, r, to)
	}
	policies, found := h.app.Snapshot().ListPolicies(h.query(l, at))
	page := h.page(r, text.From(r.Context()).Policies.Title, templates.SectionPolicies)
	t := page.T
	p := templates.PolicyList{
		ListFrame: l.frame(page, at, found, len(policies)),
		Heads: templates.PolicyHeads{
			Name: at.Head(t.Policies.Name, "name", "type"), Type: at.Head(t.Policies.Type, "type", "type"),
			Attached: at.Head(t.Policies.Attached, "attached", "type"), Updated: at.Head(t.Policies.Updated, "updated", "type"),
		},
	}
	for i := range policies {
		p.Rows = append(p.Rows, templates.NewPolicyListRow(t, &policies[i]))
	}
	p.Label, p.Caption = t.Policies.Search, t.Policies.Caption
	if page.May(desk.CanPolicies) {
		p.CreateURL = templates.NewPolicyURL()
	}
	p.ListFrame = p.Prepare()
	return h.show(w, r, http.StatusOK, p.View())
}

// ReportPolicies sends the policies that match as a report.
func (h *Handlers) ReportPolicies(w http.ResponseWriter, r *http.Request) error {
	l := policiesListing()
	q, t, snap := h.query(l, l.at(r)), text.From(r.Context()), h.app.Snapshot()
	q.Size, q.After = 0, ""
	policies, found := snap.ListPolicies(q)
	columns := []string{"policy", "type", "attachments", "path", "default_version", "created", "updated", "description", "arn", "read_at"}
	return h.report(w, r, sheet{"policies", columns, func(rep *desk.Report) error {
		for i := range policies {
			p := &policies[i]
			kind := "customer managed"
			if p.ARN.AWSManaged() {
				kind = "AWS managed"
			}
			rep.Row(string(p.Name), kind, p.Attachments, p.Path, p.DefaultVersion, p.Created, p.Updated, p.Description, string(p.ARN), snap.At)
		}
		reportNotes(rep, t, snap, found)
		return nil
	}})
}
