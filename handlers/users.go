package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/templates"
)

// ShowUser shows the summary of one user.
func (h *Handlers) ShowUser(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, userShow(h.userPage(r, v), v).View())
}

func userShow(page templates.Page, v porter.UserView) templates.UserShow {
	t, u := page.T, v.User
	p := templates.UserShow{
		Page: page, Head: userHead(page, v, templates.TabSummary), ARN: string(u.ARN), ID: u.ID, Path: u.Path,
		Created: templates.DateStamp(t, u.Created), LastUsed: templates.AgoStamp(t, u.PasswordLastUsed, page.Now),
		Console: t.Users.Unknown, Keys: t.Users.KeyUnread, KeysURL: templates.KeysURL(u.Name), Tags: plainTags(v),
		Policies: userPolicies(page, v),
	}
	if !page.ReadOnly && !page.Lacks(iam.FeatureTags) {
		p.TagsURL = templates.UserTagsURL(u.Name)
	}
	p.Policies = p.Policies.Plain() // the summary only tells
	if v.LoginKnown {
		p.Console = t.Users.No
		if v.Login != nil {
			p.Console = t.Users.Yes
		}
	}
	if v.KeysKnown {
		active := 0
		for _, k := range v.Keys {
			if k.Active() {
				active++
			}
		}
		p.Keys = fmt.Sprintf(t.Users.KeyCount, t.Count(active), t.Count(len(v.Keys)))
	}
	if u.Boundary != "" {
		p.Boundary = []templates.NameLink{{Name: u.Boundary.Name(), URL: templates.PolicyURL(u.Boundary)}}
	}
	for _, g := range u.Groups {
		p.Groups = append(p.Groups, templates.NameLink{Name: string(g), URL: templates.GroupURL(g)})
	}
	return p
}

// afterUser ends an act on the user of the path: it goes to the page to, or to
// the page of an act whose answer was lost, or shows a page of the user again
// with the fault.
func (h *Handlers) afterUser(w http.ResponseWriter, r *http.Request, d porter.Done, err error, to string, again func(porter.UserView, *fault.Fault) templ.Component) error {
	switch {
	case err == nil:
		return h.after(w, r, d, to)
	case fault.Of(err) == nil:
		return err
	}
	v, gone := h.app.User(r.Context(), userName(r))
	if gone != nil {
		return gone
	}
	return h.again(w, r, err, func(f *fault.Fault) templ.Component { return again(v, f) })
}

// userPage starts a page of one user.
func (h *Handlers) userPage(r *http.Request, v porter.UserView) templates.Page {
	page := h.page(r, string(v.User.Name), templates.SectionUsers)
	page.Offers = v.Offers
	page.Crumbs = []templates.Crumb{{Text: page.T.Users.Title, URL: templates.UsersURL()}}
	return page
}

// about is a page that is about the user or group that the path names, if it names
// one: what the operator must not change there is not offered.
func (h *Handlers) about(r *http.Request, by desk.Actor, page templates.Page) templates.Page {
	name := templates.Unseg(r.PathValue("name"))
	switch {
	case name == "":
		return page
	case strings.HasPrefix(r.URL.Path, templates.UsersURL()+"/"):
		return barred(page, h.app.BarUser(r.Context(), by, iam.UserName(name)))
	case strings.HasPrefix(r.URL.Path, templates.GroupsURL()+"/"):
		return barred(page, h.app.BarGroup(r.Context(), by, iam.GroupName(name)))
	}
	return page
}

// barred is a page that offers no change where there is a reason why the operator
// must not make one.
func barred(page templates.Page, why *fault.Fault) templates.Page {
	if page.Outside = why; why != nil {
		page.Stopped, page.ReadOnly = true, true
	}
	return page
}

func userHead(page templates.Page, v porter.UserView, tab string) templates.UserHead {
	return templates.NewUserHead(page, v.User.Name, v.At, v.Live, tab)
}

// plainTags leaves out the tags in which AWS's console keeps the descriptions
// of the user's access keys.
func plainTags(v porter.UserView) []iam.Tag {
	var tags []iam.Tag
	for _, tag := range v.User.Tags {
		isKey := func(k porter.KeyView) bool { return string(k.ID) == tag.Key }
		if !slices.ContainsFunc(v.Keys, isKey) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// userPolicies lists every policy of the user with the place it comes from.
func userPolicies(page templates.Page, v porter.UserView) templates.PolicyTable {
	w := page.T.Users
	p := templates.PolicyTable{
		T: page.T, Caption: w.PolicyCaption, Where: true, Empty: w.NoPolicies, What: w.NoPolicyText,
		Action: templates.UserDetachURL(v.User.Name), FormKey: page.FormKey,
	}
	for _, o := range v.Origins {
		row := templates.NewPolicyRow(page.T, o.Policy, o.Group)
		own := !page.ReadOnly && o.Group == ""
		switch {
		case o.Policy.ARN != "":
			row.Detach = own
		case o.Group != "":
			row = row.Inline(page.T, templates.GroupURL(o.Group), o.Policy.Name, false)
		default:
			row = row.Inline(page.T, templates.UserURL(v.User.Name), o.Policy.Name, page.May(desk.CanPolicies))
		}
		p.Detach = p.Detach || own
		p.Rows = append(p.Rows, row)
	}
	return p
}
