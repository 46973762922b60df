package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// userRoutes are the pages on which a user or group is changed beside
// its policies, members and credentials.
func userRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/users/{name}/rename", desk.CanChange, false, h.AskRenameUser},
		{post, "/users/{name}/rename", desk.CanChange, false, h.RenameUser},
		{get, "/users/{name}/tags", desk.CanChange, false, h.AskUserTags},
		{post, "/users/{name}/tags", desk.CanChange, false, h.SetUserTags},
		{get, "/users/{name}/boundary", desk.CanChange, false, h.AskBoundary},
		{post, "/users/{name}/boundary", desk.CanChange, false, h.SetBoundary},
		{get, "/users/{name}/copy", desk.CanChange, false, h.AskCopy},
		{post, "/users/{name}/copy", desk.CanChange, false, h.CopyPermissions},
		{get, "/drafts/{id}/copy", desk.CanChange, false, h.AskDraftCopy},
		{post, "/drafts/{id}/copy", desk.CanChange, false, h.AddDraftCopy},
		{get, "/drafts/{id}/boundary", desk.CanChange, false, h.AskDraftBoundary},
		{post, "/drafts/{id}/boundary", desk.CanChange, false, h.SetDraftBoundary},
		{get, "/groups/{name}/rename", desk.CanChange, false, h.AskRenameGroup},
		{post, "/groups/{name}/rename", desk.CanChange, false, h.RenameGroup},
	}
}
