package web

import (
	"net/http"
	"slices"

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

// evenShut are the routes that change nothing in the account, or that end a time in
// which nothing may be changed.
var evenShut = []string{"/recovery", "/scans", "/audit/verify"}

// routes is the map of the dashboard: every page, what it needs, who answers;
// the other functions of this kind have the rest.
func routes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return slices.Concat(userRoutes(h), groupRoutes(h), accountRoutes(h), findingRoutes(h), accessRoutes(h), jobRoutes(h), rotationRoutes(h), noticeRoutes(h), []route{
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

		{get, "/recovery", desk.CanSee, false, h.ShowRecovery},
		{post, "/recovery", desk.CanSee, false, h.EndRecovery},
		{get, "/audit", desk.CanAudit, false, h.ListAudit},
		{get, "/audit.csv", desk.CanAudit, false, h.ReportAudit},
		{get, "/audit.json", desk.CanAudit, false, h.ReportAudit},
	})
}
