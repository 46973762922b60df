package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// handler answers one route; web.answer turns its error into a page.
type handler func(w http.ResponseWriter, r *http.Request) error

// route is one line of the table below. Without a capability it is public.
// A secret route is never compressed.
type route struct {
	method  string
	pattern string
	can     desk.Can
	secret  bool
	do      handler
}

// public marks the routes that need no one signed in.
const public desk.Can = ""

// routes is the map of the dashboard: every page, what it needs, who answers;
// documentRoutes, accountRoutes and userRoutes have the rest.
func routes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return append(append(accountRoutes(h), userRoutes(h)...), []route{
		{get, "/setup/{token}", public, true, h.ShowSetup},
		{post, "/setup/{token}", public, true, h.RunSetup},
		{get, "/sign-in", public, true, h.ShowSignIn},
		{post, "/sign-in", public, true, h.SignIn},
		{post, "/sign-out", public, true, h.SignOut},

		{get, "/me", desk.CanSelf, false, h.ShowMe},
		{post, "/me", desk.CanSelf, false, h.SaveMe},
		{post, "/me/password", desk.CanSelf, true, h.ChangePassword},

		{get, "/", desk.CanSee, false, h.Overview},
		{post, "/scans", desk.CanSee, false, h.Scan},
		{get, "/search", desk.CanSee, false, h.Search},

		{get, "/users", desk.CanSee, false, h.ListUsers},
		{get, "/users.csv", desk.CanSee, false, h.ReportUsers},
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

		{get, "/groups", desk.CanSee, false, h.ListGroups},
		{get, "/groups.csv", desk.CanSee, false, h.ReportGroups},
		{get, "/groups/~new", desk.CanChange, false, h.NewGroup},
		{post, "/groups", desk.CanChange, false, h.CreateGroup},
		{get, "/groups/{name}", desk.CanSee, false, h.ShowGroup},
		{post, "/groups/{name}/members", desk.CanChange, false, h.AddMembers},
		{post, "/groups/{name}/members/remove", desk.CanChange, false, h.RemoveMember},
		{post, "/groups/{name}/policies", desk.CanChange, false, h.AttachGroupPolicies},
		{post, "/groups/{name}/policies/detach", desk.CanChange, false, h.DetachGroupPolicy},
		{get, "/groups/{name}/delete", desk.CanChange, false, h.AskDeleteGroup},
		{post, "/groups/{name}/delete", desk.CanChange, false, h.DeleteGroup},

		{get, "/policies", desk.CanSee, false, h.ListPolicies},
		{get, "/policies.csv", desk.CanSee, false, h.ReportPolicies},
		{get, "/policies/~new", desk.CanChange, false, h.NewPolicy},
		{get, "/policies/view", desk.CanSee, false, h.ShowPolicy},
		{get, "/policies/edit", desk.CanChange, false, h.EditPolicy},
		{post, "/policies/versions/default", desk.CanChange, false, h.SetPolicyVersion},
		{post, "/policies/versions/delete", desk.CanChange, false, h.DeletePolicyVersion},
		{get, "/policies/delete", desk.CanChange, false, h.AskDeletePolicy},
		{post, "/policies/delete", desk.CanChange, false, h.DeletePolicy},

		{get, "/keys", desk.CanSee, false, h.ListAllKeys},
		{get, "/keys.csv", desk.CanSee, false, h.ReportKeys},
		{get, "/keys/~owner", desk.CanSee, false, h.FindKeyOwner},
		{post, "/keys/~selection", desk.CanChange, false, h.SelectKeys},
		{get, "/selections/{id}", desk.CanChange, false, h.ShowSelection},
		{post, "/selections/{id}", desk.CanChange, false, h.SaveSelection},
		{post, "/selections/{id}/run", desk.CanChange, false, h.RunSelection},
		{post, "/selections/{id}/drop", desk.CanChange, false, h.DropSelection},

		{get, "/tickets/{id}", desk.CanChange, true, h.ShowTicket},
		{post, "/tickets/{id}/open", desk.CanChange, true, h.OpenTicket},
		{post, "/tickets/{id}/download", desk.CanChange, true, h.DownloadTicket},
		{post, "/tickets/{id}/done", desk.CanChange, true, h.FinishTicket},
		{post, "/tickets/{id}/lost", desk.CanChange, true, h.LoseTicket},

		{get, "/ops/{id}", desk.CanChange, false, h.ShowOp},
		{post, "/ops/{id}/continue", desk.CanChange, true, h.ContinueOp},
		{post, "/ops/{id}/undo", desk.CanChange, false, h.UndoOp},
		{post, "/ops/{id}/delete-key", desk.CanChange, false, h.DeleteOpKey},
		{post, "/ops/{id}/close", desk.CanChange, false, h.CloseOp},

		{get, "/audit", desk.CanAudit, false, h.ListAudit},
		{get, "/audit.csv", desk.CanAudit, false, h.ReportAudit},
	}...)
}
