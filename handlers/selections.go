package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// This file changes many rows of a list at once: ticks become a selection on the
// server, which a page reviews and a job carries out.

// SelectUsers makes a selection of the ticked users, or of all that match.
func (h *Handlers) SelectUsers(w http.ResponseWriter, r *http.Request) error {
	f, at, err := h.ticks(r, usersListing())
	if err != nil {
		return err
	}
	s := porter.Selection{Verb: desk.Verb(f.Get("do")), List: at.URL(), Users: userNames(f["u"])}
	if f.Get("all") != "" {
		q := h.query(usersListing(), at)
		q.Scope = actor(r).Operator.Scope
		q.Size, s.Users = 0, nil
		found := h.app.Snapshot().FindUsers(q)
		if err := misread(found.Found); err != nil {
			return err
		}
		for i := range found.Users {
			s.Users = append(s.Users, found.Users[i].Name)
		}
	}
	return h.selected(w, r, s, func(ft *fault.Fault) templ.Component { return h.usersPage(r, at, ft) })
}

// SelectKeys makes a selection of the ticked access keys, or of all that match.
func (h *Handlers) SelectKeys(w http.ResponseWriter, r *http.Request) error {
	f, at, err := h.ticks(r, keysListing())
	if err != nil {
		return err
	}
	s := porter.Selection{Verb: desk.Verb(f.Get("do")), List: at.URL()}
	for _, tick := range f["u"] {
		user, id, _ := strings.Cut(tick, " ")
		s.Keys = append(s.Keys, porter.KeyName{User: iam.UserName(user), ID: iam.KeyID(id)})
	}
	if f.Get("all") != "" {
		q := h.query(keysListing(), at)
		q.Size, s.Keys = 0, nil
		keys, found := h.app.Snapshot().FindKeys(q)
		if err := misread(found); err != nil {
			return err
		}
		for _, k := range keys {
			s.Keys = append(s.Keys, porter.KeyName{User: k.User, ID: k.ID})
		}
	}
	return h.selected(w, r, s, func(ft *fault.Fault) templ.Component { return h.keysPage(r, at, ft) })
}

// ticks reads the form below a list, and where the list was.
func (h *Handlers) ticks(r *http.Request, l listing) (url.Values, templates.ListAt, error) {
	f, err := form(r)
	if err != nil {
		return nil, templates.ListAt{}, err
	}
	return f, l.read(f), nil
}

// misread refuses to change all that match where a condition is not understood:
// the change would be wider than was asked.
func misread(found porter.Found) error {
	if len(found.Wrong) > 0 {
		return fault.New(fault.Invalid, fault.CodeChoice)
	}
	return nil
}

func (h *Handlers) selected(w http.ResponseWriter, r *http.Request, s porter.Selection, list func(*fault.Fault) templ.Component) error {
	id, err := h.app.NewSelection(r.Context(), actor(r), s)
	if err != nil {
		return h.again(w, r, err, list)
	}
	return h.seeOther(w, r, templates.SelectionURL(id))
}

// ShowSelection shows what a selection will do.
func (h *Handlers) ShowSelection(w http.ResponseWriter, r *http.Request) error {
	s, err := h.app.Selection(r.Context(), actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	page, err := h.selectionReview(r, s, nil)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, page)
}

// againSelection draws the review again with what a form of it was refused for.
func (h *Handlers) againSelection(w http.ResponseWriter, r *http.Request, s porter.Selection, failed error) error {
	page, err := h.selectionReview(r, s, fault.Of(failed))
	if err != nil {
		return err
	}
	return h.again(w, r, failed, func(*fault.Fault) templ.Component { return page })
}

// SaveSelection keeps the group or the tag of a selection.
func (h *Handlers) SaveSelection(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	s, err := h.app.Selection(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	s.Group = iam.GroupName(f.Get("group"))
	s.Tag = iam.Tag{Key: strings.TrimSpace(f.Get("key")), Value: strings.TrimSpace(f.Get("value"))}
	if err := h.app.SaveSelection(r.Context(), actor(r), id, s); err != nil {
		return h.againSelection(w, r, s, err)
	}
	return h.seeOther(w, r, templates.SelectionURL(id))
}

// RunSelection begins the job that carries a selection out and goes to its page.
// The selection stays: sent again it leads there. What deletes has a box to tick.
func (h *Handlers) RunSelection(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	s, err := h.app.Selection(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	f, err := form(r)
	if err != nil {
		return err
	}
	var job string
	switch {
	case s.Verb == desk.BulkKeysDelete && f.Get("sure") == "":
		err = fault.Field("sure", fault.CodeTick)
	case s.Verb == desk.BulkKeysDelete:
		err = h.NeedProof(actor(r))
	case s.Verb == desk.BulkRotate:
		s.Plan = rotationAsked(f)
		err = h.app.SaveSelection(r.Context(), actor(r), id, s)
	}
	if err == nil {
		job, err = h.app.RunSelection(r.Context(), actor(r), id, s)
	}
	if err != nil {
		return h.againSelection(w, r, s, err)
	}
	return h.seeOther(w, r, templates.JobURL(job))
}

// DropSelection forgets a selection and goes back to its list.
func (h *Handlers) DropSelection(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	s, err := h.app.Selection(r.Context(), actor(r), id)
	if err != nil {
		return err
	}
	if err := h.app.DropDraft(r.Context(), actor(r), id); err != nil {
		return err
	}
	return h.seeOther(w, r, s.List)
}

func (h *Handlers) selectionReview(r *http.Request, s porter.Selection, ft *fault.Fault) (templ.Component, error) {
	t := text.From(r.Context())
	section, list, title := templates.SectionUsers, templates.UsersURL(), t.Users.Title
	if len(s.Keys) > 0 {
		section, list, title = templates.SectionKeys, templates.AllKeysURL(), t.AllKeys.Title
	}
	if strings.HasPrefix(s.List, list) {
		list = s.List
	}
	p := templates.SelectionReview{
		Page: h.page(r, bulkWord(t, s.Verb), section), ID: r.PathValue("id"), Verb: s.Verb, Group: string(s.Group),
		TagKey: s.Tag.Key, TagValue: s.Tag.Value, Fault: ft,
	}
	p.Crumbs = []templates.Crumb{{Text: title, URL: list}}
	if s.Verb == desk.BulkJoin {
		for _, g := range h.app.Snapshot().Groups {
			p.Groups = append(p.Groups, string(g.Name))
		}
	}
	if s.Verb == desk.BulkRotate {
		p.When = templates.NewRotationWhen(p.Page, s.Plan.Overlap, s.Plan.InUse, dayField(s.Plan.Days), ft)
	}
	steps, skipped, err := h.app.PlanSelection(r.Context(), actor(r), s)
	if err != nil {
		return nil, err
	}
	p.All = len(steps)
	steps = steps[:min(len(steps), templates.CallsTold)]
	p.Steps = stepLines(t, steps)
	for _, st := range steps {
		p.Calls = append(p.Calls, templates.CallWord(st.Call, st.Args))
	}
	for _, k := range skipped {
		p.Skipped = append(p.Skipped, templates.SkipLine{Name: k.Name, Reason: templates.SkipWord(p.Page, string(k.Reason))})
	}
	return p.Prepare().View(), nil
}
