package templates

import (
	"cmp"
	"strconv"
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// AuditList is the audit log, newest first.
type AuditList struct {
	Page
	Target   string // shown alone, or ""
	Rows     []AuditRow
	OlderURL string // "" at the end
	NewURL   string // "" on the newest page
	Reports  ReportLinks
	Label    string // of the table, where it is not the whole log's
	NoMatch  string // what to say when nothing is about the target, or ""
}

func (p AuditList) caption() string { return cmp.Or(p.Label, p.T.Audit.Caption) }

// AuditRow is one entry of the audit log.
type AuditRow struct {
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
		Time:  Stamp{Text: t.DateTime(e.At), Exact: t.Ago(e.At, p.Now), ISO: AgoStamp(t, e.At, p.Now).ISO},
		Actor: e.Actor, Verb: t.Verb(string(e.Verb)), Target: e.Target,
		Phase: t.Phase(string(e.Phase)), Kind: phaseKind(e.Phase), Detail: details(e.Detail), Fault: e.Fault,
	}
	if e.Actor == "" {
		row.Actor = t.Audit.System
	}
	if e.Target != "" {
		row.TargetURL, row.OnlyLabel = AuditOfURL(e.Target), onlyTarget(t, e.Target)
	}
	return row
}

// AuditPageURL returns the address of the entries before seq, of one target
// where target is not "".
func AuditPageURL(target string, seq int64) string {
	return query(AuditURL(), "target", target, "before", strconv.FormatInt(seq, 10))
}

func onlyTarget(t *text.Text, target string) string {
	return strings.Replace(t.Audit.OnlyTarget, "%s", target, 1)
}

func details(list []string) string {
	if len(list) == 1 {
		return list[0]
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
