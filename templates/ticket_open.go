package templates

import (
	"keyporter/internal/desk"
	"keyporter/internal/iam"
)

// TicketOpen shows a secret, once. It is drawn only into the answer of the
// request that took the secret out of the ticket.
type TicketOpen struct {
	Page
	TicketHead
	Secret   string // secret access key
	Password string
	MayTake  bool // no file was taken yet
	Files    []TextFile
	NoImport bool // the user name does not fit the import form
	Snippets []desk.Snippet
}

// TextFile is a credential file as text. ID is unique on the page.
type TextFile struct{ ID, Label, Name, Text string }

// NewTicketOpen makes the page that shows a secret.
func NewTicketOpen(p Page, t desk.Ticket, c desk.Credentials, sandbox bool) TicketOpen {
	p.Title, p.Crumbs = p.T.Tickets.OpenTitle, userCrumbs(p.T, iam.UserName(t.User))
	o := TicketOpen{Page: p, TicketHead: newTicketHead(p.T, t, sandbox), MayTake: t.Taken.IsZero(),
		Secret: c.Secret.Reveal(), Password: c.Password.Reveal()}
	o.SignInURL = c.SignInURL
	kept := o.Forms[:0:0]
	for _, form := range o.Forms {
		f, err := desk.NewFile(desk.FileForm(form.ID), c)
		if err != nil {
			o.NoImport = true
			continue
		}
		kept = append(kept, form)
		o.Files = append(o.Files, TextFile{ID: "file-" + form.ID, Label: form.Label, Name: f.Name, Text: string(f.Body)})
	}
	o.Forms = kept
	return o
}
