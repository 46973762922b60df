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
		{get, "/users/{name}/keys/{id}/rotate", desk.CanKeys, false, h.AskRotateKey},
		{post, "/users/{name}/keys/{id}/rotate", desk.CanKeys, true, h.RotateKey},
		{get, "/users/{name}/keys/{id}/lifetime", desk.CanKeys, false, h.AskKeyLifetime},
		{post, "/users/{name}/keys/{id}/lifetime", desk.CanKeys, false, h.SetKeyLifetime},
		{get, "/settings/keys", desk.CanSee, false, h.ShowKeyRule},
		{post, "/settings/keys", desk.CanSettings, false, h.SetKeyRule},

		{get, "/rotations", desk.CanSee, false, h.ListRotations},
		{get, "/rotations.csv", desk.CanExport, false, h.ReportRotations},
		{get, "/rotations.json", desk.CanExport, false, h.ReportRotations},
		{get, "/rotations/{id}", desk.CanSee, false, h.ShowRotation},
		{post, "/rotations/{id}/key", desk.CanOwn, true, h.MakeRotationKey},
		{post, "/rotations/{id}/stop", desk.CanOwn, false, h.StopRotation},
		{post, "/rotations/{id}/undo", desk.CanOwn, false, h.UndoRotation},
		{post, "/rotations/{id}/cancel", desk.CanOwn, false, h.CancelRotation},
		{post, "/rotations/{id}/delete", desk.CanOwn, false, h.DeleteRotation},
		{post, "/rotations/{id}/retry", desk.CanOwn, false, h.RetryRotation},
	}
}
