package handlers

import (
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// This file is what the wizard's step of permissions leads to: copying them from
// a user, and the permissions boundary.

// AskDraftCopy shows the choice of a user whose permissions the new one gets.
func (h *Handlers) AskDraftCopy(w http.ResponseWriter, r *http.Request) error {
	u, err := h.app.Draft(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	return h.show(w, r, http.StatusOK, h.draftCopy(r, u, q.Get("u"), iam.UserName(q.Get("from"))).View())
}

// AddDraftCopy draws the review of a copy, or adds it to the draft.
func (h *Handlers) AddDraftCopy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, from := r.PathValue("id"), iam.UserName(f.Get("from"))
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	plan, err := h.app.PlanDraftCopy(r.Context(), u, from)
	if err == nil && f.Get("do") == "save" && f.Get("base") != plan.Base {
		err = fault.New(fault.Conflict, fault.CodeCopyChanged)
	}
	p := h.draftCopy(r, u, f.Get("u"), from)
	if plan.Base != "" {
		p = copyItems(p.Of(plan.From, plan.From.Boundary), plan.Items)
	}
	switch {
	case err != nil:
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
			p.Fault = ft
			return p.View()
		})
	case f.Get("do") == "save":
		if err := h.app.SaveDraft(r.Context(), actor(r), id, u.With(plan)); err != nil {
			return err
		}
		return h.seeOther(w, r, templates.DraftURL(id, templates.StepPermissions))
	}
	p.Faulty, p.Review, p.Base = false, true, plan.Base
	return h.show(w, r, http.StatusOK, p.View())
}

func (h *Handlers) draftCopy(r *http.Request, u porter.NewUser, q string, from iam.UserName) templates.UserCopy {
	id := r.PathValue("id")
	p := templates.NewDraftCopy(h.draftPage(r, id, u, text.From(r.Context()).Copying.Title), id)
	p.Users = userPick(h.app.Snapshot(), nil, groupPicks{userQuery: q, users: userNames([]string{string(from)})})
	return p
}

// draftPage starts a page beside the steps of the wizard; the title takes the name.
func (h *Handlers) draftPage(r *http.Request, id string, u porter.NewUser, title string) templates.Page {
	page := h.page(r, fmt.Sprintf(title, u.Name), templates.SectionUsers)
	page.Crumbs = []templates.Crumb{{Text: page.T.Users.Title, URL: templates.UsersURL()}, {Text: page.T.Wizard.Title, URL: templates.DraftURL(id, templates.StepPermissions)}}
	return page
}

// AskDraftBoundary shows the choice of the new user's permissions boundary.
func (h *Handlers) AskDraftBoundary(w http.ResponseWriter, r *http.Request) error {
	u, err := h.app.Draft(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	ticked := u.Boundary
	if q.Has("policy") {
		ticked = iam.ARN(q.Get("policy"))
	}
	return h.show(w, r, http.StatusOK, h.draftBoundary(r, u, q.Get("q"), ticked, nil).View())
}

// SetDraftBoundary keeps the new user's permissions boundary in the draft.
func (h *Handlers) SetDraftBoundary(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, arn := r.PathValue("id"), iam.ARN(f.Get("policy"))
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	switch _, known := h.app.Snapshot().Policy(arn); {
	case f.Get("do") == "remove":
		arn = ""
	case arn == "":
		err = fault.Field("policy", fault.CodeNothingChosen)
	case !known:
		err = fault.Field("policy", fault.CodePolicyNotFound, string(arn))
	}
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftBoundary(r, u, f.Get("q"), arn, ft).View() })
	}
	u.Boundary = arn
	if err := h.app.SaveDraft(r.Context(), actor(r), id, u); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.DraftURL(id, templates.StepPermissions))
}

func (h *Handlers) draftBoundary(r *http.Request, u porter.NewUser, q string, ticked iam.ARN, f *fault.Fault) templates.UserBoundary {
	id := r.PathValue("id")
	p := templates.NewDraftBoundary(h.draftPage(r, id, u, text.From(r.Context()).Boundary.Title), id, u.Boundary)
	p.Fault = f
	p.Pick = h.boundaryPick(p.Page, q, ticked, f)
	p.Pick.FindURL = templates.DraftBoundaryURL(id)
	return p
}
