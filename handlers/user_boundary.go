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

// AskBoundary shows the form of a user's permissions boundary. Its search comes
// back here.
func (h *Handlers) AskBoundary(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	ticked := iam.ARN(q.Get("policy"))
	if !q.Has("policy") {
		ticked = v.User.Boundary
	}
	return h.show(w, r, http.StatusOK, h.userBoundary(r, v, q.Get("q"), ticked, nil).View())
}

// SetBoundary draws the review of another permissions boundary, or sets it.
func (h *Handlers) SetBoundary(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	n, arn, do := userName(r), iam.ARN(f.Get("policy")), f.Get("do")
	again := func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userBoundary(r, v, f.Get("q"), arn, ft).View()
	}
	switch {
	case do == "save":
		done, err := h.app.SetBoundary(r.Context(), actor(r), f.Get("form"), n, arn)
		return h.afterUser(w, r, done, err, templates.UserPermissionsURL(n), again)
	case do == "remove":
		arn = ""
	case arn == "":
		return h.afterUser(w, r, porter.Done{}, fault.Field("policy", fault.CodeNothingChosen), "", again)
	}
	before, steps, err := h.app.PlanBoundary(r.Context(), n, arn)
	if err != nil {
		return h.afterUser(w, r, porter.Done{}, err, "", again)
	}
	v, err := h.app.User(r.Context(), n)
	if err != nil {
		return err
	}
	v.User.Boundary = before
	p := h.userBoundary(r, v, "", arn, nil)
	p.Faulty = false
	return h.show(w, r, http.StatusOK, p.To(arn, stepLines(p.T, steps)).View())
}

func (h *Handlers) userBoundary(r *http.Request, v porter.UserView, q string, ticked iam.ARN, f *fault.Fault) templates.UserBoundary {
	p := templates.NewUserBoundary(h.aboutUser(r, v.User.Name, text.From(r.Context()).Boundary.Title), v.User)
	p.Fault = f
	p.Pick = h.boundaryPick(p.Page, q, ticked, f)
	p.Pick.FindURL = templates.UserBoundaryURL(v.User.Name)
	return p
}

// boundaryPick fills a picker of the one policy that is a boundary.
func (h *Handlers) boundaryPick(page templates.Page, q string, ticked iam.ARN, f *fault.Fault) templates.PolicyPick {
	pick := policyPick(page.T, h.app.Snapshot(), q, arns([]string{string(ticked)}), nil)
	pick.One, pick.Legend, pick.Hint = true, page.T.Boundary.Legend, page.T.Boundary.Hint
	pick.Error = page.Wrong(f, pick.Field)
	return pick
}
