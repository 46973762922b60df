package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/auth"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// maxCarried is how long a form may be, in bytes, that the page carries along which
// asks for a proof.
const maxCarried = 256 << 10

// unkept are fields that hold passwords or codes: no page carries them along.
var unkept = strings.Fields("password present repeat code")

// NeedProof is nil while the actor's proof is fresh.
func (h *Handlers) NeedProof(by desk.Actor) error { return by.NeedProof(h.now()) }

// Prove takes the proof that a form carries, wherever it was sent, and reports
// whether there was one. Where it is wrong the page that asks for it is shown again
// and the error is for the log.
func (h *Handlers) Prove(w http.ResponseWriter, r *http.Request) (by desk.Actor, given bool, err error) {
	f, err := form(r)
	if err != nil {
		return by, false, err
	}
	if !f.Has(templates.ProofField) && (f.Get(templates.ProofPasskey) == "" || r.URL.Path == templates.NewPasskeyURL()) {
		return by, false, nil
	}
	by = actor(r)
	in := auth.Proof{RequestID: RequestID(r.Context()), Passkey: f.Get(templates.ProofPasskey)}
	if by.Factor {
		in.Code = secretField(f, templates.ProofField)
	} else {
		in.Password = secretField(f, templates.ProofField)
	}
	by, err = h.auth.Prove(w, r, by, in)
	if err == nil {
		return by, true, nil
	}
	ft := fault.Of(err)
	if ft == nil || !slices.Contains([]fault.Kind{fault.Invalid, fault.Limited, fault.Busy, fault.Denied}, ft.Kind) {
		return by, false, err
	}
	if broken := h.AskProof(w, r, ft); broken != nil {
		return by, false, broken
	}
	return by, false, err
}

// AskProof shows the page that asks for a proof, with what was sent in a form that
// goes on where it was sent to. f is what is wrong with a proof, or nil.
func (h *Handlers) AskProof(w http.ResponseWriter, r *http.Request, f *fault.Fault) error {
	status := http.StatusForbidden
	switch {
	case f == nil:
	case f.Kind == fault.Invalid:
		status = http.StatusUnprocessableEntity
	case f.Kind == fault.Limited, f.Kind == fault.Busy:
		w.Header().Set("Retry-After", strconv.Itoa(int(f.After.Seconds())+1))
		status = map[fault.Kind]int{fault.Limited: http.StatusTooManyRequests, fault.Busy: http.StatusServiceUnavailable}[f.Kind]
	}
	by := actor(r)
	p := templates.StepUp{Page: h.page(r, "", ""), Factor: by.Factor, Fault: f, BackURL: proofBack(r), Provider: h.auth.Provider()}
	if err := h.askFactor(r, by, &p); err != nil {
		return err
	}
	if r.Method == http.MethodPost && r.URL.Path != templates.StepUpURL("") {
		p.Action = r.URL.RequestURI()
		p.Sent = true
		if p.Fields, p.Dropped, p.TooLong = carried(r); p.TooLong {
			p.Action = templates.StepUpURL(p.BackURL)
		}
	} else {
		p.Action = r.URL.RequestURI()
		if r.URL.Path != templates.StepUpURL("") {
			p.Action, p.BackURL = templates.StepUpURL(r.URL.RequestURI()), templates.HomeURL()
		}
	}
	return h.show(w, r, status, p.Prepare().View())
}

// askFactor lets a page ask for the second factor that the operator has. Looking
// changes nothing: a page that was only opened has a button to ask for a passkey.
func (h *Handlers) askFactor(r *http.Request, by desk.Actor, p *templates.StepUp) error {
	if !by.Factor {
		return nil
	}
	f, err := h.auth.Factors(r.Context(), by)
	p.App = !f.TOTP.IsZero()
	if err != nil || len(f.Passkeys) == 0 || !h.auth.Passkeys(r) {
		return err
	}
	p.Passkey.Can = true
	if r.Method != http.MethodPost {
		return nil
	}
	if _, err := h.auth.AskToProve(r, by.Operator, by.Session); err != nil {
		return err
	}
	p.Passkey.Options, err = h.auth.AskedToProve(r.Context(), by.Session)
	return err
}

// proofBack is the page to go back to: a page that asked for a proof before knows it.
func proofBack(r *http.Request) string {
	if back := r.PostForm.Get(templates.ProofBack); localPath(back) {
		return back
	}
	return getPath(r)
}

// carried are the fields of the form that was sent; whether some were left out, for
// they are secret, and whether it cannot be carried at all.
func carried(r *http.Request) (fields []templates.Carried, dropped, tooLong bool) {
	f, err := form(r)
	if err != nil || strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return nil, false, true
	}
	size := 0
	for _, name := range sortedNames(f) {
		if name == templates.ProofField || name == templates.ProofPasskey || name == templates.ProofBack {
			continue
		}
		if slices.Contains(unkept, name) {
			dropped = true
			continue
		}
		for _, value := range f[name] {
			size += len(name) + len(value)
			fields = append(fields, templates.Carried{Name: name, Value: value})
		}
	}
	if size > maxCarried {
		return nil, false, true
	}
	return fields, dropped, false
}

func sortedNames(f url.Values) []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// StepUp goes on to the page that a proof was asked for. The proof itself is looked
// at before any handler runs.
func (h *Handlers) StepUp(w http.ResponseWriter, r *http.Request) error {
	return h.seeOther(w, r, afterSignIn(r))
}
