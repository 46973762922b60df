package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// AskCopy shows the choice of a user whose permissions are copied. Its search
// comes back here.
func (h *Handlers) AskCopy(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	return h.show(w, r, http.StatusOK, h.userCopy(r, v.User.Name, q.Get("u"), iam.UserName(q.Get("from"))).View())
}

// CopyPermissions draws the review of a copy, or carries it out.
func (h *Handlers) CopyPermissions(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	n, from := userName(r), iam.UserName(f.Get("from"))
	if f.Get("do") == "save" {
		done, err := h.app.CopyPermissions(r.Context(), actor(r), f.Get("form"), n, from, f.Get("base"))
		if err == nil {
			return h.after(w, r, done, templates.UserPermissionsURL(n))
		}
		return h.copyAgain(w, r, from, f.Get("u"), err)
	}
	plan, err := h.app.PlanCopy(r.Context(), n, from)
	if err != nil {
		return h.copyAgain(w, r, from, f.Get("u"), err)
	}
	p := copyItems(h.userCopy(r, n, "", from).Of(plan.From, plan.To.Boundary), plan.Items)
	p.Faulty, p.Review, p.Base, p.Steps = false, true, plan.Base, stepLines(p.T, plan.Steps)
	return h.show(w, r, http.StatusOK, p.View())
}

// copyAgain draws the choice again, with what would be copied where that is known.
func (h *Handlers) copyAgain(w http.ResponseWriter, r *http.Request, from iam.UserName, q string, err error) error {
	if fault.Is(err, fault.CodeUserNotFound) && fault.Of(err).Field == "" {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p := h.userCopy(r, userName(r), q, from)
		if plan, _ := h.app.PlanCopy(r.Context(), userName(r), from); plan.Base != "" {
			p = copyItems(p.Of(plan.From, plan.To.Boundary), plan.Items)
		}
		p.Fault = ft
		return p.View()
	})
}

func (h *Handlers) userCopy(r *http.Request, n iam.UserName, q string, from iam.UserName) templates.UserCopy {
	p := templates.NewUserCopy(h.aboutUser(r, n, text.From(r.Context()).Copying.Title), n)
	p.Users = userPick(h.app.Snapshot(), []iam.UserName{n}, groupPicks{userQuery: q, users: userNames([]string{string(from)})})
	return p
}

// copyItems says what becomes of each permission.
func copyItems(p templates.UserCopy, items []porter.CopyItem) templates.UserCopy {
	for _, c := range items {
		p.Items = append(p.Items, templates.NewCopyRow(p.Page, c.Step.Call, c.Step.Args[1], string(c.Outcome), c.Step.ARN))
	}
	return p
}
