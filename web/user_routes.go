package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// userRoutes are the pages of users, the wizard that makes one, and their access
// keys.
func userRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/users", desk.CanSee, false, h.ListUsers},
		{get, "/users.csv", desk.CanSee, false, h.ReportUsers},
		{get, "/users.json", desk.CanSee, false, h.ReportUsers},
		{post, "/users/~selection", desk.CanChange, false, h.SelectUsers},
		{get, "/users/~new", desk.CanChange, false, h.NewUser},

		{get, "/users/{name}", desk.CanSee, false, h.ShowUser},
		{get, "/users/{name}/permissions", desk.CanSee, false, h.ShowUserPermissions},
		{post, "/users/{name}/policies", desk.CanChange, false, h.AttachUserPolicies},
		{post, "/users/{name}/policies/detach", desk.CanChange, false, h.DetachUserPolicy},
		{get, "/users/{name}/groups", desk.CanSee, false, h.ShowUserGroups},
		{post, "/users/{name}/groups", desk.CanChange, false, h.JoinGroups},
		{post, "/users/{name}/groups/leave", desk.CanChange, false, h.LeaveGroup},
		{get, "/users/{name}/console", desk.CanSee, false, h.ShowUserConsole},
		{post, "/users/{name}/console", desk.CanChange, true, h.EnableConsole},
		{post, "/users/{name}/console/reset", desk.CanChange, true, h.ResetConsole},
		{post, "/users/{name}/console/remove", desk.CanChange, false, h.RemoveConsole},
		{get, "/users/{name}/delete", desk.CanChange, false, h.AskDeleteUser},
		{post, "/users/{name}/delete", desk.CanChange, false, h.DeleteUser},
		{get, "/users/{name}/rename", desk.CanChange, false, h.AskRenameUser},
		{post, "/users/{name}/rename", desk.CanChange, false, h.RenameUser},
		{get, "/users/{name}/tags", desk.CanChange, false, h.AskUserTags},
		{post, "/users/{name}/tags", desk.CanChange, false, h.SetUserTags},
		{get, "/users/{name}/boundary", desk.CanChange, false, h.AskBoundary},
		{post, "/users/{name}/boundary", desk.CanChange, false, h.SetBoundary},
		{get, "/users/{name}/copy", desk.CanChange, false, h.AskCopy},
		{post, "/users/{name}/copy", desk.CanChange, false, h.CopyPermissions},
		{post, "/users/{name}/console/change", desk.CanChange, false, h.SetMustChange},
		{get, "/users/{name}/mfa/delete", desk.CanChange, false, h.AskRemoveMFA},
		{post, "/users/{name}/mfa/delete", desk.CanChange, false, h.RemoveMFA},
		{get, "/users/{name}/require-mfa", desk.CanChange, false, h.AskRequireUserMFA},
		{post, "/users/{name}/require-mfa", desk.CanChange, false, h.RequireUserMFA},
		{get, "/users/{name}/activity", desk.CanSee, false, h.ShowUserActivity},

		{get, "/users/{name}/keys", desk.CanSee, false, h.ShowKeys},
		{get, "/users/{name}/keys/~new", desk.CanChange, false, h.NewKey},
		{post, "/users/{name}/keys", desk.CanChange, true, h.CreateKey},
		{post, "/users/{name}/keys/{id}/activate", desk.CanChange, false, h.ActivateKey},
		{post, "/users/{name}/keys/{id}/deactivate", desk.CanChange, false, h.DeactivateKey},
		{get, "/users/{name}/keys/{id}/delete", desk.CanChange, false, h.AskDeleteKey},
		{post, "/users/{name}/keys/{id}/delete", desk.CanChange, false, h.DeleteKey},

		{post, "/drafts", desk.CanChange, false, h.CreateDraft},
		{get, "/drafts/{id}", desk.CanChange, false, h.ShowDraft},
		{post, "/drafts/{id}", desk.CanChange, false, h.SaveDraft},
		{get, "/drafts/{id}/group", desk.CanChange, false, h.NewDraftGroup},
		{post, "/drafts/{id}/group", desk.CanChange, false, h.AddDraftGroup},
		{post, "/drafts/{id}/drop", desk.CanChange, false, h.DropDraft},
		{post, "/drafts/{id}/run", desk.CanChange, true, h.RunDraft},
		{get, "/drafts/{id}/copy", desk.CanChange, false, h.AskDraftCopy},
		{post, "/drafts/{id}/copy", desk.CanChange, false, h.AddDraftCopy},
		{get, "/drafts/{id}/boundary", desk.CanChange, false, h.AskDraftBoundary},
		{post, "/drafts/{id}/boundary", desk.CanChange, false, h.SetDraftBoundary},
	}
}

// groupRoutes are the pages of groups.
func groupRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/groups", desk.CanSee, false, h.ListGroups},
		{get, "/groups.csv", desk.CanSee, false, h.ReportGroups},
		{get, "/groups.json", desk.CanSee, false, h.ReportGroups},
		{get, "/groups/~new", desk.CanChange, false, h.NewGroup},
		{post, "/groups", desk.CanChange, false, h.CreateGroup},
		{get, "/groups/{name}", desk.CanSee, false, h.ShowGroup},
		{post, "/groups/{name}/members", desk.CanChange, false, h.AddMembers},
		{post, "/groups/{name}/members/remove", desk.CanChange, false, h.RemoveMember},
		{post, "/groups/{name}/policies", desk.CanChange, false, h.AttachGroupPolicies},
		{post, "/groups/{name}/policies/detach", desk.CanChange, false, h.DetachGroupPolicy},
		{get, "/groups/{name}/delete", desk.CanChange, false, h.AskDeleteGroup},
		{post, "/groups/{name}/delete", desk.CanChange, false, h.DeleteGroup},
		{get, "/groups/{name}/rename", desk.CanChange, false, h.AskRenameGroup},
		{post, "/groups/{name}/rename", desk.CanChange, false, h.RenameGroup},
		{get, "/groups/{name}/require-mfa", desk.CanChange, false, h.AskRequireGroupMFA},
		{post, "/groups/{name}/require-mfa", desk.CanChange, false, h.RequireGroupMFA},
	}
}
