package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// ShowInvitations lists the open invitations.
func (h *Handlers) ShowInvitations(w http.ResponseWriter, r *http.Request) error {
	p, err := h.invitations(r)
	if err != nil {
		return err
	}
	if r.URL.Query().Get("revoked") != "" {
		p.Flash = &templates.Flash{Kind: "ok", Text: p.T.Invites.Revoked}
	}
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// Invite makes an invitation and shows its link, this once.
func (h *Handlers) Invite(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	name, role := f.Get("name"), desk.Role(f.Get("role"))
	token, failed := h.auth.InviteBy(r.Context(), actor(r), name, role)
	p, err := h.invitations(r)
	if err != nil {
		return err
	}
	if failed != nil {
		return h.again(w, r, failed, func(ft *fault.Fault) templ.Component {
			p.Name, p.Role, p.Fault = name, role, ft
			return p.Prepare().View()
		})
	}
	base, err := h.origin(r)
	if err != nil {
		return err
	}
	p.For, p.Link = strings.TrimSpace(name), base+templates.SetupURL(token)
	return h.show(w, r, http.StatusOK, p.Prepare().View())
}

// RevokeInvitation makes the link of an invitation lead nowhere.
func (h *Handlers) RevokeInvitation(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	if err := h.auth.Revoke(r.Context(), actor(r), f.Get("id")); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.InvitationRevokedURL())
}

func (h *Handlers) invitations(r *http.Request) (templates.Invitations, error) {
	open, err := h.auth.Invitations(r.Context())
	return templates.Invitations{Page: h.page(r, "", templates.SectionInvites), Open: open, Role: desk.Auditor}, err
}

// origin is the scheme and host under which the visitor knows the dashboard.
func (h *Handlers) origin(r *http.Request) (string, error) {
	public, err := h.auth.Public(r.Context())
	switch {
	case err != nil:
		return "", err
	case public != nil:
		return public.Scheme + "://" + public.Host, nil
	case r.TLS != nil:
		return "https://" + r.Host, nil
	}
	return "http://" + r.Host, nil
}

// unguarded reports whether people reach the dashboard by plain HTTP from other
// machines, as far as is known.
func (h *Handlers) unguarded(r *http.Request) bool {
	if !h.plain {
		return false
	}
	public, err := h.auth.Public(r.Context())
	return err != nil || public == nil || public.Scheme != "https"
}
