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

const credentialsPerPage = 50

// ShowCredentials shows AWS's credential report as it was read last.
func (h *Handlers) ShowCredentials(w http.ResponseWriter, r *http.Request) error {
	t, snap := text.From(r.Context()), h.app.Snapshot()
	p := templates.Credentials{Page: h.page(r, t.CredentialReport.Title, templates.SectionReport), At: h.credentialsAt(r)}
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
func (h *Handlers) credentialsAt(r *http.Request) templates.CredentialsAt {
	q := r.URL.Query()
	at := templates.CredentialsAt{Query: q.Get("q"), Only: q.Get("only"), Days: q.Get("days"), Sort: q.Get("sort"), From: q.Get("from")}
	if days, err := strconv.Atoi(at.Days); err != nil || days < 1 || days > 9999 {
		at.Days = strconv.Itoa(h.thresholds(r).KeyAge)
	}
	return at
}

// credentialsQuery is what the application is asked for one page.
func credentialsQuery(at templates.CredentialsAt) porter.ReportQuery {
	days, _ := strconv.Atoi(at.Days)
	from, _ := strconv.Atoi(at.From)
	sort, desc := strings.CutPrefix(at.Sort, "-")
	return porter.ReportQuery{
		Text: at.Query, Only: at.Only, Age: time.Duration(days) * 24 * time.Hour, Sort: sort, Desc: desc, From: from, Size: credentialsPerPage,
	}
}

func fillCredentials(p templates.Credentials, snap *porter.Snapshot) templates.Credentials {
	at, w := p.At, &p.T.CredentialReport
	found := snap.FindReport(credentialsQuery(at), p.Now)
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

// ReportCredentials sends the rows of the credential report that match, as the
// page shows them: with what was changed here since AWS made it.
func (h *Handlers) ReportCredentials(w http.ResponseWriter, r *http.Request) error {
	t, snap := text.From(r.Context()), h.app.Snapshot()
	report, problem := snap.Report()
	q := credentialsQuery(h.credentialsAt(r))
	q.From, q.Size = 0, len(report.Rows)
	found := snap.FindReport(q, h.now())
	columns := []string{"user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed",
		"password_next_rotation", "mfa_active"}
	for _, n := range []string{"access_key_1_", "access_key_2_"} {
		columns = append(columns, n+"active", n+"last_rotated", n+"last_used_date", n+"last_used_region", n+"last_used_service")
	}
	columns = append(columns, "cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated", "additional_credentials_info", "report_made")
	return h.report(w, r, sheet{"credentials", columns, func(rep *desk.Report) error {
		for i := range found.Rows {
			row := &found.Rows[i]
			cells := []any{string(row.User), string(row.ARN), row.Created, flagCell(row.Password), row.PasswordUsed, row.PasswordChanged,
				row.PasswordRotation, flagCell(row.MFA)}
			for _, k := range row.Keys {
				cells = append(cells, flagCell(k.Active), k.Rotated, k.Used.At, k.Used.Region, k.Used.Service)
			}
			for _, c := range row.Certificates {
				cells = append(cells, flagCell(c.Active), c.Rotated)
			}
			rep.Row(append(cells, row.More, report.Made)...)
		}
		switch {
		case problem != nil:
			rep.Note(t.CredentialReport.None + ": " + t.Fault(problem))
		case report.Made.IsZero():
			rep.Note(t.CredentialReport.Never + ". " + t.CredentialReport.NeverText)
		}
		return nil
	}})
}
