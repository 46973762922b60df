package handlers

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	credentialsPerPage = 50
	usualKeyAge        = 90 // days
)

// ShowCredentials shows AWS's credential report as it was read last.
func (h *Handlers) ShowCredentials(w http.ResponseWriter, r *http.Request) error {
	t, snap := text.From(r.Context()), h.app.Snapshot()
	p := templates.Credentials{Page: h.page(r, t.CredentialReport.Title, templates.SectionReport), At: credentialsAt(r)}
	report, problem := snap.Report()
	p.None = report.Made.IsZero()
	if !p.None {
		p.Age = fmt.Sprintf(t.CredentialReport.Made, t.Ago(report.Made, p.Now), t.DateTime(report.Made))
	}
	if problem != nil {
		p.Problem = t.Fault(problem)
	}
	if at, err := strconv.ParseInt(r.URL.Query().Get("asked"), 10, 64); err == nil && !p.None && problem == nil {
		p.Flash = &templates.Flash{Kind: "ok", Text: t.CredentialReport.AskedNew}
		if at == report.Made.Unix() {
			p.Flash = &templates.Flash{Kind: "info", Text: fmt.Sprintf(t.CredentialReport.AskedSame, t.DateTime(report.Made))}
		}
	}
	return h.show(w, r, http.StatusOK, fillCredentials(p, snap).View())
}

// credentialsAt reads where in the report the visitor is.
func credentialsAt(r *http.Request) templates.CredentialsAt {
	q := r.URL.Query()
	at := templates.CredentialsAt{Query: q.Get("q"), Only: q.Get("only"), Days: q.Get("days"), Sort: q.Get("sort"), From: q.Get("from")}
	if days, err := strconv.Atoi(at.Days); err != nil || days < 1 || days > 9999 {
		at.Days = strconv.Itoa(usualKeyAge)
	}
	return at
}

func fillCredentials(p templates.Credentials, snap *porter.Snapshot) templates.Credentials {
	at, w := p.At, &p.T.CredentialReport
	days, _ := strconv.Atoi(at.Days)
	from, _ := strconv.Atoi(at.From)
	sort, desc := strings.CutPrefix(at.Sort, "-")
	found := snap.FindReport(porter.ReportQuery{
		Text: at.Query, Only: at.Only, Age: time.Duration(days) * 24 * time.Hour, Sort: sort, Desc: desc, From: from, Size: credentialsPerPage,
	}, p.Now)
	for i := range found.Rows {
		p.Rows = append(p.Rows, templates.NewCredentialRow(p.T, &found.Rows[i]))
	}
	p.Summary = fmt.Sprintf(p.T.Users.Range, p.T.Count(min(found.From+1, found.Match)), p.T.Count(found.From+len(found.Rows)), p.T.Count(found.Match))
	place := func(from int) string {
		next := at
		next.From = strconv.Itoa(max(from, 0))
		return next.URL()
	}
	if found.From > 0 {
		p.PrevURL = place(found.From - credentialsPerPage)
	}
	if !found.Last {
		p.NextURL = place(found.From + credentialsPerPage)
	}
	for _, v := range []struct{ only, label string }{
		{"", w.All}, {porter.ReportNoMFA, w.NoMFA}, {porter.ReportOld, fmt.Sprintf(w.Old, at.Days)}, {porter.ReportUnused, w.Unused},
	} {
		to := at
		to.Only, to.From = v.only, ""
		p.Views = append(p.Views, templates.ViewLink{Label: v.label, URL: to.URL(), Current: at.Only == v.only})
	}
	p.UserHead, p.UsedHead = at.Head(w.User, "name"), at.Head(w.LastSignIn, "used")
	p.ChangedHead, p.KeyHead = at.Head(w.Changed, "changed"), at.Head(w.Keys, "key")
	return p
}

// AskCredentials asks AWS for a credential report, and shows the one it gives.
func (h *Handlers) AskCredentials(w http.ResponseWriter, r *http.Request) error {
	before, _ := h.app.Snapshot().Report()
	if err := h.app.ReadReport(r.Context()); err != nil && fault.Of(err) == nil {
		return err
	}
	// What hindered it is told on the page until one is read.
	return h.seeOther(w, r, templates.CredentialsAskedURL(before.Made))
}

// DownloadCredentials sends the credential report as AWS wrote it.
func (h *Handlers) DownloadCredentials(w http.ResponseWriter, r *http.Request) error {
	report, problem := h.app.Snapshot().Report()
	if report.Made.IsZero() {
		if problem != nil {
			return problem
		}
		return fault.New(fault.NotFound, fault.CodeAwsReport, "ReportNotPresent")
	}
	return h.download(w, desk.File{Name: "credential-report-" + report.Made.UTC().Format("20060102T150405Z") + ".csv", Type: "text/csv; charset=utf-8", Body: report.CSV})
}
