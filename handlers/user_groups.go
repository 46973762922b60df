package handlers

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowUserGroups shows the groups of a user and the form that adds it to others.
func (h *Handlers) ShowUserGroups(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	return h.show(w, r, http.StatusOK, h.userGroups(r, v, q.Get("q"), groupNames(q["group"]), nil))
}

// JoinGroups adds a user to the ticked groups.
func (h *Handlers) JoinGroups(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	ticked, done := groupNames(f["group"]), porter.Done{}
	if len(ticked) == 0 {
		err = fault.Field("group", fault.CodeNothingChosen)
	} else {
		done, err = h.app.JoinGroups(r.Context(), actor(r), f.Get("form"), userName(r), ticked)
	}
	return h.afterUser(w, r, done, err, templates.UserGroupsURL(userName(r)), func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userGroups(r, v, f.Get("q"), ticked, ft)
	})
}

// LeaveGroup removes a user from one group.
func (h *Handlers) LeaveGroup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	done, err := h.app.LeaveGroup(r.Context(), actor(r), f.Get("form"), userName(r), iam.GroupName(f.Get("group")))
	return h.afterUser(w, r, done, err, templates.UserGroupsURL(userName(r)), func(v porter.UserView, ft *fault.Fault) templ.Component {
		return h.userGroups(r, v, "", nil, ft)
	})
}

func (h *Handlers) userGroups(r *http.Request, v porter.UserView, q string, ticked []iam.GroupName, f *fault.Fault) templ.Component {
	page := h.userPage(r, v)
	snap := h.app.Snapshot()
	p := templates.UserGroups{
		Page: page, Head: userHead(page, v, templates.TabGroups), Query: q,
		JoinURL: templates.UserGroupsURL(v.User.Name), LeaveURL: templates.UserLeaveURL(v.User.Name), Fault: f,
	}
	for _, name := range v.User.Groups {
		g, ok := snap.Group(name)
		if !ok {
			g.Name = name
		}
		p.Groups = append(p.Groups, templates.NewMembershipRow(page.T, g))
	}
	if !page.ReadOnly {
		p.Chosen, p.Found, p.Match = groupPick(snap, v.User, q, ticked)
		p.Room = page.Room(porter.GroupsPerUser, len(v.User.Groups), snap.Quota(porter.GroupsPerUser, iam.GroupsPerUser))
	}
	return p.View()
}

// groupPick lists the groups that a user is not in: the ticked ones, and those
// that the search finds, of which match counts all.
func groupPick(snap *porter.Snapshot, u iam.User, q string, ticked []iam.GroupName) (chosen, found []iam.Group, match int) {
	isTicked := make(map[iam.GroupName]bool, len(ticked))
	for _, g := range ticked {
		isTicked[g] = true
	}
	low := strings.ToLower(q)
	for _, g := range snap.Groups {
		switch {
		case u.In(g.Name):
		case isTicked[g.Name]:
			chosen = append(chosen, g)
		case strings.Contains(g.Name.Fold(), low):
			match++
			if len(found) < pickSize {
				found = append(found, g)
			}
		}
	}
	return chosen, found, match
}

func groupNames(values []string) []iam.GroupName {
	var list []iam.GroupName
	for _, v := range values {
		if v != "" {
			list = append(list, iam.GroupName(v))
		}
	}
	return list
}
