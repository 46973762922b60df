package handlers

import (
	"fmt"
	"net/http"

	"keyporter/internal/iam"
	"keyporter/templates"
)

// aboutUser starts a page about one user that stands beside its tabs; the title
// takes the name.
func (h *Handlers) aboutUser(r *http.Request, n iam.UserName, title string) templates.Page {
	page := h.page(r, fmt.Sprintf(title, n), templates.SectionUsers)
	page.Crumbs = []templates.Crumb{{Text: page.T.Users.Title, URL: templates.UsersURL()}, {Text: string(n), URL: templates.UserURL(n)}}
	return page
}

// aboutGroup starts a page about one group that stands beside the group's own; the
// title takes the name.
func (h *Handlers) aboutGroup(r *http.Request, n iam.GroupName, title string) templates.Page {
	page := h.page(r, fmt.Sprintf(title, n), templates.SectionGroups)
	page.Crumbs = []templates.Crumb{{Text: page.T.Groups.Title, URL: templates.GroupsURL()}, {Text: string(n), URL: templates.GroupURL(n)}}
	return page
}
