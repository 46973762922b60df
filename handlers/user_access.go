package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates"
)

// accessPerPage is how many buckets, or subjects, a list about access has.
const accessPerPage = 50

// ShowUserAccess shows what a user can do on each bucket.
func (h *Handlers) ShowUserAccess(w http.ResponseWriter, r *http.Request) error {
	v, err := h.app.User(r.Context(), userName(r))
	if err != nil {
		return err
	}
	page := h.userPage(r, v)
	p := templates.UserAccess{
		AccessFrame: newAccessFrame(page, h.app.Snapshot()), Head: userHead(page, v, templates.TabAccess),
		At: userAccessAt(v.User.Name, r.URL.Query()),
	}
	if p.AccessFrame.Unread {
		return h.show(w, r, http.StatusOK, p.View())
	}
	table := h.table()
	subject, found := table.Find(access.SubjectUser, string(v.User.Name))
	if !found {
		p.Gone = true
		return h.show(w, r, http.StatusOK, p.View())
	}
	return h.show(w, r, http.StatusOK, fillUserAccess(p, table, subject).View())
}

func userAccessAt(n iam.UserName, v url.Values) templates.UserAccessAt {
	return templates.UserAccessAt{Name: n, Query: v.Get("q"), All: v.Get("all") != "", With: strings.TrimSpace(v.Get("with")), From: place(v, "from")}
}

// userBuckets are the places of the buckets that the tab shows.
func userBuckets(table *access.Table, subject int, at templates.UserAccessAt) (list []int, held int) {
	part := strings.ToLower(strings.TrimSpace(at.Query))
	for b, bucket := range table.Account().Buckets {
		holds := table.Cell(subject, b) != 0
		if holds {
			held++
		}
		if (holds || at.All) && strings.Contains(bucket.Name, part) {
			list = append(list, b)
		}
	}
	return list, held
}

func fillUserAccess(p templates.UserAccess, table *access.Table, subject int) templates.UserAccess {
	t, all := p.T, table.Account().Buckets
	list, held := userBuckets(table, subject, p.At)
	if p.At.With != "" {
		p.Against, list = against(t, table, subject, p.At)
	}
	p.Summary = fmt.Sprintf(t.UserAccess.Summary, t.Count(held), t.Count(len(all)))
	for c := range access.Column(access.Columns) {
		p.Columns = append(p.Columns, t.Access.Columns[c.String()])
	}
	from := min(p.At.From, max(len(list)-1, 0)/accessPerPage*accessPerPage)
	shown := list[from:min(from+accessPerPage, len(list))]
	for _, b := range shown {
		if p.Against != nil {
			p.Against.Rows = append(p.Against.Rows, templates.NewComparedRow(t, table, p.Against.Subjects, b))
		} else {
			p.Rows = append(p.Rows, templates.NewUserAccessRow(t, table, subject, b))
		}
	}
	for _, every := range []bool{false, true} {
		to := p.At
		to.All, to.From = every, 0
		v := templates.ViewLink{Label: t.UserAccess.Only, URL: to.URL(), Current: p.At.All == every}
		if every {
			v.Label = t.UserAccess.All
		}
		p.Views = append(p.Views, v)
	}
	p.Range = span(t, t.Matrix.Columns, from, len(shown), len(list))
	p.PrevURL, p.NextURL = neighbours(from, accessPerPage, len(list), func(from int) string {
		to := p.At
		to.From = from
		return to.URL()
	})
	return p
}

// ReportUserAccess sends what a user can do on each bucket as a file.
func (h *Handlers) ReportUserAccess(w http.ResponseWriter, r *http.Request) error {
	t, table, name := text.From(r.Context()), h.table(), userName(r)
	if table == nil {
		return notRead()
	}
	subject, found := table.Find(access.SubjectUser, string(name))
	if !found {
		return userNotFound(name)
	}
	list, _ := userBuckets(table, subject, userAccessAt(name, r.URL.Query()))
	return h.report(w, r, sheet{"s3-access-of-user", accessColumns("user", "bucket"), func(rep *desk.Report) error {
		for _, b := range list {
			accessRow(rep, table, subject, b, table.Subjects()[subject].Name, table.Account().Buckets[b].Name)
		}
		accessNotes(rep, t, table)
		return nil
	}})
}
