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
		{post, "/policies", desk.CanChange, false, h.CreatePolicy},
		{post, "/policies/~new", desk.CanChange, false, h.DraftPolicy},
		{post, "/policies/edit", desk.CanChange, false, h.DraftPolicyEdit},
		{post, "/policies/versions", desk.CanChange, false, h.SavePolicy},

		{post, "/users/{name}/inline", desk.CanChange, false, h.CreateUserInline},
		{get, "/users/{name}/inline/~new", desk.CanChange, false, h.NewUserInline},
		{post, "/users/{name}/inline/~new", desk.CanChange, false, h.DraftUserInline},
		{get, "/users/{name}/inline/{policy}", desk.CanSee, false, h.ShowUserInline},
		{post, "/users/{name}/inline/{policy}", desk.CanChange, false, h.SaveUserInline},
		{get, "/users/{name}/inline/{policy}/edit", desk.CanChange, false, h.EditUserInline},
		{post, "/users/{name}/inline/{policy}/edit", desk.CanChange, false, h.DraftUserInlineEdit},
		{get, "/users/{name}/inline/{policy}/delete", desk.CanChange, false, h.AskDeleteUserInline},
		{post, "/users/{name}/inline/{policy}/delete", desk.CanChange, false, h.DeleteUserInline},

		{post, "/groups/{name}/inline", desk.CanChange, false, h.CreateGroupInline},
		{get, "/groups/{name}/inline/~new", desk.CanChange, false, h.NewGroupInline},
		{post, "/groups/{name}/inline/~new", desk.CanChange, false, h.DraftGroupInline},
		{get, "/groups/{name}/inline/{policy}", desk.CanSee, false, h.ShowGroupInline},
		{post, "/groups/{name}/inline/{policy}", desk.CanChange, false, h.SaveGroupInline},
		{get, "/groups/{name}/inline/{policy}/edit", desk.CanChange, false, h.EditGroupInline},
		{post, "/groups/{name}/inline/{policy}/edit", desk.CanChange, false, h.DraftGroupInlineEdit},
		{get, "/groups/{name}/inline/{policy}/delete", desk.CanChange, false, h.AskDeleteGroupInline},
		{post, "/groups/{name}/inline/{policy}/delete", desk.CanChange, false, h.DeleteGroupInline},
	}
}
