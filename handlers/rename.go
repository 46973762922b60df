package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskRenameUser shows the form of a user's name and path.
func (h *Handlers) AskRenameUser(w http.ResponseWriter, r *http.Request) error {
	p, _, err := h.userRename(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// RenameUser draws the review of another name and path, or carries them out. The
// page of the user is elsewhere then.
func (h *Handlers) RenameUser(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	to := moveTo[iam.UserName](f)
	if f.Get("do") == "save" {
		done, err := h.app.MoveUser(r.Context(), actor(r), f.Get("form"), userName(r), to)
		if err == nil {
			return h.after(w, r, done, templates.UserURL(to.Name))
		}
		return h.renameUserAgain(w, r, to, err)
	}
	p, u, err := h.userRename(r)
	if err != nil {
		return err
	}
	p.Name, p.Path, p.Faulty = string(to.Name), to.Path, false
	if f.Get("do") == "back" {
		return h.show(w, r, http.StatusOK, p.View())
	}
	steps, err := h.app.PlanUserMove(u.Name, to)
	if err != nil {
		return h.renameUserAgain(w, r, to, err)
	}
	names := policy.Renamed{ARN: string(u.ARN), NewARN: string(to.ARN("user", u.ARN)), Name: string(u.Name), NewName: string(to.Name)}
	return h.show(w, r, http.StatusOK, h.renameReview(p, names, steps).View())
}

func (h *Handlers) renameUserAgain(w http.ResponseWriter, r *http.Request, to porter.Move[iam.UserName], err error) error {
	p, _, gone := h.userRename(r)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Name, p.Path, p.Fault = string(to.Name), to.Path, ft
		return p.View()
	})
}

func (h *Handlers) userRename(r *http.Request) (templates.Rename, iam.User, error) {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return templates.Rename{}, v.User, err
	}
	return templates.NewUserRename(h.aboutUser(r, v.User.Name, text.From(r.Context()).Rename.User.Title), v.User), v.User, nil
}

// AskRenameGroup shows the form of a group's name and path.
func (h *Handlers) AskRenameGroup(w http.ResponseWriter, r *http.Request) error {
	p, _, err := h.groupRename(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// RenameGroup draws the review of another name and path, or carries them out.
func (h *Handlers) RenameGroup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	to := moveTo[iam.GroupName](f)
	if f.Get("do") == "save" {
		done, err := h.app.MoveGroup(r.Context(), actor(r), f.Get("form"), groupName(r), to)
		if err == nil {
			return h.after(w, r, done, templates.GroupURL(to.Name))
		}
		return h.renameGroupAgain(w, r, to, err)
	}
	p, g, err := h.groupRename(r)
	if err != nil {
		return err
	}
	p.Name, p.Path, p.Faulty = string(to.Name), to.Path, false
	if f.Get("do") == "back" {
		return h.show(w, r, http.StatusOK, p.View())
	}
	steps, err := h.app.PlanGroupMove(g.Name, to)
	if err != nil {
		return h.renameGroupAgain(w, r, to, err)
	}
	names := policy.Renamed{ARN: string(g.ARN), NewARN: string(to.ARN("group", g.ARN))}
	return h.show(w, r, http.StatusOK, h.renameReview(p, names, steps).View())
}

func (h *Handlers) renameGroupAgain(w http.ResponseWriter, r *http.Request, to porter.Move[iam.GroupName], err error) error {
	p, _, gone := h.groupRename(r)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Name, p.Path, p.Fault = string(to.Name), to.Path, ft
		return p.View()
	})
}

func (h *Handlers) groupRename(r *http.Request) (templates.Rename, iam.Group, error) {
	v, err := h.app.Group(r.Context(), groupName(r))
	if err != nil {
		return templates.Rename{}, v.Group, err
	}
	return templates.NewGroupRename(h.aboutGroup(r, v.Group.Name, text.From(r.Context()).Rename.Group.Title), v.Group), v.Group, nil
}

// renameReview makes the page the review of a move.
func (h *Handlers) renameReview(p templates.Rename, names policy.Renamed, steps []porter.Step) templates.Rename {
	snap := h.app.Snapshot()
	p.Review, p.Steps, p.After, p.Unread = true, stepLines(p.T, steps), names.NewARN, !snap.Complete
	for _, n := range snap.Naming(names, templates.Indented) {
		row := templates.NewNamedRow(p.Page, n.Policy, n.User, n.Group).At(p.Page, n.Sid, n.Line)
		row.Element, row.Value = n.Element, n.Value
		p.Named = append(p.Named, row)
	}
	return p
}

// moveTo reads the name and path of a form.
func moveTo[N ~string](f url.Values) porter.Move[N] {
	return porter.Move[N]{Name: N(strings.TrimSpace(f.Get("name"))), Path: strings.TrimSpace(f.Get("path"))}
}
