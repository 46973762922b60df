package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/templates"
)

// ShowTicket says what waits to be handed over and what became of it. It
// consumes nothing. While the key is being tested the page looks again.
func (h *Handlers) ShowTicket(w http.ResponseWriter, r *http.Request) error {
	t, err := h.app.Ticket(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	if t.Kind == desk.KeyTicket && t.Proof == desk.ProofPending && t.Ended.IsZero() {
		w.Header().Set("Refresh", "3")
	}
	return h.show(w, r, http.StatusOK, h.ticketShow(r, t, nil))
}

// OpenTicket shows the secret, in this response and in no other.
func (h *Handlers) OpenTicket(w http.ResponseWriter, r *http.Request) error {
	t, c, err := h.app.OpenTicket(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	place := h.app.Place()
	frame := h.page(r, "", templates.SectionUsers)
	frame.Faulty = false // the one form that is answered with a page
	page := templates.NewTicketOpen(frame, t, c, place.Sandbox)
	page.Message = h.handOver(frame, t)
	if c.Kind == desk.KeyTicket {
		page.Snippets = desk.Snippets(c, place)
	}
	return h.show(w, r, http.StatusOK, page.View())
}

// DownloadTicket sends the credential file in the form that was chosen, once.
func (h *Handlers) DownloadTicket(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, by := r.PathValue("id"), actor(r)
	file, err := h.app.TakeTicket(r.Context(), by, id, desk.FileForm(f.Get("as")))
	if err == nil {
		return h.download(w, file)
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	t, terr := h.app.Ticket(r.Context(), by, id)
	if terr != nil {
		return terr
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.ticketShow(r, t, ft) })
}

// FinishTicket destroys what is left of the secret: the operator has saved it.
func (h *Handlers) FinishTicket(w http.ResponseWriter, r *http.Request) error {
	id, by := r.PathValue("id"), actor(r)
	t, err := h.app.Ticket(r.Context(), by, id)
	if err != nil {
		return err
	}
	if err := h.app.SavedTicket(r.Context(), by, id); err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.ticketShow(r, t, ft) })
	}
	return h.seeOther(w, r, templates.Did(h.ticketRotation(r, id, ticketTarget(t)), t.OpID))
}

// LoseTicket withdraws a secret that did not arrive, and goes to the form that
// makes another.
func (h *Handlers) LoseTicket(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, by := r.PathValue("id"), actor(r)
	t, err := h.app.Ticket(r.Context(), by, id)
	if err != nil {
		return err
	}
	done, err := h.app.LostTicket(r.Context(), by, f.Get("form"), id)
	if err != nil {
		if now, nerr := h.app.Ticket(r.Context(), by, id); nerr == nil {
			t = now // it has ended even where AWS is away
		}
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.ticketShow(r, t, ft) })
	}
	again := templates.UserConsoleURL(iam.UserName(t.User))
	if t.Kind == desk.KeyTicket {
		again = templates.NewKeyURL(iam.UserName(t.User))
	}
	return h.after(w, r, done, h.ticketRotation(r, id, again))
}

func (h *Handlers) ticketShow(r *http.Request, t desk.Ticket, ft *fault.Fault) templ.Component {
	p := templates.NewTicketShow(h.page(r, "", templates.SectionUsers), t, h.app.Place().Sandbox, ft)
	if t.Ending != desk.EndLost && t.Ending != desk.EndUnclaimed {
		p.Message = h.handOver(p.Page, t)
	}
	return p.View()
}

// handOver writes the message to the person who gets what the ticket hands over,
// with the policies as the last reading has them.
func (h *Handlers) handOver(page templates.Page, t desk.Ticket) templates.HandOver {
	snap := h.app.Snapshot()
	facts := templates.HandOverFacts{User: t.User, SignInURL: t.SignInURL, Account: accountName(snap)}
	if t.Kind == desk.KeyTicket {
		facts.KeyID, facts.Region, facts.Policies = t.KeyID, h.app.Place().Region, snap.PolicyNames(iam.UserName(t.User))
	}
	return templates.NewHandOver(page.T, facts)
}

// ticketTarget is the page of what the ticket handed over.
func ticketTarget(t desk.Ticket) string {
	if t.Kind == desk.KeyTicket {
		return templates.KeysURL(iam.UserName(t.User))
	}
	return templates.UserConsoleURL(iam.UserName(t.User))
}
