package templates

import (
	"cmp"
	"slices"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// AuditList is the audit log, newest first.
type AuditList struct {
	Page
	At       AuditAt
	Rows     []AuditRow
	OlderURL string // "" at the end
	NewURL   string // "" on the newest page
	Reports  ReportLinks
	Label    string // of the table, where it is not the whole log's
	NoMatch  string // what to say when nothing is about the target, or ""
	Whole    Wholeness
}

// verbs are the kinds of acts to choose from, by their words.
func (p AuditList) verbs() []Choice { return wordChoices(p.T.Acts.Verbs, p.At.Verb) }

// phases are the outcomes to choose from.
func (p AuditList) phases() []Choice { return wordChoices(p.T.Acts.Phases, p.At.Phase) }

func wordChoices(words map[string]string, chosen string) []Choice {
	list := make([]Choice, 0, len(words))
	for value, label := range words {
		list = append(list, Choice{Value: value, Label: label, Checked: value == chosen})
	}
	slices.SortFunc(list, func(a, b Choice) int {
		return cmp.Or(strings.Compare(a.Label, b.Label), strings.Compare(a.Value, b.Value))
	})
	return list
}

func (p AuditList) caption() string { return cmp.Or(p.Label, p.T.Audit.Caption) }

// AuditRow is one entry of the audit log.
type AuditRow struct {
	URL       string // of the entry
	Time      Stamp
	Actor     string
	Verb      string
	Target    string
	TargetURL string // the log about this target alone
	OnlyLabel string // name of that link
	Phase     string
	Kind      string // of the phase's tag: "ok", "bad", "warn" or ""
	Detail    string
	Fault     string // code of the failure
}

// NewAuditRow makes the row of an entry. Its time is exact, because the log is
// read as evidence; the overview says how long ago it was.
func NewAuditRow(p Page, e desk.Entry) AuditRow {
	t := p.T
	row := AuditRow{
		URL:   AuditEntryURL(e.Seq),
		Time:  Stamp{Text: t.DateTime(e.At), Exact: t.Ago(e.At, p.Now), ISO: AgoStamp(t, e.At, p.Now).ISO},
		Actor: e.Actor, Verb: t.Verb(string(e.Verb)), Target: e.Target,
		Phase: t.Phase(string(e.Phase)), Kind: phaseKind(e.Phase), Detail: details(t, e), Fault: e.Fault,
	}
	if e.Actor == "" {
		row.Actor = t.Audit.System
	}
	if e.Target != "" {
		row.TargetURL, row.OnlyLabel = AuditOfURL(e.Target), onlyTarget(t, e.Target)
	}
	return row
}

func onlyTarget(t *text.Text, target string) string {
	return strings.Replace(t.Audit.OnlyTarget, "%s", target, 1)
}

// details are what an entry tells beside its target: names and values as they are,
// the states of a rotation in words.
func details(t *text.Text, e desk.Entry) string {
	list := slices.Clone(e.Detail)
	if e.Verb == desk.RotationMove {
		for i, told := range list {
			list[i] = cmp.Or(t.Rotations.States[told], told)
		}
	}
	return strings.Join(list, ", ")
}

// phaseKind says how the outcome of an act is marked.
func phaseKind(p desk.Phase) string {
	switch p {
	case desk.Ended:
		return "ok"
	case desk.Failed, desk.Refused:
		return "bad"
	case desk.Lost:
		return "warn"
	}
	return ""
}
