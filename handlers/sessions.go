package handlers

import (
	"net/http"

	"keyporter/internal/desk"
	"keyporter/templates"
)

// ShowMySessions lists the operator's own sessions.
func (h *Handlers) ShowMySessions(w http.ResponseWriter, r *http.Request) error {
	by := actor(r)
	list, err := h.auth.Sessions(r.Context(), by.Operator.ID)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, templates.NewOwnSessions(h.sessionsPage(r, by.Operator), list, by.Session).View())
}

// EndMySession ends one of the operator's own sessions.
func (h *Handlers) EndMySession(w http.ResponseWriter, r *http.Request) error {
	return h.endSession(w, r, actor(r).Operator, templates.MeSessionsURL())
}

// EndMySessions ends all of the operator's own sessions but this one.
func (h *Handlers) EndMySessions(w http.ResponseWriter, r *http.Request) error {
	by := actor(r)
	if err := h.auth.EndSessions(r.Context(), by, by.Operator); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.Ended(templates.MeSessionsURL(), desk.SessionsEnd))
}

// ShowSessions lists the sessions of any operator.
func (h *Handlers) ShowSessions(w http.ResponseWriter, r *http.Request) error {
	of, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	list, err := h.auth.Sessions(r.Context(), of.ID)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, templates.NewOperatorSessions(h.sessionsPage(r, of), of, list, actor(r).Session).View())
}

// EndSession ends one session of any operator.
func (h *Handlers) EndSession(w http.ResponseWriter, r *http.Request) error {
	of, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return h.endSession(w, r, of, templates.OperatorSessionsURL(of.ID))
}

// EndSessions ends all sessions of any operator.
func (h *Handlers) EndSessions(w http.ResponseWriter, r *http.Request) error {
	of, err := h.auth.Operator(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := h.auth.EndSessions(r.Context(), actor(r), of); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.Ended(templates.OperatorSessionsURL(of.ID), desk.SessionsEnd))
}

func (h *Handlers) endSession(w http.ResponseWriter, r *http.Request, of desk.Operator, back string) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	if err := h.auth.EndSession(r.Context(), actor(r), of, f.Get("id")); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.Ended(back, desk.SessionEnd))
}

// sessionsPage starts a page of sessions, with what the form before has done.
func (h *Handlers) sessionsPage(r *http.Request, of desk.Operator) templates.Page {
	p := h.page(r, "", templates.SectionMe)
	switch verb := desk.Verb(r.URL.Query().Get("ended")); verb {
	case desk.SessionEnd, desk.SessionsEnd:
		p.Flash = &templates.Flash{Kind: "ok", Text: p.T.Did(string(verb), of.Name, nil)}
	}
	return p
}
