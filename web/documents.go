package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// documentRoutes are the pages of inline policies, and every form that holds a
// policy document: its body may be longer.
func documentRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{post, "/policies", desk.CanPolicies, false, h.CreatePolicy},
		{post, "/policies/~new", desk.CanPolicies, false, h.DraftPolicy},
		{post, "/policies/edit", desk.CanPolicies, false, h.DraftPolicyEdit},
		{post, "/policies/versions", desk.CanPolicies, false, h.SavePolicy},

		{post, "/users/{name}/inline", desk.CanPolicies, false, h.CreateUserInline},
		{get, "/users/{name}/inline/~new", desk.CanPolicies, false, h.NewUserInline},
		{post, "/users/{name}/inline/~new", desk.CanPolicies, false, h.DraftUserInline},
		{get, "/users/{name}/inline/{policy}", desk.CanSee, false, h.ShowUserInline},
		{post, "/users/{name}/inline/{policy}", desk.CanPolicies, false, h.SaveUserInline},
		{get, "/users/{name}/inline/{policy}/edit", desk.CanPolicies, false, h.EditUserInline},
		{post, "/users/{name}/inline/{policy}/edit", desk.CanPolicies, false, h.DraftUserInlineEdit},
		{get, "/users/{name}/inline/{policy}/delete", desk.CanPolicies, false, h.AskDeleteUserInline},
		{post, "/users/{name}/inline/{policy}/delete", desk.CanPolicies, false, h.DeleteUserInline},

		{post, "/groups/{name}/inline", desk.CanPolicies, false, h.CreateGroupInline},
		{get, "/groups/{name}/inline/~new", desk.CanPolicies, false, h.NewGroupInline},
		{post, "/groups/{name}/inline/~new", desk.CanPolicies, false, h.DraftGroupInline},
		{get, "/groups/{name}/inline/{policy}", desk.CanSee, false, h.ShowGroupInline},
		{post, "/groups/{name}/inline/{policy}", desk.CanPolicies, false, h.SaveGroupInline},
		{get, "/groups/{name}/inline/{policy}/edit", desk.CanPolicies, false, h.EditGroupInline},
		{post, "/groups/{name}/inline/{policy}/edit", desk.CanPolicies, false, h.DraftGroupInlineEdit},
		{get, "/groups/{name}/inline/{policy}/delete", desk.CanPolicies, false, h.AskDeleteGroupInline},
		{post, "/groups/{name}/inline/{policy}/delete", desk.CanPolicies, false, h.DeleteGroupInline},
	}
}
