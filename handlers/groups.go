package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// NewGroup shows the form that creates a group. Its search comes back here.
func (h *Handlers) NewGroup(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	g := porter.NewGroup{Name: iam.GroupName(q.Get("name")), Policies: arns(q["policy"])}
	return h.show(w, r, http.StatusOK, h.groupForm(r, g, q.Get("q"), nil))
}

// CreateGroup creates a group and attaches the ticked policies.
func (h *Handlers) CreateGroup(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	g := porter.NewGroup{Name: iam.GroupName(strings.TrimSpace(f.Get("name"))), Policies: arns(f["policy"])}
	done := porter.Done{}
	if ft := g.Name.Check("name"); ft != nil {
		err = ft
	} else {
		done, err = h.app.CreateGroup(r.Context(), actor(r), f.Get("form"), g)
	}
	if err == nil {
		return h.after(w, r, done, templates.GroupURL(g.Name))
	}
	return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.groupForm(r, g, f.Get("q"), ft) })
}

func (h *Handlers) groupForm(r *http.Request, g porter.NewGroup, q string, f *fault.Fault) templ.Component {
	t := text.From(r.Context())
	p := templates.GroupForm{
		Page: h.page(r, t.Groups.NewTitle, templates.SectionGroups), Name: string(g.Name), Fault: f,
		Pick: policyPick(t, h.app.Snapshot(), q, g.Policies, nil),
	}
	p.Crumbs = []templates.Crumb{{Text: t.Groups.Title, URL: templates.GroupsURL()}}
	p.Pick.FindURL = templates.NewGroupURL()
	p.Pick.Error = p.Wrong(f, "policy")
	return p.View()
}

// groupPicks is what is searched and ticked in the forms of a group's page.
type groupPicks struct {
	userQuery   string
	users       []iam.UserName
	policyQuery string
	policies    []iam.ARN
}

// ShowGroup shows one group, its members and its policies.
func (h *Handlers) ShowGroup(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.Group(r.Context(), groupName(r))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	picks := groupPicks{userQuery: q.Get("u"), users: userNames(q["user"]), policyQuery: q.Get("q"), policies: arns(q["policy"])}
	return h.show(w, r, http.StatusOK, h.groupShow(r, v, picks, nil))
}

func (h *Handlers) groupShow(r *http.Request, v porter.GroupView, in groupPicks, f *fault.Fault) templ.Component {
	page := h.page(r, string(v.Group.Name), templates.SectionGroups)
	page.Crumbs = []templates.Crumb{{Text: page.T.Groups.Title, URL: templates.GroupsURL()}}
	p := templates.NewGroupShow(page, v.Group, v.Members, v.At, v.Live)
	p.Fault = f
	if !page.ReadOnly {
		snap := h.app.Snapshot()
		p.Users = userPick(snap, v.Members, in)
		p.Pick = policyPick(page.T, snap, in.policyQuery, in.policies, v.Group.Has)
		p.Pick.FindURL = templates.GroupURL(v.Group.Name)
		p.Pick.Error = page.Wrong(f, "policy")
		p.Room = page.Room(porter.PoliciesPerGroup, len(v.Group.Attached), snap.Quota(porter.PoliciesPerGroup, iam.PoliciesPerEntity))
	}
	return p.View()
}

// userPick lists users that are not members: the ticked ones, and those that
// the search finds.
func userPick(snap *porter.Snapshot, members []iam.UserName, in groupPicks) templates.UserPick {
	p := templates.UserPick{Query: in.userQuery}
	out := make(map[iam.UserName]bool, len(members)+len(in.users))
	for _, n := range members {
		out[n] = true
	}
	for _, n := range in.users {
		if _, ok := snap.User(n); ok && !out[n] {
			p.Chosen = append(p.Chosen, n)
		}
		out[n] = true
	}
	low := strings.ToLower(in.userQuery)
	for i := range snap.Users {
		n := snap.Users[i].Name
		if out[n] || !strings.Contains(n.Fold(), low) {
			continue
		}
		p.Match++
		if len(p.Found) < pickSize {
			p.Found = append(p.Found, n)
		}
	}
	return p
}

func userNames(values []string) []iam.UserName {
	var list []iam.UserName
	for _, v := range values {
		if n := iam.UserName(v); v != "" && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}
