package handlers

import (
	"fmt"
	"net/http"
	"strconv"

	"keyporter/internal/desk"
	"keyporter/internal/text"
	"keyporter/templates"
)

// auditPerPage is how many entries the audit log shows at once.
const auditPerPage = 100

// ListAudit shows the audit log, newest first.
func (h *Handlers) ListAudit(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	filter := desk.AuditFilter{Target: q.Get("target"), Limit: auditPerPage + 1}
	if n, err := strconv.ParseInt(q.Get("before"), 10, 64); err == nil && n > 0 {
		filter.Before = n
	}
	entries, err := h.app.Audit(r.Context(), actor(r), filter)
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	p := templates.AuditList{Page: h.page(r, t.Audit.Title, templates.SectionAudit), Target: filter.Target}
	if len(entries) > auditPerPage {
		entries = entries[:auditPerPage]
		p.OlderURL = templates.AuditPageURL(filter.Target, entries[auditPerPage-1].Seq)
	}
	if filter.Before > 0 {
		p.NewURL = templates.AuditOfURL(filter.Target)
	}
	for _, e := range entries {
		p.Rows = append(p.Rows, templates.NewAuditRow(p.Page, e))
	}
	p.Reports = templates.AuditReports(filter.Target)
	if len(entries) == 0 && filter.Target != "" {
		p.NoMatch = fmt.Sprintf(t.Audit.NoneText, filter.Target)
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// auditPiece is how many entries of the log a report reads at once.
const auditPiece = 500

// ReportAudit sends the audit log, or the entries of one target, as a report,
// newest first.
func (h *Handlers) ReportAudit(w http.ResponseWriter, r *http.Request) error {
	filter := desk.AuditFilter{Target: r.URL.Query().Get("target"), Limit: auditPiece}
	entries, err := h.app.Audit(r.Context(), actor(r), filter)
	if err != nil {
		return err
	}
	return h.report(w, r, sheet{"audit", desk.AuditColumns(), func(rep *desk.Report) error {
		for len(entries) > 0 {
			for _, e := range entries {
				rep.Row(e.AuditCells()...)
			}
			if len(entries) < auditPiece {
				return nil
			}
			filter.Before = entries[len(entries)-1].Seq
			if entries, err = h.app.Audit(r.Context(), actor(r), filter); err != nil {
				return err
			}
		}
		return nil
	}})
}
