package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// factorRoutes are the pages of second factors and of fresh proofs. What may show a
// secret is not compressed.
func factorRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/sign-in/second-step", public, true, h.ShowSecondStep},
		{post, "/sign-in/second-step", public, true, h.SecondStep},
		{get, "/step-up", desk.CanSelf, true, h.StepUp},
		{post, "/step-up", desk.CanSelf, true, h.StepUp},

		{get, "/me/second-factor", desk.CanSelf, true, h.ShowFactors},
		{post, "/me/second-factor/app", desk.CanSelf, true, h.StartApp},
		{get, "/me/second-factor/app", desk.CanSelf, true, h.ShowApp},
		{post, "/me/second-factor/app/confirm", desk.CanSelf, true, h.ConfirmApp},
		{post, "/me/second-factor/app/remove", desk.CanSelf, true, h.RemoveApp},
		{post, "/me/second-factor/recovery", desk.CanSelf, true, h.MakeRecovery},
		{post, "/me/second-factor/recovery/file", desk.CanSelf, true, h.DownloadRecovery},
		{post, "/me/second-factor/passkeys", desk.CanSelf, true, h.AskPasskey},
		{get, "/me/second-factor/passkeys/~new", desk.CanSelf, true, h.NewPasskey},
		{post, "/me/second-factor/passkeys/~new", desk.CanSelf, true, h.AddPasskey},
		{post, "/me/second-factor/passkeys/{id}/remove", desk.CanSelf, true, h.RemovePasskey},
	}
}
