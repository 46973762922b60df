package handlers

import (
	"fmt"
	"net/http"
	"slices"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	actsShown = 10
	actsRead  = 40 // an act has two entries, and the begun ones are left out
)

// billingConsole is the page of AWS's console that the billing step names.
const billingConsole = "https://console.aws.amazon.com/billing/home#/account"

// Overview shows the first steps, the account's key facts and the last acts.
func (h *Handlers) Overview(w http.ResponseWriter, r *http.Request) error {
	page := h.page(r, text.From(r.Context()).Overview.Title, templates.SectionOverview)
	snap := h.app.Snapshot()
	days := h.thresholds(r)
	p := templates.Overview{Page: page, Facts: facts(page, snap), About: about(page, snap, h.app.Place()), Ages: keyAges(page, snap, days.KeyAge)}
	usual := porter.FindingLimits{KeyAge: days.KeyAge, Unused: days.Unused, Ends: h.lifetimes(r)}
	p.Findings = severityTiles(page, templates.ListAt{Path: templates.FindingsURL()}, snap.Findings(usual, page.Now))
	tour, err := h.app.Tour(r.Context(), actor(r))
	if err != nil {
		return err
	}
	if h.app.Demo() {
		p.Tasks = demoTasks(page, snap.Sights(), tour)
	} else {
		p.Tasks = tasks(page, h.app.Checklist(r.Context()), h.app.Place())
	}
	p = p.WithProgress()
	p.Hidden = tour.Hidden
	if !page.ReadOnly || page.Operator.Role.May(desk.CanApprove) {
		todo, err := h.app.Todo(r.Context(), actor(r))
		if err != nil {
			return err
		}
		p.Waits = waits(page.T, todo)
	}
	if page.Operator.Role.May(desk.CanAudit) {
		acts, err := h.lastActs(r, page)
		if err != nil {
			return err
		}
		p.Acts, p.MayAudit = acts, true
		if n := len(h.app.Rights().Lacking()); n > 0 {
			p.Wants = fmt.Sprintf(page.T.Rights.Banner, page.T.Count(n))
		}
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// waits lists what waits for the operator, each with where it is.
func waits(t *text.Text, todo desk.Todo) []templates.ViewLink {
	var list []templates.ViewLink
	for _, one := range todo.Results {
		list = append(list, templates.ViewLink{
			Label: fmt.Sprintf(t.Overview.Results, t.Verb(string(one.Verb)), t.Count(one.Waiting)), URL: templates.JobURL(one.Job),
		})
	}
	add := func(n int, words string, state desk.RotationState) {
		if n > 0 {
			list = append(list, templates.ViewLink{Label: fmt.Sprintf(words, t.Count(n)), URL: templates.RotationsAt{State: string(state)}.URL()})
		}
	}
	add(todo.Claims, t.Overview.Claims, desk.RotationWaiting)
	add(todo.InUse, t.Overview.InUse, desk.RotationOverlap)
	add(todo.Stuck, t.Overview.Stuck, "")
	for _, one := range []struct {
		n     int
		words string
	}{{todo.Decide, t.Overview.Decide}, {todo.Carry, t.Overview.Carry}} {
		if one.n > 0 {
			list = append(list, templates.ViewLink{Label: fmt.Sprintf(one.words, t.Count(one.n)), URL: templates.RequestsURL()})
		}
	}
	return list
}

// tasks lists the first steps with what the account shows of them. Links that
// change something are left out for an operator who may not.
func tasks(page templates.Page, c porter.Checklist, place desk.Place) []templates.Task {
	w := page.T.Overview
	list := []templates.Task{
		{Task: w.Operator, Done: true},
		{Task: w.Billing, Note: true, More: w.BillingBy, URL: billingConsole, Outside: true},
		{Task: w.Admin, Done: c.Admin},
		{Task: w.Developer, Done: c.Developer},
		{Task: w.Key, Done: c.Key},
		{Task: w.Use, Done: c.KeyUsed},
	}
	if place.Sandbox {
		list[1].More, list[1].URL = w.NoBilling, ""
	}
	if c.KeyUser != "" && !c.KeyUsed {
		list[5].URL = templates.KeysURL(c.KeyUser)
	}
	if !page.ReadOnly {
		startTasks(list, c)
	}
	for i, f := range map[int]iam.Feature{2: iam.FeatureLogin, 5: iam.FeatureKeyUse} {
		if !list[i].Done && page.Lacks(f) { // nobody can tell when it is done
			list[i].Note, list[i].More, list[i].URL = true, page.Lacking(f), ""
		}
	}
	if place.Endpoint != "" && !place.Sandbox {
		list = slices.Delete(list, 1, 2) // only AWS has billing
	}
	return list
}

// startTasks gives the tasks that are open a place to begin.
func startTasks(list []templates.Task, c porter.Checklist) {
	if !c.Admin {
		list[2].URL = templates.NewUserNamedURL("Administrator")
	}
	if !c.Developer {
		list[3].URL = templates.NewUserURL()
	}
	if !c.Key && c.Developer {
		list[4].URL = templates.NewKeyURL(c.KeyUser)
	}
}

// facts counts what the snapshot holds; what was not read yet is not known.
func facts(page templates.Page, snap *porter.Snapshot) []templates.Fact {
	t, w := page.T, page.T.Overview
	list := []templates.Fact{
		{Label: w.Users, URL: templates.UsersURL()},
		{Label: w.Groups, URL: templates.GroupsURL()},
		{Label: w.Own, URL: templates.PoliciesURL() + "?f=type%3Aown"},
		{Label: w.ActiveKeys, URL: templates.AllKeysURL() + "?f=status%3Aactive"},
		{Label: t.CredentialReport.Overview, URL: templates.CredentialsAt{Only: porter.ReportNoMFA}.URL()},
	}
	if page.Lacks(iam.FeatureReport) {
		list[4].URL, list[4].Part = "", page.Lacking(iam.FeatureReport)
	}
	if n, known := snap.WithoutMFA(); known {
		list[4].Value = t.Count(n)
	}
	if snap.At.IsZero() {
		return list
	}
	_, own := snap.FindPolicies("", "own", 1)
	list[0].Value, list[1].Value, list[2].Value = t.Count(len(snap.Users)), t.Count(len(snap.Groups)), t.Count(own)
	active, read := 0, 0
	for i := range snap.Users {
		keys, known := snap.Keys(snap.Users[i].Name)
		if known {
			read++
		}
		for _, k := range keys {
			if k.Active() {
				active++
			}
		}
	}
	if read > 0 || len(snap.Users) == 0 {
		list[3].Value = t.Count(active)
	}
	if 0 < read && read < len(snap.Users) {
		list[3].Part = fmt.Sprintf(w.KeysPart, t.Count(read), t.Count(len(snap.Users)))
	}
	return list
}

// about says which account this is and as whom Keyporter works in it.
func about(page templates.Page, snap *porter.Snapshot, place desk.Place) []templates.AboutLine {
	t, w := page.T, page.T.Overview
	lines := []templates.AboutLine{
		{Label: w.AccountID, Value: snap.Identity.Account, Unknown: true},
		{Label: w.Alias, Value: snap.Alias, Unknown: page.Lacks(iam.FeatureAlias)},
		{Label: w.SignInURL, Value: snap.SignInURL(), Unknown: true},
		{Label: w.Caller, Value: string(snap.Identity.ARN), Unknown: true},
	}
	if place.Sandbox {
		lines[2].Note = t.Console.SandboxSignIn
	}
	return lines
}

// lastActs lists the last acts that ended, one entry each.
func (h *Handlers) lastActs(r *http.Request, page templates.Page) ([]templates.AuditRow, error) {
	entries, err := h.app.Audit(r.Context(), actor(r), desk.AuditFilter{Limit: actsRead})
	if err != nil {
		return nil, err
	}
	var rows []templates.AuditRow
	for _, e := range entries {
		if e.Phase == desk.Begun {
			continue
		}
		row := templates.NewAuditRow(page, e)
		row.Time = templates.AgoStamp(page.T, e.At, page.Now)
		if rows = append(rows, row); len(rows) == actsShown {
			break
		}
	}
	return rows, nil
}

// Scan reads the account again and goes back to the page that asked for it.
func (h *Handlers) Scan(w http.ResponseWriter, r *http.Request) error {
	f, err := form(r)
	if err != nil {
		return err
	}
	to := f.Get("return")
	if !localPath(to) {
		to = templates.HomeURL()
	}
	if err := h.app.Refresh(r.Context()); err != nil && fault.Of(err) == nil {
		return err
	}
	// What hindered the reading is told on every page until one succeeds.
	return h.seeOther(w, r, to)
}
