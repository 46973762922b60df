package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// peopleRoutes are sign-in at a provider, invitations, and the sessions of operators.
func peopleRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/sign-in/oidc", public, true, h.BeginOIDC},
		{get, "/sign-in/oidc/callback", public, true, h.FinishOIDC},
		{post, "/me/identities", desk.CanSelf, true, h.LinkIdentity},
		{post, "/me/identities/unlink", desk.CanSelf, false, h.UnlinkIdentity},

		{get, "/invitations", desk.CanOperators, false, h.ShowInvitations},
		{post, "/invitations", desk.CanOperators, true, h.Invite},
		{post, "/invitations/revoke", desk.CanOperators, false, h.RevokeInvitation},
		{get, "/me/sessions", desk.CanSelf, false, h.ShowMySessions},
		{post, "/me/sessions/end", desk.CanSelf, false, h.EndMySession},
		{post, "/me/sessions/end-others", desk.CanSelf, false, h.EndMySessions},
		{get, "/operators/{id}/sessions", desk.CanOperators, false, h.ShowSessions},
		{post, "/operators/{id}/sessions/end", desk.CanOperators, false, h.EndSession},
		{post, "/operators/{id}/sessions/end-all", desk.CanOperators, false, h.EndSessions},
	}
}
