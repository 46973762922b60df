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
		{get, "/users.csv", desk.CanExport, false, h.ReportUsers},
		{get, "/users.json", desk.CanExport, false, h.ReportUsers},
		{post, "/users/~selection", desk.CanUsers, false, h.SelectUsers},
		{get, "/users/~new", desk.CanUsers, false, h.NewUser},

		{get, "/users/{name}", desk.CanSee, false, h.ShowUser},
		{get, "/users/{name}/permissions", desk.CanSee, false, h.ShowUserPermissions},
		{post, "/users/{name}/policies", desk.CanGrant, false, h.AttachUserPolicies},
		{post, "/users/{name}/policies/detach", desk.CanGrant, false, h.DetachUserPolicy},
		{get, "/users/{name}/groups", desk.CanSee, false, h.ShowUserGroups},
		{post, "/users/{name}/groups", desk.CanGrant, false, h.JoinGroups},
		{post, "/users/{name}/groups/leave", desk.CanGrant, false, h.LeaveGroup},
		{get, "/users/{name}/console", desk.CanSee, false, h.ShowUserConsole},
		{post, "/users/{name}/console", desk.CanUsers, true, h.EnableConsole},
		{post, "/users/{name}/console/reset", desk.CanUsers, true, h.ResetConsole},
		{post, "/users/{name}/console/remove", desk.CanUsers, false, h.RemoveConsole},
		{get, "/users/{name}/delete", desk.CanUsers, false, h.AskDeleteUser},
		{post, "/users/{name}/delete", desk.CanUsers, false, h.DeleteUser},
		{get, "/users/{name}/rename", desk.CanUsers, false, h.AskRenameUser},
		{post, "/users/{name}/rename", desk.CanUsers, false, h.RenameUser},
		{get, "/users/{name}/tags", desk.CanUsers, false, h.AskUserTags},
		{post, "/users/{name}/tags", desk.CanUsers, false, h.SetUserTags},
		{get, "/users/{name}/boundary", desk.CanPolicies, false, h.AskBoundary},
		{post, "/users/{name}/boundary", desk.CanPolicies, false, h.SetBoundary},
		{get, "/users/{name}/copy", desk.CanGrant, false, h.AskCopy},
		{post, "/users/{name}/copy", desk.CanGrant, false, h.CopyPermissions},
		{post, "/users/{name}/console/change", desk.CanUsers, false, h.SetMustChange},
		{get, "/users/{name}/mfa/delete", desk.CanUsers, false, h.AskRemoveMFA},
		{post, "/users/{name}/mfa/delete", desk.CanUsers, false, h.RemoveMFA},
		{get, "/users/{name}/require-mfa", desk.CanPolicies, false, h.AskRequireUserMFA},
		{post, "/users/{name}/require-mfa", desk.CanPolicies, false, h.RequireUserMFA},
		{get, "/users/{name}/activity", desk.CanSee, false, h.ShowUserActivity},

		{get, "/users/{name}/keys", desk.CanSee, false, h.ShowKeys},
		{get, "/users/{name}/keys/~new", desk.CanKeys, false, h.NewKey},
		{post, "/users/{name}/keys", desk.CanKeys, true, h.CreateKey},
		{post, "/users/{name}/keys/{id}/activate", desk.CanKeys, false, h.ActivateKey},
		{post, "/users/{name}/keys/{id}/deactivate", desk.CanKeys, false, h.DeactivateKey},
		{get, "/users/{name}/keys/{id}/delete", desk.CanKeys, false, h.AskDeleteKey},
		{post, "/users/{name}/keys/{id}/delete", desk.CanKeys, false, h.DeleteKey},

		{post, "/drafts", desk.CanUsers, false, h.CreateDraft},
		{get, "/drafts/{id}", desk.CanUsers, false, h.ShowDraft},
		{post, "/drafts/{id}", desk.CanUsers, false, h.SaveDraft},
		{get, "/drafts/{id}/group", desk.CanUsers, false, h.NewDraftGroup},
		{post, "/drafts/{id}/group", desk.CanUsers, false, h.AddDraftGroup},
		{post, "/drafts/{id}/drop", desk.CanUsers, false, h.DropDraft},
		{post, "/drafts/{id}/run", desk.CanUsers, true, h.RunDraft},
		{get, "/drafts/{id}/copy", desk.CanUsers, false, h.AskDraftCopy},
		{post, "/drafts/{id}/copy", desk.CanUsers, false, h.AddDraftCopy},
		{get, "/drafts/{id}/boundary", desk.CanPolicies, false, h.AskDraftBoundary},
		{post, "/drafts/{id}/boundary", desk.CanPolicies, false, h.SetDraftBoundary},
	}
}

// groupRoutes are the pages of groups.
func groupRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/groups", desk.CanSee, false, h.ListGroups},
		{get, "/groups.csv", desk.CanExport, false, h.ReportGroups},
		{get, "/groups.json", desk.CanExport, false, h.ReportGroups},
		{get, "/groups/~new", desk.CanUsers, false, h.NewGroup},
		{post, "/groups", desk.CanUsers, false, h.CreateGroup},
		{get, "/groups/{name}", desk.CanSee, false, h.ShowGroup},
		{post, "/groups/{name}/members", desk.CanGrant, false, h.AddMembers},
		{post, "/groups/{name}/members/remove", desk.CanGrant, false, h.RemoveMember},
		{post, "/groups/{name}/policies", desk.CanGrant, false, h.AttachGroupPolicies},
		{post, "/groups/{name}/policies/detach", desk.CanGrant, false, h.DetachGroupPolicy},
		{get, "/groups/{name}/delete", desk.CanUsers, false, h.AskDeleteGroup},
		{post, "/groups/{name}/delete", desk.CanUsers, false, h.DeleteGroup},
		{get, "/groups/{name}/rename", desk.CanUsers, false, h.AskRenameGroup},
		{post, "/groups/{name}/rename", desk.CanUsers, false, h.RenameGroup},
		{get, "/groups/{name}/require-mfa", desk.CanPolicies, false, h.AskRequireGroupMFA},
		{post, "/groups/{name}/require-mfa", desk.CanPolicies, false, h.RequireGroupMFA},
	}
}
