package handlers

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// This file fills the pages of the create-user wizard.

func (h *Handlers) draftFrame(r *http.Request, id, step string, u porter.NewUser, ft *fault.Fault) templates.DraftFrame {
	p := h.page(r, text.From(r.Context()).Wizard.Title, templates.SectionUsers)
	return templates.DraftFrame{Page: p, ID: id, Step: step, User: u.Name, Fault: ft}
}

func (h *Handlers) draftWho(r *http.Request, id string, u porter.NewUser, ft *fault.Fault) templ.Component {
	return h.draftRows(r, id, u, false, ft)
}

// moreRows is the first step with more rows for tags.
func (h *Handlers) moreRows(r *http.Request, id string, u porter.NewUser) templ.Component {
	return h.draftRows(r, id, u, true, nil)
}

func (h *Handlers) draftRows(r *http.Request, id string, u porter.NewUser, more bool, ft *fault.Fault) templ.Component {
	p := templates.DraftWho{DraftFrame: h.draftFrame(r, id, templates.StepWho, u, ft), Path: u.Path}
	p.Faulty = ft != nil
	if !p.Lacks(iam.FeatureTags) {
		p.Tags = templates.NewTagRows(p.Page, u.Tags, more, ft)
	}
	return p.View()
}

func (h *Handlers) draftPermissions(r *http.Request, id string, u porter.NewUser) templ.Component {
	snap := h.app.Snapshot()
	p := templates.DraftPermissions{DraftFrame: h.draftFrame(r, id, templates.StepPermissions, u, nil)}
	p.Pick = policyPick(p.T, snap, r.URL.Query().Get("q"), u.Policies, nil)
	p.Boundary = templates.PolicyLink(u.Boundary)
	p.Bound = u.Boundary != "" && u.Boundary == h.app.ForcedBoundary(r.Context())
	for _, in := range u.Inline {
		p.Inline = append(p.Inline, string(in.Name))
	}
	for _, g := range u.NewGroups {
		p.NewGroups = append(p.NewGroups, templates.NewGroupChoice(p.T, g.Name, arnNames(g.Policies), true))
	}
	for _, g := range snap.Groups {
		var names []string
		for _, a := range g.Attached {
			names = append(names, string(a.Name))
		}
		for _, in := range g.Inline {
			names = append(names, string(in.Name))
		}
		p.Groups = append(p.Groups, templates.NewGroupChoice(p.T, g.Name, names, slices.Contains(u.Groups, g.Name)))
	}
	return p.View()
}

func (h *Handlers) draftGroup(r *http.Request, id string, u porter.NewUser, g porter.NewGroup, ft *fault.Fault) templ.Component {
	p := templates.DraftGroup{DraftFrame: h.draftFrame(r, id, templates.StepPermissions, u, ft), Name: string(g.Name)}
	p.Title = p.T.Wizard.GroupTitle
	p.Pick = policyPick(p.T, h.app.Snapshot(), r.FormValue("q"), g.Policies, nil)
	p.Pick.FindURL = templates.DraftGroupURL(id)
	return p.View()
}

func (h *Handlers) draftConsole(r *http.Request, id string, u porter.NewUser, ft *fault.Fault) templ.Component {
	p := templates.DraftConsole{DraftFrame: h.draftFrame(r, id, templates.StepConsole, u, ft),
		Choice: templates.ConsoleNone, Reset: u.Reset}
	switch {
	case u.Custom:
		p.Choice = templates.ConsoleCustom
	case u.Console:
		p.Choice = templates.ConsoleGenerated
	}
	return p.View()
}

func (h *Handlers) draftReview(r *http.Request, id string, u porter.NewUser, ft *fault.Fault) templ.Component {
	p := templates.DraftReview{DraftFrame: h.draftFrame(r, id, templates.StepReview, u, ft),
		Console: u.Console, Custom: u.Custom, Sandbox: h.app.Place().Sandbox,
		Nothing:  len(u.Groups)+len(u.NewGroups)+len(u.Policies)+len(u.Inline) == 0,
		Boundary: templates.PolicyLink(u.Boundary)}
	if u.Path != "/" {
		p.Path = u.Path
	}
	for _, t := range u.Tags {
		if t != (iam.Tag{}) {
			p.Tags = append(p.Tags, t.Key+"="+t.Value)
		}
	}
	p.Steps = stepLines(p.T, h.app.PlanUser(u))
	p.Gate = h.foreseen(r, desk.UserCreate, string(u.Name), u)
	return p.Prepare().View()
}

func arnNames(list []iam.ARN) []string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.Name()
	}
	return names
}
