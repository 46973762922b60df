package handlers

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// maxTagRows is how many rows of a form of tags are read: more than AWS takes, so
// that what is too much can be told.
const maxTagRows = 2 * iam.MaxTags

// AskUserTags shows the form of a user's tags.
func (h *Handlers) AskUserTags(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	return h.show(w, r, http.StatusOK, h.userTags(r, v, porter.TagsEdit{Tags: v.User.Tags}, nil).View())
}

// SetUserTags draws the review of a user's tags, or carries it out.
func (h *Handlers) SetUserTags(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	n, e, do := userName(r), porter.TagsEdit{Tags: tagRows(f), Base: f.Get("base")}, f.Get("do")
	if do == "save" {
		done, err := h.app.SetUserTags(r.Context(), actor(r), f.Get("form"), n, e)
		return h.afterUser(w, r, done, err, templates.UserURL(n), func(v porter.UserView, ft *fault.Fault) templ.Component {
			return h.userTags(r, v, e, ft).View()
		})
	}
	v, err := h.app.User(r.Context(), n)
	if err != nil {
		return err
	}
	p := h.userTags(r, v, e, nil)
	p.Faulty = false
	if do != "review" {
		p.Base = e.Base
		p.Rows = templates.NewTagRows(p.Page, e.Tags, do == "more", nil)
		return h.show(w, r, http.StatusOK, p.View())
	}
	changes, steps, err := h.app.PlanUserTags(r.Context(), n, e)
	if err != nil {
		return h.again(w, r, err, func(ft *fault.Fault) templ.Component { return h.userTags(r, v, e, ft).View() })
	}
	p.Review, p.Steps, p.Base = true, stepLines(p.T, steps), e.Base
	for _, c := range changes {
		p.Changes = append(p.Changes, templates.NewTagChangeRow(p.Page, c.Key, c.Before, c.After))
	}
	return h.show(w, r, http.StatusOK, p.View())
}

func (h *Handlers) userTags(r *http.Request, v porter.UserView, e porter.TagsEdit, f *fault.Fault) templates.UserTags {
	page := h.aboutUser(r, v.User.Name, text.From(r.Context()).Tags.Title)
	rows := templates.NewTagRows(page, e.Tags, false, f).KeyDescriptions(func(key string) bool {
		for _, k := range v.Keys {
			if string(k.ID) == key {
				return true
			}
		}
		return false
	})
	p := templates.NewUserTags(page, v.User.Name, rows)
	p.Base, p.Fault = porter.TagsBase(v.User.Tags), f
	return p
}

// tagRows reads the rows of a form of tags.
func tagRows(f url.Values) []iam.Tag {
	var list []iam.Tag
	for i := 0; i < maxTagRows && f.Has("key"+strconv.Itoa(i)); i++ {
		n := strconv.Itoa(i)
		list = append(list, iam.Tag{Key: f.Get("key" + n), Value: f.Get("value" + n)})
	}
	return list
}
