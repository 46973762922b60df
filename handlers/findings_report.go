package handlers

import (
	"fmt"
	"net/http"
	"strconv"

	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

// findingsPrinted is how many findings of each kind are printed, unless all are
// asked for.
const findingsPrinted = 20

// ShowFindingsReport shows the findings as a report on paper has them.
func (h *Handlers) ShowFindingsReport(w http.ResponseWriter, r *http.Request) error {
	f, snap := h.readFindings(r), h.app.Snapshot()
	f.at.Path = templates.FindingsReportURL()
	page := h.page(r, text.From(r.Context()).FindingsReport.Title, templates.SectionFindings)
	t := &page.T.FindingsReport
	page.Crumbs = []templates.Crumb{{Text: page.T.Findings.Title, URL: templates.FindingsURL()}}
	f.limits.Ends = h.lifetimes(r)
	all := snap.Findings(f.limits, page.Now)
	list, _ := all.Find(porter.Query{Now: page.Now})
	p := templates.FindingsReport{
		Page: page, Lead: fmt.Sprintf(t.Lead, accountWords(page), page.T.DateTime(page.Now)),
		Limits:  fmt.Sprintf(t.Limits, strconv.Itoa(f.limits.KeyAge), strconv.Itoa(f.limits.Unused)),
		Sources: sourceRows(page, snap), Tiles: severityTiles(page, f.at, all), Ages: keyAges(page, snap, f.limits.KeyAge),
		ListURL: templates.ListAt{Path: templates.FindingsURL(), Own: f.at.Own}.URL(),
	}
	most := findingsPrinted
	if r.URL.Query().Get("all") != "" {
		most = 0
	}
	p.Sections = findingSections(page, list, most)
	for i := range p.Sections {
		s := &p.Sections[i]
		if more := s.Match - len(s.Rows); more > 0 {
			s.More = fmt.Sprintf(t.More, page.T.Count(more))
			p.AllURL = templates.ListAt{Path: f.at.Path, Own: append(f.at.Own, templates.Param{Name: "all", Value: "1"})}.URL()
		}
	}
	if p.Unchecked, p.Clean = looked(page.T, all); len(list) == 0 && !page.Unread() {
		p.Nothing = nothingFound(page.T, all)
	}
	return h.show(w, r, http.StatusOK, p.View())
}

// accountWords names the account on paper.
func accountWords(page templates.Page) string {
	switch a := page.Account; {
	case a.Alias != "" && a.ID != "":
		return a.Alias + " (" + a.ID + ")"
	case a.ID != "":
		return a.ID
	}
	return "—"
}

// sourceRows says what the account was read from, how old that is, and whether it
// is all there.
func sourceRows(page templates.Page, snap *porter.Snapshot) []templates.SourceRow {
	var rows []templates.SourceRow
	for _, s := range snap.Sources() {
		rows = append(rows, sourceRow(page, s))
	}
	return rows
}

func sourceRow(page templates.Page, s porter.Source) templates.SourceRow {
	t := &page.T.FindingsReport
	row := templates.SourceRow{Name: t.Names[string(s.Name)], State: t.Part, Tag: "warn"}
	switch {
	case s.At.IsZero():
		row.State, row.Tag = t.NotRead, "bad"
	case s.Complete:
		row.State, row.Tag = t.Whole, "ok"
	}
	if !s.At.IsZero() {
		row.At = page.T.DateTime(s.At)
	}
	if s.Problem != nil {
		row.Why = fmt.Sprintf(t.Failed, page.T.Fault(s.Problem))
	}
	return row
}
