package templates

import (
	"fmt"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// TicketShow says what waits to be handed over, and what became of it.
type TicketShow struct {
	Page
	TicketHead
	Fault   *fault.Fault // of a form that led back here
	Lead    string
	Until   string
	Shown   string
	Taken   string
	MayShow bool
	MayTake bool
	Ended   string // how it ended; "" while it waits
	EndedAt string
}

// TicketHead is what both pages of a ticket share.
type TicketHead struct {
	ID        string
	IsKey     bool
	User      string
	UserURL   string
	KeyID     string
	SignInURL string
	Nowhere   bool // the sign-in URL leads nowhere
	Proof     Proof
	Forms     []FormChoice
	LostHint  string   // what happens when it did not arrive
	ShowKind  string   // kind of the button that shows the secret
	Message   HandOver // for the person who gets it, without the secret
	SavedKind string   // kind of the button that ends the ticket: the main one once something was handed over
}

// Proof is the outcome of testing a key. Kind is that of ui's notes.
type Proof struct {
	Text    string // "" for a ticket that has no key
	Kind    string
	Pending bool
}

// FormChoice is one form of the credential file.
type FormChoice struct{ ID, Label string }

// NewTicketShow makes the page of a ticket. Sandbox says that its sign-in URL
// leads nowhere; f is the fault of a form that led back here, or nil.
func NewTicketShow(p Page, t desk.Ticket, sandbox bool, f *fault.Fault) TicketShow {
	w := p.T.Tickets
	s := TicketShow{Page: p, TicketHead: newTicketHead(p.T, t, sandbox), Fault: f}
	s.Title, s.Lead, s.Faulty = fmt.Sprintf(w.PasswordTitle, t.User), w.PasswordLead, f != nil
	if s.IsKey {
		s.Title, s.Lead = fmt.Sprintf(w.KeyTitle, t.User), w.KeyLead
	}
	s.Crumbs = userCrumbs(p.T, iam.UserName(t.User))
	s.Until = fmt.Sprintf(w.Until, p.T.DateTime(t.Expires),
		fmt.Sprintf(w.Left, p.T.Count(minutesLeft(t.Expires, p.Now))))
	s.Shown, s.Taken = w.NotShown, w.NotTaken
	if !t.Shown.IsZero() {
		s.Shown = fmt.Sprintf(w.ShownAt, p.T.DateTime(t.Shown))
	}
	if !t.Taken.IsZero() {
		s.Taken = fmt.Sprintf(w.TakenAt, w.Form(string(t.Form)), p.T.DateTime(t.Taken))
	}
	if t.Ended.IsZero() {
		open := p.May(desk.CanOwn)
		s.MayShow, s.MayTake = open && t.Shown.IsZero(), open && t.Taken.IsZero()
		if !s.MayShow && !s.MayTake {
			s.Lead = ""
		}
		return s
	}
	s.Lead = ""
	s.Ended, s.EndedAt = ending(w, t), fmt.Sprintf(w.EndAt, p.T.DateTime(t.Ended))
	return s
}

func newTicketHead(t *text.Text, k desk.Ticket, sandbox bool) TicketHead {
	h := TicketHead{ShowKind: "primary", ID: k.ID, User: k.User, UserURL: UserURL(iam.UserName(k.User)), SignInURL: k.SignInURL}
	if !k.Shown.IsZero() || !k.Taken.IsZero() {
		h.ShowKind, h.SavedKind = "", "primary"
	}
	for _, f := range desk.FileForms(k.Kind) {
		h.Forms = append(h.Forms, FormChoice{ID: string(f), Label: t.Tickets.Form(string(f))})
	}
	if k.Kind != desk.KeyTicket {
		h.Nowhere, h.LostHint = sandbox, t.Tickets.LostLogin
		return h
	}
	h.LostHint = t.Tickets.LostKey
	h.IsKey, h.KeyID, h.UserURL = true, k.KeyID, KeysURL(iam.UserName(k.User))
	h.Proof = newProof(t.Tickets, k.Proof)
	return h
}

func newProof(w text.Tickets, p desk.Proof) Proof {
	switch p {
	case desk.ProofAccepted:
		return Proof{Text: w.ProofOK, Kind: "ok"}
	case desk.ProofRefused:
		return Proof{Text: w.ProofBad, Kind: "warn"}
	case desk.ProofNotOffered:
		return Proof{Text: w.ProofNone, Kind: "info"}
	case desk.ProofNotTested:
		return Proof{Text: w.ProofNot, Kind: "info"}
	}
	return Proof{Text: w.ProofPending, Kind: "info", Pending: true}
}

func ending(w text.Tickets, t desk.Ticket) string {
	switch {
	case t.Ending == desk.EndSaved:
		return w.EndSaved
	case t.Ending == desk.EndReceived:
		return w.EndReceived
	case t.Ending == desk.EndRemoved:
		return w.EndRemoved
	case t.Ending == desk.EndRestored:
		return w.EndRestored
	case !t.Cleaned:
		return w.EndCleaning
	case t.Ending == desk.EndLost:
		return w.EndLost
	}
	return w.EndUnclaimed
}

// minutesLeft is how many minutes at lies ahead, at least one while it does.
func minutesLeft(at, now time.Time) int {
	d := at.Sub(now)
	if d <= 0 {
		return 0
	}
	return int((d + time.Minute - 1) / time.Minute)
}
