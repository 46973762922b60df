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

// AddMembers adds the ticked users to a group.
func (h *Handlers) AddMembers(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in, done := groupPicks{userQuery: f.Get("u"), users: userNames(f["user"])}, porter.Done{}
	if len(in.users) == 0 {
		err = fault.Field("user", fault.CodeNothingChosen)
	} else {
		done, err = h.app.AddMembers(r.Context(), actor(r), f.Get("form"), groupName(r), in.users)
	}
	return h.afterGroup(w, r, done, err, in)
}

// RemoveMember removes one user from a group.
func (h *Handlers) RemoveMember(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.RemoveMember(r.Context(), actor(r), f.Get("form"), groupName(r), iam.UserName(f.Get("user")))
	return h.afterGroup(w, r, done, err, groupPicks{})
}

// AttachGroupPolicies attaches the ticked policies to a group.
func (h *Handlers) AttachGroupPolicies(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	in, done := groupPicks{policyQuery: f.Get("q"), policies: arns(f["policy"])}, porter.Done{}
	if len(in.policies) == 0 {
		err = fault.Field("policy", fault.CodeNothingChosen)
	} else {
		done, err = h.app.AttachToGroup(r.Context(), actor(r), f.Get("form"), groupName(r), in.policies)
	}
	return h.afterGroup(w, r, done, err, in)
}

// DetachGroupPolicy detaches one policy from a group.
func (h *Handlers) DetachGroupPolicy(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.DetachFromGroup(r.Context(), actor(r), f.Get("form"), groupName(r), iam.ARN(f.Get("arn")))
	return h.afterGroup(w, r, done, err, groupPicks{})
}

// afterGroup ends an act on the group of the path: it goes to its page, or to
// the page of an act whose answer was lost, or shows the group again with the
// fault and everything that was ticked.
func (h *Handlers) afterGroup(w http.ResponseWriter, r *http.Request, d porter.Done, err error, in groupPicks) error {
	switch {
	case err == nil:
		return h.after(w, r, d, templates.GroupURL(groupName(r)))
	case fault.Of(err) == nil:
		return err
	}
	v, gone := h.app.Group(r.Context(), groupName(r))
	if gone != nil {
		return gone
	}
	return h.again(w, r, err, func(f *fault.Fault) templ.Component { return h.groupShow(r, v, in, f) })
}

// AskDeleteGroup shows all that goes away with a group and asks for its name.
func (h *Handlers) AskDeleteGroup(w http.ResponseWriter, r *http.Request) error {
	p, err := h.groupDelete(r)
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// DeleteGroup deletes a group whose name was typed.
func (h *Handlers) DeleteGroup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	g, typed := groupName(r), f.Get("confirm")
	done := porter.Done{}
	if typed != string(g) {
		err = fault.Field("confirm", fault.CodeConfirmName)
	} else {
		done, err = h.app.DeleteGroup(r.Context(), actor(r), f.Get("form"), g)
	}
	if err == nil {
		return h.after(w, r, done, templates.GroupsURL())
	}
	p, gone := h.groupDelete(r)
	if gone != nil {
		return err
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component {
		p.Fault, p.Typed = ft, typed
		return p.View()
	})
}

func (h *Handlers) groupDelete(r *http.Request) (templates.GroupDelete, error) {
	v, err := h.app.Group(r.Context(), groupName(r))
	if err != nil {
		return templates.GroupDelete{}, err
	}
	page := h.aboutGroup(r, v.Group.Name, text.From(r.Context()).Groups.DeleteTitle)
	p := templates.NewGroupDelete(page, v.Group, v.Members)
	p.Steps = stepLines(page.T, porter.PlanDeleteGroup(v.Group.Name, v.Group, v.Members))
	return p, nil
}
