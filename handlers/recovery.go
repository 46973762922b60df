package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// ShowRecovery shows what an old copy of the database has lost, and what to look at
// before it is confirmed.
func (h *Handlers) ShowRecovery(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Recovery(r.Context())
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.recovery(r, v, nil))
}

// EndRecovery confirms an old copy, so that changes are possible again.
func (h *Handlers) EndRecovery(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	if f.Get("looked") == "" {
		err = fault.Field("looked", fault.CodeTick)
	} else {
		err = h.app.EndRecovery(r.Context(), actor(r))
	}
	if err == nil {
		return h.seeOther(w, r, templates.OldCopyURL())
	}
	v, failed := h.app.Recovery(r.Context())
	if failed != nil {
		return failed
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.recovery(r, v, ft) })
}

func (h *Handlers) recovery(r *http.Request, v porter.RecoveryView, ft *fault.Fault) templ.Component {
	p := templates.Recovery{Page: h.page(r, text.From(r.Context()).Recovery.Title, templates.SectionAudit), Fault: ft, Waits: v.Waits}
	p.Faulty = ft != nil
	if v.Waits {
		p = p.With(v.Recovery, v.Keys, v.Unread)
	}
	return p.View()
}
