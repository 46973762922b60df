package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/text"
	"keyporter/templates"
)

// auditPerPage is how many entries the audit log shows at once.
const auditPerPage = 100

// auditAt reads from an address which entries are asked for. A day that is none
// narrows nothing; days are those of the reader's zone.
func auditAt(t *text.Text, q url.Values) (templates.AuditAt, desk.AuditFilter) {
	at := templates.AuditAt{
		Target: q.Get("target"), Actor: strings.TrimSpace(q.Get("actor")), Verb: q.Get("act"), Phase: q.Get("outcome"), Act: q.Get("id"),
	}
	f := desk.AuditFilter{Target: at.Target, Actor: at.Actor, Verb: desk.Verb(at.Verb), Phase: desk.Phase(at.Phase), Act: at.Act}
	if day, err := time.ParseInLocation(time.DateOnly, q.Get("from"), t.Zone()); err == nil {
		at.From, f.From = q.Get("from"), day
	}
	if day, err := time.ParseInLocation(time.DateOnly, q.Get("to"), t.Zone()); err == nil {
		at.To, f.To = q.Get("to"), day.AddDate(0, 0, 1)
	}
	if n, err := strconv.ParseInt(q.Get("before"), 10, 64); err == nil && n > 0 {
		f.Before = n
	}
	return at, f
}

// ListAudit shows the audit log, newest first.
func (h *Handlers) ListAudit(w http.ResponseWriter, r *http.Request) error {
	at, filter := auditAt(text.From(r.Context()), r.URL.Query())
	filter.Limit = auditPerPage + 1
	entries, err := h.app.Audit(r.Context(), actor(r), filter)
	if err != nil {
		return err
	}
	t := text.From(r.Context())
	p := templates.AuditList{Page: h.page(r, t.Audit.Title, templates.SectionAudit), At: at, Reports: at.Reports()}
	if p.Whole, err = h.wholeness(r, p.Page); err != nil {
		return err
	}
	h.app.AuditViewed(r.Context(), actor(r), r.URL.RequestURI())
	if len(entries) > auditPerPage {
		entries = entries[:auditPerPage]
		p.OlderURL = at.URL(entries[auditPerPage-1].Seq)
	}
	if filter.Before > 0 {
		p.NewURL = at.URL(0)
	}
	for _, e := range entries {
		p.Rows = append(p.Rows, templates.NewAuditRow(p.Page, e))
	}
	switch {
	case len(entries) > 0 || at.All():
	case at == templates.AuditAt{Target: at.Target}:
		p.NoMatch = fmt.Sprintf(t.Audit.NoneText, at.Target)
	default:
		p.NoMatch = t.Audit.NoneOther
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// wholeness tells how far the log was verified, signed and sent.
func (h *Handlers) wholeness(r *http.Request, page templates.Page) (templates.Wholeness, error) {
	s, err := h.app.LogState(r.Context())
	if err != nil {
		return templates.Wholeness{}, err
	}
	w := templates.NewWholeness(page, templates.LogMark{Seq: s.Verified.To, Of: s.Verified.Head, At: s.Verified.At},
		templates.LogMark{Seq: s.Kept.Seq, At: s.Kept.At}, s.Break)
	w.Problem = s.Problem != nil
	for _, k := range s.Sinks {
		w.Sinks = append(w.Sinks, templates.NewSinkRow(page, k.Name, k.Seq, k.Behind, k.Problem))
	}
	return w, nil
}

// VerifyAudit recomputes a part of the chain and shows the log with what came of it.
func (h *Handlers) VerifyAudit(w http.ResponseWriter, r *http.Request) error {
	if err := h.app.VerifyAudit(r.Context(), actor(r)); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.AuditURL())
}

// ShowAuditEntry shows one entry of the log: what it holds, what the act changes,
// and what proves it.
func (h *Handlers) ShowAuditEntry(w http.ResponseWriter, r *http.Request) error {
	seq, err := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	if err != nil || seq < 1 {
		return fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	v, err := h.app.AuditEntry(r.Context(), actor(r), seq)
	if err != nil {
		return err
	}
	h.app.AuditViewed(r.Context(), actor(r), r.URL.RequestURI())
	t := text.From(r.Context())
	page := h.page(r, fmt.Sprintf(t.Audit.Entry, strconv.FormatInt(seq, 10)), templates.SectionAudit)
	page.Crumbs = []templates.Crumb{{Text: t.Audit.Title, URL: templates.AuditURL()}}
	p := templates.NewAuditEntry(page, v.Entry, desk.ChainLink{Prev: v.Prev, Hash: v.Hash}).WithCheckpoint(v.Checkpoint, v.SignedAt)
	if v.Broken != nil {
		p.Broken = t.Ledger.Break(v.Broken.Seq, string(v.Broken.Flaw), v.Broken.Column)
	}
	if v.Before != "" || v.After != "" {
		p.Diff = templates.NewDiff(t, v.Before, v.After)
	}
	if !v.Last {
		p.NewerURL = templates.AuditEntryURL(seq + 1)
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// auditPiece is how many entries of the log a report reads at once.
const auditPiece = 500

// ReportAudit sends the entries of the audit log that the address asks for as a
// report, newest first. That it was taken away is in the log.
func (h *Handlers) ReportAudit(w http.ResponseWriter, r *http.Request) error {
	_, filter := auditAt(text.From(r.Context()), r.URL.Query())
	filter.Before, filter.Limit = 0, auditPiece
	entries, err := h.app.Audit(r.Context(), actor(r), filter)
	if err != nil {
		return err
	}
	h.app.AuditExported(r.Context(), actor(r), r.URL.RequestURI())
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
