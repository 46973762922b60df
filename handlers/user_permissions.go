package handlers

import (
	"net/http"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowUserPermissions shows where each permission of a user comes from, and the
// form that attaches policies.
func (h *Handlers) ShowUserPermissions(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	return h.show(w, r, http.StatusOK, h.userPermissions(r, v, q.Get("q"), arns(q["policy"]), nil))
}

// AttachUserPolicies attaches the ticked policies to a user.
func (h *Handlers) AttachUserPolicies(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	ticked, done := arns(f["policy"]), porter.Done{}
	if len(ticked) == 0 {
		err = fault.Field("policy", fault.CodeNothingChosen)
	} else {
		done, err = h.app.AttachToUser(r.Context(), actor(r), f.Get("form"), userName(r), ticked)
	}
	return h.afterUser(w, r, done, err, templates.UserPermissionsURL(userName(r)), func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userPermissions(r, v, f.Get("q"), ticked, ft)
	})
}

// DetachUserPolicy detaches one policy from a user.
func (h *Handlers) DetachUserPolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.DetachFromUser(r.Context(), actor(r), f.Get("form"), userName(r), iam.ARN(f.Get("arn")))
	return h.afterUser(w, r, done, err, templates.UserPermissionsURL(userName(r)), func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userPermissions(r, v, "", nil, ft)
	})
}

func (h *Handlers) userPermissions(r *http.Request, v porter.UserView, q string, ticked []iam.ARN, f *fault.Fault) templ.Component {
	page := h.userPage(r, v)
	p := templates.UserPermissions{
		Page: page, Head: userHead(page, v, templates.TabPermissions), Policies: userPolicies(page, v),
		Boundary:  templates.BoundaryOf(page.T, v.User.Boundary),
		AttachURL: templates.UserAttachURL(v.User.Name), Fault: f,
	}
	if !page.ReadOnly {
		p.CopyURL = templates.UserCopyURL(v.User.Name)
		if page.May(desk.CanPolicies) && !page.Lacks(iam.FeatureBoundaries) {
			p.BoundaryURL, p.BoundaryButton = templates.UserBoundaryURL(v.User.Name), page.T.Boundary.Set
			if v.User.Boundary != "" {
				p.BoundaryButton = page.T.Boundary.Change
			}
		}
		if page.May(desk.CanPolicies) && !page.Lacks(iam.FeatureInline) {
			p.NewInlineURL = templates.NewInlineURL(templates.UserURL(v.User.Name))
		}
		p.Pick = policyPick(page.T, h.app.Snapshot(), q, ticked, v.User.Has)
		p.Pick.FindURL = templates.UserPermissionsURL(v.User.Name)
		p.Pick.Error = page.Wrong(f, "policy")
		p.Room = page.Room(porter.PoliciesPerUser, len(v.User.Attached), h.app.Snapshot().Quota(porter.PoliciesPerUser, iam.PoliciesPerEntity))
	}
	return p.View()
}
