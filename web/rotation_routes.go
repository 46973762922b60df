package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// rotationRoutes are the pages of rotations and lifetimes of access keys.
func rotationRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/users/{name}/keys/{id}/rotate", desk.CanChange, false, h.AskRotateKey},
		{post, "/users/{name}/keys/{id}/rotate", desk.CanChange, true, h.RotateKey},
		{get, "/users/{name}/keys/{id}/lifetime", desk.CanChange, false, h.AskKeyLifetime},
		{post, "/users/{name}/keys/{id}/lifetime", desk.CanChange, false, h.SetKeyLifetime},
		{get, "/settings/keys", desk.CanSee, false, h.ShowKeyRule},
		{post, "/settings/keys", desk.CanChange, false, h.SetKeyRule},

		{get, "/rotations", desk.CanSee, false, h.ListRotations},
		{get, "/rotations.csv", desk.CanSee, false, h.ReportRotations},
		{get, "/rotations.json", desk.CanSee, false, h.ReportRotations},
		{get, "/rotations/{id}", desk.CanSee, false, h.ShowRotation},
		{post, "/rotations/{id}/key", desk.CanChange, true, h.MakeRotationKey},
		{post, "/rotations/{id}/stop", desk.CanChange, false, h.StopRotation},
		{post, "/rotations/{id}/undo", desk.CanChange, false, h.UndoRotation},
		{post, "/rotations/{id}/cancel", desk.CanChange, false, h.CancelRotation},
		{post, "/rotations/{id}/delete", desk.CanChange, false, h.DeleteRotation},
		{post, "/rotations/{id}/retry", desk.CanChange, false, h.RetryRotation},
	}
}
