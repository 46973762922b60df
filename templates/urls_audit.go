package templates

import "strconv"

// The audit log itself, and what keeps it honest.

func AuditURL() string                { return "/audit" }
func AuditOfURL(target string) string { return AuditAt{Target: target}.URL(0) }
func AuditEntryURL(seq int64) string  { return AuditURL() + "/" + strconv.FormatInt(seq, 10) }
func AuditVerifyURL() string          { return AuditURL() + "/verify" }
func OldCopyURL() string              { return "/recovery" }

// AuditAt is which entries of the audit log are shown; empty fields do not narrow.
// From and To are days.
type AuditAt struct {
	Target, Actor, Verb, Phase, From, To, Act string
}

// URL returns the address of the entries before a number; of the newest where it
// is 0.
func (a AuditAt) URL(before int64) string {
	from := ""
	if before > 0 {
		from = strconv.FormatInt(before, 10)
	}
	return query(AuditURL(), append(a.pairs(), "before", from)...)
}

// Reports are the files of the same entries.
func (a AuditAt) Reports() ReportLinks {
	return ReportLinks{CSV: query(CSVOf(AuditURL()), a.pairs()...), JSON: query(JSONOf(AuditURL()), a.pairs()...)}
}

// All reports whether nothing is narrowed.
func (a AuditAt) All() bool { return a == AuditAt{} }

func (a AuditAt) pairs() []string {
	return []string{"target", a.Target, "actor", a.Actor, "act", a.Verb, "outcome", a.Phase, "from", a.From, "to", a.To, "id", a.Act}
}

// narrowed reports whether more than the target narrows.
func (a AuditAt) narrowed() bool {
	a.Target = ""
	return !a.All()
}
