package web

import (
	"fmt"
	"net/http"
	"slices"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// handler answers one route; web.answer turns its error into a page.
type handler func(w http.ResponseWriter, r *http.Request) error

// route is one line of the table below. A secret route is never compressed.
type route struct {
	method  string
	pattern string
	can     desk.Can
	secret  bool
	do      handler
}

// public marks the routes that need no one signed in.
const public desk.Can = "public"

// check refuses a route that does not say what it needs.
func (r route) check() error {
	if r.can == public || len(r.can.Holders()) > 0 {
		return nil
	}
	return fmt.Errorf("route %s %s needs %q, which no role has: name a capability, or call it public", r.method, r.pattern, r.can)
}

// evenShut are the routes that change nothing in the account, or that end a time in
// which nothing may be changed.
var evenShut = []string{"/recovery", "/scans", "/audit/verify", "/settings/rights/check"}

// routes is the map of the dashboard: every page, what it needs, who answers;
// the other functions of this kind have the rest.
func routes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return slices.Concat(userRoutes(h), groupRoutes(h), accountRoutes(h), findingRoutes(h), accessRoutes(h), jobRoutes(h), rotationRoutes(h), noticeRoutes(h), factorRoutes(h), peopleRoutes(h), teamRoutes(h), demoRoutes(h), requestRoutes(h), settingRoutes(h), partRoutes(h), []route{
		{get, "/setup/{token}", public, true, h.ShowSetup},
		{post, "/setup/{token}", public, true, h.RunSetup},
		{get, "/sign-in", public, true, h.ShowSignIn},
		{post, "/sign-in", public, true, h.SignIn},
		{post, "/sign-out", public, true, h.SignOut},

		{get, "/me", desk.CanSelf, false, h.ShowMe},
		{post, "/me", desk.CanSelf, false, h.SaveMe},
		{post, "/me/views", desk.CanSelf, false, h.KeepView},
		{post, "/me/password", desk.CanSelf, true, h.ChangePassword},

		{get, "/", desk.CanSee, false, h.Overview},
		{post, "/scans", desk.CanSee, false, h.Scan},
		{get, "/help", desk.CanSee, false, h.ShowHelp},
		{get, "/help/words", desk.CanSee, false, h.ShowWords},
		{get, "/help/keys", desk.CanSee, false, h.ShowShortcuts},
		{get, "/search", desk.CanSee, false, h.Search},

		{get, "/tickets/{id}", desk.CanSee, true, h.ShowTicket},
		{post, "/tickets/{id}/open", desk.CanOwn, true, h.OpenTicket},
		{post, "/tickets/{id}/download", desk.CanOwn, true, h.DownloadTicket},
		{post, "/tickets/{id}/done", desk.CanOwn, true, h.FinishTicket},
		{post, "/tickets/{id}/lost", desk.CanOwn, true, h.LoseTicket},

		{get, "/ops/{id}", desk.CanSee, false, h.ShowOp},
		{post, "/ops/{id}/continue", desk.CanUsers, true, h.ContinueOp},
		{post, "/ops/{id}/undo", desk.CanUsers, false, h.UndoOp},
		{post, "/ops/{id}/delete-key", desk.CanOwn, false, h.DeleteOpKey},
		{post, "/ops/{id}/close", desk.CanOwn, false, h.CloseOp},

		{get, "/recovery", desk.CanSee, false, h.ShowRecovery},
		{post, "/recovery", desk.CanOperators, false, h.EndRecovery},
		{get, "/audit", desk.CanAudit, false, h.ListAudit},
		{get, "/audit.csv", desk.CanAudit, false, h.ReportAudit},
		{get, "/audit.json", desk.CanAudit, false, h.ReportAudit},
		{get, "/audit/{seq}", desk.CanAudit, false, h.ShowAuditEntry},
		{post, "/audit/verify", desk.CanAudit, false, h.VerifyAudit},
	})
}
