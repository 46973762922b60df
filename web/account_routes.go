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
		{get, "/settings/guard", desk.CanSettings, false, h.ShowRails},
		{post, "/settings/guard", desk.CanSettings, false, h.SetRails},
		{get, "/settings/guard/safe", desk.CanSettings, false, h.ShowSafe},
		{post, "/settings/guard/safe", desk.CanSettings, false, h.PinSafe},
		{post, "/settings/guard/safe/remove", desk.CanSettings, false, h.RemoveSafe},
		{post, "/settings/guard/adopted", desk.CanSettings, false, h.Adopt},
		{post, "/settings/guard/adopted/remove", desk.CanSettings, false, h.Disown},

		{get, "/policies", desk.CanSee, false, h.ListPolicies},
		{get, "/policies.csv", desk.CanExport, false, h.ReportPolicies},
		{get, "/policies.json", desk.CanExport, false, h.ReportPolicies},
		{get, "/policies/~new", desk.CanPolicies, false, h.NewPolicy},
		{get, "/policies/view", desk.CanSee, false, h.ShowPolicy},
		{get, "/policies/edit", desk.CanPolicies, false, h.EditPolicy},
		{post, "/policies/versions/default", desk.CanPolicies, false, h.SetPolicyVersion},
		{post, "/policies/versions/delete", desk.CanPolicies, false, h.DeletePolicyVersion},
		{get, "/policies/delete", desk.CanPolicies, false, h.AskDeletePolicy},
		{post, "/policies/delete", desk.CanPolicies, false, h.DeletePolicy},

		{get, "/keys", desk.CanSee, false, h.ListAllKeys},
		{get, "/keys.csv", desk.CanExport, false, h.ReportKeys},
		{get, "/keys.json", desk.CanExport, false, h.ReportKeys},
		{get, "/keys/~owner", desk.CanSee, false, h.FindKeyOwner},
		{post, "/keys/~selection", desk.CanKeys, false, h.SelectKeys},

		{get, "/selections/{id}", desk.CanUsers, false, h.ShowSelection},
		{post, "/selections/{id}", desk.CanUsers, false, h.SaveSelection},
		{post, "/selections/{id}/run", desk.CanUsers, false, h.RunSelection},
		{post, "/selections/{id}/drop", desk.CanUsers, false, h.DropSelection},

		{get, "/settings/account", desk.CanSee, false, h.ShowAccount},
		{post, "/settings/account/alias", desk.CanSettings, false, h.SetAlias},
		{post, "/settings/account/alias/delete", desk.CanSettings, false, h.DeleteAlias},
		{get, "/settings/account/password-policy", desk.CanSettings, false, h.EditPasswordPolicy},
		{post, "/settings/account/password-policy", desk.CanSettings, false, h.SavePasswordPolicy},
		{post, "/settings/account/password-policy/delete", desk.CanSettings, false, h.DeletePasswordPolicy},

		{get, "/settings/rights", desk.CanAudit, false, h.ShowRights},
		{get, "/settings/rights.csv", desk.CanAudit, false, h.ReportRights},
		{get, "/settings/rights.json", desk.CanAudit, false, h.ReportRights},
		{get, "/settings/rights/policy.json", desk.CanAudit, false, h.DownloadRightsPolicy},
		{post, "/settings/rights/check", desk.CanAudit, false, h.CheckRights},

		{get, "/credentials", desk.CanSee, false, h.ShowCredentials},
		{post, "/credentials", desk.CanExport, false, h.AskCredentials},
		{get, "/credentials.csv", desk.CanExport, false, h.DownloadCredentials},
		{get, "/credentials/table.csv", desk.CanExport, false, h.ReportCredentials},
		{get, "/credentials/table.json", desk.CanExport, false, h.ReportCredentials},
	}
}
