package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// accountRoutes are the pages of the account's own settings, of second factors
// and of the credential report.
func accountRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{post, "/users/{name}/console/change", desk.CanChange, false, h.SetMustChange},
		{get, "/users/{name}/mfa/delete", desk.CanChange, false, h.AskRemoveMFA},
		{post, "/users/{name}/mfa/delete", desk.CanChange, false, h.RemoveMFA},
		{get, "/users/{name}/require-mfa", desk.CanChange, false, h.AskRequireUserMFA},
		{post, "/users/{name}/require-mfa", desk.CanChange, false, h.RequireUserMFA},
		{get, "/groups/{name}/require-mfa", desk.CanChange, false, h.AskRequireGroupMFA},
		{post, "/groups/{name}/require-mfa", desk.CanChange, false, h.RequireGroupMFA},

		{get, "/users/{name}/activity", desk.CanSee, false, h.ShowUserActivity},

		{get, "/settings/account", desk.CanSee, false, h.ShowAccount},
		{post, "/settings/account/alias", desk.CanChange, false, h.SetAlias},
		{post, "/settings/account/alias/delete", desk.CanChange, false, h.DeleteAlias},
		{get, "/settings/account/password-policy", desk.CanChange, false, h.EditPasswordPolicy},
		{post, "/settings/account/password-policy", desk.CanChange, false, h.SavePasswordPolicy},
		{post, "/settings/account/password-policy/delete", desk.CanChange, false, h.DeletePasswordPolicy},

		{get, "/credentials", desk.CanSee, false, h.ShowCredentials},
		{post, "/credentials", desk.CanSee, false, h.AskCredentials},
		{get, "/credentials.csv", desk.CanSee, false, h.DownloadCredentials},
	}
}
