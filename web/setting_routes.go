package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// settingRoutes are the pages of Keyporter's own settings.
func settingRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/settings/general", desk.CanAudit, false, h.ShowGeneral},
		{post, "/settings/general", desk.CanSettings, false, h.SetGeneral},
		{get, "/settings/rules", desk.CanSee, false, h.ShowThresholds},
		{post, "/settings/rules", desk.CanSettings, false, h.SetThresholds},
		{get, "/settings/sign-in", desk.CanSee, false, h.ShowSignInRules},
		{post, "/settings/sign-in", desk.CanSettings, false, h.SetSignInRules},
	}
}
