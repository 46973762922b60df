package handlers

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// This file is the create-user wizard. Its draft lies on the server and never
// holds a password; nothing is made in the account before RunDraft.

// NewUser shows the first step, before there is a draft; ?name= fills it in.
func (h *Handlers) NewUser(w http.ResponseWriter, r *http.Request) error {
	u := porter.NewUser{Name: iam.UserName(r.URL.Query().Get("name"))}
	return h.show(w, r, http.StatusOK, h.draftWho(r, "", u, nil))
}

// CreateDraft makes a draft with a user name and goes to the second step.
func (h *Handlers) CreateDraft(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	u := porter.NewUser{Name: newUserName(f), Path: strings.TrimSpace(f.Get("path")), Tags: tagRows(f), Reset: true}
	if f.Has("more") {
		return h.show(w, r, http.StatusOK, h.moreRows(r, "", u))
	}
	if err := fault.Join(h.app.CheckWho(u)...); err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftWho(r, "", u, ft) })
	}
	id, err := h.keepDraft(r.Context(), u)
	if err != nil {
		return err
	}
	return h.seeOther(w, r, templates.DraftURL(id, templates.StepPermissions))
}

// ShowDraft shows the step named by ?step=.
func (h *Handlers) ShowDraft(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	switch r.URL.Query().Get("step") {
	case "", templates.StepWho:
		return h.show(w, r, http.StatusOK, h.draftWho(r, id, u, nil))
	case templates.StepPermissions:
		return h.show(w, r, http.StatusOK, h.draftPermissions(r, id, u))
	case templates.StepConsole:
		return h.show(w, r, http.StatusOK, h.draftConsole(r, id, u, nil))
	case templates.StepReview:
		return h.show(w, r, http.StatusOK, h.draftReview(r, id, u, nil))
	}
	return fault.New(fault.NotFound, fault.CodePageNotFound)
}

// SaveDraft saves the step named by ?step= and goes to the next one.
func (h *Handlers) SaveDraft(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	var next string
	switch r.URL.Query().Get("step") {
	case templates.StepWho:
		u.Name, u.Path, u.Tags = newUserName(f), strings.TrimSpace(f.Get("path")), tagRows(f)
		if f.Has("more") {
			return h.show(w, r, http.StatusOK, h.moreRows(r, id, u))
		}
		if err := fault.Join(h.app.CheckWho(u)...); err != nil {
			return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftWho(r, id, u, ft) })
		}
		next = templates.DraftURL(id, templates.StepPermissions)
	case templates.StepPermissions:
		u.Groups, u.Policies = groupNames(f["group"]), arns(f["policy"])
		u.NewGroups = slices.DeleteFunc(u.NewGroups, func(g porter.NewGroup) bool {
			return !slices.Contains(f["new_group"], string(g.Name))
		})
		u.Inline = slices.DeleteFunc(u.Inline, func(in iam.InlinePolicy) bool { return !slices.Contains(f["inline"], string(in.Name)) })
		next = afterPermissions(id, f)
	case templates.StepConsole:
		if err := readConsole(f, &u); err != nil {
			return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftConsole(r, id, u, ft) })
		}
		next = templates.DraftURL(id, templates.StepReview)
	default:
		return fault.New(fault.NotFound, fault.CodePageNotFound)
	}
	if err := h.app.SaveDraft(r.Context(), actor(r), id, u); err != nil {
		return err
	}
	return h.seeOther(w, r, next)
}

// NewDraftGroup shows the form of a group that is made with the user. Its
// search asks for this page again, with what is filled in.
func (h *Handlers) NewDraftGroup(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	g := porter.NewGroup{Name: iam.GroupName(q.Get("name")), Policies: arns(q["policy"])}
	return h.show(w, r, http.StatusOK, h.draftGroup(r, id, u, g, nil))
}

// AddDraftGroup adds a group to the draft.
func (h *Handlers) AddDraftGroup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	u, err := h.app.Draft(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	g := porter.NewGroup{Name: iam.GroupName(strings.TrimSpace(f.Get("name"))), Policies: arns(f["policy"])}
	if err := h.checkNewGroup(g.Name, u); err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftGroup(r, id, u, g, ft) })
	}
	u.NewGroups = append(u.NewGroups, g)
	if err := h.app.SaveDraft(r.Context(), actor(r), id, u); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.DraftURL(id, templates.StepPermissions))
}

// DropDraft forgets the draft.
func (h *Handlers) DropDraft(w http.ResponseWriter, r *http.Request) error {
	if err := h.app.DropDraft(r.Context(), actor(r), r.PathValue("id")); err != nil {
		return err
	}
	return h.seeOther(w, r, templates.UsersURL())
}

// RunDraft creates the user. The draft's id is the form's idempotency key; a
// draft that was sent before, and changed since, goes on as a copy.
func (h *Handlers) RunDraft(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id, by := r.PathValue("id"), actor(r)
	u, err := h.app.Draft(r.Context(), by, id)
	if err != nil {
		return err
	}
	password := secretField(f, "password")
	if u.Custom {
		if ft := iam.CheckPassword("password", password.Reveal()); ft != nil {
			return h.show(w, r, http.StatusUnprocessableEntity, h.draftReview(r, id, u, ft))
		}
	}
	done, err := h.app.CreateUser(r.Context(), by, id, u, password)
	if err == nil {
		return h.after(w, r, done, templates.UserURL(u.Name))
	}
	if fault.Is(err, fault.CodeFormReused) {
		fresh, ferr := h.keepDraft(r.Context(), u)
		if ferr != nil {
			return ferr
		}
		id = fresh
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.draftReview(r, id, u, ft) })
}

// keepDraft makes a draft that holds u.
func (h *Handlers) keepDraft(ctx context.Context, u porter.NewUser) (string, error) {
	by, _ := desk.ActorFrom(ctx)
	id, err := h.app.NewDraft(ctx, by)
	if err != nil {
		return "", err
	}
	return id, h.app.SaveDraft(ctx, by, id, u)
}

func (h *Handlers) checkNewGroup(n iam.GroupName, u porter.NewUser) error {
	if ft := n.Check("name"); ft != nil {
		return ft
	}
	g, taken := h.app.Snapshot().Group(n)
	for _, made := range u.NewGroups {
		if made.Name.Fold() == n.Fold() {
			g.Name, taken = made.Name, true
		}
	}
	if taken {
		return fault.New(fault.Conflict, fault.CodeGroupTaken, string(g.Name)).At("name")
	}
	return nil
}

func newUserName(f url.Values) iam.UserName {
	return iam.UserName(strings.TrimSpace(f.Get("name")))
}

func readConsole(f url.Values, u *porter.NewUser) error {
	u.Reset = f.Has("reset")
	switch f.Get("console") {
	case templates.ConsoleNone:
		u.Console, u.Custom = false, false
	case templates.ConsoleGenerated:
		u.Console, u.Custom = true, false
	case templates.ConsoleCustom:
		u.Console, u.Custom = true, true
	default:
		return fault.Field("console", fault.CodeChoice)
	}
	return nil
}

// afterPermissions says where the pressed button of the step leads: all of
// them keep what is ticked.
func afterPermissions(id string, f url.Values) string {
	switch {
	case f.Has("find"):
		return templates.DraftFindURL(id, f.Get("q"))
	case f.Has("make"):
		return templates.DraftGroupURL(id)
	case f.Has("copy"):
		return templates.DraftCopyURL(id)
	case f.Has("bound"):
		return templates.DraftBoundaryURL(id)
	}
	return templates.DraftURL(id, templates.StepConsole)
}
