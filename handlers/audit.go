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
	if len(entries) == 0 && filter.Target != "" {
		p.NoMatch = fmt.Sprintf(t.Audit.NoneText, filter.Target)
	}
	return h.show(w, r, http.StatusOK, p.View())
}
