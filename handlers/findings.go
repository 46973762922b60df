package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	findingsShown = 10 // of each kind, where all are shown
	withShown     = 5  // of who has a policy
	waysShown     = 3
)

// findings is what of the findings is asked for.
type findings struct {
	listing
	limits porter.FindingLimits
	usual  desk.Thresholds
	wrong  [][2]string // what was typed for a threshold and is no number of days, and what stands in for it
	at     templates.ListAt
}

func (h *Handlers) readFindings(r *http.Request) findings {
	f := findings{usual: h.thresholds(r), listing: listing{path: templates.FindingsURL(), sorts: []string{"severity"}}}
	for _, s := range []porter.Severity{porter.SeverityHigh, porter.SeverityMedium, porter.SeverityLow} {
		f.quick = append(f.quick, "severity:"+string(s))
	}
	f.conditions = append(f.conditions, f.quick...)
	for _, k := range porter.FindingKinds() {
		f.conditions = append(f.conditions, "kind:"+string(k))
	}
	f.at = f.listing.at(r)
	v := r.URL.Query()
	f.limits = porter.FindingLimits{KeyAge: f.days(v.Get(templates.ParamKeyAge), f.usual.KeyAge), Unused: f.days(v.Get(templates.ParamUnused), f.usual.Unused)}
	f.at.Own = f.own()
	return f
}

// days reads a threshold; the usual one stands for what is none.
func (f *findings) days(typed string, usual int) int {
	typed = strings.TrimSpace(typed)
	n, err := strconv.Atoi(typed)
	if err == nil && n >= 1 && n <= 9999 {
		return n
	}
	if typed != "" {
		f.wrong = append(f.wrong, [2]string{typed, strconv.Itoa(usual)})
	}
	return usual
}

// own are the thresholds in an address; those that are usual need not be said.
func (f *findings) own() []templates.Param {
	var own []templates.Param
	for _, p := range []struct {
		name        string
		days, usual int
	}{{templates.ParamKeyAge, f.limits.KeyAge, f.usual.KeyAge}, {templates.ParamUnused, f.limits.Unused, f.usual.Unused}} {
		if p.days != p.usual {
			own = append(own, templates.Param{Name: p.name, Value: strconv.Itoa(p.days)})
		}
	}
	return own
}

// ShowFindings shows what a look over the account found.
func (h *Handlers) ShowFindings(w http.ResponseWriter, r *http.Request) error {
	f, snap := h.readFindings(r), h.app.Snapshot()
	if to := f.added(r, f.at); to != "" {
		return h.seeOther(w, r, to)
	}
	page := h.page(r, text.From(r.Context()).Findings.Title, templates.SectionFindings)
	t := &page.T.Findings
	f.limits.Ends = h.lifetimes(r)
	all := snap.Findings(f.limits, page.Now)
	q := h.query(f.listing, f.at)
	one := oneKind(q)
	if !one {
		q.After, q.Size = "", 0
	}
	shown, found := all.Find(q)
	p := templates.FindingList{
		One: one, ListFrame: f.frame(page, f.at, found, len(shown)), Tiles: severityTiles(page, f.at, all),
		KeyAge: strconv.Itoa(f.limits.KeyAge), Unused: strconv.Itoa(f.limits.Unused),
	}
	p.ReportURL = templates.ListAt{Path: templates.FindingsReportURL(), Own: f.at.Own}.URL()
	for _, w := range f.wrong {
		p.Wrong = append(p.Wrong, fmt.Sprintf(t.Wrong, w[0], w[1]))
	}
	p.Label, p.Hint, p.Caption = t.Search, t.SearchHint, t.Title
	if one && len(shown) > 0 {
		p.Sections = []templates.FindingSection{findingSection(page, shown, found.Match)}
	} else {
		p.Sections = findingSections(page, shown, findingsShown)
	}
	for i := range p.Sections {
		to := f.at.First().With("kind:" + p.Sections[i].ID)
		p.Sections[i].MoreURL = to.URL()
		if p.Sections[i].ID == string(porter.FindOldKey) && !page.ReadOnly {
			p.Sections[i].Act, p.Sections[i].ActURL = page.T.Selection.RotateAll, keysPast(strconv.Itoa(f.limits.KeyAge))
		}
	}
	p.Unchecked, p.Clean = looked(page.T, all)
	if p.NoMatch && q.Text == "" && len(q.Filters) == 0 {
		p.NoMatch, p.Nothing = false, nothingFound(page.T, all)
	}
	p.ListFrame = p.Prepare()
	return h.show(w, r, http.StatusOK, p.View())
}

// keysPast is the list of the active keys that are older than some days, where all
// that match can be rotated.
func keysPast(days string) string {
	return templates.ListAt{Path: templates.AllKeysURL(), Filters: []string{"status:active", "age:" + days}}.URL()
}

// oneKind reports whether a query asks for one kind alone.
func oneKind(q porter.Query) bool {
	for _, f := range q.Filters {
		if f.Property == "kind" && porter.FindingKind(f.Value).Severity() != "" {
			return true
		}
	}
	return false
}

func nothingFound(t *text.Text, all porter.Findings) templates.Nothing {
	if len(all.Doubts) > 0 {
		return templates.Nothing{Title: t.Findings.Unsure}
	}
	return templates.Nothing{Title: t.Findings.None, Text: t.Findings.NoneText}
}

// severityTiles counts the findings of each severity, and the kinds that were
// not looked at.
func severityTiles(page templates.Page, at templates.ListAt, all porter.Findings) []templates.Fact {
	t := &page.T.Findings
	n, read := map[porter.Severity]int{}, !page.Unread()
	for kind, count := range all.Counts() {
		n[kind.Severity()] += count
	}
	var tiles []templates.Fact
	for _, s := range []porter.Severity{porter.SeverityHigh, porter.SeverityMedium, porter.SeverityLow} {
		to := templates.ListAt{Path: at.Path, Own: at.Own}.With("severity:" + string(s))
		tile := templates.Fact{Label: fmt.Sprintf(t.Severity, t.Severities[string(s)]), URL: to.URL()}
		if read {
			tile.Value = page.T.Count(n[s])
		}
		tiles = append(tiles, tile)
	}
	doubted := map[porter.FindingKind]bool{}
	for _, d := range all.Doubts {
		doubted[d.Kind] = true
	}
	if len(doubted) > 0 && read {
		tiles = append(tiles, templates.Fact{Label: t.Unchecked, Value: page.T.Count(len(doubted)), URL: at.URL() + "#unchecked"})
	}
	return tiles
}

// findingSections are the kinds among findings, which come by kind, with so many
// of each; 0 is all.
func findingSections(page templates.Page, list []porter.Finding, most int) []templates.FindingSection {
	var sections []templates.FindingSection
	for len(list) > 0 {
		n := slices.IndexFunc(list, func(f porter.Finding) bool { return f.Kind != list[0].Kind })
		if n < 0 {
			n = len(list)
		}
		shown := n
		if most > 0 {
			shown = min(n, most)
		}
		sections = append(sections, findingSection(page, list[:shown], n))
		list = list[n:]
	}
	return sections
}

// findingSection draws findings of one kind, of which there are so many.
func findingSection(page templates.Page, list []porter.Finding, match int) templates.FindingSection {
	t, kind := page.T, list[0].Kind
	w := t.Findings.Kinds[string(kind)]
	severity := string(kind.Severity())
	s := templates.FindingSection{
		ID: string(kind), Title: w.Title, Severity: t.Findings.Severities[severity], Tag: templates.SeverityTag(severity),
		Count: t.Count(match), Match: match, Why: w.Why, Do: w.Do, Caption: fmt.Sprintf(t.Findings.Caption, w.Title), What: w.What, With: w.With,
	}
	for i := range list {
		s.Rows = append(s.Rows, findingRow(page, &list[i]))
	}
	if match > len(list) {
		s.More = fmt.Sprintf(t.Findings.All, t.Count(match))
	}
	return s
}

// looked says what could not be looked at, and which kinds were looked for in
// vain.
func looked(t *text.Text, all porter.Findings) (unchecked, clean []string) {
	counts, doubted := all.Counts(), map[porter.FindingKind]bool{}
	for _, d := range all.Doubts {
		doubted[d.Kind] = true
		unchecked = append(unchecked, doubtWords(t, &d))
	}
	for _, k := range porter.FindingKinds() {
		if counts[k] == 0 && !doubted[k] {
			clean = append(clean, t.Findings.Kinds[string(k)].Title)
		}
	}
	return unchecked, clean
}

func doubtWords(t *text.Text, d *porter.Doubt) string {
	words, why := t.Findings.InPart, t.FindingDoubt(string(d.Code), d.Count, d.Names)
	if d.Whole {
		words = t.Findings.NotAtAll
	}
	if d.Fault != nil {
		why += " " + t.Fault(d.Fault)
	}
	return fmt.Sprintf(words, t.Findings.Kinds[string(d.Kind)].Title, why)
}

// ReportFindings sends the findings that match as a report.
func (h *Handlers) ReportFindings(w http.ResponseWriter, r *http.Request) error {
	f, t, now := h.readFindings(r), text.From(r.Context()), h.now()
	snap := h.app.Snapshot()
	q := h.query(f.listing, f.at)
	q.Size, q.After = 0, ""
	f.limits.Ends = h.lifetimes(r)
	all := snap.Findings(f.limits, now)
	list, found := all.Find(q)
	columns := []string{"severity", "kind", "object_type", "object", "arn", "owner", "with", "users", "ways", "level", "active_keys", "at", "age_days", "permissions_boundary", "read_at"}
	return h.report(w, r, sheet{"findings", columns, func(rep *desk.Report) error {
		for i := range list {
			one := &list[i]
			o := &one.Object
			rep.Row(string(one.Kind.Severity()), string(one.Kind), string(o.Kind), o.Name, string(o.ARN), o.Of, withCell(one), count(one.Users),
				waysCell(one), levelCell(one), count(one.Keys), one.At, count(one.Days), string(one.Boundary), snap.At)
		}
		var doubts []string
		for _, d := range all.Doubts {
			doubts = append(doubts, doubtWords(t, &d))
		}
		reportNotes(rep, t, snap, found, doubts...)
		return nil
	}})
}

// levelCell is what others may do with a bucket, as a cell.
func levelCell(f *porter.Finding) any {
	if f.Level == access.LevelNone {
		return nil
	}
	return f.Level.String()
}

// count is a number as a cell, where it is said at all.
func count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
