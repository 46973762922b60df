package handlers

import (
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskRequireUserMFA shows the policy that requires MFA and the steps that attach
// it to a user.
func (h *Handlers) AskRequireUserMFA(w http.ResponseWriter, r *http.Request) error {
	p, err := h.userGuard(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// RequireUserMFA attaches the policy that requires MFA to a user.
func (h *Handlers) RequireUserMFA(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.RequireMFAOfUser(r.Context(), actor(r), f.Get("form"), userName(r))
	if err == nil {
		return h.after(w, r, done, templates.UserPermissionsURL(userName(r)))
	}
	p, gone := h.userGuard(r)
	return h.guardAgain(w, r, p, gone, err)
}

// AskRequireGroupMFA shows the policy that requires MFA and the steps that attach
// it to a group.
func (h *Handlers) AskRequireGroupMFA(w http.ResponseWriter, r *http.Request) error {
	p, err := h.groupGuard(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// RequireGroupMFA attaches the policy that requires MFA to a group.
func (h *Handlers) RequireGroupMFA(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.RequireMFAOfGroup(r.Context(), actor(r), f.Get("form"), groupName(r))
	if err == nil {
		return h.after(w, r, done, templates.GroupURL(groupName(r)))
	}
	p, gone := h.groupGuard(r)
	return h.guardAgain(w, r, p, gone, err)
}

func (h *Handlers) guardAgain(w http.ResponseWriter, r *http.Request, p templates.GuardReview, gone, err error) error {
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault = ft
		return p.View()
	})
}

func (h *Handlers) userGuard(r *http.Request) (templates.GuardReview, error) {
	n := userName(r)
	v, err := h.app.User(r.Context(), n)
	if err != nil {
		return templates.GuardReview{}, err
	}
	page := h.page(r, fmt.Sprintf(text.From(r.Context()).Guard.UserTitle, n), templates.SectionUsers)
	page.Crumbs = []templates.Crumb{{Text: page.T.Users.Title, URL: templates.UsersURL()}, {Text: string(n), URL: templates.UserConsoleURL(n)}}
	p := guardReview(page, h.app.UserGuard(n), templates.UserURL(n), templates.UserConsoleURL(n))
	if v.KeysKnown {
		p.Keys = fmt.Sprintf(page.T.ConsoleFacts.GoesOnKeys, page.T.Count(activeKeys(v.Keys)))
	}
	p.Bare = h.withoutMFA(page, []iam.UserName{n})
	return p, nil
}

func (h *Handlers) groupGuard(r *http.Request) (templates.GuardReview, error) {
	n := groupName(r)
	v, err := h.app.Group(r.Context(), n)
	if err != nil {
		return templates.GuardReview{}, err
	}
	page := h.aboutGroup(r, n, text.From(r.Context()).Guard.GroupTitle)
	p := guardReview(page, h.app.GroupGuard(n), templates.GroupURL(n), templates.GroupURL(n))
	p.Bare = h.withoutMFA(page, v.Members)
	return p, nil
}

// withoutMFA says which of the users have no second factor; "" where the
// credential report knows of none.
func (h *Handlers) withoutMFA(page templates.Page, users []iam.UserName) string {
	var bare []iam.UserName
	for _, n := range users {
		if row, ok := h.app.Snapshot().ReportRow(n); ok && row.MFA == iam.ReportFalse {
			bare = append(bare, n)
		}
	}
	if len(bare) == 0 {
		return ""
	}
	return fmt.Sprintf(page.T.Guard.MFANone, templates.Names(bare, page.T))
}

func guardReview(page templates.Page, g porter.Guard, holder, back string) templates.GuardReview {
	t := page.T
	p := templates.GuardReview{
		Page: page, Steps: stepLines(t, g.Steps), Reading: templates.NewPolicyReading(t, templates.Indented(g.Document), policy.UseManaged),
		Action: templates.RequireMFAURL(holder), BackURL: back,
	}
	switch {
	case g.Held:
		p.Held = fmt.Sprintf(t.Guard.HeldText, g.Name)
	case g.ARN != "":
		p.Found = fmt.Sprintf(t.Guard.Found, g.Name)
	}
	return p
}
