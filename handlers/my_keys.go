package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowMyKeys shows the access keys of the operator's own IAM user.
func (h *Handlers) ShowMyKeys(w http.ResponseWriter, r *http.Request) error {
	p, err := h.myKeys(r, "", nil)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p)
}

// CreateMyKey creates an access key of one's own and goes to its ticket.
func (h *Handlers) CreateMyKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	description := strings.TrimSpace(f.Get("description"))
	return h.onMyKeys(w, r, description, func(n iam.UserName) (porter.Done, error) {
		if err := fault.Join(iam.CheckDescription("description", description)); err != nil {
			return porter.Done{}, err
		}
		return h.app.IssueKey(r.Context(), actor(r), f.Get("form"), n, templates.UseOther, description)
	})
}

// StopMyKey deactivates an access key of one's own.
func (h *Handlers) StopMyKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	return h.onMyKeys(w, r, "", func(n iam.UserName) (porter.Done, error) {
		return h.app.SetKeyActive(r.Context(), actor(r), f.Get("form"), n, keyID(r), false)
	})
}

// RotateMyKey begins the rotation of an access key of one's own, as rotations
// usually go, and leads to the ticket of the new key.
func (h *Handlers) RotateMyKey(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	u, err := h.app.Mine(actor(r))
	if err != nil {
		return err
	}
	done, err := h.app.StartRotation(r.Context(), actor(r), f.Get("form"), u.Name, keyID(r), porter.UsualRotation())
	switch {
	case err == nil:
		return h.after(w, r, done, templates.RotationURL(done.Op))
	case done.Op != "" && fault.Of(err) != nil: // it has begun, and its page says what stopped it
		return h.afterRotation(w, r, done.Op, done, err)
	}
	return h.afterMyKeys(w, r, "", err)
}

// onMyKeys carries out a form of the page of one's own keys.
func (h *Handlers) onMyKeys(w http.ResponseWriter, r *http.Request, description string, do func(n iam.UserName) (porter.Done, error)) error {
	u, err := h.app.Mine(actor(r))
	if err != nil {
		return err
	}
	done, err := do(u.Name)
	if err == nil {
		return h.after(w, r, done, templates.MyKeysURL())
	}
	return h.afterMyKeys(w, r, description, err)
}

// afterMyKeys shows the page again with what was wrong.
func (h *Handlers) afterMyKeys(w http.ResponseWriter, r *http.Request, description string, err error) error {
	if fault.Of(err) == nil {
		return err
	}
	page, perr := h.myKeys(r, description, fault.Of(err))
	if perr != nil {
		return perr
	}
	return h.again(w, r, err, func(*fault.Fault) templ.Component { return page })
}

func (h *Handlers) myKeys(r *http.Request, description string, ft *fault.Fault) (templ.Component, error) {
	p := templates.MyKeys{Page: h.page(r, "", ""), Description: description, Fault: ft}
	u, err := h.app.Mine(actor(r))
	if fault.Is(err, fault.CodeOwnNone) {
		return p.Prepare().View(), nil
	}
	if err != nil {
		return nil, err
	}
	v, err := h.app.User(r.Context(), u.Name)
	if err != nil {
		return nil, err
	}
	open, there, err := h.app.RotationOf(r.Context(), u.Name)
	if err != nil {
		return nil, err
	}
	p.User, p.Known, p.HeldBy = u.Name, v.KeysKnown, v.Held
	if there {
		p.OpenID = open.ID
	}
	for _, k := range v.Keys {
		p.Keys = append(p.Keys, keyRow(k))
	}
	return p.Prepare().View(), nil
}
