package web

import (
	"net/http"

	"keyporter/handlers"
	"keyporter/internal/desk"
)

// requestRoutes are the pages of requests for approval. Whose a request is, the use
// case looks at.
func requestRoutes(h *handlers.Handlers) []route {
	const get, post = http.MethodGet, http.MethodPost
	return []route{
		{get, "/requests", desk.CanSee, false, h.ListRequests},
		{get, "/requests/{id}", desk.CanSee, false, h.ShowRequest},
		{post, "/requests/{id}/approve", desk.CanApprove, false, h.ApproveRequest},
		{post, "/requests/{id}/refuse", desk.CanApprove, false, h.RefuseRequest},
		{post, "/requests/{id}/withdraw", desk.CanSee, false, h.WithdrawRequest},
	}
}
