package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// accountRoutes are the pages of policies, of all access keys, of the account's own
// settings and of the credential report.
func accountRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/policies", desk.CanSee, false, h.ListPolicies},
		{get, "/policies.csv", desk.CanSee, false, h.ReportPolicies},
		{get, "/policies.json", desk.CanSee, false, h.ReportPolicies},
		{get, "/policies/~new", desk.CanChange, false, h.NewPolicy},
		{get, "/policies/view", desk.CanSee, false, h.ShowPolicy},
		{get, "/policies/edit", desk.CanChange, false, h.EditPolicy},
		{post, "/policies/versions/default", desk.CanChange, false, h.SetPolicyVersion},
		{post, "/policies/versions/delete", desk.CanChange, false, h.DeletePolicyVersion},
		{get, "/policies/delete", desk.CanChange, false, h.AskDeletePolicy},
		{post, "/policies/delete", desk.CanChange, false, h.DeletePolicy},

		{get, "/keys", desk.CanSee, false, h.ListAllKeys},
		{get, "/keys.csv", desk.CanSee, false, h.ReportKeys},
		{get, "/keys.json", desk.CanSee, false, h.ReportKeys},
		{get, "/keys/~owner", desk.CanSee, false, h.FindKeyOwner},
		{post, "/keys/~selection", desk.CanChange, false, h.SelectKeys},

		{get, "/selections/{id}", desk.CanChange, false, h.ShowSelection},
		{post, "/selections/{id}", desk.CanChange, false, h.SaveSelection},
		{post, "/selections/{id}/run", desk.CanChange, false, h.RunSelection},
		{post, "/selections/{id}/drop", desk.CanChange, false, h.DropSelection},

		{get, "/settings/account", desk.CanSee, false, h.ShowAccount},
		{post, "/settings/account/alias", desk.CanChange, false, h.SetAlias},
		{post, "/settings/account/alias/delete", desk.CanChange, false, h.DeleteAlias},
		{get, "/settings/account/password-policy", desk.CanChange, false, h.EditPasswordPolicy},
		{post, "/settings/account/password-policy", desk.CanChange, false, h.SavePasswordPolicy},
		{post, "/settings/account/password-policy/delete", desk.CanChange, false, h.DeletePasswordPolicy},

		{get, "/credentials", desk.CanSee, false, h.ShowCredentials},
		{post, "/credentials", desk.CanSee, false, h.AskCredentials},
		{get, "/credentials.csv", desk.CanSee, false, h.DownloadCredentials},
		{get, "/credentials/table.csv", desk.CanSee, false, h.ReportCredentials},
		{get, "/credentials/table.json", desk.CanSee, false, h.ReportCredentials},
	}
}
